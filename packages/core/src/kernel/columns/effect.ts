// What an entry does besides matching signals and giving attributes: facts, answers, clocks, labels. Identifiers and deals are positions within the unit, so that equal
// effects are written once.
import type { EntryRef, FlagEntry } from '../../journal/entry.ts';
import type { DispositionEntry } from '../../journal/sales-entries.ts';
import type { JoinKind } from '../../lead/identity.ts';

export type Effect =
  | { readonly kind: 'conversation' }
  | { readonly kind: 'touch' }
  | {
      readonly kind: 'deal';
      readonly deal: number;
      readonly state: 'open' | 'won' | 'lost';
      /** Whether it is existing business, where the entry says (K4): no decision reads it, measures do. */
      readonly existing?: boolean;
    }
  | {
      readonly kind: 'subscription';
      readonly subscription: number;
      readonly change: 'started' | 'upgraded' | 'cancelled';
    }
  | {
      readonly kind: 'disposition';
      readonly answer: DispositionEntry['answer'];
      readonly handoff?: string;
      readonly reason?: string;
      readonly disputes?: string;
      readonly rep?: string;
    }
  | {
      readonly kind: 'routed';
      readonly handoff?: string;
      readonly rep: string;
      readonly dueAt: number;
      readonly rejectUntil: number;
    }
  | { readonly kind: 'handed'; readonly definition: string }
  | { readonly kind: 'release' }
  | { readonly kind: 'flag'; readonly flag: FlagEntry['flag']; readonly entries: readonly EntryRef[] }
  | { readonly kind: 'withdrawal'; readonly flagged: EntryRef }
  | { readonly kind: 'unmerge'; readonly link: EntryRef };

/** An assertion about who is who, over the unit's identifiers by position. */
export interface IdentityEffect {
  readonly people: readonly number[];
  readonly join: JoinKind;
  readonly companies: readonly number[];
  readonly claim: number;
  readonly domainOf: readonly [number, number] | undefined;
}

/** All that an entry's signature says. Entries with equal signatures differ in time, person and id only. */
export interface Signature {
  /** Slots matched, ascending; aligned with `sources` (position of the source weight in the slot's track) and `values` (`distinctBy`, −1 none). */
  readonly slots: readonly number[];
  readonly sources: readonly number[];
  readonly values: readonly number[];
  readonly mail: boolean;
  /** Position of the signature that the entry has while machine flags alone hold it (R24): of the signals whose condition reads `entry.machine`. −1 for none; it stands before this one. */
  readonly asMachine: number;
  /** `[attribute, value, …]` */
  readonly lead: readonly number[];
  readonly account: readonly number[];
  readonly effect: Effect | undefined;
  /** Absent in units whose grouping never changes. */
  readonly identity: IdentityEffect | undefined;
}

/** The slots that an entry hits as it is, or would hit as a machine's. */
export function everySlotOf({ slots, asMachine }: Signature, signatures: readonly Signature[]): readonly number[] {
  const own = signatures[asMachine];
  return own === undefined ? slots : [...new Set([...slots, ...own.slots])];
}

export const HAS_HITS = 1;
export const HAS_ATTRIBUTES = 2;
export const HAS_EFFECT = 4;
export const HAS_IDENTITY = 8;
/** Some slot takes points away: its window's end is a deadline. */
export const HAS_NEGATIVE = 16;
export const IS_MAIL = 32;
/** An entry of this kind is a decision's cause whatever was scored: a rep's answer, a daily list, a correction. */
export const DECIDES = 64;

/** What a signature holds, as a bit set: what the kernel looks at first. */
export function kindOf(signature: Signature, negativeHours: Int32Array): number {
  return (
    (signature.slots.length > 0 ? HAS_HITS : 0) |
    (signature.lead.length + signature.account.length > 0 ? HAS_ATTRIBUTES : 0) |
    (signature.effect !== undefined ? HAS_EFFECT : 0) |
    (signature.identity !== undefined ? HAS_IDENTITY : 0) |
    (signature.slots.some((slot) => (negativeHours[slot] as number) > 0) ? HAS_NEGATIVE : 0) |
    (signature.mail && signature.slots.length > 0 ? IS_MAIL : 0) |
    (signature.effect !== undefined && decides(signature.effect) ? DECIDES : 0)
  );
}

function decides(effect: Effect): boolean {
  switch (effect.kind) {
    case 'conversation':
    case 'touch':
    case 'deal':
    case 'subscription':
    case 'routed':
    case 'release':
      return false;
    case 'disposition':
    case 'handed':
    case 'flag':
    case 'withdrawal':
    case 'unmerge':
      return true;
  }
}
