// Thresholds played through history, to find the one whose hand-offs sales can work.
import type { ThresholdChoice } from '@baton/core/replay/backtest/thresholds';
import { DataTable } from '../../parts/data-table.tsx';
import { sums } from '../../words/money.ts';
import { shareInCell } from '../../words/rates.ts';

export function Thresholds({ of: { total: chosen, capacity, tried } }: { of: ThresholdChoice }) {
  return (
    <>
      <h2>What sales can work</h2>
      <p>
        {chosen === undefined
          ? `Even the highest threshold gives sales more than ${capacity} a working day.`
          : `From ${chosen} points on, sales get no more than ${capacity} a working day.`}
      </p>
      <DataTable
        label="Thresholds played through history"
        caption="Each was played through the whole history, hand-raises and colleagues included."
        columns={[
          { name: 'From', isNumber: true },
          { name: 'Hand-offs', isNumber: true },
          { name: 'A working day', isNumber: true },
          { name: 'Won in time', isNumber: true },
          { name: 'Of the accounts won', isNumber: true },
          { name: 'Won revenue', isNumber: true },
        ]}
        rows={tried.map(({ total, handoffs, perWorkingDay, won, kept, revenue }) => [
          total === chosen ? `${total} (chosen)` : total,
          handoffs,
          perWorkingDay,
          shareInCell(won),
          shareInCell(kept),
          sums(revenue),
        ])}
      />
    </>
  );
}
