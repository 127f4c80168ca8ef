// One upload, from its files to what became of them. Everything stands with the service: one may leave the page and come back.
import { Button, Progress, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { cancelJob, type Job } from '../../../api/jobs.ts';
import {
  bringUploadIn,
  type ImportAnswer,
  planUpload,
  readUpload,
  refusedOfUpload,
  removeUpload,
  sendUploadFile,
  takeFileOut,
  type Upload,
} from '../../../api/uploads.ts';
import { Failure, Problems } from '../../../parts/failure.tsx';
import { count } from '../../../words/numbers.ts';
import { CoverageCard } from './coverage-card.tsx';
import { DropZone } from './drop-zone.tsx';
import { PlannedFiles } from './planned-files.tsx';
import { Questions } from './questions.tsx';
import styles from './uploads.module.css';

const EVERY = 700;
const runs = (job: Job | null | undefined): boolean => job != null && job.endedAt === null;

export function OneUpload({ id }: { id: string }) {
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['upload', id],
    queryFn: () => readUpload(id),
    refetchInterval: ({ state: { data: held } }) => (runs(held?.planning) || runs(held?.bringing) ? EVERY : false),
  });
  const again = () => queries.invalidateQueries({ queryKey: ['upload', id] });
  const plan = useMutation({
    mutationFn: (answers: readonly ImportAnswer[]) => planUpload(id, answers),
    onSuccess: again,
  });
  const { mutate: startPlan, isIdle } = plan;
  const isUnplanned = data?.state === 'open' && data.plan === null && data.files.length > 0 && !runs(data.planning);
  const hasFailed = data?.planning != null && data.planning.state !== 'done';
  // Files that nobody has looked at are looked at without being asked.
  useEffect(() => {
    if (isUnplanned && isIdle && !hasFailed) startPlan(data.answers);
  }, [isUnplanned, isIdle, hasFailed, startPlan, data]);
  if (error !== null) return <Failure of={error} what="This upload could not be read" />;
  if (data === undefined) return <Skeleton height={240} aria-label="Loading" />;
  return (
    <>
      <p>
        <Link to="/data" search={{ tab: 'bring-in' }}>
          All uploads
        </Link>
      </p>
      {data.state === 'open' && !runs(data.bringing) && <Files of={data} changed={() => plan.reset()} />}
      {plan.error !== null && <Failure of={plan.error} what="The files could not be looked at" />}
      <Running job={data.planning} words="Looking at the files" stopped={again} />
      {data.received !== null && <Received of={data} />}
      {data.plan !== null && <Plan of={data} answer={(answers) => plan.mutate(answers)} isBusy={plan.isPending} />}
      <Running job={data.bringing} words="Bringing entries in" stopped={again} />
    </>
  );
}

