// What each published profile says of each rate, beside the rate itself. The company's own baseline comes before all of them.
import type { BandVerdict } from '@baton/core/reports/diagnosis/profiles/verdict';
import { DataTable } from '../../parts/data-table.tsx';
import { percent, shareInCell } from '../../words/rates.ts';

export function BandVerdicts({ of }: { of: readonly BandVerdict[] }) {
  const judged = of.filter(({ verdict }) => verdict !== 'not judged');
  if (judged.length === 0) return null;
  return (
    <>
      <h2>What each profile says</h2>
      <DataTable
        label="Verdicts of profiles"
        columns={[
          { name: 'Rate' },
          { name: 'Here, % (95 % interval)', isNumber: true },
          { name: 'Profile' },
          { name: 'Healthy' },
          { name: 'Verdict' },
        ]}
        rows={judged.map(({ measure, share, profile, band, verdict }) => [
          measure,
          shareInCell(share),
          profile,
          healthy(band),
          verdict,
        ])}
      />
    </>
  );
}

function healthy({ from, to }: BandVerdict['band']): string {
  if (from !== undefined && to !== undefined) return `${percent(from)} to ${percent(to)}`;
  if (from !== undefined) return `${percent(from)} and more`;
  return to === undefined ? 'not said' : `up to ${percent(to)}`;
}
