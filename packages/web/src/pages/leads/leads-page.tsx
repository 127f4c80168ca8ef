// Leads, found by name, e-mail, company or id. What is looked for stands in the address.
import { Button, NativeSelect, Skeleton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { findLeads } from '../../api/leads.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { LeadsTable } from './leads-table.tsx';

const GRADES = [
  { value: '', label: 'Any fit' },
  ...['A', 'B', 'C', 'D'].map((grade) => ({ value: grade, label: `Fit ${grade}` })),
  { value: '?', label: 'Fit unknown' },
];
/** Typing is one search once it rests. */
const REST = 150;

export function LeadsPage() {
  const search = useSearch({ from: '/signed-in/leads' });
  const navigate = useNavigate({ from: '/leads' });
  const router = useRouter();
  const [typed, setTyped] = useState(search.search ?? '');
  const { data, error } = useQuery({
    queryKey: ['leads', search],
    queryFn: () => findLeads(search),
    placeholderData: keepPreviousData,
  });
  const set = (change: Partial<typeof search>, replace = false) =>
    navigate({ search: (before) => ({ ...before, cursor: undefined, ...change }), replace });
  const look = useDebouncedCallback((words: string) => set({ search: words || undefined }, true), REST);
  const next = data?.next ?? undefined;
  return (
    <>
      <PageHead title="Leads">
        <TextInput
          size="xs"
          w={240}
          aria-label="Search by name, e-mail, company or id"
          placeholder="Name, e-mail, company or id"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            look(event.currentTarget.value);
          }}
        />
        <NativeSelect
          size="xs"
          aria-label="Fit"
          data={GRADES}
          value={search.grade ?? ''}
          onChange={(event) => set({ grade: event.currentTarget.value || undefined })}
        />
      </PageHead>
      {error !== null && <Failure of={error} what="Leads could not be read" />}
      {data === undefined && error === null && <Skeleton height={320} aria-label="Loading" />}
      {data !== undefined && data.leads.length === 0 && <NoLeads isSearch={Object.values(search).some(Boolean)} />}
      {data !== undefined && data.leads.length > 0 && <LeadsTable leads={data.leads} />}
      <div>
        {search.cursor !== undefined && (
          <Button variant="default" size="xs" mr={8} mt={16} onClick={() => router.history.back()}>
            Page before
          </Button>
        )}
        {next !== undefined && (
          <Button variant="default" size="xs" mt={16} onClick={() => set({ cursor: next })}>
            Next page
          </Button>
        )}
      </div>
    </>
  );
}

function NoLeads({ isSearch }: { isSearch: boolean }) {
  return isSearch ? (
    <NothingHere title="Nobody matches">
      Part of a name, an e-mail, a company or an id is enough. Capitals make no difference.
    </NothingHere>
  ) : (
    <NothingHere title="No leads yet">
      Leads stand here as soon as a definition is in force and events arrive with a write key.
    </NothingHere>
  );
}
