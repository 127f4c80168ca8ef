// The last seven days beside the seven before.
import type { Overview, Week } from '../../api/overview.ts';
import { DataTable } from '../../parts/data-table.tsx';

const LINES: readonly (readonly [keyof Week, string])[] = [
  ['handedOver', 'Handed over'],
  ['accepted', 'Accepted'],
  ['rejected', 'Rejected'],
  ['late', 'Became overdue'],
  ['sqls', 'Became SQLs'],
];

export function Weeks({ of: { week } }: { of: Overview }) {
  return (
    <section aria-labelledby="weeks">
      <h2 id="weeks">What changed since last week</h2>
      <DataTable
        label="Hand-offs this week and last"
        columns={[
          { name: 'Hand-offs' },
          { name: 'Last 7 days', isNumber: true },
          { name: '7 days before', isNumber: true },
          { name: 'Change', isNumber: true },
        ]}
        rows={LINES.map(([key, words]) => [
          words,
          week.this[key],
          week.before[key],
          signed(week.this[key] - week.before[key]),
        ])}
      />
    </section>
  );
}

const signed = (change: number): string => (change === 0 ? '0' : `${change > 0 ? '+' : '−'}${Math.abs(change)}`);
