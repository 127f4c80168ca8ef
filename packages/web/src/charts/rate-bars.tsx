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
  /** What stands beside the name: the rate in words; and in fewer words, where there is little room. */
  readonly words: string;
  readonly short: string;
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
/** On narrower drawings words stand on a line of their own. */
const NARROW = 620;
const rowOf = (width: number): number => (width < NARROW ? ROW + 18 : ROW);

export function RateBars({ title, caption, bars, table }: Props) {
  const most = Math.min(1, Math.max(0.05, ...bars.map(({ high = 0, rate = 0 }) => Math.max(high, rate))));
  return (
    <Chart
      title={title}
      caption={caption}
      table={table}
      height={(width) => rowOf(width) * bars.length + 24}
      draw={(width, hatch) => {
        const { at, ticks } = scaleTo(most, width - 44);
        const row = rowOf(width);
        const foot = row * bars.length;
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
              <Row key={bar.name} bar={bar} y={i * row} row={row} at={at} hatch={hatch} />
            ))}
          </>
        );
      }}
    />
  );
}

interface RowProps {
  bar: RateBar;
  y: number;
  row: number;
  at: (value: number) => number;
  hatch: string;
}

function Row({ bar, y, row, at, hatch }: RowProps) {
  const { name, words, short, rate, low, high, isRate } = bar;
  const below = row > ROW;
  const top = y + row - 24;
  return (
    <g>
      <text x={0} y={y + 15}>
        <tspan className={styles.strong}>{name}</tspan>
        <tspan className={styles.soft} {...(below ? { x: 0, dy: 18 } : { dx: 10 })}>
          {below ? short : words}
        </tspan>
      </text>
      {rate !== undefined && (
        <rect
          x={0}
          y={top}
          height={14}
          width={Math.max(1, at(rate))}
          {...(isRate ? { className: styles.bar } : { fill: hatch })}
        />
      )}
      {low !== undefined && high !== undefined && (
        <line className={styles.interval} x1={at(low)} x2={at(high)} y1={top + 7} y2={top + 7} />
      )}
    </g>
  );
}
