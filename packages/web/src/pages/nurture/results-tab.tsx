// What a programme brought: those who were mailed beside those who were held out, with the interval; then each step.

import type { Uplift } from '@baton/core/nurture/replaying/uplift';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Counts, readResults, type StepResult } from '../../api/programmes.ts';
import { DataTable } from '../../parts/data-table.tsx';
import { Failure } from '../../parts/failure.tsx';
import { decimal } from '../../words/numbers.ts';
import { toldShare } from '../../words/rates.ts';
import styles from './nurture.module.css';
import { goalInWords, wayIn, wayOut } from './programme-words.ts';

export function ResultsTab({ name }: { name: string }) {
  const { data, error } = useQuery({ queryKey: ['results-of', name], queryFn: () => readResults(name) });
  if (error !== null) return <Failure of={error} what="What it brought could not be read" />;
  if (data === undefined) return <Skeleton height={280} aria-label="Loading" />;
  return (
    <>
      <section aria-label="What it adds">
        <p className={styles.verdict}>{data.uplift.verdict}</p>
        <Arms of={data.uplift} />
      </section>
      <p>
        {data.enrolled} came in, {data.heldOut} of them held out; {data.running} are in it now.
      </p>
      <div className={styles.tallies}>
        <Tally title="How they came in" of={data.by} words={wayIn} />
        <Tally title="How it ended for them" of={data.ended} words={wayOut} />
      </div>
      <h2>Step by step</h2>
      <DataTable
        label="Steps"
        columns={[
          { name: 'Step' },
          { name: 'Wait here', isNumber: true },
          { name: 'Sent', isNumber: true },
          { name: 'Not sent', isNumber: true },
          { name: 'Opened', isNumber: true },
          { name: 'Clicked', isNumber: true },
          { name: 'Adds, in percentage points', isWide: true },
        ]}
        rows={data.steps.map((step) => [
          { text: step.step, shown: <NamedStep of={step} /> },
          step.waiting === 0
            ? 0
            : {
                text: step.waiting,
                shown: (
                  <Link to="/nurture/programmes/$name" params={{ name }} search={{ tab: 'people', step: step.step }}>
                    {step.waiting}
                  </Link>
                ),
              },
          ...(step.does === 'mail'
            ? [step.mails.sent ?? 0, notSent(step.mails), step.opened, step.clicked]
            : ['–', '–', '–', '–']),
          step.uplift === null ? '–' : addsInCell(step.uplift),
        ])}
      />
      <p className={styles.quiet}>
        Opens count machines that look at mail, too. What a step adds compares whoever came to it: mailed, beside those
        who would have been. With fewer than 20 in either group no figure is given.
      </p>
    </>
  );
}

function Arms({ of }: { of: Uplift }) {
  if (of.mailed === undefined || of.heldOut === undefined) return null;
  const [mailed, heldOut] = [toldShare(of.mailed), toldShare(of.heldOut)];
  return (
    <dl className={styles.arms}>
      <div>
        <dt>Mailed: {goalInWords(of)}</dt>
        <dd>
          <strong>{mailed.value}</strong> <span className={styles.quiet}>{mailed.note}</span>
        </dd>
      </div>
      <div>
        <dt>Held out: the same</dt>
        <dd>
          <strong>{heldOut.value}</strong> <span className={styles.quiet}>{heldOut.note}</span>
        </dd>
      </div>
      {of.difference !== undefined && (
        <div>
          <dt>Difference, in percentage points</dt>
          <dd>
            <strong>{points(of.difference.at)}</strong>{' '}
            <span className={styles.quiet}>
              95 % interval {points(of.difference.low)} to {points(of.difference.high)}
            </span>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Tally({ title, of, words }: { title: string; of: Counts; words: (name: string) => string }) {
  const rows = Object.entries(of).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className={styles.tally}>
        {rows.map(([name, n]) => (
          <li key={name}>
            <span>{words(name)}</span> <strong>{n}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NamedStep({ of }: { of: StepResult }) {
  const does = { mail: `mail ${of.mail}`, behaviour: 'waits for what they do', segment: 'by who they are' };
  return (
    <>
      {of.step} <div className={styles.quiet}>{does[of.does]}</div>
    </>
  );
}

const notSent = (mails: Counts): number =>
  ['stopped', 'refused', 'failed', 'unknown', 'late'].reduce((sum, state) => sum + (mails[state] ?? 0), 0);

/** `+4.2 (0.3 to 8.1)`, or why there is no figure. */
function addsInCell({ state, difference, mailed, heldOut }: Uplift): string {
  if (state === 'no hold-out') return 'nobody held out';
  if (difference === undefined)
    return mailed === undefined || heldOut === undefined
      ? 'too few'
      : `too few: ${mailed.of} mailed, ${heldOut.of} held out`;
  return `${points(difference.at)} (${points(difference.low)} to ${points(difference.high)})`;
}

/** A difference of shares as percentage points, with a real minus. */
const points = (share: number): string => `${share > 0 ? '+' : share < 0 ? '−' : ''}${decimal(Math.abs(100 * share))}`;
