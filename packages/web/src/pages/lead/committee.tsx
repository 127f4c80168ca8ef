// Who else of the account is known.
import { Link } from '@tanstack/react-router';
import type { Lead } from '../../api/leads.ts';
import { GradeBox } from '../../parts/grade-box.tsx';
import { ScoreBar } from '../../parts/score-bar.tsx';
import styles from './lead.module.css';

export function Committee({ of }: { of: Lead }) {
  return (
    <section aria-labelledby="committee">
      <h2 id="committee">Others of {of.company ?? 'the account'}</h2>
      {of.committee.length === 0 && <p className={styles.quiet}>Nobody else is known there.</p>}
      <ul className={styles.committee}>
        {of.committee.map(({ lead, label, standing }) => (
          <li key={lead}>
            <GradeBox grade={standing.grade} />
            <Link to="/leads/$lead" params={{ lead }}>
              {label}
            </Link>
            <ScoreBar score={standing.engagement / 10} of="engagement" />
          </li>
        ))}
      </ul>
    </section>
  );
}
