// Leads by month, now and under the draft, as pairs of bars with their table behind them.
import styles from './draft.module.css';

type Months = readonly { readonly month: string; readonly leads: number }[];

const HEIGHT = 72;
const STEP = 22;

export function MonthsNowAndThen({ now, draft }: { now: Months | undefined; draft: Months }) {
  const months = draft.slice(-24);
  const before = new Map(now?.map(({ month, leads }) => [month, leads]));
  const most = Math.max(1, ...months.map(({ month, leads }) => Math.max(leads, before.get(month) ?? 0)));
  const tall = (leads: number): number => (leads / most) * HEIGHT;
  const width = months.length * STEP;
  return (
    <figure className={styles.months}>
      <figcaption>MQLs by month{now !== undefined && ': grey now, blue the draft'}</figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT + 1}`} aria-hidden="true" preserveAspectRatio="none" height={HEIGHT + 1}>
        {months.map(({ month, leads }, i) => (
          <g key={month}>
            <rect
              className={styles.now}
              x={i * STEP + 2}
              width={8}
              y={HEIGHT - tall(before.get(month) ?? 0)}
              height={tall(before.get(month) ?? 0)}
            />
            <rect className={styles.draft} x={i * STEP + 11} width={8} y={HEIGHT - tall(leads)} height={tall(leads)} />
          </g>
        ))}
        <line x1={0} x2={width} y1={HEIGHT} y2={HEIGHT} className={styles.axis} />
      </svg>
      <div className={styles.ends} aria-hidden="true">
        <span>{months[0]?.month}</span>
        <span>{months.at(-1)?.month}</span>
      </div>
      <details>
        <summary>As a table</summary>
        <table className={styles.figures}>
          <thead>
            <tr>
              <th scope="col">Month</th>
              {now !== undefined && <th scope="col">Now</th>}
              <th scope="col">Draft</th>
            </tr>
          </thead>
          <tbody>
            {months.map(({ month, leads }) => (
              <tr key={month}>
                <th scope="row">{month}</th>
                {now !== undefined && <td>{before.get(month) ?? 0}</td>}
                <td>{leads}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
