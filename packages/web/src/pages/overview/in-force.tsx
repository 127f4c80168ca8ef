// Definitions in force: by whom they are signed, since when, and when they are to be looked at again.
import type { Watch } from '@baton/core/reports/watch/watch-result';
import { Link } from '@tanstack/react-router';
import type { Overview } from '../../api/overview.ts';
import { serviceNow } from '../../live/service-clock.ts';
import { useJob } from '../../live/use-job.ts';
import { day, spanInWords } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import styles from './overview.module.css';

export function InForce({ of: { inForce } }: { of: Overview }) {
  const { result: watch } = useJob<Watch>('watch', {});
  const alarms = watch?.alarms.filter(({ state, kind }) => state === 'raised' && kind !== 'review-due').length;
  return (
    <section aria-labelledby="in-force">
      <h2 id="in-force">In force</h2>
      {inForce.length === 0 && (
        <p>
          No definition is in force: nothing qualifies anybody. <Link to="/definition">Write one</Link>
        </p>
      )}
      {inForce.map(({ name, version, since, signed, rate, definition, isStale }) => (
        <div key={name} className={styles.force}>
          <p>
            <Link to="/definition/$name/$version" params={{ name, version: String(version) }}>
              {name} v{version}
            </Link>
            , since {day(since)} ({spanInWords(serviceNow() - since)})
            {isStale && <strong className={styles.late}> Stale: nobody has reviewed it for two quarters</strong>}
          </p>
          <ul>
            {signed.map((each) => (
              <li key={`${each.function} ${each.name}`}>
                Signed for {each.function} by {each.name} on {day(each.at)}
              </li>
            ))}
            <li>
              Rate looked at {rate.cadence}, {rate.state === 'overdue' ? 'was due' : 'due'} {day(rate.dueAt)}
            </li>
            <li>
              Definition reviewed {definition.cadence}, {definition.state === 'overdue' ? 'was due' : 'due'}{' '}
              {day(definition.dueAt)}
            </li>
          </ul>
        </div>
      ))}
      {inForce.length > 0 && (
        <p className={styles.quiet}>
          <Link to="/reports" search={{ tab: 'drift' }}>
            {alarms === undefined
              ? 'Look for drift'
              : alarms === 0
                ? 'No alarm of drift'
                : count(alarms, 'alarm of drift', 'alarms of drift')}
          </Link>
          {watch !== undefined && ` as of ${day(watch.asOf)}`}
        </p>
      )}
    </section>
  );
}
