// The pictures of a calibration: how much each criterion tells, how few are enough, and whether the chances the card gives come true.

import type { CutOffs } from '@baton/core/calibration/draft/cut-offs';
import type { ToldCriterion } from '@baton/core/calibration/told/calibration-report';
import styles from '../../charts/chart.module.css';
import { Chart } from '../../charts/chart.tsx';
import { ratioScale, scaleTo } from '../../charts/scale.ts';
import { percent, shareInCell } from '../../words/rates.ts';
import type { CalibrationResult } from './calibration-result.ts';

const ROW = 40;
const LEFT = 44;

/** How many times as often cycles that show a criterion were won. */
export function LiftPlot({ card }: { card: readonly ToldCriterion[] }) {
  const rows = card.flatMap(({ label, lift }) => (lift === undefined ? [] : [{ label, ...lift }]));
  if (rows.length === 0) return null;
  const [low, high] = [Math.min(...rows.map((row) => row.low)), Math.max(...rows.map((row) => row.high))];
  return (
    <Chart
      title="How many times as often won"
      caption="Cycles that show a criterion against those that do not, with 95 % intervals, on a logarithmic scale; 1 is no difference."
      height={ROW * rows.length + 24}
      table={{
        label: 'Lift by criterion',
        columns: [
          { name: 'Criterion' },
          { name: 'Times', isNumber: true },
          { name: 'From', isNumber: true },
          { name: 'To', isNumber: true },
        ],
        rows: rows.map(({ label, ratio, low: from, high: to }) => [
          label,
          ratio.toFixed(2),
          from.toFixed(2),
          to.toFixed(2),
        ]),
      }}
      draw={(width) => {
        const { at, ticks } = ratioScale(Math.max(0.1, low), Math.min(50, high), width - 48);
        const x = (value: number): number => 24 + at(Math.min(50, Math.max(0.1, value)));
        const foot = ROW * rows.length;
        return (
          <>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={tick === 1 ? styles.rule : styles.grid} x1={x(tick)} x2={x(tick)} y1={0} y2={foot} />
                <text className={styles.soft} x={x(tick)} y={foot + 18} textAnchor="middle">
                  {tick}×
                </text>
              </g>
            ))}
            {rows.map(({ label, ratio, low: from, high: to }, i) => (
              <g key={label} transform={`translate(0 ${i * ROW})`}>
                <text x={0} y={14}>
                  {label}
                </text>
                <line className={styles.interval} x1={x(from)} x2={x(to)} y1={27} y2={27} />
                <circle className={styles.dot} cx={x(ratio)} cy={27} r={5} />
              </g>
            ))}
          </>
        );
      }}
    />
  );
}

const HEIGHT = 230;

