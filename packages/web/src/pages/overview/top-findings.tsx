// The first three findings of the latest diagnosis, each with the way to its evidence.
import type { Diagnosis } from '@baton/core/reports/diagnosis/diagnose';
import { Link } from '@tanstack/react-router';
import { useJob } from '../../live/use-job.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { NamedLead } from '../../parts/named-lead.tsx';
import { dayAndTime } from '../../words/instants.ts';
import { paramsOf } from '../reports/question.ts';
import styles from './overview.module.css';

const SHOWN = 3;

export function TopFindings() {
  const asked = useJob<Diagnosis>('diagnose', paramsOf({}));
  const { result } = asked;
  if (result === undefined)
    return (
      <section>
        <AskFirst of={asked} title="Nobody has asked what is wrong yet" ask="Look for what is wrong">
          The first three findings stand here, each with its evidence and what to do.
        </AskFirst>
      </section>
    );
  const { findings } = result;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">What is wrong</h2>
      {findings.length === 0 && <p>Nothing that these numbers show.</p>}
      <ol className={styles.findings}>
        {findings.slice(0, SHOWN).map(({ kind, place, sentence, todo, names }) => (
          <li key={`${kind} ${place}`}>
            <Link to="/reports" search={{ tab: 'findings' }} hash={`${kind} ${place}`}>
              {sentence}
            </Link>
            <p className={styles.quiet}>{todo.replaceAll('`', '')}</p>
            {names[0] !== undefined && (
              <p className={styles.quiet}>
                Such as <NamedLead name={names[0]} />
              </p>
            )}
          </li>
        ))}
      </ol>
      <p className={styles.quiet}>
        Of {findings.length === 0 ? 'the diagnosis' : `${findings.length} findings`} as of {dayAndTime(result.asOf)}.{' '}
        <Link to="/reports" search={{ tab: 'findings' }}>
          See the whole diagnosis
        </Link>
      </p>
    </section>
  );
}
