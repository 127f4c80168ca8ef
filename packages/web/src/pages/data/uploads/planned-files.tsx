// What each file is taken for, how sure that is, where its columns lead, and what its first rows become.
import { ROW_KINDS } from '@baton/core/import/mapping/mapping';
import { Badge, NativeSelect } from '@mantine/core';
import type { ImportAnswer, PlannedFile, UploadPlan } from '../../../api/uploads.ts';
import tables from '../../../parts/table.module.css';
import { count } from '../../../words/numbers.ts';
import styles from './uploads.module.css';

interface Given {
  readonly plan: UploadPlan;
  readonly answers: readonly ImportAnswer[];
  /** Absent where it is too late to say what a file is. */
  readonly answer: ((answers: readonly ImportAnswer[]) => void) | undefined;
  readonly isBusy: boolean;
}

export function PlannedFiles({ plan, answers, answer, isBusy }: Given) {
  const choose = (file: string, words: string): void =>
    answer?.([
      ...answers.filter((each) => each.flag !== '--rows' || each.file !== file),
      { flag: '--rows', file, words },
    ]);
  return (
    <>
      <h2>File by file</h2>
      {plan.files.map((each) => (
        <OneFile key={each.file} of={each} choose={answer && ((words) => choose(each.file, words))} isBusy={isBusy} />
      ))}
      {plan.mapping !== null && (
        <details>
          <summary>The mapping, as mapping.yaml</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard. */}
          <pre className={styles.mapping} tabIndex={0}>
            {plan.mapping}
          </pre>
        </details>
      )}
    </>
  );
}

function OneFile({
  of: { file, rows, sureness, why, columns, samples },
  choose,
  isBusy,
}: {
  of: PlannedFile;
  choose: ((words: string) => void) | undefined;
  isBusy: boolean;
}) {
  const mapped = columns.filter(({ to }) => to !== null);
  const ignored = columns.filter(({ to }) => to === null);
  return (
    <details className={styles.file}>
      <summary>
        <strong>{file}</strong>: {rows ?? 'left out'}{' '}
        <Badge size="sm" variant="outline" color={sureness === 'sure' ? 'gray' : 'orange'}>
          {sureness}
        </Badge>{' '}
        <span className={styles.quiet}>
          {rows === null ? why : `${count(mapped.length, 'column')} of ${columns.length} mapped`}
        </span>
      </summary>
      <p className={styles.quiet}>{why}</p>
      {choose !== undefined && rows !== 'entries' && (
        <NativeSelect
          size="xs"
          label={`What the rows of ${file} are`}
          data={rows === null ? [{ value: '', label: 'left out' }, ...ROW_KINDS] : [...ROW_KINDS]}
          value={rows ?? ''}
          disabled={isBusy}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      )}
      {mapped.length > 0 && (
        <p>
          {mapped.map(({ column, to, sureness: sure }, i) => (
            <span key={column}>
              {i > 0 && ', '}
              {column} → <code>{to}</code>
              {sure !== 'sure' && ' (likely)'}
            </span>
          ))}
          {ignored.length > 0 && (
            <span className={styles.quiet}>. Not read: {ignored.map(({ column }) => column).join(', ')}</span>
          )}
        </p>
      )}
      {samples.length > 0 && <Samples of={samples} file={file} />}
    </details>
  );
}

function Samples({ of, file }: { of: PlannedFile['samples']; file: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label={`First rows of ${file}`}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col" className={tables.number}>
              Line
            </th>
            <th scope="col">Verdict</th>
            <th scope="col">What it becomes</th>
          </tr>
        </thead>
        <tbody>
          {of.map(({ line, verdict, entries, problems }) => (
            <tr key={line}>
              <td className={tables.number}>{line}</td>
              <td>{verdict}</td>
              <td className={tables.words}>
                {entries.map((entry, i) => (
                  <div key={i}>{entry}</div>
                ))}
                {problems.map((problem, i) => (
                  <div key={i} className={styles.failed}>
                    {problem}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
