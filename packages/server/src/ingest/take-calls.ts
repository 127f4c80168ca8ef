// From calls to receipts, one each (P2): parsed, offered to the intake, answered once they are durable.
import type { Problem } from '@baton/core/base/problem';
import type { Entry } from '@baton/core/journal/entry';
import { isObject } from '@baton/core/journal/field-reader';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { payloadDigest } from '@baton/core/journal/payload';
import { isSegmentShape } from '@baton/core/journal/segment-shape';
import { BATON } from '../live/router.ts';
import type { Shelved } from '../store/journal-rows.ts';
import type { Intake } from './intake.ts';
import { LARGEST_EVENT } from './read-body.ts';

/** What became of a call. */
export type Receipt =
  | { readonly verdict: 'accepted' | 'duplicate'; readonly id: string }
  | { readonly verdict: 'conflict'; readonly id: string; readonly problems: readonly Problem[] }
  | { readonly verdict: 'refused'; readonly problems: readonly Problem[] };

/** Where calls come from. */
export interface Sender {
  /** Source of the entries; undefined: what each says itself, but never Baton’s own. */
  readonly source: string | undefined;
  readonly receivedAt: number;
  /** Which kinds a public key may send; all where absent. */
  readonly kinds?: ReadonlySet<Entry['kind']>;
  /** Names calls that carry no id. */
  readonly newId: () => string;
}

/** Kinds that a tracker may send: never what sales or Baton itself says. */
export const TRACKED: ReadonlySet<Entry['kind']> = new Set([
  'track',
  'page',
  'screen',
  'identify',
  'group',
  'alias',
  'dwell',
]);

/** Takes calls in. The promise resolves once all is durable, a receipt for each call in its order. */
export async function takeCalls(intake: Intake, calls: readonly unknown[], sender: Sender): Promise<Receipt[]> {
  const entries: Entry[] = [];
  const payloads: string[] = [];
  const refused: Shelved[] = [];
  const places = calls.map((call, i) => {
    const read = readCall(call, i, sender);
    if (Array.isArray(read)) {
      refused.push({
        source: sender.source ?? claimedSource(call),
        verdict: 'refused',
        raw: rawOf(call),
        problems: JSON.stringify(read),
      });
      return { problems: read as readonly Problem[] };
    }
    const entry = read as Entry;
    payloads.push(payloadDigest({ ...entry, occurredAt: claimedBy(call) ?? entry.occurredAt }));
    return { at: entries.push(entry) - 1, entry };
  });
  const fates = await intake.offer({ entries, payloads, refused });
  return places.map((place): Receipt => {
    if ('problems' in place) return { verdict: 'refused', problems: place.problems };
    const verdict = fates[place.at] ?? 'accepted';
    const { id, source } = place.entry;
    return verdict === 'conflict' ? { verdict, id, problems: [conflict(source, id)] } : { verdict, id };
  });
}

function readCall(call: unknown, index: number, sender: Sender): Entry | readonly Problem[] {
  const place = { path: `[${index}]` };
  if (rawOf(call).length > LARGEST_EVENT) {
    const message = `an event may have ${LARGEST_EVENT / 1024} KB`;
    return [{ code: 'http-event-too-large', severity: 'error', message, place, hint: 'leave out what nobody reads' }];
  }
  const parsed = parseEntry(call, {
    source: sender.source ?? claimedSource(call),
    receivedAt: sender.receivedAt,
    place,
    nameOf: () => sender.newId(),
  });
  if (!parsed.ok) return parsed.problems;
  const entry = { ...parsed.value, source: sender.source ?? parsed.value.source };
  if (sender.source === undefined && entry.source === BATON) {
    const message = `the source ${BATON} is Baton’s own`;
    return [{ code: 'http-own-source', severity: 'error', message, place, hint: 'give it another source' }];
  }
  if (sender.kinds !== undefined && !sender.kinds.has(entry.kind)) {
    const message = `a write key may not send an entry of kind ${entry.kind}`;
    return [{ code: 'http-kind-not-allowed', severity: 'error', message, place, hint: 'send it with a secret key' }];
  }
  const { admittedAt: _admitted, seq: _seq, ...fresh } = entry;
  return fresh as Entry;
}

/** The source that a call names, as far as it may; `import` where it names none. */
function claimedSource(call: unknown): string {
  const source = isObject(call) ? call.source : undefined;
  return typeof source === 'string' && /^[a-z0-9][a-z0-9 ._-]{0,60}$/i.test(source) && source !== BATON
    ? source
    : 'import';
}

/** When the sender says that it happened: what was corrected for its clock differs a little each time it is sent. 0 where it says nothing. */
function claimedBy(call: unknown): number | undefined {
  if (!isObject(call) || !isSegmentShape(call)) return isObject(call) && call.occurredAt === undefined ? 0 : undefined;
  const claimed = call.originalTimestamp ?? call.timestamp;
  const at = typeof claimed === 'string' || typeof claimed === 'number' ? new Date(claimed).getTime() : 0;
  return Number.isFinite(at) ? at : 0;
}

function rawOf(call: unknown): string {
  try {
    return JSON.stringify(call) ?? 'null';
  } catch {
    return 'null';
  }
}

/** The problem of an id that was used for something else. */
export function conflict(source: string, id: string): Problem {
  return {
    code: 'journal-conflict',
    severity: 'error',
    message: `another entry of source ${source} has the id ${id} and says something else`,
    hint: 'the first one counts; two events need two ids',
  };
}
