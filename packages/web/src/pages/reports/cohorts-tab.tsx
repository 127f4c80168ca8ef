// Cohorts as they mature, and how soon steps are taken: what has come, what is still expected, and where nothing can be said yet.
import type { Cohort, Cohorts } from '@baton/core/reports/funnel/cohorts/cohorts';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { useQuery } from '@tanstack/react-query';
import { readVersions, type Summary } from '../../api/definitions.ts';
import styles from '../../charts/chart.module.css';
import { Chart } from '../../charts/chart.tsx';
import { scaleTo } from '../../charts/scale.ts';
import { decimal } from '../../words/numbers.ts';
import { percent } from '../../words/rates.ts';
import { LagCurves } from './lag-curves.tsx';
import { RowLink } from './row-link.tsx';

const HEIGHT = 240;
const FOOT = 24;
const LEFT = 44;

export function CohortsTab({ report }: { report: FunnelReport }) {
  const { data } = useQuery({ queryKey: ['versions'], queryFn: readVersions });
  const versions = data?.versions ?? [];
  return (
    <>
      <p>
        What came of the MQLs of each month. Solid: came so far. Hatched: still expected, since young cohorts lean on
        what all months have in common. Lines: 95 % intervals, of mature months of the rate, of maturing ones of where
        they will end. Months of fewer than 20 MQLs show their counts alone.
      </p>
      {report.cohorts.map((cohorts) => (
        <CohortBars key={cohorts.step} of={cohorts} versions={versions} />
      ))}
      <LagCurves of={report.lagCurves} />
    </>
  );
}

function CohortBars({ of: { step, cohorts, lags }, versions }: { of: Cohorts; versions: readonly Summary[] }) {
  const most = Math.max(0.05, ...cohorts.map((each) => Math.max(...endsOf(each), each.expected?.high ?? 0)));
  return (
    <Chart
      title={`${step} by month of the MQL`}
      caption={
        lags === undefined
          ? 'Fewer than ten ever took the step, so nothing is said of what is still to come.'
          : `Of all months together ${percent(lags.share)} come to it in the end, half of them within ${decimal(lags.scaleDays * Math.log(2) ** (1 / lags.shape))} days.`
      }
      height={HEIGHT + FOOT}
      table={{
        label: `${step} by month`,
        columns: [
          { name: 'Month' },
          { name: 'MQLs', isNumber: true },
          { name: 'So far', isNumber: true },
          { name: 'State' },
          { name: 'In the end, % (95 % interval)', isNumber: true },
        ],
        rows: cohorts.map(({ month, of, count, state, expected }) => [
          month,
          {
            text: of,
            shown: (
              <RowLink by="month" value={month} step={step}>
                {of.toLocaleString('en-GB')}
              </RowLink>
            ),
          },
          count,
          state,
          expected === undefined
            ? '–'
            : `${percent(expected.share)} (${percent(expected.low)} to ${percent(expected.high)})`,
        ]),
      }}
      draw={(width, hatch) => {
        const { at, ticks } = scaleTo(Math.min(1, most), HEIGHT - 28);
        const slot = (width - LEFT) / Math.max(1, cohorts.length);
        const every = Math.ceil(46 / slot);
        return (
          <>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={styles.grid} x1={LEFT} x2={width} y1={HEIGHT - at(tick)} y2={HEIGHT - at(tick)} />
                <text className={styles.soft} x={LEFT - 8} y={HEIGHT - at(tick) + 4} textAnchor="end">
                  {percent(tick)}
                </text>
              </g>
            ))}
            {cohorts.map((cohort, i) => (
              <g key={cohort.month} transform={`translate(${LEFT + i * slot} 0)`}>
                <Bar of={cohort} slot={slot} at={at} hatch={hatch} />
                <Activations of={versions} month={cohort.month} />
                {(cohorts.length - 1 - i) % every === 0 && (
                  <text
                    className={styles.soft}
                    {...(i === cohorts.length - 1 && slot < 50
                      ? { x: slot, textAnchor: 'end' }
                      : { x: slot / 2, textAnchor: 'middle' })}
                    y={HEIGHT + 18}
                  >
                    {shortMonth(cohort.month)}
                  </text>
                )}
              </g>
            ))}
          </>
        );
      }}
    />
  );
}

/** A rule where a version came into force in the month. */
function Activations({ of, month }: { of: readonly Summary[]; month: string }) {
  const own = of.filter(({ effectiveAt }) => effectiveAt !== null && monthOf(effectiveAt) === month);
  if (own.length === 0) return null;
  return (
    <>
      <line className={styles.rule} x1={0} x2={0} y1={12} y2={HEIGHT} />
      <text className={styles.soft} x={2} y={10}>
        {own.map(({ name, version }) => `${name} v${version}`).join(', ')}
      </text>
    </>
  );
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

interface BarProps {
  of: Cohort;
  slot: number;
  at: (value: number) => number;
  hatch: string;
}

function Bar({ of: cohort, slot, at, hatch }: BarProps) {
  const { state, count, of, expected } = cohort;
  if (state === 'too few')
    return (
      <text className={styles.soft} x={slot / 2} y={HEIGHT - 6} textAnchor="middle">
        {slot > 34 ? `${count}/${of}` : '·'}
      </text>
    );
  const [soFar, end] = endsOf(cohort);
  const width = Math.max(2, slot - 6);
  return (
    <>
      <rect
        x={3}
        width={width}
        y={HEIGHT - at(soFar)}
        height={at(soFar)}
        {...(state === 'too young' ? { fill: hatch } : { className: styles.bar })}
      />
      {end > soFar && <rect x={3} width={width} y={HEIGHT - at(end)} height={at(end) - at(soFar)} fill={hatch} />}
      {expected !== undefined && (
        <line
          className={styles.interval}
          x1={slot / 2}
          x2={slot / 2}
          y1={HEIGHT - at(expected.low)}
          y2={HEIGHT - at(expected.high)}
        />
      )}
      {state !== 'mature' && slot > 60 && (
        <text
          className={styles.soft}
          x={slot / 2}
          y={HEIGHT - at(Math.max(end, expected?.high ?? 0)) - 6}
          textAnchor="middle"
        >
          {state}
        </text>
      )}
    </>
  );
}

/** What has come so far, and where it is expected to end; nothing is drawn of too few. */
function endsOf({ state, count, of, expected }: Cohort): readonly [number, number] {
  if (state === 'too few') return [0, 0];
  const soFar = count / of;
  return [soFar, state === 'maturing' ? Math.max(soFar, expected?.share ?? 0) : soFar];
}

function shortMonth(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleString('en-GB', {
    month: 'short',
    year: '2-digit',
    timeZone: 'UTC',
  });
}
