// What sales answered, why MQLs were turned down, how long things take, rep by rep, and why deals were lost.

import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import type { Clock } from '@baton/core/reports/funnel/sales/clocks';
import { shareBar } from '../../charts/bars-of.ts';
import { RateBars } from '../../charts/rate-bars.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { sums } from '../../words/money.ts';
import { count, decimal } from '../../words/numbers.ts';
import { shareInCell } from '../../words/rates.ts';
import { GroupTable } from './groups-tab.tsx';

export function SalesTab({ report }: { report: FunnelReport }) {
  const reps = report.dimensions.find(({ dimension }) => dimension === 'rep');
  return (
    <>
      <Answers of={report} />
      <Clocks of={report.clocks} />
      {reps !== undefined && (
        <>
          <h2>Rep by rep</h2>
          <GroupTable of={reps} />
        </>
      )}
      <Losses of={report} />
    </>
  );
}

function Answers({ of: { acceptance, sla } }: { of: FunnelReport }) {
  const { accepted, bySilence, rejected, judged, young, touched, unworked, lapsed, invalid, unknown, reasons } =
    acceptance;
  const shares = [
    ['Accepted by somebody', accepted],
    ...(bySilence.agreed ? [['Accepted by silence', bySilence] as const] : []),
    ['Rejected', rejected],
    ...(sla.contract === undefined ? [] : [['Answered in time by contract', sla.contract] as const]),
    ['Answered within 24 hours', sla.within24Hours],
    ['Answered within 48 hours', sla.within48Hours],
  ] as const;
  return (
    <>
      <RateBars
        title="What sales answered"
        caption={`Of ${count(judged, 'MQL')} that have had the time; ${young.toLocaleString('en-GB')} are too young. Shares leave out invalid and unknown ones.`}
        bars={shares.map(([name, share]) => shareBar(name, share))}
        table={{
          label: 'Answers of sales',
          columns: [
            { name: 'Answer' },
            { name: 'Share, % (95 % interval)', isNumber: true },
            { name: 'Count', isNumber: true },
          ],
          rows: [
            ...shares.map(([name, share]) => [name, shareInCell(share), share.count]),
            ...Object.entries({
              'Contacted without an answer': touched,
              'Left alone': unworked,
              'Lapsed by contract': lapsed,
              Invalid: invalid,
              'Not known': unknown,
            }).map(([name, n]) => [name, '', n]),
          ],
        }}
      />
      {reasons.length > 0 && (
        <DataTable
          label="Why MQLs were turned down"
          caption="Why MQLs were turned down, the most frequent first."
          columns={[{ name: 'Reason' }, { name: 'MQLs', isNumber: true }]}
          rows={reasons.map(({ reason, count: n }) => [reason, n])}
        />
      )}
    </>
  );
}

function Clocks({ of }: { of: readonly Clock[] }) {
  return (
    <>
      <h2>How long it takes</h2>
      <DataTable
        label="Clocks"
        caption="Who still waits for an answer counts as waiting (Kaplan and Meier)."
        columns={[
          { name: 'From → to' },
          { name: 'Ended', isNumber: true },
          { name: 'Half within', isNumber: true },
          { name: 'Nine in ten within', isNumber: true },
        ]}
        rows={of
          .filter(({ state }) => state !== 'not recorded')
          .map(({ clock, n, ended, state, medianHours, p90Hours }) => [
            clock,
            `${ended.toLocaleString('en-GB')} of ${n.toLocaleString('en-GB')}`,
            state === 'ok' ? hours(medianHours) : 'too few',
            state === 'ok' ? hours(p90Hours) : '',
          ])}
      />
    </>
  );
}

function hours(told: number | undefined): string {
  if (told === undefined) return 'not by now';
  return told < 72 ? `${decimal(told)} h` : `${decimal(told / 24)} days`;
}

function Losses({ of: { losses } }: { of: FunnelReport }) {
  const { lost, reasons, stalled } = losses;
  if (reasons.length === 0) return null;
  return (
    <>
      <h2>Why deals were lost</h2>
      <DataTable
        label="Why deals were lost"
        caption={`${count(lost, 'deal')} of new business lost, whoever brought them; ${stalled.open} open ones are stalled, ${stalled.wentDark} lost ones went dark.`}
        columns={[
          { name: 'Reason' },
          { name: 'Deals', isNumber: true },
          { name: 'MQL-sourced', isNumber: true },
          { name: 'Amount', isNumber: true },
        ]}
        rows={reasons.map(({ reason, deals, mqlSourced, amount }) => [reason, deals, mqlSourced, sums(amount)])}
      />
    </>
  );
}
