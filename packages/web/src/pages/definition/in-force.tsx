// What everybody has to know of a version in force: that its review is late, that one person went back to it, and who has read it.
import { Button } from '@mantine/core';
import { acknowledgeVersion, type Version } from '../../api/definitions.ts';
import { Failure } from '../../parts/failure.tsx';
import { day, dayAndTime } from '../../words/instants.ts';
import styles from './definition.module.css';
import { useStep } from './use-step.ts';

export function StandingOfVersion({ of }: { of: Version }) {
  const { review, wentBackUntil, effectiveAt, readers } = of;
  if (of.state !== 'in-force') return null;
  return (
    <section className={styles.standing} aria-label="How it stands">
      {wentBackUntil !== null && (
        <div className={styles.banner} role="note">
          <strong className={styles.title}>One person went back to this version</strong>
          <p>
            It was signed by both sides before, and takes the place of a later one since{' '}
            {effectiveAt === null ? 'just now' : dayAndTime(effectiveAt)}. Agree on what comes next.
          </p>
        </div>
      )}
      {review !== null && (
        <p className={review.isOverdue ? styles.late : styles.quiet}>
          {review.isOverdue
            ? `Stale: its signatures have expired. ${review.words ?? ''}`
            : `In force since ${effectiveAt === null ? 'now' : day(effectiveAt)}; to be reviewed by ${day(review.dueAt)}.`}
        </p>
      )}
      <Reading of={of} />
      {readers.length > 0 && (
        <details>
          <summary>
            Read by {readers.filter(({ at }) => at !== null).length} of {readers.length}
          </summary>
          <ul className={styles.signatures}>
            {readers.map(({ id, name, at }) => (
              <li key={id}>
                {name}: {at === null ? 'not yet' : dayAndTime(at)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Reading({ of }: { of: Version }) {
  const step = useStep(() => acknowledgeVersion(of));
  if (!of.toAcknowledge) return null;
  return (
    <>
      {step.error !== null && <Failure of={step.error} what="Not noted" />}
      <Button size="xs" loading={step.isPending} onClick={() => step.mutate(undefined)}>
        I have read this version
      </Button>
    </>
  );
}
