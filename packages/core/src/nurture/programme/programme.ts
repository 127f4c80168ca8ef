// What a nurture programme says, once parsed from programme.yaml: who enrols, which mails they get and when, what stops it, who is held out to measure it. Playing it is moving/'s business.
import type { Condition } from '../../definition/condition.ts';
import type { CalendarDefinition, Duration, Hours } from '../../definition/definition.ts';

/** A checked programme. Names are as written; steps keep their order, everything else has none. */
export interface Programme {
  readonly name: string;
  readonly title?: string;
  readonly language: 1;
  /** Name of the definition whose verdicts, signals and hand-offs it follows. */
  readonly definition: string;
  /** What the mails are for: consent is asked per purpose. */
  readonly purpose: string;
  /** `opt-in`: only who gave consent to the purpose; `opt-out`: whoever did not withdraw it. */
  readonly consent: 'opt-in' | 'opt-out';
  readonly enrol: Enrolling;
  readonly assets: readonly Asset[];
  readonly mails: readonly Mail[];
  /** What a mail says where an attribute is not known, by variable (`lead.firstName`). */
  readonly fallbacks: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly send: Sending;
  /** Gates at which it stops; absent: every gate of a direct definition, none in nurture-first (where the hand-off is the threshold). */
  readonly stopAt?: readonly string[];
  readonly holdOut?: HoldOut;
  readonly goal: Goal;
}

/** Who enrols: each of the four is reason enough by itself; `only` narrows all of them. */
export interface Enrolling {
  /** Gates that opened nurture (R17); empty: any gate. */
  readonly nurture?: readonly string[];
  /** Reasons for which sales gave the lead back; empty: any reason. */
  readonly recycled?: readonly string[];
  /** Signals one more of which, or criteria the knowledge of which, would open a gate (J12). */
  readonly missing?: readonly string[];
  readonly segment?: Condition;
  readonly only?: Condition;
  /** So long after its end the same person may enrol again; absent: once. */
  readonly again?: Hours;
}

/** Content whose use is a signal of the definition. */
export interface Asset {
  readonly name: string;
  readonly label: string;
  readonly url?: string;
  readonly signal: string;
  /** Which of the signal's entries are about this asset. */
  readonly when?: Condition;
}

/** A mail: its template is `templates/NAME.liquid`. */
export interface Mail {
  readonly name: string;
  readonly subject: string;
  readonly offers?: string;
}

/** What comes after a step: the name of a later step, or `end`. Absent: the next one as written. */
export type Target = string;

export type Step =
  | {
      readonly kind: 'mail';
      readonly name: string;
      readonly wait?: Duration;
      readonly mail: string;
      readonly next?: Target;
    }
  | {
      /** Waits for behaviour at most `within`; whoever shows it goes `then` at once, the others `else` at its end. */
      readonly kind: 'behaviour';
      readonly name: string;
      readonly within: Duration;
      readonly looks: { readonly signal: string } | { readonly asset: string };
      readonly then?: Target;
      readonly else?: Target;
    }
  | {
      readonly kind: 'segment';
      readonly name: string;
      readonly wait?: Duration;
      readonly is: Condition;
      readonly then?: Target;
      readonly else?: Target;
    };

/** When mails may go out, in the reader's zone, and how many over all programmes. */
export interface Sending {
  /** Open hours; outside are quiet hours. Its zone holds where the reader's is not known. */
  readonly calendar: CalendarDefinition;
  /** IANA zones by country code, for readers whose zone is not known. */
  readonly zones: Readonly<Record<string, string>>;
  readonly atMost: readonly Cap[];
}

/** At most `count` mails of all programmes together within any `within` hours. */
export interface Cap {
  readonly count: number;
  readonly within: Hours;
}

/** Drawn by a hash of salt, programme and person: they enrol, walk the same way, and get nothing. */
export interface HoldOut {
  /** Thousandths of the people. */
  readonly share: number;
  readonly salt: string;
}

/** What the programme is for, and within what time after enrolment. */
export interface Goal {
  readonly outcome: 'qualified' | 'opportunity' | 'won';
  readonly within: Hours;
}

/** The end of a programme as a target. */
export const END = 'end';
