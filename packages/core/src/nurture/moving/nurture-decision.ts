// What programmes decide about a person: the kinds and their exact shapes. Integers, strings and booleans only, so that the canonical bytes are the same on every machine.
import { canonicalJson } from '../../base/canonical-json.ts';
import { type Sha256, sha256Hex, shortDigestOf } from '../../base/digest.ts';
import type { Instant } from '../../journal/entry.ts';

/** Why somebody enrolled: what the kernel decided, what sales said, what is missing, or who they are. */
export type Trigger = 'nurture' | 'recycled' | 'missing' | 'segment';

/** Why a programme stopped for somebody, or never began. */
export type StopReason =
  | 'threshold'
  | 'hand-off'
  | 'reply'
  | 'unsubscribed'
  | 'no consent'
  | 'bounced'
  | 'complained'
  | 'conversation'
  | 'sales touch'
  | 'deal'
  | 'disqualified'
  | 'merged'
  | 'ended'
  | 'no address';

interface Base {
  readonly at: Instant;
  readonly lead: string;
  readonly programme: string;
  /** Digest of the programme's canonical form. */
  readonly digest: string;
}

export type NurtureDecision =
  | (Base & {
      readonly kind: 'enrolled';
      readonly by: Trigger;
      /** The gate, the reason, the signal or criterion; absent for a segment, or where sales gave no reason. */
      readonly because?: string;
      readonly arm: 'mailed' | 'held-out';
    })
  /** An event that enrols, of somebody who may not be written to. */
  | (Base & { readonly kind: 'passed-over'; readonly by: Trigger; readonly reason: StopReason })
  /** A mail that goes out. `number` counts the person's enrolments in the programme from 1. */
  | (Base & { readonly kind: 'send'; readonly step: string; readonly mail: string; readonly number: number })
  /** A mail that somebody held out would have got. */
  | (Base & { readonly kind: 'withheld'; readonly step: string; readonly mail: string; readonly number: number })
  | (Base & { readonly kind: 'postponed'; readonly step: string; readonly until: Instant })
  | (Base & { readonly kind: 'branched'; readonly step: string; readonly to: string; readonly did: boolean })
  | (Base & { readonly kind: 'stopped'; readonly reason: StopReason })
  | (Base & { readonly kind: 'finished' });

/** A decision's name: 32 hexadecimal digits of SHA-256 over its canonical JSON. The same decision has the same name wherever it is made. */
export function decisionId(decision: NurtureDecision, sha256: Sha256 = sha256Hex): string {
  return shortDigestOf(canonicalJson(decision), sha256);
}

/** A mail's name, by what it is and not by when: whoever sends it twice under this name has sent it once. */
export function mailId(
  { lead, programme, step, number }: Extract<NurtureDecision, { kind: 'send' }>,
  sha256: Sha256 = sha256Hex,
): string {
  return shortDigestOf(canonicalJson({ lead, number, programme, step }), sha256);
}
