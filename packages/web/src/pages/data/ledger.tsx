// What was received in the last seven days, by source: accepted + duplicate + conflict + refused = received.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type LedgerHour, readLedger } from '../../api/data.ts';
import { Failure } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import tables from '../../parts/table.module.css';

const VERDICTS = ['accepted', 'duplicate', 'conflict', 'refused'] as const;

export function Ledger() {
  const { data, error } = useQuery({ queryKey: ['ledger'], queryFn: readLedger, refetchInterval: 10_000 });
  if (error !== null) return <Failure of={error} what="The ledger could not be read" />;
  if (data === undefined) return <Skeleton height={160} aria-label="Loading" />;
  const sources = bySource(data.hours);
  if (sources.length === 0)
    return (
      <NothingHere title="Nothing was received in the last seven days">
        An admin makes a write key in the settings; a tracker that sends with it is seen here at once. Or bring in
        exports.
      </NothingHere>
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label="Ledger">
      <table className={tables.table}>
        <caption className={tables.quiet}>
          Entries of the last seven days; the four add up to what was received.
        </caption>
        <thead>
          <tr>
            <th scope="col">Source</th>
            {VERDICTS.map((verdict) => (
              <th key={verdict} scope="col" className={tables.number}>
                {verdict}
              </th>
            ))}
            <th scope="col" className={tables.number}>
              received
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((row) => (
            <tr key={row.source}>
              <td>{row.source}</td>
              {VERDICTS.map((verdict) => (
                <td key={verdict} className={tables.number}>
                  {row[verdict].toLocaleString('en-GB')}
                </td>
              ))}
              <td className={tables.number}>{row.received.toLocaleString('en-GB')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Hours of one source added up. */
function bySource(hours: readonly LedgerHour[]): Omit<LedgerHour, 'hour'>[] {
  const sums = new Map<string, Omit<LedgerHour, 'hour'>>();
  for (const { hour: _, ...row } of hours) {
    const before = sums.get(row.source);
    const sum = (name: (typeof VERDICTS)[number] | 'received'): number => (before?.[name] ?? 0) + row[name];
    sums.set(row.source, {
      source: row.source,
      received: sum('received'),
      accepted: sum('accepted'),
      duplicate: sum('duplicate'),
      conflict: sum('conflict'),
      refused: sum('refused'),
    });
  }
  return [...sums.values()].sort((a, b) => b.received - a.received);
}
