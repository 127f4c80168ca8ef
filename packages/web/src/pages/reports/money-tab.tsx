// Won revenue that reconciles with the CRM to the cent, what MQLs and customers cost by source, and what moving budget would bring.
import type { Cost, CostRow } from '@baton/core/reports/funnel/money/costs';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { DataTable } from '../../parts/data-table.tsx';
import { money, moneyToTheCent, sums } from '../../words/money.ts';
import { decimal } from '../../words/numbers.ts';
import { SpendBars } from './spend-bars.tsx';

const CLASSES = {
  'mql-sourced': 'MQL-sourced',
  influenced: 'Influenced by an MQL',
  outbound: 'Outbound',
  unattributed: 'Unattributed',
} as const;

export function MoneyTab({ report }: { report: FunnelReport }) {
  return (
    <>
      <LedgerTable of={report} />
      <CostTable of={report} />
    </>
  );
}

function LedgerTable({ of: { ledger } }: { of: FunnelReport }) {
  const cent = (all: Readonly<Record<string, number>>): string => sums(all, moneyToTheCent);
  return (
    <>
      <h2>Where won revenue comes from</h2>
      <DataTable
        label="Won revenue by class"
        caption="The four classes and what is left out add up to what the CRM holds as won."
        columns={[
          { name: 'Class' },
          { name: 'Won', isNumber: true },
          { name: 'Lost', isNumber: true },
          { name: 'Open', isNumber: true },
          { name: 'Won revenue', isNumber: true },
          { name: 'Open pipeline', isNumber: true },
        ]}
        rows={[
          ...Object.entries(CLASSES).map(([name, words]) => {
            const { won, lost, open, revenue, pipeline } = ledger.classes[name as keyof typeof CLASSES];
            return [words, won, lost, open, cent(revenue), cent(pipeline)];
          }),
          ...ledger.leftOut.map(({ why, won, revenue }) => [`Left out: ${why}`, won, '–', '–', cent(revenue), '–']),
          ['All in the CRM', ledger.inCrm.won, '–', '–', cent(ledger.inCrm.revenue), '–'],
        ]}
      />
    </>
  );
}

function CostTable({ of: report }: { of: FunnelReport }) {
  const { costs, budget } = report;
  if (costs === undefined)
    return (
      <>
        <h2>What it costs</h2>
        <p>No spend is in the journal. Import spend by source and month, and costs stand here.</p>
      </>
    );
  const { currency, rows, total, cac } = costs;
  const cells = ({ source, perMql, perAccepted, perOpportunity, perCustomer }: CostRow) => [
    source,
    money(perMql.spendMinor, currency),
    ...[perMql, perAccepted, perOpportunity, perCustomer].map(costInCell),
  ];
  return (
    <>
      <h2>What it costs</h2>
      <SpendBars report={report} costs={costs} />
      <DataTable
        label={`Costs in ${currency}, with 95 % intervals`}
        caption={`In ${currency}, with the 95 % intervals that the counts leave. Spend is held against what came of the MQLs of the same span.`}
        columns={[
          { name: 'Source' },
          ...['Spend', 'An MQL', 'An accepted one', 'An opportunity', 'A customer'].map((name) => ({
            name,
            isNumber: true,
          })),
        ]}
        rows={[...rows.map(cells), cells(total)]}
      />
      <p>
        {cac.state === 'ok' && cac.eachMinor !== undefined
          ? `A new customer, whoever brought them, costs ${money(cac.eachMinor, currency)} of marketing (95 % interval ${money(cac.lowMinor ?? 0, currency)} to ${money(cac.highMinor ?? 0, currency)}).`
          : 'Too few customers to say what one costs.'}
      </p>
      {'from' in budget && (
        <p>
          Moving {money(budget.movedMinor, budget.currency)} from {budget.from} to {budget.to} would have brought{' '}
          {decimal(budget.opportunities.at)} opportunities more (95 % interval {decimal(budget.opportunities.low)} to{' '}
          {decimal(budget.opportunities.high)}){budget.state === 'ok' ? '' : ', which is no clear difference'}, if more
          of the same does as well.
        </p>
      )}
    </>
  );
}

function costInCell({ state, count, eachMinor = 0, lowMinor = 0, highMinor = 0 }: Cost): string {
  const whole = (minor: number): string => Math.round(minor / 100).toLocaleString('en-GB');
  if (state === 'no spend') return 'no spend';
  if (state === 'too few') return `${count}, too few`;
  return `${whole(eachMinor)} (${whole(lowMinor)}–${whole(highMinor)})`;
}
