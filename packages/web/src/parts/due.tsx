// How long there is to answer: time, icon, words and colour, by the service's clock. Overdue is said in words.
import { useNow } from '../live/service-clock.ts';
import { spanInWords, weekdayAndTime } from '../words/instants.ts';
import styles from './due.module.css';

const SOON = 60 * 60_000;

export function Due({ at, since }: { at: number | null; since: number }) {
  const now = useNow(5_000);
  if (at === null) return <span className={styles.due}>no time agreed</span>;
  const left = at - now;
  const level = left <= 0 ? 'late' : left < Math.min(SOON, (at - since) / 4) ? 'soon' : 'calm';
  const words = left <= 0 ? `overdue by ${spanInWords(left)}` : `${spanInWords(left)} left`;
  return (
    <span className={styles.due} data-level={level}>
      <svg viewBox="0 0 16 16" className={styles.icon} aria-hidden="true">
        {level === 'calm' ? (
          <path d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 4.5V8l2.5 1.5" />
        ) : (
          <path d="M8 2 1.5 14h13L8 2Zm0 4.5v4m0 1.5v.5" />
        )}
      </svg>
      <span>
        <strong className={styles.words}>{words}</strong>
        <span className={styles.time}>{weekdayAndTime(at)}</span>
      </span>
    </span>
  );
}
