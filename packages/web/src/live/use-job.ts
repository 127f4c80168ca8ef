// The latest job for a question: what it found, whether one is at work, and asking anew. The question is in the address; what was found is the same for everybody.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { askJob, cancelJob, type Job, type JobKind, type JobParams, readJobs, readResult } from '../api/jobs.ts';

/** A job that runs is looked at so often. */
const EVERY = 700;
export const isOver = ({ endedAt }: Job): boolean => endedAt !== null;

/** The latest jobs of a kind; looked at again and again while one of them runs. */
export function useJobs(kind: JobKind) {
  return useQuery({
    queryKey: ['jobs', kind],
    queryFn: () => readJobs(kind),
    refetchInterval: ({ state }) => (state.data?.jobs.some((job) => !isOver(job)) ? EVERY : false),
  });
}

/** What a job found, kept: it never changes. */
export function useResult<T>(id: string | undefined) {
  return useQuery({
    queryKey: ['result', id],
    queryFn: () => readResult<T>(id ?? ''),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Everything about one question. */
export interface Asked<T> {
  /** The latest that is done. */
  readonly done: Job | undefined;
  /** At work or waiting. */
  readonly running: Job | undefined;
  /** The latest, where it failed. */
  readonly failed: Job | undefined;
  readonly result: T | undefined;
  /** Undefined until it is known which jobs there are. */
  readonly isKnown: boolean;
  readonly error: Error | null;
  ask(): void;
  cancel(): void;
}

/** The job of a kind for exactly these parameters, all of them named. */
export function useJob<T>(kind: JobKind, params: JobParams): Asked<T> {
  const queries = useQueryClient();
  const { data, error } = useJobs(kind);
  const key = keyOf(params);
  const own = data?.jobs.filter((job) => keyOf(job.params) === key) ?? [];
  const done = own.find(({ state }) => state === 'done');
  const running = own.find((job) => !isOver(job));
  const found = useResult<T>(done?.id);
  const again = { onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs', kind] }) };
  const ask = useMutation({ mutationFn: () => askJob(kind, params), ...again });
  const cancel = useMutation({ mutationFn: (id: string) => cancelJob(id), ...again });
  // What was found may be told elsewhere too.
  const doneId = done?.id;
  useEffect(() => {
    if (doneId !== undefined && kind === 'review') void queries.invalidateQueries({ queryKey: ['reviews'] });
  }, [doneId, kind, queries]);
  return {
    done,
    running,
    failed: own[0]?.state === 'failed' ? own[0] : undefined,
    result: found.data,
    isKnown: data !== undefined && (done === undefined || found.data !== undefined),
    error: error ?? found.error ?? ask.error ?? cancel.error,
    ask: () => ask.mutate(),
    cancel: () => running !== undefined && cancel.mutate(running.id),
  };
}

/** The same for the same parameters, in whatever order; what is absent counts for nothing. */
export function keyOf(params: JobParams): string {
  const given = Object.entries(params).filter(([, value]) => value !== undefined);
  return JSON.stringify(given.sort(([a], [b]) => (a < b ? -1 : 1)));
}
