// Settings: people, keys, the snippet, integrations, how long things are kept, who of sales takes how much, what both sides agreed, and who changed what.
import { Skeleton, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Role } from '../../api/session.ts';
import { PageHead } from '../../parts/page-head.tsx';
import { useWho } from '../../shell/who.ts';
import { Agreements } from './agreements.tsx';
import { AuditLog } from './audit-log.tsx';
import { Keys } from './keys.tsx';
import { People } from './people.tsx';
import { Roster } from './roster.tsx';
import { Snippet } from './snippet.tsx';

const Integrations = lazy(() => import('./integrations.tsx'));
const Retention = lazy(() => import('./retention.tsx'));

interface Room {
  readonly tab: string;
  readonly name: string;
  readonly page: ReactNode;
  /** Everybody’s who may see the page, where absent. */
  readonly roles?: readonly Role[];
}

const TABS: readonly Room[] = [
  { tab: 'people', name: 'People', page: <People /> },
  { tab: 'roster', name: 'Sales roster', page: <Roster /> },
  { tab: 'keys', name: 'Keys', page: <Keys />, roles: ['admin'] },
  { tab: 'snippet', name: 'Snippet', page: <Snippet />, roles: ['admin', 'marketing'] },
  { tab: 'integrations', name: 'Integrations', page: <Integrations />, roles: ['admin'] },
  { tab: 'retention', name: 'Retention', page: <Retention />, roles: ['admin'] },
  { tab: 'agreement', name: 'Agreement', page: <Agreements /> },
  { tab: 'audit', name: 'Audit log', page: <AuditLog /> },
];

export function SettingsPage() {
  const { role } = useWho();
  const { tab } = useSearch({ from: '/signed-in/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const tabs = TABS.filter(({ roles }) => roles === undefined || roles.includes(role));
  return (
    <>
      <PageHead title="Settings" />
      <Tabs
        value={tabs.find((each) => each.tab === tab)?.tab ?? 'people'}
        onChange={(value) => navigate({ search: value === 'people' || value === null ? {} : { tab: value } })}
        keepMounted={false}
      >
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each.tab} value={each.tab}>
              {each.name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((each) => (
          <Tabs.Panel key={each.tab} value={each.tab} pt={16}>
            <Suspense fallback={<Skeleton height={240} aria-label="Loading" />}>{each.page}</Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
