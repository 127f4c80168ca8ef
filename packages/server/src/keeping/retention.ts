// Retention: what was kept long enough loses its content, once a day, a little at a time. The same emptying as an erasure: digests and counts stay, and so does who is who.
import { monthsBefore } from '@baton/core/base/months-before';
import type { Entry } from '@baton/core/journal/entry';
import { BESIDE } from '../store/erased-rows.ts';
import { addErasure, countErased, namesOfUnits, rewriteRows } from '../store/erasure-rows.ts';
import { forgetWhatMailsSaid } from '../store/mail-rows.ts';
import {
  countOld,
  markEvidenceGone,
  oldBehaviourAfter,
  oldBeside,
  type Retention,
  retentionOf,
} from '../store/retention-rows.ts';
import type { Reading } from '../store/store.ts';
import type { KeepingContext } from './keeping-context.ts';
import { scrubStore } from './scrub-store.ts';

/** Rows that one transaction empties: ingestion waits so long and no longer. */
const AT_ONCE = 500;

/** How many of each kind. */
export type RetentionCounts = Readonly<Record<keyof Retention, number>>;

/** What a run would empty now. */
export function whatWouldGo(read: Reading, retention: Retention, now: number): Promise<RetentionCounts> {
  return countOld(read, {
    behaviour: since(now, retention.behaviour),
    refused: since(now, retention.refused),
    results: since(now, retention.results),
  });
}

/** Empties what is older than the settings of now allow. Returns how many of each. */
export async function runRetention(context: KeepingContext): Promise<RetentionCounts> {
  const { store, clock } = context;
  const retention = await retentionOf(store.read);
  const now = clock();
  const done = {
    behaviour: await emptyBehaviour(context, since(now, retention.behaviour)),
    refused: await emptyBeside(context, 'shelf', since(now, retention.refused)),
    results: await emptyBeside(context, 'jobs', since(now, retention.results)),
  };
  const old = since(now, retention.behaviour);
  if (old !== null) await context.intake.aside((tx) => forgetWhatMailsSaid(tx, old));
  await scrubStore(context);
  return done;
}

/** So many calendar months earlier; null for never. */
function since(now: number, months: number | null): number | null {
  return months === null ? null : monthsBefore(now, months);
}

async function emptyBehaviour(context: KeepingContext, before: number | null): Promise<number> {
  if (before === null) return 0;
  const { store, intake, clock } = context;
  let erasure: number | undefined;
  let total = 0;
  for (let after = 0; ; ) {
    const seen = await oldBehaviourAfter(store.read, before, after, AT_ONCE);
    if (seen.length === 0) break;
    await intake.rewrite(async (tx) => {
      const rows = await oldBehaviourAfter(tx, before, after, AT_ONCE);
      erasure ??= await addErasure(tx, {
        ...{ at: clock(), kind: 'retention', names: '[]', reason: 'retention', reference: null },
        ...{ made_by: 'baton', entries: 0, scrubbed_at: null },
      });
      await rewriteRows(
        tx,
        erasure,
        rows.map(({ position, id, body }) => ({ position, id, body: withoutContent(body) })),
      );
      await countErased(tx, erasure, total + rows.length);
      const units = [...new Set(rows.map(({ unit }) => unit))];
      await markEvidenceGone(tx, await namesOfUnits(tx, units));
      return units;
    });
    total += seen.length;
    after = seen.at(-1)?.position ?? after;
  }
  return total;
}

/** That somebody did something, and when: who is who follows from it. What it was is gone. */
function withoutContent(body: string): string {
  const { kind, source, id, userId, anonymousId, email, accountId, domain, occurredAt, knownAt } = JSON.parse(
    body,
  ) as Entry;
  return JSON.stringify({ kind, source, id, userId, anonymousId, email, accountId, domain, occurredAt, knownAt });
}

async function emptyBeside(
  { store, intake, clock }: KeepingContext,
  where: 'shelf' | 'jobs',
  before: number | null,
): Promise<number> {
  const place = BESIDE.find((each) => each.where === where);
  if (before === null || place === undefined) return 0;
  for (let total = 0; ; ) {
    const keys = await oldBeside(store.read, where, before, AT_ONCE);
    if (keys.length === 0) return total;
    await intake.aside((tx) => place.empty(tx, keys, clock()));
    total += keys.length;
  }
}
