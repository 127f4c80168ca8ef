// Entries about writing to people: what they agreed to, and what programmes did.
import type { EntryBase } from './entry-base.ts';

/** A person agreed to be written to for a purpose, or took that back. */
export interface ConsentEntry extends EntryBase {
  readonly kind: 'consent';
  readonly purpose: string;
  readonly state: 'given' | 'withdrawn';
  readonly because?: string;
}

/** What a nurture programme did about a person: decided here, written down so that other systems see it. No score and no programme reads it. */
export interface NurtureEntry extends EntryBase {
  readonly kind: 'nurture';
  readonly programme: string;
  readonly digest?: string;
  readonly what: 'enrolled' | 'held-out' | 'sent' | 'withheld' | 'postponed' | 'suppressed' | 'stopped' | 'finished';
  readonly step?: string;
  readonly mail?: string;
  readonly reason?: string;
}
