// What comes in: the ledger that adds up, what was refused, and keys.
import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHead } from '../../parts/page-head.tsx';
import { useWho } from '../../shell/who.ts';
import { Keys } from './keys.tsx';
import { Ledger } from './ledger.tsx';
import { RefusedEntries } from './refused-entries.tsx';

export function DataPage() {
  const { role } = useWho();
  const { tab } = useSearch({ from: '/signed-in/data' });
  const navigate = useNavigate({ from: '/data' });
  return (
    <>
      <PageHead title="Data" />
      <Tabs
        value={tab ?? 'ledger'}
        onChange={(value) => navigate({ search: { tab: value === 'ledger' ? undefined : (value ?? undefined) } })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="ledger">Ledger</Tabs.Tab>
          <Tabs.Tab value="refused">Refused</Tabs.Tab>
          {role === 'admin' && <Tabs.Tab value="keys">Keys</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="ledger" pt={16}>
          <Ledger />
        </Tabs.Panel>
        <Tabs.Panel value="refused" pt={16}>
          <RefusedEntries />
        </Tabs.Panel>
        {role === 'admin' && (
          <Tabs.Panel value="keys" pt={16}>
            <Keys />
          </Tabs.Panel>
        )}
      </Tabs>
    </>
  );
}
