// The rows of one search, the row that is chosen, and what keys do to it.
import { Button, Skeleton } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Agreement, type Handoff, type QueueSearch, readAgreement } from '../../api/queue.ts';
import { useKeys } from '../../live/keys.ts';
import { useNow } from '../../live/service-clock.ts';
import { Failure } from '../../parts/failure.tsx';
import { useWho } from '../../shell/who.ts';
import { count } from '../../words/numbers.ts';
import { ActionBar } from './action-bar.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { type Asking, type Choice, questionOf } from './choices.ts';
import { EmptyQueue } from './empty-queue.tsx';
import styles from './queue.module.css';
import { QueueRow } from './queue-row.tsx';
import { type QueueRowShown, useQueue } from './use-queue.ts';

export function QueueList({
  search,
  find,
  isFiltered,
  isSleeping,
}: {
  search: QueueSearch;
  find: string;
  isFiltered: boolean;
  isSleeping: boolean;
}) {
  const me = useWho();
  const now = useNow(5_000);
  const queue = useQueue(search, isSleeping);
  const rows = queue.rows.filter(({ handoff }) => matches(handoff, find));
  const agreementOf = useAgreements(rows);
  const [chosen, setChosen] = useState<string>();
  const [asking, setAsking] = useState<Asking>();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<string>();
  const [claimed, setClaimed] = useState<{ handoff: Handoff; from: { id: string; name: string } }>();
  const place = Math.max(
    0,
    rows.findIndex(({ handoff }) => handoff.id === chosen),
  );
  const row = rows[place];
  const mayPick = ['sales', 'admin'].includes(me.role);
  const mayWork = mayPick && row !== undefined && isWorkable(row.handoff);
  const agreement = row === undefined ? undefined : agreementOf(row.handoff);
  const question =
    row === undefined || asking === undefined || agreement === undefined
      ? undefined
      : questionOf(asking, row.handoff, agreement, now);

  const choose = (id: string): void => {
    if (id !== chosen) setAsking(undefined);
    setChosen(id);
  };
  const move = (to: number): void => {
    const { id } = rows[Math.max(0, Math.min(rows.length - 1, to))]?.handoff ?? {};
    if (id === undefined) return;
    choose(id);
    document.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus();
  };
  const open = (id: string | undefined): void => setOpened(id === opened ? undefined : id);
  const pickedRows = rows.filter(({ handoff }) => picked.includes(handoff.id) && isWorkable(handoff));
  const pick = (id: string): void =>
    setPicked((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id]));
  const onward = (): void => {
    const after = rows.findIndex(({ handoff }, i) => i > place && handoff.state === 'open');
    if (after >= 0) move(after);
  };
  const take = (choice: Choice | undefined): void => {
    if (choice === undefined || row === undefined) return;
    setAsking(undefined);
    void queue.answer(row.handoff, choice.answer);
    onward();
  };
  const accept =
    mayWork && row.handoff.state === 'open' ? () => take({ label: '', answer: { answer: 'accepted' } }) : undefined;
  const ask = (what: Asking) =>
    mayWork && (what === 'recycle' || row.handoff.state === 'open') ? () => setAsking(what) : undefined;
  const claim =
    mayWork && me.role === 'sales' && row.handoff.rep?.id !== me.id
      ? () => {
          const { handoff } = row;
          if (handoff.rep !== null) setClaimed({ handoff, from: handoff.rep });
          void queue.assign(handoff, me, true);
        }
      : undefined;
  const undo = (): void => {
    if (claimed === undefined) {
      if (row !== undefined)
        queue.note(row.handoff.id, { words: 'Nothing to undo: an answer is kept as it was given.', isBad: false });
      return;
    }
    const mine = queue.rows.find(({ handoff }) => handoff.id === claimed.handoff.id)?.handoff;
    setClaimed(undefined);
    if (mine !== undefined) void queue.assign(mine, claimed.from, false);
  };
  const digits = Object.fromEntries(
    Array.from({ length: 9 }, (_, i) => [
      String(i + 1),
      question === undefined ? undefined : () => take(question.choices[i]),
    ]),
  );
  useKeys({
    j: () => move(chosen === undefined ? 0 : place + 1),
    k: () => move(place - 1),
    a: accept,
    r: ask('reject'),
    c: ask('recycle'),
    s: ask('snooze'),
    m: claim,
    u: undo,
    x: mayWork ? () => pick(row.handoff.id) : undefined,
    o: row === undefined ? undefined : () => open(row.handoff.id),
    n: queue.fresh > 0 ? queue.showFresh : undefined,
    Escape: asking === undefined ? undefined : () => setAsking(undefined),
    ...digits,
  });

  if (queue.query.error !== null && queue.today === undefined)
    return <Failure of={queue.query.error} what="The queue could not be read" />;
  if (queue.today === undefined) return <Skeleton height={240} aria-label="Loading" />;
  return (
    <>
      {queue.fresh > 0 && (
        <Button variant="light" size="xs" className={styles.fresh} onClick={queue.showFresh}>
          {queue.fresh} new&nbsp;<kbd>n</kbd>
        </Button>
      )}
      {rows.length === 0 && (
        <EmptyQueue today={queue.today} isMine={search.rep !== undefined} isFiltered={isFiltered} />
      )}
      <ol className={styles.rows} aria-label="Hand-offs">
        {rows.map((each) => (
          <QueueRow
            key={each.handoff.id}
            row={each}
            agreement={agreementOf(each.handoff)}
            me={me.id}
            now={now}
            isChosen={each === row}
            isOpen={each.handoff.id === opened}
            choose={() => choose(each.handoff.id)}
            open={() => open(each.handoff.id)}
            isPicked={picked.includes(each.handoff.id)}
            pick={mayPick && isWorkable(each.handoff) ? () => pick(each.handoff.id) : undefined}
          />
        ))}
      </ol>
      {queue.more !== undefined && (
        <Button size="xs" variant="default" mt={12} loading={queue.isReading} onClick={queue.more}>
          Show 100 more
        </Button>
      )}
      {!isSleeping && queue.sleeping > 0 && (
        <p className={styles.quiet}>
          {count(queue.sleeping, 'hand-off sleeps', 'hand-offs sleep')} until later:{' '}
          <Link to="/queue" search={(before) => ({ ...before, state: 'snoozed' })}>
            show them
          </Link>
        </p>
      )}
      {pickedRows.length > 0 && (
        <BulkBar
          picked={pickedRows.map(({ handoff }) => handoff)}
          agreementOf={agreementOf}
          queue={queue}
          clear={() => setPicked([])}
        />
      )}
      {mayWork && pickedRows.length === 0 && (
        <ActionBar
          handoff={row.handoff}
          question={question}
          accept={() => accept?.()}
          ask={setAsking}
          claim={claim}
          take={take}
          cancel={() => setAsking(undefined)}
        />
      )}
      {rows.length > 0 && !mayPick && <p className={styles.quiet}>You can look at the queue; sales answers it.</p>}
    </>
  );
}

/** Signed reasons and labels of the versions behind rows; a version never changes once it handed over. */
function useAgreements(rows: readonly QueueRowShown[]): (handoff: Handoff) => Agreement | undefined {
  const versions = [...new Map(rows.map(({ handoff }) => [keyOf(handoff), handoff])).values()];
  const found = useQueries({
    queries: versions.map(({ definition, version }) => ({
      queryKey: ['agreement', definition, version],
      queryFn: () => readAgreement(definition, version),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  return (handoff) => found[versions.findIndex((each) => keyOf(each) === keyOf(handoff))]?.data;
}

const keyOf = ({ definition, version }: Handoff): string => `${definition} ${version}`;
const isWorkable = ({ state }: Handoff): boolean => state === 'open' || state === 'accepted';

function matches({ label, company, reasons, source }: Handoff, find: string): boolean {
  const words = find.trim().toLowerCase();
  return (
    words === '' || [label, company ?? '', source ?? '', ...reasons].some((text) => text.toLowerCase().includes(words))
  );
}
