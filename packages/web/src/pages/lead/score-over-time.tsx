// How engagement went, with what was decided on the way. Below the picture stands the same as a table.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type HistoryPoint, type Lead, readHistory } from '../../api/leads.ts';
import { Failure } from '../../parts/failure.tsx';
import tables from '../../parts/table.module.css';
import { day, dayAndTime } from '../../words/instants.ts';
import { decimal } from '../../words/numbers.ts';
import { AsOfSlider } from './as-of.tsx';
import styles from './lead.module.css';

const [WIDTH, HEIGHT, EDGE] = [1000, 160, 8];

export function ScoreOverTime({ lead, at }: { lead: Lead; at: number | undefined }) {
  const { data, error } = useQuery({ queryKey: ['history', lead.lead], queryFn: () => readHistory(lead.lead) });
  const first = data?.points[0]?.at;
  if (error !== null) return <Failure of={error} what="How the scores went could not be read" />;
  if (data === undefined) return <Skeleton height={HEIGHT} aria-label="Loading" />;
  if (first === undefined || data.points.length < 2) return null;
  const definitions = [...new Set(data.points.map(({ definition }) => definition))];
  return (
    <section aria-labelledby="over-time">
      <h2 id="over-time">Engagement over time</h2>
      {definitions.map((definition) => (
        <Curve
          key={definition}
          name={definitions.length === 1 ? undefined : definition}
          points={data.points.filter((point) => point.definition === definition)}
          happened={lead.happened}
          at={at}
        />
      ))}
      <AsOfSlider first={first} at={at} marks={lead.happened.map((each) => each.at).filter((each) => each >= first)} />
    </section>
  );
}

function Curve({
  name,
  points,
  happened,
  at,
}: {
  name: string | undefined;
  points: readonly HistoryPoint[];
  happened: Lead['happened'];
  at: number | undefined;
}) {
  const [from, to] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const x = (instant: number): number => EDGE + ((instant - from) / Math.max(1, to - from)) * (WIDTH - 2 * EDGE);
  const y = (score: number): number => HEIGHT - EDGE - (score / 100) * (HEIGHT - 2 * EDGE);
  const line = points.map((point) => `${x(point.at).toFixed(1)},${y(point.engagement).toFixed(1)}`);
  const seen = happened.filter((each) => each.at >= from && each.at <= to);
  const last = points.at(-1);
  return (
    <figure className={styles.curve}>
      {name !== undefined && <figcaption>{name}</figcaption>}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img">
        <title>
          {`Engagement from ${day(from)} to ${day(to)}, ${decimal(last?.engagement ?? 0)} of 100 at the end, highest ${decimal(Math.max(...points.map(({ engagement }) => engagement)))}.`}
        </title>
        {[0, 50, 100].map((score) => (
          <line key={score} x1={0} x2={WIDTH} y1={y(score)} y2={y(score)} className={styles.grid} />
        ))}
        {seen.map((each) => (
          <line
            key={`${each.at} ${each.kind} ${each.words}`}
            x1={x(each.at)}
            x2={x(each.at)}
            y1={EDGE}
            y2={HEIGHT - EDGE}
            className={styles.decided}
          />
        ))}
        {at !== undefined && at >= from && at <= to && (
          <line x1={x(at)} x2={x(at)} y1={0} y2={HEIGHT} className={styles.looked} />
        )}
        <polyline points={line.join(' ')} className={styles.line} />
      </svg>
      <div className={styles.ends}>
        <span>{day(from)}</span>
        <span>
          {seen.length > 0 && `dashed: ${seen.length === 1 ? 'a decision' : `${seen.length} decisions`}, told below`}
        </span>
        <span>{day(to)}</span>
      </div>
      <details>
        <summary>As a table</summary>
        <table className={tables.table}>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Fit</th>
              <th scope="col" className={tables.number}>
                Engagement
              </th>
              <th scope="col" className={tables.number}>
                Usage
              </th>
            </tr>
          </thead>
          <tbody>
            {[...points].reverse().map((point) => (
              <tr key={point.at}>
                <td>{dayAndTime(point.at)}</td>
                <td>{point.grade}</td>
                <td className={tables.number}>{decimal(point.engagement)}</td>
                <td className={tables.number}>{decimal(point.usage)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
