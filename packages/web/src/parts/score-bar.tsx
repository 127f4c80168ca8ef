// A score from 0 to 100: its number, and a short bar for the eye.
import { decimal } from '../words/numbers.ts';
import styles from './score-bar.module.css';

/** `of` says what is scored, for those who do not see the column. */
export function ScoreBar({ score, of }: { score: number; of: string }) {
  return (
    <span className={styles.score}>
      <span className="unseen">{of} </span>
      <span className={styles.number}>{decimal(score)}</span>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ width: `${Math.max(0, Math.min(100, score))}%` }} />
      </span>
    </span>
  );
}
