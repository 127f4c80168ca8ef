// Whether the definition in force still fits: alarms with owner and due date, and every series that is watched, month by month.
import type { Alarm, Series, Watch } from '@baton/core/reports/watch/watch-result';
import styles from '../../charts/chart.module.css';
import { Chart } from '../../charts/chart.tsx';
import { scaleTo } from '../../charts/scale.ts';
import { useJob } from '../../live/use-job.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { JobState } from '../../parts/job-state.tsx';
import { day } from '../../words/instants.ts';
import { count, decimal } from '../../words/numbers.ts';
import findings from './findings.module.css';

const KINDS: Readonly<Record<string, string>> = {
  'signal-rate': 'How often it counts',
  'fill-rate': 'How much is known',
  'criterion-rate': 'How often it holds',
  'grade-mix': 'Mix of grades',
  'score-mix': 'Mix of scores',
  'source-mix': 'Mix of sources',
  lift: 'What it tells of winning',
  conversion: 'Wins at equal scores',
};

export function DriftTab() {
  const asked = useJob<Watch>('watch', {});
  const { result } = asked;
  if (result === undefined)
    return (
      <AskFirst of={asked} title="Nobody has asked whether the definition still fits" ask="Look for drift">
        Every month since the signature is held against the time before: signals that are not recorded any more,
        criteria that tell less of winning, other people, other chances. What adds up raises an alarm.
      </AskFirst>
    );
  const { alarms, series, state, reference, recalibration, notes, watchedMonths } = result;
  const open = alarms.filter((alarm) => alarm.state === 'raised');
  return (
    <>
      <JobState of={asked} asOf={result.asOf} />
      <p>
        {result.definition}: {count(watchedMonths, 'month')} held against the {count(reference.months, 'month')} from{' '}
        {day(reference.from)} to {day(reference.until)}.{' '}
        {state === 'too short' && 'That is too short a time to tell drift from chance.'}
      </p>
      <h2>{open.length === 0 ? 'No alarm is raised' : count(open.length, 'alarm')}</h2>
      <ul className={findings.findings}>
        {alarms.map((alarm) => (
          <AlarmItem key={`${alarm.alarm} ${alarm.raisedAt}`} of={alarm} />
        ))}
      </ul>
      {series.length > 0 && <SeriesTable of={series} />}
      {series
        .filter((each) => each.state === 'watched' && open.some(({ about }) => about === each.about))
        .map((each) => (
          <Sums key={`${each.kind} ${each.about}`} of={each} />
        ))}
      <h2>Whether points still mean the same chance</h2>
      <p>{recalibration.verdict}</p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </>
  );
}

function AlarmItem({ of: { label, state, raisedAt, clearedAt, owner, dueAt, message, remedy } }: { of: Alarm }) {
  return (
    <li>
      <h3>
        {state === 'raised' ? '▲ ' : '✓ '}
        {label}
      </h3>
      <p>{message}</p>
      <p className={findings.about}>
        Raised {day(raisedAt)}
        {clearedAt === undefined ? `; ${owner} look by ${day(dueAt)}` : `, cleared ${day(clearedAt)}`}. To mend it:{' '}
        {remedy}.
      </p>
    </li>
  );
}

function SeriesTable({ of }: { of: readonly Series[] }) {
  return (
    <>
      <h2>Everything that is watched</h2>
      <DataTable
        label="Watched series"
        columns={[
          { name: 'What' },
          { name: 'Of' },
          { name: 'Then', isNumber: true },
          { name: 'Last six months', isNumber: true },
          { name: 'State' },
        ]}
        rows={of.map(({ kind, label, reference, recent, state }) => [
          KINDS[kind] ?? kind,
          label,
          reference === undefined ? '–' : inWords(kind, reference),
          recent === undefined ? '–' : inWords(kind, recent.value),
          state,
        ])}
      />
    </>
  );
}

function inWords(kind: string, value: number): string {
  return kind.endsWith('-rate') ? `${decimal(100 * value)} %` : value.toFixed(2);
}

const HEIGHT = 150;
const LEFT = 36;

/** How differences add up, month by month, against the height that alarms. */
function Sums({ of: { kind, label, looks, height = 0 } }: { of: Series }) {
  const sums = looks.map(({ sum = 0 }) => sum);
  return (
    <Chart
      title={`${label}: ${KINDS[kind] ?? kind}`}
      caption="How differences from the time before add up, by month; the dashed line alarms."
      height={HEIGHT + 24}
      table={{
        label: `${label} by month`,
        columns: [
          { name: 'Month' },
          { name: 'Value', isNumber: true },
          { name: 'Of', isNumber: true },
          { name: 'Sum', isNumber: true },
        ],
        rows: looks.map(({ month, value, of, sum }) => [
          month,
          value === undefined ? '–' : inWords(kind, value),
          of,
          sum === undefined ? '–' : sum.toFixed(1),
        ]),
      }}
      draw={(width) => {
        const { at } = scaleTo(Math.max(height, ...sums), HEIGHT - 16);
        const slot = (width - LEFT) / Math.max(1, looks.length);
        return (
          <>
            <line className={styles.rule} x1={LEFT} x2={width} y1={HEIGHT - at(height)} y2={HEIGHT - at(height)} />
            {sums.map((sum, i) => (
              <rect
                key={looks[i]?.month}
                className={sum >= height ? styles.less : styles.bar}
                x={LEFT + i * slot + 2}
                width={Math.max(2, slot - 4)}
                y={HEIGHT - at(sum)}
                height={Math.max(1, at(sum))}
              />
            ))}
            {looks.map(({ month }, i) =>
              (looks.length - 1 - i) % Math.ceil(60 / slot) === 0 ? (
                <text
                  key={month}
                  className={styles.soft}
                  x={LEFT + (i + 0.5) * slot}
                  y={HEIGHT + 18}
                  textAnchor="middle"
                >
                  {month}
                </text>
              ) : null,
            )}
          </>
        );
      }}
    />
  );
}
