// Everything that was ever said of a lead, the newest first, runs of page views folded; raw JSON one click away.
import { useEffect } from 'react';
import type { Entry } from '../../api/leads.ts';
import { dayAndTime } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import { entryAnchor, entryInWords } from './entry-words.ts';
import styles from './lead.module.css';

export function Timeline({ entries, total }: { entries: readonly Entry[]; total: number }) {
  useEffect(() => {
    const open = (): void => openEntry(window.location.hash.slice(1));
    window.addEventListener('hashchange', open);
    open();
    return () => window.removeEventListener('hashchange', open);
  }, []);
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      {total > entries.length && (
        <p className={styles.quiet}>
          The newest {entries.length} of {count(total, 'entry', 'entries')}.
        </p>
      )}
      <ol className={styles.timeline}>
        {foldedRuns([...entries].reverse()).map((run) => (
          <li key={entryAnchor(run[0])}>{run.length === 1 ? <One entry={run[0]} /> : <Folded run={run} />}</li>
        ))}
      </ol>
    </section>
  );
}

type Run = readonly [Entry, ...Entry[]];

/** Runs of page views and of time on pages are one; everything else stands alone. */
export function foldedRuns(entries: readonly Entry[]): Run[] {
  const runs: [Entry, ...Entry[]][] = [];
  const isView = ({ kind }: Entry): boolean => kind === 'page' || kind === 'dwell';
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last !== undefined && isView(entry) && isView(last[0])) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

function Folded({ run }: { run: Run }) {
  const views = run.filter(({ kind }) => kind === 'page').length;
  return (
    <details>
      <summary>
        <time>{dayAndTime(run[0].occurredAt)}</time> {count(views, 'page view')}
      </summary>
      <ol className={styles.timeline}>
        {run.map((entry) => (
          <li key={entryAnchor(entry)}>
            <One entry={entry} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function One({ entry }: { entry: Entry }) {
  return (
    <details id={entryAnchor(entry)} className={styles.entry}>
      <summary>
        <time dateTime={new Date(entry.occurredAt).toISOString()}>{dayAndTime(entry.occurredAt)}</time>{' '}
        {entryInWords(entry)} <span className={styles.quiet}>from {entry.source}</span>
      </summary>
      <pre>{JSON.stringify(entry, null, 2)}</pre>
    </details>
  );
}

/** Opens an entry and whatever it is folded into. */
function openEntry(anchor: string): void {
  if (anchor === '') return;
  const found = document.querySelector(`#${CSS.escape(anchor)}`);
  for (let each: Element | null = found; each !== null; each = each.parentElement)
    if (each instanceof HTMLDetailsElement) each.open = true;
  found?.scrollIntoView({ block: 'center' });
}
