// What can be done with several picked rows at once: whom it concerns is named before, and each row says what became of it.
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { readPeople } from '../../api/people.ts';
import type { Agreement, Answer, Handoff } from '../../api/queue.ts';
import { count } from '../../words/numbers.ts';
import styles from './action-bar.module.css';
import { commonReasons } from './common-reasons.ts';
import type { Queue } from './use-queue.ts';

interface Props {
  picked: readonly Handoff[];
  agreementOf: (handoff: Handoff) => Agreement | undefined;
  queue: Pick<Queue, 'answer' | 'assign'>;
  clear: () => void;
}

export function BulkBar({ picked, agreementOf, queue, clear }: Props) {
  const [isRecycling, setRecycling] = useState(false);
  const [isWorking, setWorking] = useState(false);
  const { data } = useQuery({ queryKey: ['people'], queryFn: readPeople, staleTime: 60_000 });
  const reps = data?.people.filter(({ role, disabled }) => role === 'sales' && !disabled) ?? [];
  const waiting = picked.filter(({ state }) => state === 'open');
  /** One after another, so that each row says how its own went. */
  const each = async (handoffs: readonly Handoff[], work: (handoff: Handoff) => Promise<void>): Promise<void> => {
    setWorking(true);
    for (const handoff of handoffs) await work(handoff);
    setWorking(false);
    clear();
  };
  const answer = (handoffs: readonly Handoff[], what: Answer) =>
    void each(handoffs, (handoff) => queue.answer(handoff, what));
  return (
    <section className={styles.bar} aria-label="Answer what is picked">
      {isRecycling && (
        <div className={styles.question}>
          <strong>Give {count(picked.length, 'hand-off')} back to nurture, because</strong>
          {commonReasons(picked.map(agreementOf)).map(({ name, label }) => (
            <Button
              key={name}
              variant="default"
              size="sm"
              disabled={isWorking}
              onClick={() => answer(picked, { answer: 'recycled', reason: name })}
            >
              {label}
            </Button>
          ))}
          <Button
            variant="default"
            size="sm"
            disabled={isWorking}
            onClick={() => answer(picked, { answer: 'recycled' })}
          >
            No particular reason
          </Button>
          <Button variant="subtle" size="sm" onClick={() => setRecycling(false)}>
            Cancel
          </Button>
        </div>
      )}
      <div className={styles.actions}>
        <span className={styles.name}>
          <strong>{picked.length} picked:</strong> {picked.map(({ label }) => label).join(', ')}
        </span>
        {waiting.length > 0 && (
          <Button size="sm" loading={isWorking} onClick={() => answer(waiting, { answer: 'accepted' })}>
            Accept {waiting.length}
          </Button>
        )}
        <Button size="sm" variant="default" disabled={isWorking} onClick={() => setRecycling(true)}>
          Recycle {picked.length}
        </Button>
        <NativeSelect
          size="sm"
          aria-label="Give them to"
          data={[{ value: '', label: 'Give to' }, ...reps.map(({ id, name }) => ({ value: id, label: name }))]}
          value=""
          disabled={isWorking}
          onChange={(event) => {
            const rep = reps.find(({ id }) => id === event.currentTarget.value);
            if (rep !== undefined) void each(picked, (handoff) => queue.assign(handoff, rep, false));
          }}
        />
        <Button size="sm" variant="subtle" onClick={clear}>
          Pick none
        </Button>
      </div>
    </section>
  );
}
