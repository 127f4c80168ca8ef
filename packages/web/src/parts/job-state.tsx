// How things stand with a job behind a page: as of when, made by whom, at work or failed; made anew, opened or saved as a document.
import { Button, Progress } from '@mantine/core';
import type { Job } from '../api/jobs.ts';
import { jobPage, jobResult } from '../api/jobs.ts';
import { useNames } from '../api/people.ts';
import type { Asked } from '../live/use-job.ts';
import { useWho } from '../shell/who.ts';
import { dayAndTime } from '../words/instants.ts';
import { Failure } from './failure.tsx';
import styles from './job-state.module.css';

/** A line above what was found. `asOf` is the last thing that was known. */
export function JobState({ of, asOf }: { of: Asked<unknown>; asOf?: number | undefined }) {
  const { role } = useWho();
  const nameOf = useNames();
  const { done, running, failed, error } = of;
  return (
    <div className={styles.state}>
      {error !== null && <Failure of={error} what="This could not be asked" />}
      {done !== undefined && (
        <p className={styles.line}>
          As of {dayAndTime(asOf ?? done.madeAt)}, made by {nameOf(done.madeBy)}.{' '}
          <a href={jobPage(done.id)} target="_blank" rel="noreferrer">
            Open as a document
          </a>{' '}
          <a href={jobPage(done.id, true)} download>
            Save it
          </a>{' '}
          <a href={jobResult(done.id)} target="_blank" rel="noreferrer">
            As JSON
          </a>
        </p>
      )}
      {failed !== undefined && running === undefined && (
        <p className={styles.failed}>The last attempt failed: {failed.problem}.</p>
      )}
      {running !== undefined && <AtWork job={running} cancel={role === 'viewer' ? undefined : of.cancel} />}
      {running === undefined && done !== undefined && role !== 'viewer' && (
        <Button size="xs" variant="default" onClick={of.ask} className={styles.again}>
          Make it anew
        </Button>
      )}
    </div>
  );
}

/** A job at work, with how far it is. It goes on when the page is left. */
export function AtWork({ job, cancel }: { job: Job; cancel: (() => void) | undefined }) {
  return (
    <div className={styles.work} role="status">
      <Progress value={Math.max(2, job.progress * 100)} aria-label="Progress" className={styles.bar} />
      <span className={styles.line}>
        {job.state === 'queued' ? 'Waiting for its turn' : job.doing || 'Starting'}. You can leave this page.
      </span>
      {cancel !== undefined && (
        <Button size="compact-xs" variant="default" onClick={cancel}>
          Cancel
        </Button>
      )}
    </div>
  );
}
