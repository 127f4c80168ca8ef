// How a lead stands by one definition: fit, engagement and usage each taken apart, what would change it, and what keeps it back.
import { VisuallyHidden } from '@mantine/core';
import type { Fit, StandingInWords } from '../../api/leads.ts';
import { GradeBox } from '../../parts/grade-box.tsx';
import { count, decimal, signedPoints } from '../../words/numbers.ts';
import styles from './lead.module.css';
import { Waterfall } from './waterfall.tsx';

export function StandingPicture({ of, isOnly }: { of: StandingInWords; isOnly: boolean }) {
  const { standing, labels, steps, keptBack } = of;
  return (
    <section aria-label={`By ${standing.definition}`}>
      {isOnly ? <VisuallyHidden component="h2">How the lead stands</VisuallyHidden> : <h2>By {standing.definition}</h2>}
      {(keptBack !== undefined || steps.length > 0) && (
        <div className={styles.columns}>
          {steps.length > 0 && (
            <div>
              <h3>What would change it</h3>
              <ul className={styles.plain}>
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ul>
            </div>
          )}
          {keptBack !== undefined && (
            <div>
              <h3>What keeps it back</h3>
              <p>{keptBack.charAt(0).toUpperCase() + keptBack.slice(1)}.</p>
            </div>
          )}
        </div>
      )}
      <div className={styles.columns}>
        {standing.fit !== undefined && <FitTable fit={standing.fit} labels={labels.criteria} />}
        <div>
          {standing.engagementLines !== undefined && (
            <Waterfall name="Engagement" track={standing.engagementLines} labels={labels.signals} />
          )}
          {standing.usageLines !== undefined && (
            <Waterfall name="Usage" track={standing.usageLines} labels={labels.signals} />
          )}
        </div>
      </div>
    </section>
  );
}

const OUTCOMES = {
  true: { mark: '✓', words: 'yes' },
  false: { mark: '✗', words: 'no' },
  unknown: { mark: '?', words: 'not known' },
} as const;

function FitTable({ fit, labels }: { fit: Fit; labels: Readonly<Record<string, string>> }) {
  const unknown = fit.criteria.filter(({ outcome }) => outcome === 'unknown').length;
  const [worst, best] = fit.couldBe;
  return (
    <div>
      <h3 className={styles.head}>
        Fit <GradeBox grade={fit.grade} />
      </h3>
      <table className={styles.lines}>
        <thead className="unseen">
          <tr>
            <th>Criterion</th>
            <th>Holds</th>
            <th>Points</th>
          </tr>
        </thead>
        <tbody>
          {fit.criteria.map(({ criterion, outcome, tenths }) => (
            <tr key={criterion} data-outcome={outcome}>
              <td>{labels[criterion] ?? criterion}</td>
              <td>
                <span aria-hidden="true">{OUTCOMES[outcome].mark}</span> {OUTCOMES[outcome].words}
              </td>
              <td className={styles.number}>{signedPoints(tenths)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={2}>Fit points</td>
            <td className={styles.number}>{decimal(fit.tenths / 10)}</td>
          </tr>
        </tfoot>
      </table>
      {unknown > 0 && (
        <p className={styles.quiet}>
          {count(unknown, 'criterion is', 'criteria are')} not known; once known, the grade could be anything from{' '}
          {worst} to {best}.
        </p>
      )}
    </div>
  );
}
