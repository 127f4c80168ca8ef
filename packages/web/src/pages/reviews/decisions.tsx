// What reviews decided, and recording what this one does: an entry of the journal, kept for good.
import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Decision, type ReviewKind, recordDecision } from '../../api/reviews.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import { day } from '../../words/instants.ts';
import styles from './reviews.module.css';

export function Decisions({ of }: { of: readonly Decision[] }) {
  if (of.length === 0) return <p>No review has been recorded yet.</p>;
  return (
    <ul className={styles.decisions}>
      {of.map(({ at, review, decision, by }) => (
        <li key={`${at} ${decision}`}>
          {decision.replace(/ \(packet ([0-9a-f]{12})[0-9a-f]*\)$/, ' (packet $1)')}
          <span className={styles.quiet}>
            {' '}
            {review}, {day(at)}
            {by.length > 0 && `, by ${by.join(' and ')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Writes down what was decided over a packet. */
export function RecordDecision({ review, packet }: { review: ReviewKind; packet: string }) {
  const me = useWho();
  const queries = useQueryClient();
  const [decision, setDecision] = useState('');
  const [others, setOthers] = useState('');
  const [key, setKey] = useState(() => crypto.randomUUID());
  const record = useMutation({
    mutationFn: () =>
      recordDecision(
        {
          review,
          decision,
          with: others
            .split(',')
            .map((name) => name.trim())
            .filter(Boolean),
          packet,
        },
        key,
      ),
    onSuccess: async () => {
      setDecision('');
      setKey(crypto.randomUUID());
      await queries.invalidateQueries({ queryKey: ['reviews'] });
      await queries.invalidateQueries({ queryKey: ['overview'] });
    },
  });
  if (me.role === 'viewer') return null;
  return (
    <form
      className={styles.record}
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate();
      }}
    >
      {record.error !== null && <Failure of={record.error} what="It was not recorded" />}
      {record.data !== undefined && <p role="status">Recorded on {day(record.data.at)}.</p>}
      <Textarea
        label="What is decided"
        description="Keep it, take a candidate, calibrate anew; who does what by when"
        autosize
        minRows={2}
        maxLength={2000}
        required
        value={decision}
        onChange={(event) => setDecision(event.currentTarget.value)}
      />
      <TextInput
        label={`By ${me.name} and`}
        description="Names, with commas between"
        value={others}
        onChange={(event) => setOthers(event.currentTarget.value)}
      />
      <Button type="submit" loading={record.isPending}>
        Record the decision
      </Button>
    </form>
  );
}
