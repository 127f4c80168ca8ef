// What was refused: what was wrong with it, its text to mend, and sending it again.
import { Button, Skeleton, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { MOST_REFUSED, type Refused, readRefused, replayRefused } from '../../api/data.ts';
import { Failure, Problems } from '../../parts/failure.tsx';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { dayAndTime } from '../../words/instants.ts';
import styles from './data.module.css';

export function RefusedEntries() {
  const { before, entry } = useSearch({ from: '/signed-in/data' });
  const { data, error } = useQuery({
    queryKey: ['refused', before],
    queryFn: () => readRefused(before === undefined ? undefined : Number(before)),
  });
  const last = data?.refused.at(-1);
  if (error !== null) return <Failure of={error} what="What was refused could not be read" />;
  if (data === undefined) return <Skeleton height={160} aria-label="Loading" />;
  if (data.refused.length === 0)
    return (
      <NothingHere title="Nothing waits to be mended">
        What cannot be understood is kept here, whole, until somebody mends it.
      </NothingHere>
    );
  return (
    <>
      <ul className={styles.refused}>
        {data.refused.map((each) => (
          <li key={each.id}>
            <One of={each} isOpen={String(each.id) === entry} />
          </li>
        ))}
      </ul>
      <p className={styles.pages}>
        {before !== undefined && (
          <Link to="/data" search={{ tab: 'refused' }}>
            The newest
          </Link>
        )}
        {last !== undefined && data.refused.length === MOST_REFUSED && (
          <Link to="/data" search={{ tab: 'refused', before: String(last.id) }}>
            Older
          </Link>
        )}
      </p>
    </>
  );
}

function One({ of, isOpen }: { of: Refused; isOpen: boolean }) {
  const navigate = useNavigate({ from: '/data' });
  const [text, setText] = useState(() => laidOut(of.raw));
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: () => replayRefused(of.id, parsed(text)),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['refused'] });
      await queries.invalidateQueries({ queryKey: ['ledger'] });
    },
  });
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== isOpen)
          void navigate({ search: (held) => ({ ...held, entry: open ? String(of.id) : undefined }), replace: true });
      }}
    >
      <summary>
        <strong>{of.source}</strong>, {dayAndTime(of.receivedAt)}: {of.problems[0]?.message ?? of.verdict}
      </summary>
      <Problems problems={of.problems} />
      <Textarea
        label="The entry, to be mended"
        autosize
        minRows={4}
        maxRows={20}
        spellCheck={false}
        classNames={{ input: styles.json }}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {replay.error !== null && <Failure of={replay.error} what="It stays refused" />}
      <Button size="xs" mt={8} loading={replay.isPending} onClick={() => replay.mutate()}>
        Send it again
      </Button>
    </details>
  );
}

function laidOut(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2);
  } catch {
    return raw;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`This is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
