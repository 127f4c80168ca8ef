// Rates as bars with their intervals, each beneath its words. What may not be read as a percentage is hatched and says why.
import type { ReactNode } from 'react';
import type { DataTableProps } from '../parts/data-table.tsx';
import { percent } from '../words/rates.ts';
import styles from './chart.module.css';
import { Chart } from './chart.tsx';
import { scaleTo } from './scale.ts';

/** One bar. `rate` absent: nothing can be drawn. */
export interface RateBar {
  readonly name: string;
  /** What stands beside the name: the rate in words. */
  readonly words: string;
  readonly rate?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Whether it may be quoted. */
  readonly isRate: boolean;
}

interface Props {
  title: string;
  caption?: ReactNode;
  bars: readonly RateBar[];
  table: DataTableProps;
}

const ROW = 46;

export function RateBars({ title, caption, bars, table }: Props) {
  const most = Math.min(1, Math.max(0.05, ...bars.map(({ high = 0, rate = 0 }) => Math.max(high, rate))));
  return (
    <Chart
      title={title}
      caption={caption}
      table={table}
      height={ROW * bars.length + 24}
      draw={(width, hatch) => {
        const { at, ticks } = scaleTo(most, width - 44);
        const foot = ROW * bars.length;
        return (
          <>
            {ticks.map((tick) => (
              <g key={tick}>
                <line className={styles.grid} x1={at(tick)} x2={at(tick)} y1={0} y2={foot + 4} />
                <text className={styles.soft} x={at(tick)} y={foot + 19} textAnchor={tick === 0 ? 'start' : 'middle'}>
                  {percent(tick)}
                </text>
              </g>
            ))}
            {bars.map((bar, i) => (
              <Row key={bar.name} bar={bar} y={i * ROW} at={at} hatch={hatch} />
            ))}
          </>
        );
      }}
    />
  );
}

function Row({ bar, y, at, hatch }: { bar: RateBar; y: number; at: (value: number) => number; hatch: string }) {
  const { name, words, rate, low, high, isRate } = bar;
  return (
    <g>
      <text x={0} y={y + 15}>
        <tspan className={styles.strong}>{name}</tspan>
        <tspan className={styles.soft} dx={10}>
          {words}
        </tspan>
      </text>
      {rate !== undefined && (
        <rect
          x={0}
          y={y + 22}
          height={14}
          width={Math.max(1, at(rate))}
          {...(isRate ? { className: styles.bar } : { fill: hatch })}
        />
      )}
      {low !== undefined && high !== undefined && (
        <line className={styles.interval} x1={at(low)} x2={at(high)} y1={y + 29} y2={y + 29} />
      )}
    </g>
  );
}
