// The backtest of a version: asked for, followed while it runs, opened as a page.
import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Version } from '../../api/definitions.ts';
import { askJob, type Job, jobPage, readJobs } from '../../api/jobs.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import { dayAndTime } from '../../words/instants.ts';
import styles from './definition.module.css';

/** A job that runs is looked at so often. */
const EVERY = 500;
const isOver = ({ endedAt }: Job): boolean => endedAt !== null;

export function Backtest({ of: { name, version, editedAt } }: { of: Version }) {
  const { role } = useWho();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ['jobs', 'backtest'],
    queryFn: () => readJobs('backtest'),
    refetchInterval: ({ state }) => (state.data?.jobs.some((job) => !isOver(job)) ? EVERY : false),
  });
  const job = data?.jobs
    .filter(({ kind, params }) => kind === 'backtest' && params.name === name && params.version === version)
    .sort((a, b) => b.madeAt - a.madeAt)[0];
  const ask = useMutation({
    mutationFn: () => askJob('backtest', { name, version }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs', 'backtest'] }),
  });
  const isDone = job?.state === 'done';
  useEffect(() => {
    if (isDone) void queries.invalidateQueries({ queryKey: ['version', name, version] });
  }, [isDone, name, version, queries]);
  const isRunning = job !== undefined && !isOver(job);
  const isOld = job !== undefined && job.madeAt < editedAt;
  return (
    <>
      {ask.error !== null && <Failure of={ask.error} what="The backtest did not start" />}
      {isRunning && (
        <div className={styles.progress}>
          <Progress value={job.progress * 100} aria-label="Progress of the backtest" />
          <span className={styles.quiet}>{job.doing || 'waiting'}</span>
        </div>
      )}
      {job?.problem != null && <p className={styles.failed}>The backtest failed: {job.problem}</p>}
      {isDone && (
        <p>
          <a href={jobPage(job.id)} target="_blank" rel="noreferrer">
            Open the backtest
          </a>{' '}
          <span className={styles.quiet}>
            of {dayAndTime(job.madeAt)}
            {isOld && ', before the last edit'}
          </span>
        </p>
      )}
      {!isRunning && role !== 'viewer' && (
        <Button
          size="xs"
          variant={isDone && !isOld ? 'default' : 'filled'}
          loading={ask.isPending}
          onClick={() => ask.mutate()}
        >
          {isDone ? 'Run it again' : 'Run the backtest'}
        </Button>
      )}
    </>
  );
}
