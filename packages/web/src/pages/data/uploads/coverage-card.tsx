// What the files can and cannot answer, and which file would help most next (L3).
import type { Coverage } from '../../../api/uploads.ts';
import { count } from '../../../words/numbers.ts';
import styles from './uploads.module.css';

const MARKS: Readonly<Record<string, string>> = { yes: '✓', 'with care': '~', no: '✗' };

export function CoverageCard({ of: { won, wonLastYear, seen, abilities, next } }: { of: Coverage }) {
  return (
    <section className={styles.card} aria-label="Coverage">
      <h2>What these files can and cannot answer</h2>
      {won > 0 && (
        <p>
          {count(won, 'deal')} of new business won, {wonLastYear.toLocaleString('en-GB')} in the last twelve months; of{' '}
          {seen.toLocaleString('en-GB')} anything is known that people did in the 90 days before.
        </p>
      )}
      <ul className={styles.abilities}>
        {abilities.map(({ question, verdict, because }) => (
          <li key={question} data-verdict={verdict}>
            <span aria-hidden="true" className={styles.mark}>
              {MARKS[verdict]}
            </span>
            <span>
              {question} <strong>{verdict}</strong>: {because}.
            </span>
          </li>
        ))}
      </ul>
      {next !== undefined && <p>What would help most next: {next}.</p>}
    </section>
  );
}