/** How well cards of each size rank newer cases, beside a plain table and a model nobody could read. */
export function SizesPlot({ of: { sizes, plain, reference, card, lookBacks, days } }: { of: CalibrationResult }) {
  const rules = [
    ...(plain.auc === undefined ? [] : [{ auc: plain.auc, words: `plain table of ${plain.criteria}` }]),
    ...(reference === undefined ? [] : [{ auc: reference.auc, words: 'a model nobody could read' }]),
  ];
  const all = [...sizes, ...rules].map(({ auc }) => 100 * auc);
  const low = Math.floor(Math.min(50, ...all) / 5) * 5;
  return (
    <>
      <h2>How few criteria are enough</h2>
      <Chart
        title="How well cards of each size rank newer cases"
        caption="How often a card made of older cases puts a later winner before another; 50 is chance. The filled dot is the card above."
        height={HEIGHT + 24}
        table={{
          label: 'Cards by size',
          columns: [
            { name: 'Criteria', isNumber: true },
            { name: 'Times in 100', isNumber: true },
          ],
          rows: [
            ...sizes.map(({ auc }, i): [string, string] => [String(i + 1), (100 * auc).toFixed(1)]),
            ...rules.map(({ auc, words }): [string, string] => [words, (100 * auc).toFixed(1)]),
          ],
        }}
        draw={(width) => {
          const { at, ticks } = scaleTo(Math.max(...all) + 1, HEIGHT - 16, 4, low);
          const y = (auc: number): number => HEIGHT - at(100 * auc);
          const slot = (width - LEFT - 16) / Math.max(1, sizes.length);
          const x = (i: number): number => LEFT + (i + 0.5) * slot;
          return (
            <>
              {ticks.map((tick) => (
                <g key={tick}>
                  <line className={styles.grid} x1={LEFT} x2={width} y1={HEIGHT - at(tick)} y2={HEIGHT - at(tick)} />
                  <text className={styles.soft} x={LEFT - 8} y={HEIGHT - at(tick) + 4} textAnchor="end">
                    {tick}
                  </text>
                </g>
              ))}
              {rules.map(({ auc, words }) => (
                <g key={words}>
                  <line className={styles.rule} x1={LEFT} x2={width} y1={y(auc)} y2={y(auc)} />
                  <text x={LEFT + 4} y={y(auc) - 5}>
                    {words}
                  </text>
                </g>
              ))}
              <polyline className={styles.line} points={sizes.map(({ auc }, i) => `${x(i)},${y(auc)}`).join(' ')} />
              {sizes.map(({ auc }, i) => (
                <g key={i}>
                  <circle className={i + 1 === card.length ? styles.dot : styles.ring} cx={x(i)} cy={y(auc)} r={5} />
                  <text className={styles.soft} x={x(i)} y={HEIGHT + 18} textAnchor="middle">
                    {i + 1}
                  </text>
                </g>
              ))}
            </>
          );
        }}
      />
      <p>
        By how far back was looked:{' '}
        {lookBacks
          .map((each) => `${each.days} days ${(100 * each.auc).toFixed(1)}${each.days === days ? ' (chosen)' : ''}`)
          .join(', ')}{' '}
        times in 100.
      </p>
    </>
  );
}

/** What was won in bands of totals, beside the chance that the card gives. */
export function BandsPlot({ of: { bands, total } }: { of: CutOffs }) {
  const rows = bands.map(({ from, won, chance }, i) => {
    const next = bands[i + 1]?.from;
    const label = next === undefined ? `${from} and more` : next - 1 === from ? `${from}` : `${from} to ${next - 1}`;
    return { label: i === 0 && next !== undefined ? `below ${next}` : label, won, chance, from };
  });
  const most = Math.max(0.05, ...rows.map(({ won, chance }) => Math.max(won.high ?? 0, chance)));
  return (
    <Chart
      title="Won by total of points"
      caption={`Bars: won, with 95 % intervals. Rings: the chance that the card gives. The threshold is ${total} points.`}
      height={HEIGHT + 24}
      table={{
        label: 'Won by total of points',
        columns: [
          { name: 'Points' },
          { name: 'Won, % (95 % interval)', isNumber: true },
          { name: 'Cycles', isNumber: true },
          { name: 'Chance by the card', isNumber: true },
        ],
        rows: rows.map(({ label, won, chance }) => [label, shareInCell(won), won.of, percent(chance)]),
      }}
      draw={(width, hatch) => {
        const { at, ticks } = scaleTo(Math.min(1, most), HEIGHT - 16);
        const slot = (width - LEFT) / Math.max(1, rows.length);
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
            {rows.map(({ label, won, chance }, i) => (
              <g key={label} transform={`translate(${LEFT + i * slot} 0)`}>
                <rect
                  {...(won.state === 'ok' ? { className: styles.bar } : { fill: hatch })}
                  x={4}
                  width={Math.max(2, slot - 8)}
                  y={HEIGHT - at(won.rate ?? 0)}
                  height={at(won.rate ?? 0)}
                />
                <line
                  className={styles.interval}
                  x1={slot / 2}
                  x2={slot / 2}
                  y1={HEIGHT - at(won.low ?? 0)}
                  y2={HEIGHT - at(won.high ?? 0)}
                />
                <circle className={styles.ring} cx={slot / 2} cy={HEIGHT - at(chance)} r={5} />
                <text className={styles.soft} x={slot / 2} y={HEIGHT + 18} textAnchor="middle">
                  {label}
                </text>
              </g>
            ))}
          </>
        );
      }}
    />
  );
}
