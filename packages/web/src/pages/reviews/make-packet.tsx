// Asking for a packet: monthly or quarterly, with the drafts that are put forward and what sales can work.
import { Button, Checkbox, NativeSelect, NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { readVersions } from '../../api/definitions.ts';
import { askJob, cancelJob } from '../../api/jobs.ts';
import type { ReviewKind } from '../../api/reviews.ts';
import { isOver, useJobs } from '../../live/use-job.ts';
import { Failure } from '../../parts/failure.tsx';
import { AtWork } from '../../parts/job-state.tsx';
import styles from './reviews.module.css';

export function MakePacket({ names }: { names: readonly string[] }) {
  const [review, setReview] = useState<ReviewKind>('quarterly');
  const [definition, setDefinition] = useState(names[0] ?? '');
  const [capacity, setCapacity] = useState<number | string>('');
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const queries = useQueryClient();
  const { data: versions } = useQuery({ queryKey: ['versions'], queryFn: readVersions });
  const { data: jobs } = useJobs('review');
  const drafts = (versions?.versions ?? []).filter(
    ({ name, state }) => name === definition && (state === 'draft' || state === 'proposed'),
  );
  const again = { onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs', 'review'] }) };
  const ask = useMutation({
    mutationFn: () =>
      askJob('review', {
        ...{ review, definition },
        candidates: drafts
          .filter(({ version }) => chosen.includes(version))
          .map(({ name, version }) => ({ name, version })),
        ...(typeof capacity === 'number' && { capacity }),
      }),
    ...again,
  });
  const cancel = useMutation({ mutationFn: cancelJob, ...again });
  const done = jobs?.jobs.filter(({ state }) => state === 'done').length ?? 0;
  useEffect(() => {
    if (done > 0) void queries.invalidateQueries({ queryKey: ['reviews'] });
  }, [done, queries]);
  const failed = jobs?.jobs[0]?.state === 'failed' ? jobs.jobs[0] : undefined;
  return (
    <form
      className={styles.form}
      aria-label="A packet"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate();
      }}
    >
      {ask.error !== null && <Failure of={ask.error} what="It did not start" />}
      <NativeSelect
        size="xs"
        label="Review"
        data={[
          { value: 'quarterly', label: 'Of the last quarter' },
          { value: 'monthly', label: 'Of the last month' },
        ]}
        value={review}
        onChange={(event) => setReview(event.currentTarget.value as ReviewKind)}
      />
      {names.length > 1 && (
        <NativeSelect
          size="xs"
          label="Definition"
          data={[...names]}
          value={definition}
          onChange={(event) => setDefinition(event.currentTarget.value)}
        />
      )}
      <NumberInput
        size="xs"
        label="Sales can work"
        placeholder="hand-offs a working day"
        min={1}
        max={1000}
        value={capacity}
        onChange={setCapacity}
      />
      {drafts.map(({ version, state }) => (
        <Checkbox
          key={version}
          size="xs"
          label={`Replay ${state} v${version} beside it`}
          checked={chosen.includes(version)}
          onChange={({ currentTarget: { checked } }) =>
            setChosen((before) =>
              checked ? [...before, version].slice(-3) : before.filter((each) => each !== version),
            )
          }
        />
      ))}
      <Button size="xs" type="submit" loading={ask.isPending}>
        Make a packet
      </Button>
      {(jobs?.jobs ?? [])
        .filter((job) => !isOver(job))
        .map((job) => (
          <AtWork key={job.id} job={job} cancel={() => cancel.mutate(job.id)} />
        ))}
      {failed !== undefined && <p role="alert">The last attempt failed: {failed.problem}.</p>}
    </form>
  );
}
