// Criteria with what speaks for each: those of a card, and all that were looked at.
import type { ToldCardCriterion, ToldCriterion } from '@baton/core/calibration/told/calibration-report';
import { DataTable } from '../../parts/data-table.tsx';
import { shareInCell } from '../../words/rates.ts';

export function CardTable({ label, card }: { label: string; card: readonly ToldCardCriterion[] }) {
  return (
    <DataTable
      label={label}
      caption="Shares with 95 % intervals; lift in each quarter of the cycles by time; what 100 comparisons of a winner with another lose without the criterion."
      columns={[
        { name: 'Points', isNumber: true },
        { name: 'Criterion', isWide: true },
        { name: 'Of the won', isNumber: true },
        { name: 'Won with it', isNumber: true },
        { name: 'Won without', isNumber: true },
        { name: 'Lift by quarter' },
        { name: 'Lost without it', isNumber: true },
      ]}
      rows={card.map((each) => [
        each.points > 0 ? `+${each.points}` : `−${-each.points}`,
        each.label,
        shareInCell(each.coverage),
        shareInCell(each.wonWith),
        shareInCell(each.wonWithout),
        each.quarters.map((ratio) => (ratio === null ? '–' : ratio.toFixed(1))).join(' · '),
        (100 * each.lossWithout).toFixed(1),
      ])}
    />
  );
}

export function EvidenceTable({ evidence }: { evidence: readonly ToldCriterion[] }) {
  return (
    <DataTable
      label="Criteria alone, the surest first"
      caption="p is how often chance alone would show as much, corrected for the number of things looked at."
      columns={[
        { name: 'Criterion', isWide: true },
        { name: 'Cycles', isNumber: true },
        { name: 'Won with it', isNumber: true },
        { name: 'Won without', isNumber: true },
        { name: 'Lift (95 % interval)', isNumber: true },
        { name: 'p', isNumber: true },
      ]}
      rows={evidence.map(({ label, support, wonWith, wonWithout, lift, adjustedP }) => [
        label,
        support.count,
        shareInCell(wonWith),
        shareInCell(wonWithout),
        lift === undefined ? 'too few' : `${lift.ratio.toFixed(1)} (${lift.low.toFixed(1)} to ${lift.high.toFixed(1)})`,
        adjustedP < 0.001 ? '< 0.001' : adjustedP.toFixed(3),
      ])}
    />
  );
}
