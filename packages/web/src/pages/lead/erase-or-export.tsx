// What the law gives a person: everything that is held about them, and their erasure, which asks for a reason and for the name to be typed. For admins.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Erased, type ErasureReason, eraseLead, exportOf } from '../../api/keeping.ts';
import type { Lead } from '../../api/leads.ts';
import { Failure } from '../../parts/failure.tsx';
import { PageHead } from '../../parts/page-head.tsx';
import { useWho } from '../../shell/who.ts';
import { count } from '../../words/numbers.ts';
import styles from './lead.module.css';

const REASONS: readonly { readonly value: ErasureReason; readonly label: string }[] = [
  { value: 'request', label: 'They asked for it' },
  { value: 'consent-withdrawn', label: 'They withdrew consent' },
  { value: 'not-needed', label: 'It is not needed any more' },
  { value: 'unlawful', label: 'It was held unlawfully' },
  { value: 'mistake', label: 'It came in by mistake' },
];

interface Props {
  of: Lead;
  onErased: (done: Erased) => void;
}

export function EraseOrExport({ of, onErased }: Props) {
  const { role } = useWho();
  const [isErasing, setErasing] = useState(false);
  if (role !== 'admin') return null;
  return (
    <section className={styles.law} aria-labelledby="law">
      <h2 id="law">What is held about them</h2>
      <p className={styles.quiet}>
        Everything, for the person themselves; or erased for good. Erasing takes every content of theirs out of the
        journal, the store and later restores; counts of the past stay.
      </p>
      <div className={styles.lawRow}>
        <Button size="xs" variant="default" component="a" href={exportOf(of.lead)} download="person.json">
          Export it as JSON
        </Button>
        {!isErasing && (
          <Button size="xs" variant="default" onClick={() => setErasing(true)}>
            Erase this person
          </Button>
        )}
      </div>
      {isErasing && <Erase of={of} onErased={onErased} leave={() => setErasing(false)} />}
    </section>
  );
}

function Erase({ of, onErased, leave }: Props & { leave: () => void }) {
  const queries = useQueryClient();
  const [reason, setReason] = useState<ErasureReason>('request');
  const [reference, setReference] = useState('');
  const [typed, setTyped] = useState('');
  const erase = useMutation({
    mutationFn: () =>
      eraseLead(
        of.lead,
        { reason, ...(reference.trim() === '' ? {} : { reference: reference.trim() }) },
        crypto.randomUUID(),
      ),
    // Nothing of them stays on any page.
    onSuccess: (done) => {
      onErased(done);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        erase.mutate();
      }}
    >
      <div className={styles.lawRow}>
        <NativeSelect
          size="xs"
          label="Why"
          data={[...REASONS]}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as ErasureReason)}
        />
        <TextInput
          size="xs"
          label="Number of the request, without names"
          placeholder="TICKET-12"
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={`Type ${of.label} to confirm`}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" color="red" loading={erase.isPending} disabled={typed.trim() !== of.label}>
          Erase for good
        </Button>
        <Button size="xs" variant="default" onClick={leave}>
          Leave it
        </Button>
      </div>
      {typed.trim() !== of.label && <p className={styles.quiet}>The button works once the name is typed.</p>}
      {erase.error !== null && <Failure of={erase.error} what="Nobody was erased" />}
    </form>
  );
}

/** What stands in the place of somebody who was erased just now. */
export function ErasedJustNow({ of: { entries, decisions, scrubbed } }: { of: Erased }) {
  return (
    <>
      <PageHead title="Erased" />
      <p role="status">
        {count(entries, 'entry', 'entries')} and {count(decisions, 'decision')} are empty now.{' '}
        {scrubbed
          ? 'The store’s own files hold nothing of it any more.'
          : 'The store’s own files are cleaned as soon as nobody reads them.'}{' '}
        <Link to="/leads">Back to the leads</Link>
      </p>
    </>
  );
}
