// What the draft would have handed over, beside what is in force: leads a month, who enters and who leaves by name, the load of each rep; and how leads under watch would stand.
import type { NamedLeads, WhatIfResult, WhatIfSide } from '@baton/core/replay/what-if-result';
import { NumberInput, Progress } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ApiProblem } from '../../../api/call.ts';
import { Failure } from '../../../parts/failure.tsx';
import { day } from '../../../words/instants.ts';
import { count } from '../../../words/numbers.ts';
import styles from './draft.module.css';
import { MonthsNowAndThen } from './months-now-and-then.tsx';
import { Samples } from './samples.tsx';
import type { WhatIfTold } from './use-what-if.ts';

interface Props {
  told: WhatIfTold;
  reps: number;
  onReps(reps: number): void;
  pinned: readonly string[];
  onPin(lead: string, isPinned: boolean): void;
}

export function WhatIfPanel({ told, reps, onReps, pinned, onPin }: Props) {
  const { answer, error, isBehind } = told;
  const isUnsound = error instanceof ApiProblem && error.code === 'contract-unsound';
  return (
    <section className={styles.panel} aria-label="What if" aria-busy={isBehind && error === undefined}>
      <h2>What if</h2>
      {error !== undefined && !isUnsound && <Failure of={error} what="There is no what-if" />}
      {isUnsound && <p className={styles.quiet}>The text cannot be read just now; this is as it was before.</p>}
      {answer?.state === 'no-history' && <p>Nothing has come in yet, so that there is no history to look at.</p>}
      {answer?.progress !== undefined && isBehind && (
        <>
          <p className={styles.quiet}>The history is being read; from then on every turn is answered at once.</p>
          <Progress value={answer.progress * 100} aria-label="Reading the history" />
        </>
      )}
      {answer === undefined && error === undefined && <p className={styles.quiet}>Asking …</p>}
      {answer?.result !== undefined && (
        <Told result={answer.result} against={answer.against} pinned={pinned} onPin={onPin} />
      )}
      <NumberInput
        mt={16}
        size="xs"
        w={180}
        label="Reps who share the load"
        min={1}
        max={1000}
        allowDecimal={false}
        value={reps}
        onChange={(value) => typeof value === 'number' && value >= 1 && onReps(value)}
      />
    </section>
  );
}

/** The same in a line, for narrow windows: it stays in sight while numbers are turned. */
export function WhatIfLine({ told: { answer, isBehind } }: { told: WhatIfTold }) {
  const { result } = answer ?? {};
  if (result === undefined) return null;
  const { draft, now, enters, leaves } = result;
  return (
    <p className={styles.line} data-behind={isBehind}>
      <strong>
        {now !== undefined && `${perMonth(now)} → `}
        {perMonth(draft)}
      </strong>{' '}
      MQLs a month{now !== undefined && `, +${enters.count} −${leaves.count}`}
    </p>
  );
}

interface ToldProps {
  result: WhatIfResult;
  against: { readonly name: string; readonly version: number } | null;
  pinned: readonly string[];
  onPin(lead: string, isPinned: boolean): void;
}

function Told({ result, against, pinned, onPin }: ToldProps) {
  const { draft, now, enters, leaves, from, until } = result;
  return (
    <>
      <p className={styles.quiet}>
        {day(from)} to {day(until)}, {count(result.entries, 'entry', 'entries')}
        {against !== null && `, against ${against.name} v${against.version}`}
      </p>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">What</span>
            </th>
            {now !== undefined && <th scope="col">Now</th>}
            <th scope="col">Draft</th>
          </tr>
        </thead>
        <tbody>
          <Figure name="MQLs a month" of={(side) => perMonth(side)} now={now} draft={draft} />
          <Figure name="MQLs in all" of={(side) => String(side.leads)} now={now} draft={draft} />
          <Figure
            name="A rep, each working day"
            of={(side) => side.perWorkingDay.perRep.toFixed(1)}
            now={now}
            draft={draft}
          />
          <Figure name="All reps, busiest day" of={(side) => String(side.perWorkingDay.max)} now={now} draft={draft} />
        </tbody>
      </table>
      <MonthsNowAndThen now={now?.months} draft={draft.months} />
      {now !== undefined && (
        <>
          <Names title="Enter" sign="+" of={enters} pinned={pinned} onPin={onPin} />
          <Names title="Leave" sign="−" of={leaves} pinned={pinned} onPin={onPin} />
        </>
      )}
      <Samples of={result.samples} hasNow={now !== undefined} onPin={onPin} />
    </>
  );
}

function perMonth({ leads, months }: WhatIfSide): string {
  return (leads / Math.max(1, months.length)).toFixed(1);
}

interface FigureProps {
  name: string;
  of(side: WhatIfSide): string;
  now: WhatIfSide | undefined;
  draft: WhatIfSide;
}

function Figure({ name, of, now, draft }: FigureProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {now !== undefined && <td>{of(now)}</td>}
      <td>{of(draft)}</td>
    </tr>
  );
}

const SHOWN = 6;

interface NamesProps {
  title: string;
  sign: string;
  of: NamedLeads;
  pinned: readonly string[];
  onPin(lead: string, isPinned: boolean): void;
}

function Names({ title, sign, of: { count: size, named }, pinned, onPin }: NamesProps) {
  return (
    <details className={styles.names} open>
      <summary>
        {title}: <strong>{size === 0 ? 'nobody' : `${sign}${size}`}</strong>
      </summary>
      <ul>
        {named.slice(0, SHOWN).map(({ lead, label, company, at, source }) => (
          <li key={lead}>
            <Link to="/leads/$lead" params={{ lead: lead.replace(/^user:/, '') }}>
              {label}
            </Link>
            {company !== undefined && `, ${company}`}{' '}
            <span className={styles.quiet}>
              {day(at)}, {source}
            </span>{' '}
            <button
              type="button"
              className={styles.pin}
              aria-pressed={pinned.includes(lead)}
              onClick={() => onPin(lead, !pinned.includes(lead))}
            >
              {pinned.includes(lead) ? 'Watched' : 'Watch'}
              <span className="unseen"> {label}</span>
            </button>
          </li>
        ))}
      </ul>
      {size > SHOWN && <p className={styles.quiet}>and {size - SHOWN} more</p>}
    </details>
  );
}
