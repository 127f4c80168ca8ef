// Calibrations that were asked for, the newest first; those at work with how far they are.
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { cancelJob, type Job } from '../../api/jobs.ts';
import { useNames } from '../../api/people.ts';
import { isOver } from '../../live/use-job.ts';
import { AtWork } from '../../parts/job-state.tsx';
import { useWho } from '../../shell/who.ts';
import { dayAndTime } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import styles from './calibrate.module.css';

const SHOWN = 6;

export function Calibrations({ of, chosen }: { of: readonly Job[]; chosen: string | undefined }) {
  const { role } = useWho();
  const nameOf = useNames();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: cancelJob,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs', 'calibrate'] }),
  });
  return (
    <ul className={styles.jobs} aria-label="Calibrations">
      {of.slice(0, SHOWN).map((job) => (
        <li key={job.id} data-chosen={job.id === chosen}>
          <Link to="/calibrate" search={{ job: job.id }} aria-current={job.id === chosen ? 'true' : undefined}>
            {wordsOf(job)}
          </Link>{' '}
          <span className={styles.quiet}>
            asked {dayAndTime(job.madeAt)} by {nameOf(job.madeBy)}
            {job.state === 'cancelled' && ', cancelled'}
            {job.state === 'failed' && ', failed'}
          </span>
          {!isOver(job) && <AtWork job={job} cancel={role === 'viewer' ? undefined : () => cancel.mutate(job.id)} />}
        </li>
      ))}
      {of.length > SHOWN && (
        <li>
          <Button size="compact-xs" variant="subtle" component="a" href="/api/v1/jobs?kind=calibrate">
            All of them, as JSON
          </Button>
        </li>
      )}
    </ul>
  );
}

function wordsOf({ params }: Job): string {
  const { months = 12, most = 10, keep = 80, capacity } = params as Readonly<Record<string, number | undefined>>;
  const cut = capacity === undefined ? `keeping ${keep} % of wins` : `at most ${capacity} a working day`;
  return `${count(months, 'month')}, up to ${count(most, 'criterion', 'criteria')}, ${cut}`;
}
