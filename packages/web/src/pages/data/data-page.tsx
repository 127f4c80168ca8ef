// What comes in: the ledger that adds up, what was refused, and exports.
import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PageHead } from '../../parts/page-head.tsx';
import { Ledger } from './ledger.tsx';
import { RefusedEntries } from './refused-entries.tsx';
import { Uploads } from './uploads/uploads.tsx';

export function DataPage() {
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
          <Tabs.Tab value="bring-in">Bring in exports</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="ledger" pt={16}>
          <Ledger />
        </Tabs.Panel>
        <Tabs.Panel value="refused" pt={16}>
          <RefusedEntries />
        </Tabs.Panel>
        <Tabs.Panel value="bring-in" pt={16}>
          <Uploads />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
