// Versions of definitions as they are shown: with their words, stories, signatures and readers, and when they are to be reviewed.
import { digest } from '@baton/core/base/digest';
import { DAY } from '@baton/core/base/duration';
import { diffDefinitions } from '@baton/core/definition/diff';
import { describeDefinition, renderMarkdown } from '@baton/core/definition/plain-language';
import type { ReviewEntry } from '@baton/core/journal/entry';
import { lateWords, reviewDue } from '@baton/core/reports/review/review-due';
import type { z } from 'zod';
import type { Actor } from '../auth/policy.ts';
import { type CheckedFolder, checkFolder, validSignatures } from '../contract/contract.ts';
import { storedDefinition } from '../live/stored-definition.ts';
import { readersOf, readVersionsOf } from '../store/acknowledgement-rows.ts';
import { entriesOfNobody } from '../store/journal-rows.ts';
import type { Reading } from '../store/store.ts';
import type { VersionsTable } from '../store/tables.ts';
import { activatedVersions, signaturesOf } from '../store/version-rows.ts';
import type { Summary, Whole } from './definition-shapes.ts';

/** So long every page says that one person went back to an earlier version. */
const BANNER = 14 * DAY;
/** Who is to read what comes into force. */
const READERS = ['marketing', 'sales'];

/** Versions as lists show them to somebody. */
export async function summariesOf(
  read: Reading,
  rows: readonly VersionsTable[],
  asker: Actor,
  now: number,
): Promise<z.infer<typeof Summary>[]> {
  const isReader = asker.kind === 'person' && READERS.includes(asker.role);
  const hasRead = new Set((await readVersionsOf(read, asker.id)).map(({ name, version }) => `${name} ${version}`));
  return Promise.all(
    rows.map(async (row) => {
      const isInForce = row.state === 'in-force';
      return {
        name: row.name,
        version: row.version,
        digest: row.digest,
        state: row.state,
        author: row.author,
        madeAt: row.made_at,
        editedAt: row.edited_at,
        effectiveAt: row.effective_at,
        hasBacktest: row.backtest !== null,
        review: isInForce ? await reviewOf(read, row, now) : null,
        wentBackUntil: isInForce ? await bannerOf(read, row, now) : null,
        toAcknowledge: isInForce && isReader && !hasRead.has(`${row.name} ${row.version}`),
      };
    }),
  );
}

/** A version with everything, as shown to somebody. Runs its stories. */
export async function wholeOf(
  read: Reading,
  row: VersionsTable,
  asker: Actor,
  now: number,
): Promise<z.infer<typeof Whole>> {
  const { definition, warnings, tests } = checkedOnce(row);
  const inForce = (await activatedVersions(read)).filter(({ name }) => name === row.name).at(-1);
  const before = inForce === undefined || inForce.version === row.version ? undefined : storedDefinition(inForce);
  const [summary] = await summariesOf(read, [row], asker, now);
  return {
    ...(summary as z.infer<typeof Summary>),
    text: row.text,
    tests: row.tests,
    readme: row.readme,
    words: renderMarkdown(describeDefinition(definition)),
    warnings: [...warnings],
    results: [...tests],
    signatures: (await signaturesOf(read, row.name, row.version)).map((each) => ({
      by: each.person,
      name: each.person_name ?? each.person,
      function: each.function,
      digest: each.digest,
      at: each.signed_at,
      voidedAt: each.voided_at,
      voidedBecause: each.voided_because,
    })),
    readers: row.state === 'in-force' ? await readersOf(read, row, READERS) : [],
    changes: before === undefined ? [] : diffDefinitions(before, definition),
  };
}

const checked = new Map<string, CheckedFolder>();
/** So many texts are remembered as checked. */
const MOST_CHECKED = 50;

/** What a text says does not change: its stories run once. */
function checkedOnce(row: VersionsTable): CheckedFolder {
  const key = digest([row.text, row.tests]);
  const found = checked.get(key) ?? checkFolder(row);
  checked.delete(key);
  checked.set(key, found);
  for (const oldest of checked.keys()) {
    if (checked.size <= MOST_CHECKED) break;
    checked.delete(oldest);
  }
  return found;
}

async function reviewOf(read: Reading, row: VersionsTable, now: number) {
  const first = row.effective_at ?? now;
  const activation = {
    kind: 'activation' as const,
    source: 'baton',
    id: '',
    occurredAt: first,
    knownAt: first,
    definition: row.name,
    version: row.version,
    digest: row.digest,
    effectiveAt: first,
  };
  const reviews = (await entriesOfNobody(read, 'review')) as readonly ReviewEntry[];
  const due = reviewDue(storedDefinition(row), { reviews, activations: [activation], first, asOf: now });
  return {
    cadence: due.definition.cadence,
    dueAt: due.definition.dueAt,
    isOverdue: due.definition.state === 'overdue',
    words: lateWords(due) ?? null,
  };
}

/** A version in force that nobody signed under its own number: somebody went back to what was signed before. */
async function bannerOf(read: Reading, row: VersionsTable, now: number): Promise<number | null> {
  const until = (row.effective_at ?? 0) + BANNER;
  if (now >= until || validSignatures(row, await signaturesOf(read, row.name, row.version)).length > 0) return null;
  return until;
}
