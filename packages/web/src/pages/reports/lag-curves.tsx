// How soon steps are taken: the share that has by each day, where being rejected or losing rules it out.
import type { LagCurve } from '@baton/core/reports/funnel/cohorts/lag-curves';
import styles from '../../charts/chart.module.css';
import { Chart } from '../../charts/chart.tsx';
import { scaleTo } from '../../charts/scale.ts';
import { percent } from '../../words/rates.ts';

const DAYS = [1, 7, 14, 30, 60, 90, 180];
const MOST_DAYS = 180;
const CELL = 190;

export function LagCurves({ of }: { of: readonly LagCurve[] }) {
  const told = of.filter(({ state }) => state === 'ok');
  const few = of.filter(({ state }) => state !== 'ok').map(({ step }) => step);
  if (told.length === 0) return <p>Too few took any step to say how soon it is taken.</p>;
  const columnsOf = (width: number): number => (width > 860 ? 3 : width > 560 ? 2 : 1);
  return (
    <>
      <Chart
        title="How soon steps are taken"
        caption="The share that has taken each step by a day since it began, with 95 % intervals (Aalen and Johansen)."
        height={(width) => Math.ceil(told.length / columnsOf(width)) * CELL}
        table={{
          label: 'Share by day',
          columns: [{ name: 'Step' }, ...DAYS.map((each) => ({ name: `By day ${each}`, isNumber: true }))],
          rows: told.map((curve) => [curve.step, ...DAYS.map((each) => shareBy(curve, each))]),
        }}
        draw={(width) => {
          const columns = columnsOf(width);
          const cell = width / columns;
          return told.map((curve, i) => (
            <g key={curve.step} transform={`translate(${(i % columns) * cell} ${Math.floor(i / columns) * CELL})`}>
              <Curve of={curve} width={cell - 24} />
            </g>
          ));
        }}
      />
      {few.length > 0 && <p>Too few for a curve: {few.join(', ')}.</p>}
    </>
  );
}

const LEFT = 44;
const TOP = 28;
const BASE = CELL - 36;

function Curve({ of: { step, points: all }, width }: { of: LagCurve; width: number }) {
  const points = all.filter(({ day }) => day <= MOST_DAYS);
  const room = width - LEFT;
  const days = scaleTo(Math.max(7, ...points.map(({ day }) => day)), room, 3);
  const shares = scaleTo(Math.min(1, Math.max(0.02, ...points.map(({ high }) => high))), BASE - TOP, 3);
  const x = (day: number): number => LEFT + days.at(day);
  const y = (share: number): number => BASE - shares.at(share);
  const path = (read: (point: LagCurve['points'][number]) => number): string =>
    points.map((point) => `H${x(point.day)}V${y(read(point))}`).join('');
  const back = [...points]
    .reverse()
    .map((point, i, all) => `V${y(point.low)}H${x(all[i + 1]?.day ?? 0)}`)
    .join('');
  return (
    <>
      <text x={0} y={14} className={styles.strong}>
        {step}
      </text>
      {shares.ticks.map((tick) => (
        <g key={tick}>
          <line className={styles.grid} x1={LEFT} x2={LEFT + room} y1={y(tick)} y2={y(tick)} />
          <text className={styles.soft} x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
            {percent(tick)}
          </text>
        </g>
      ))}
      {days.ticks.map((tick) => (
        <text key={tick} className={styles.soft} x={x(tick)} y={BASE + 18} textAnchor="middle">
          {tick === 0 ? 'day 0' : tick}
        </text>
      ))}
      <path className={styles.band} d={`M${x(0)} ${y(0)}${path(({ high }) => high)}${back}Z`} />
      <path className={styles.line} d={`M${x(0)} ${y(0)}${path(({ share }) => share)}`} />
    </>
  );
}

function shareBy({ points }: LagCurve, day: number): string {
  return percent(points.findLast((point) => point.day <= day)?.share ?? 0);
}
