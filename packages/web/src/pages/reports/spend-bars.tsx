// Spend and won revenue of each source, side by side.
import type { Costs } from '@baton/core/reports/funnel/money/costs';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import styles from '../../charts/chart.module.css';
import { Chart } from '../../charts/chart.tsx';
import { scaleTo } from '../../charts/scale.ts';
import { money } from '../../words/money.ts';

const ROW = 72;
const MOST = 12;

export function SpendBars({ report, costs }: { report: FunnelReport; costs: Costs }) {
  const { currency, rows } = costs;
  const sources = report.dimensions.find(({ dimension }) => dimension === 'source')?.rows ?? [];
  const bars = rows.slice(0, MOST).map(({ source, perMql }) => ({
    source,
    spend: perMql.spendMinor,
    revenue: sources.find(({ value }) => value === source)?.revenue[currency] ?? 0,
  }));
  const most = Math.max(1, ...bars.flatMap(({ spend, revenue }) => [spend, revenue]));
  return (
    <Chart
      title="Spend and won revenue by source"
      caption="Revenue of young cohorts is still to come."
      height={ROW * bars.length}
      table={{
        label: 'Spend and won revenue by source',
        columns: [{ name: 'Source' }, { name: 'Spend', isNumber: true }, { name: 'Won revenue', isNumber: true }],
        rows: bars.map(({ source, spend, revenue }) => [source, money(spend, currency), money(revenue, currency)]),
      }}
      draw={(width) => {
        const { at } = scaleTo(most, Math.max(80, width - 190));
        return bars.map(({ source, spend, revenue }, i) => (
          <g key={source} transform={`translate(0 ${i * ROW})`}>
            <text x={0} y={15} className={styles.strong}>
              {source}
            </text>
            <rect className={styles.quietBar} x={0} y={22} height={14} width={Math.max(1, at(spend))} />
            <text className={styles.soft} x={at(spend) + 8} y={34}>
              spend {money(spend, currency)}
            </text>
            <rect className={styles.bar} x={0} y={40} height={14} width={Math.max(1, at(revenue))} />
            <text className={styles.soft} x={at(revenue) + 8} y={52}>
              won {money(revenue, currency)}
            </text>
          </g>
        ));
      }}
    />
  );
}
