// How long things are kept, by kind, with how much would go before anything is saved.
import { Button, NumberInput, Skeleton } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Retention as Months, readRetention, setRetention } from '../../api/keeping.ts';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import { count } from '../../words/numbers.ts';
import styles from './settings.module.css';

const KINDS = [
  {
    kind: 'behaviour',
    name: 'Tracked behaviour',
    what: 'what people did, and what mails read of them',
    one: 'entry',
    many: 'entries',
  },
  {
    kind: 'refused',
    name: 'What was refused',
    what: 'the bodies of calls that could not be read',
    one: 'body',
    many: 'bodies',
  },
  {
    kind: 'results',
    name: 'Results of jobs',
    what: 'reports and lists, but for backtests of versions',
    one: 'result',
    many: 'results',
  },
] as const;

export default function Retention() {
  const { data, error } = useQuery({ queryKey: ['retention'], queryFn: () => readRetention() });
  if (error !== null) return <Failure of={error} what="Retention could not be read" />;
  if (data === undefined) return <Skeleton height={200} aria-label="Loading" />;
  return <Held key={JSON.stringify(data.retention)} held={data.retention} />;
}

function Held({ held }: { held: Months }) {
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<Months>(held);
  const isOther = KINDS.some(({ kind }) => wanted[kind] !== held[kind]);
  // Without a number a kind is kept for ever, so that nothing of it goes: the answer for it is not asked for.
  const told = useQuery({
    queryKey: ['retention', wanted],
    queryFn: () => readRetention(wanted),
    placeholderData: keepPreviousData,
  });
  const save = useMutation({
    mutationFn: () => setRetention(wanted),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['retention'] }),
  });
  return (
    <>
      <p className={styles.quiet}>
        What is older than this is forgotten once a day: its content goes, counts of the past stay. It is never taken
        back.{' '}
        <Link to="/settings" search={{ tab: 'audit', subject: 'retention' }}>
          Who changed this
        </Link>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
      <section className={tables.scroll} tabIndex={0} aria-label="Retention">
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">Months kept</th>
              <th scope="col">Would go now</th>
            </tr>
          </thead>
          <tbody>
            {KINDS.map(({ kind, name, what, one, many }) => (
              <tr key={kind}>
                <td>
                  {name}
                  <div className={styles.quiet}>{what}</div>
                </td>
                <td>
                  <NumberInput
                    size="xs"
                    aria-label={`Months that ${name.toLowerCase()} is kept`}
                    className={styles.months}
                    min={1}
                    max={240}
                    allowDecimal={false}
                    placeholder="for ever"
                    value={wanted[kind] ?? ''}
                    onChange={(value) => setWanted({ ...wanted, [kind]: value === '' ? null : Number(value) })}
                  />
                </td>
                <td>
                  {wanted[kind] === null
                    ? 'nothing: kept for ever'
                    : told.data === undefined || told.isFetching
                      ? 'counting'
                      : count(told.data.wouldGo[kind], one, many)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {told.error !== null && <Failure of={told.error} what="It could not be counted" />}
      {save.error !== null && <Failure of={save.error} what="Not saved" />}
      {isOther && (
        <div className={styles.consequences} role="status">
          <span>Nothing goes before you save; then it goes for good, within a day.</span>
          <Button size="xs" loading={save.isPending} disabled={told.isFetching} onClick={() => save.mutate()}>
            Keep it so
          </Button>
          <Button size="xs" variant="default" onClick={() => setWanted(held)}>
            Leave it
          </Button>
        </div>
      )}
      <p className={styles.quiet}>A person is erased, or exported, on their own page under Leads.</p>
    </>
  );
}
