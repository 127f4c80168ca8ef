// The rows of a queue as somebody sees them: they keep their places while the page is open, whatever changes; what is new waits to be asked for.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiProblem } from '../../api/call.ts';
import {
  type Answer,
  answerHandoff,
  assignHandoff,
  type Handoff,
  type QueueSearch,
  readHandoff,
  readQueue,
} from '../../api/queue.ts';
import { useChanges } from '../../live/changes.ts';
import { serviceNow } from '../../live/service-clock.ts';

/** Something to say on a row, besides what its state says. */
export interface Note {
  readonly words: string;
  readonly isBad: boolean;
}

/** Many changes at once are one reading. */
const GATHERED = 250;

/** Rows, and what can be done to them. Those that sleep are another list than those that wait, and come back as news when they wake. Used under a key of its own for each search: rows of one never mix with those of another. */
export function useQueue(search: QueueSearch, isSleeping = false) {
  const queries = useQueryClient();
  const [pages, setPages] = useState(1);
  const query = useQuery({
    queryKey: ['queue', search, pages],
    queryFn: async () => ({ ...(await readQueue(search, pages)), pages }),
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  const shown = useRef(1);
  const [order, setOrder] = useState<readonly string[]>();
  const [seen, setSeen] = useState<ReadonlyMap<string, Handoff>>(new Map());
  const [notes, setNotes] = useState<Readonly<Record<string, Note | undefined>>>({});
  const working = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { data } = query;

  const see = (handoffs: readonly Handoff[]): void =>
    setSeen((before) => new Map([...before, ...handoffs.map((each) => [each.id, each] as const)]));
  const note = (id: string, said: Note | undefined): void => setNotes((before) => ({ ...before, [id]: said }));

  useEffect(() => {
    if (data === undefined) return;
    see(data.handoffs.filter(({ id }) => !working.current.has(id)));
    const ids = listed(data.handoffs, isSleeping);
    // A page more is what was asked for: it follows those that are there.
    const isMore = data.pages > shown.current;
    shown.current = data.pages;
    setOrder((before) => (before === undefined ? ids : isMore ? [...new Set([...before, ...ids])] : before));
  }, [data, isSleeping]);
  useEffect(() => () => clearTimeout(timer.current), []);
  useChanges((change) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void query.refetch(), GATHERED);
    const ids = change?.handoffs ?? order ?? [];
    for (const id of ids)
      if (order?.includes(id) && !working.current.has(id)) void readHandoff(id).then((each) => see([each]));
  });

  /** Shows `expected` at once, asks the service, and keeps what it says; where it refuses, the row says why. */
  const attempt = async (before: Handoff, expected: Partial<Handoff>, work: (once: string) => Promise<Handoff>) => {
    const { id } = before;
    working.current.add(id);
    see([{ ...before, ...expected }]);
    note(id, undefined);
    try {
      see([await work(crypto.randomUUID())]);
    } catch (error) {
      const isRace = error instanceof ApiProblem && error.status === 409;
      const now = isRace ? await readHandoff(id).catch(() => before) : before;
      see([now]);
      note(id, { words: lostInWords(error, now), isBad: true });
    } finally {
      working.current.delete(id);
      void queries.invalidateQueries({ queryKey: ['queue'] });
    }
  };

  const there = new Set(data?.handoffs.map(({ id }) => id));
  return {
    query,
    today: data?.today,
    rows: (order ?? []).flatMap((id) => {
      const handoff = seen.get(id);
      return handoff === undefined ? [] : { handoff, note: notes[id], isGone: !there.has(id) };
    }),
    fresh:
      order === undefined ? 0 : listed(data?.handoffs ?? [], isSleeping).filter((id) => !order.includes(id)).length,
    sleeping: data?.handoffs.filter(sleeps).length ?? 0,
    more: data?.next == null ? undefined : () => setPages((before) => before + 1),
    isReading: query.isFetching,
    showFresh: () => {
      setOrder(listed(data?.handoffs ?? [], isSleeping));
      setNotes({});
    },
    answer: (handoff: Handoff, answer: Answer) =>
      attempt(handoff, expectedOf(handoff, answer), (once) => answerHandoff(handoff.id, answer, once)),
    assign: (handoff: Handoff, to: { id: string; name: string }, isMe: boolean) =>
      attempt(handoff, { rep: to }, (once) =>
        assignHandoff(handoff.id, handoff.rep?.id ?? null, isMe ? undefined : to.id, once),
      ),
    note,
  };
}

export type Queue = ReturnType<typeof useQueue>;
export type QueueRowShown = Queue['rows'][number];

function expectedOf(handoff: Handoff, { answer, reason, until }: Answer): Partial<Handoff> {
  if (answer === 'snoozed') return { snoozedUntil: until ?? null };
  return { state: answer, reason: reason ?? null, answeredAt: handoff.answeredAt ?? serviceNow(), snoozedUntil: null };
}

const sleeps = ({ snoozedUntil }: Handoff): boolean => snoozedUntil !== null && snoozedUntil > serviceNow();

/** As the service orders them, the soonest due first: those that wait, or those that sleep. */
function listed(handoffs: readonly Handoff[], isSleeping: boolean): string[] {
  return handoffs.filter((each) => sleeps(each) === isSleeping).map(({ id }) => id);
}

function lostInWords(error: unknown, { rep, state }: Handoff): string {
  if (!(error instanceof ApiProblem)) return 'Not saved: something unexpected happened. Try again.';
  if (error.code === 'queue-taken') return `Too late: ${rep === null ? 'nobody' : rep.name} has it now.`;
  if (error.code === 'queue-over' && state === 'accepted' && rep !== null)
    return `Too late: ${rep.name} has it, and it is accepted.`;
  return `Not saved: ${error.message}${error.hint === undefined || error.hint === '' ? '' : `; ${error.hint}`}.`;
}