/** The files, as long as they may change. */
function Files({ of: { id, files }, changed }: { of: Upload; changed: () => void }) {
  const queries = useQueryClient();
  const navigate = useNavigate({ from: '/data' });
  const [doing, setDoing] = useState<string>();
  const settled = async () => {
    setDoing(undefined);
    changed();
    await queries.invalidateQueries({ queryKey: ['upload', id] });
  };
  const send = useMutation({
    mutationFn: async (more: readonly File[]) => {
      for (const file of more) {
        setDoing(`Sending ${file.name}`);
        await sendUploadFile(id, file);
      }
    },
    onSettled: settled,
  });
  const takeOut = useMutation({ mutationFn: (name: string) => takeFileOut(id, name), onSettled: settled });
  const remove = useMutation({
    mutationFn: () => removeUpload(id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['uploads'] });
      await navigate({ search: { tab: 'bring-in' } });
    },
  });
  const failed = send.error ?? takeOut.error ?? remove.error;
  return (
    <>
      <ul className={styles.files} aria-label="Files">
        {files.map(({ name, bytes }) => (
          <li key={name}>
            {name} <span className={styles.quiet}>{size(bytes)}</span>{' '}
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Take ${name} out`}
              onClick={() => takeOut.mutate(name)}
            >
              Take out
            </Button>
          </li>
        ))}
      </ul>
      <details open={files.length === 0}>
        <summary>Add files, or give this upload up</summary>
        <DropZone take={(more) => send.mutate(more)} doing={doing} />
        <Button size="xs" mt={8} variant="default" onClick={() => remove.mutate()}>
          Remove this upload and its files
        </Button>
      </details>
      {failed !== null && <Failure of={failed} />}
    </>
  );
}

function Plan({
  of: { id, state, plan, answers, bringing, hasRefused },
  answer,
  isBusy,
}: {
  of: Upload;
  answer: (answers: readonly ImportAnswer[]) => void;
  isBusy: boolean;
}) {
  const queries = useQueryClient();
  const bring = useMutation({
    mutationFn: () => bringUploadIn(id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['upload', id] }),
  });
  if (plan === null) return null;
  const { counts } = plan;
  const isOpen = state === 'open' && !runs(bringing);
  return (
    <>
      {plan.problems.length > 0 && (
        <>
          <h2>What stops it</h2>
          <Problems problems={plan.problems} />
        </>
      )}
      {isOpen && plan.questions.length > 0 && (
        <Questions questions={plan.questions} answers={answers} answer={answer} isBusy={isBusy} />
      )}
      {counts !== null && (
        <>
          <h2>{state === 'open' ? 'What would come in' : 'What the files held'}</h2>
          <p>
            {count(counts.rows, 'row')}: {counts.imported.toLocaleString('en-GB')} imported,{' '}
            {counts.refused.toLocaleString('en-GB')} refused
            {leftOut(counts.leftOut)}
            {counts.refusedCells > 0 && `; ${count(counts.refusedCells, 'single cell')} refused`}. They come to{' '}
            {count(counts.entries.accepted, 'entry', 'entries')}.
            {hasRefused && counts.refused + counts.refusedCells + counts.entries.refused > 0 && (
              <>
                {' '}
                <a href={refusedOfUpload(id)} download>
                  Fetch what is refused, with its reasons
                </a>
              </>
            )}
          </p>
          {isOpen && (
            <Button loading={bring.isPending} onClick={() => bring.mutate()}>
              Bring {count(counts.entries.accepted, 'entry', 'entries')} in
            </Button>
          )}
          {bring.error !== null && <Failure of={bring.error} what="Nothing was brought in" />}
          {counts.coverage !== undefined && <CoverageCard of={counts.coverage} />}
        </>
      )}
      {plan.files.length > 0 && (
        <PlannedFiles plan={plan} answers={answers} answer={isOpen ? answer : undefined} isBusy={isBusy} />
      )}
    </>
  );
}

function Running({ job, words, stopped }: { job: Job | null; words: string; stopped: () => unknown }) {
  const stop = useMutation({ mutationFn: cancelJob, onSettled: stopped });
  if (job?.problem != null) return <p className={styles.failed}>That failed: {job.problem}</p>;
  if (job?.state === 'cancelled') return <p className={styles.quiet}>{words} was stopped; it may be begun anew.</p>;
  if (job === null || !runs(job)) return null;
  return (
    <div className={styles.running}>
      <Progress value={job.progress * 100} aria-label={words} />
      <span className={styles.quiet}>
        {job.doing || words}, {Math.floor(job.progress * 100)} %. You may leave this page; it goes on.{' '}
        <Button size="compact-xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate(job.id)}>
          Stop
        </Button>
      </span>
    </div>
  );
}

function Received({ of: { received } }: { of: Upload }) {
  if (received === null) return null;
  const { accepted, duplicate, conflict, refused } = received;
  return (
    <>
      <h2>Brought in</h2>
      <p>
        {count(received.received, 'entry', 'entries')}: {accepted.toLocaleString('en-GB')} accepted,{' '}
        {duplicate.toLocaleString('en-GB')} known before, {conflict.toLocaleString('en-GB')} conflicting,{' '}
        {refused.toLocaleString('en-GB')} refused.
        {conflict + refused > 0 && (
          <>
            {' '}
            <Link to="/data" search={{ tab: 'refused' }}>
              Mend what was refused
            </Link>
          </>
        )}
      </p>
      <p>
        Next: <Link to="/start">what comes after the data</Link>, or <Link to="/leads">the leads</Link>.
      </p>
    </>
  );
}

function leftOut(reasons: Readonly<Record<string, number>>): string {
  const told = Object.entries(reasons).map(([reason, n]) => `${n.toLocaleString('en-GB')} ${reason}`);
  return told.length === 0 ? '' : `, left out: ${told.join(', ')}`;
}

/** `1.2 MB`, `34 kB`. */
function size(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} kB`;
}
