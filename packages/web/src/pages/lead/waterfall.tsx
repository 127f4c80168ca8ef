// A score as a picture that adds up: one bar a signal, from left to right, reductions among them, the sum below. Every point leads to its events.
import type { Line, Track } from '../../api/leads.ts';
import { day } from '../../words/instants.ts';
import { decimal, signedPoints } from '../../words/numbers.ts';
import { entryAnchor } from './entry-words.ts';
import styles from './lead.module.css';

interface Step {
  readonly label: string;
  readonly tenths: number;
  readonly events: readonly Extract<Line, { signal: string }>[];
}

export function Waterfall({
  name,
  track,
  labels,
}: {
  name: string;
  track: Track;
  labels: Readonly<Record<string, string>>;
}) {
  const steps = stepsOf(track.lines, labels);
  const ends = runningSums(steps);
  const [low, high] = [Math.min(0, ...ends), Math.max(1000, ...ends)];
  const percent = (tenths: number): number => ((tenths - low) / (high - low)) * 100;
  return (
    <div>
      <h3>{name}</h3>
      {steps.length === 0 ? (
        <p className={styles.quiet}>Nothing counts now, so the score is 0.</p>
      ) : (
        <table className={styles.lines} aria-label={`${name}, line by line`}>
          <thead className="unseen">
            <tr>
              <th>What</th>
              <th>Picture</th>
              <th>Points</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, i) => {
              const from = percent(ends[i - 1] ?? 0);
              const to = percent(ends[i] ?? 0);
              return (
                <tr key={step.label}>
                  <td>{step.events.length > 0 ? <Events step={step} /> : step.label}</td>
                  <td className={styles.picture} aria-hidden="true">
                    <span
                      className={styles.bar}
                      data-less={step.tenths < 0}
                      style={{ left: `${Math.min(from, to)}%`, width: `${Math.max(0.5, Math.abs(to - from))}%` }}
                    />
                  </td>
                  <td className={styles.number}>{signedPoints(step.tenths)}</td>
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <td>{name}, of 100</td>
              <td className={styles.picture} aria-hidden="true">
                <span
                  className={styles.bar}
                  style={{ left: `${percent(0)}%`, width: `${percent(track.tenths) - percent(0)}%` }}
                />
              </td>
              <td className={styles.number}>{decimal(track.tenths / 10)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </div>
  );
}

function runningSums(steps: readonly Step[]): number[] {
  let sum = 0;
  return steps.map(({ tenths }) => {
    sum += tenths;
    return sum;
  });
}

/** A signal's events: when each was, what it brought, and what time has left of it. */
function Events({ step }: { step: Step }) {
  return (
    <details>
      <summary>
        {step.label}
        {step.events.length > 1 && ` ×${step.events.length}`}
      </summary>
      <ul className={styles.events}>
        {step.events.map((line) => (
          <li key={`${line.entry.source} ${line.entry.id}`}>
            <a href={`#${entryAnchor(line.entry)}`}>{day(line.occurredAt)}</a> {signedPoints(line.tenths)}
            {fadedInWords(line)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function fadedInWords({ decay, points, weight }: Extract<Line, { signal: string }>): string {
  const faded = decay >= 1_000_000 ? '' : `, faded to ${Math.round(decay / 10_000)} % of ${decimal(points / 10)}`;
  return weight === 1000 ? faded : `${faded}, ×${weight / 1000} for its source`;
}

/** Lines of one signal are one step, in the order of their first; reductions follow. Together they are the score. */
export function stepsOf(lines: readonly Line[], labels: Readonly<Record<string, string>>): Step[] {
  const steps = new Map<string, Step>();
  for (const line of lines) {
    const label = labelOf(line, labels);
    const { tenths, events } = steps.get(label) ?? { tenths: 0, events: [] };
    steps.set(label, { label, tenths: tenths + line.tenths, events: 'signal' in line ? [...events, line] : events });
  }
  return [...steps.values()];
}

function labelOf(line: Line, labels: Readonly<Record<string, string>>): string {
  if ('signal' in line) return labels[line.signal] ?? line.signal;
  if ('lead' in line) return line.lead;
  if (line.reduction === 'group') return `Above the limit of the group ${line.group}`;
  return line.reduction === 'ceiling' ? 'Above 100, the most' : 'Below 0, the least';
}
