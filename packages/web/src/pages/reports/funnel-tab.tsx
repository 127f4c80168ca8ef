// The funnel: the two headlines, then every step with its interval, of those who have had the time.
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { rateBar } from '../../charts/bars-of.ts';
import { RateBars } from '../../charts/rate-bars.tsx';
import { decimal } from '../../words/numbers.ts';
import { shareInCell } from '../../words/rates.ts';
import { Headlines } from './headlines.tsx';
import { RowLink } from './row-link.tsx';

export function FunnelTab({ report }: { report: FunnelReport }) {
  const { rates } = report;
  return (
    <>
      <Headlines report={report} />
      <RateBars
        title="Steps of the funnel"
        caption="Bars with 95 % intervals, each of those who have had the time in which nine in ten of those who get there do. The young are no failures: they are in no bar."
        bars={rates.map(rateBar)}
        table={{
          label: 'Steps of the funnel',
          columns: [
            { name: 'Step' },
            { name: 'Rate, % (95 % interval)', isNumber: true },
            { name: 'Took it', isNumber: true },
            { name: 'Of', isNumber: true },
            { name: 'Days given', isNumber: true },
            { name: 'Too young', isNumber: true },
          ],
          rows: rates.map((rate) => [
            { text: rate.step, shown: <RowLink step={rate.step}>{rate.step}</RowLink> },
            shareInCell(rate),
            rate.count,
            rate.of,
            Number(decimal(rate.withinDays)),
            rate.young,
          ]),
        }}
      />
    </>
  );
}
