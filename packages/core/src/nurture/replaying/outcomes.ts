// What became of those who enrolled: their own hand-off, and their account's first opportunity and win afterwards.
import type { Heard } from '../moving/heard.ts';
import type { NurtureDecision } from '../moving/nurture-decision.ts';
import type { NurtureUnit } from '../moving/nurture-unit.ts';
import type { Enrolled } from './uplift.ts';

interface Followed {
  readonly programme: string;
  readonly lead: string;
  readonly account: string;
  readonly at: number;
  readonly arm: 'mailed' | 'held-out';
  readonly atom: number;
  readonly reached: { qualified: number; opportunity: number; won: number };
}

const NEVER = Number.POSITIVE_INFINITY;

/** Follows enrolments through a replay. */
export class Outcomes {
  private readonly all: Followed[] = [];
  /** Of the unit that is played. */
  private here: Followed[] = [];

  /** Notes who enrols. */
  hear(decision: NurtureDecision, { state }: NurtureUnit, atom: number): void {
    if (decision.kind !== 'enrolled') return;
    const { at, lead, programme, arm } = decision;
    const account = state.evidence.accountIdOf(state.evidence.accountOf[atom] as number);
    const followed = {
      programme,
      lead,
      account,
      at,
      arm,
      atom,
      reached: { qualified: NEVER, opportunity: NEVER, won: NEVER },
    };
    this.all.push(followed);
    this.here.push(followed);
  }

  /** Notes hand-offs, held back or not: the lead qualified. */
  handed(heard: Heard, { state }: NurtureUnit): void {
    if (heard.kind !== 'handed') return;
    const { leadOf } = state.evidence;
    for (const each of this.here)
      if (leadOf[each.atom] === leadOf[heard.atom])
        each.reached.qualified = Math.min(each.reached.qualified, state.now);
  }

  /** Notes deals and subscriptions; row −1 ends a unit. */
  look({ state }: NurtureUnit, row: number): void {
    if (row < 0) this.here = [];
    if (this.here.length === 0) return;
    const { columns, evidence } = state;
    const effect = columns.signatures[columns.signature[row] as number]?.effect;
    const isDeal = effect?.kind === 'deal' && effect.state !== 'lost';
    const isStart = effect?.kind === 'subscription' && effect.change === 'started';
    if (!isDeal && !isStart) return;
    const account = evidence.accountOf[columns.atom[row] as number];
    const at = columns.at[row] as number;
    for (const { atom, reached } of this.here) {
      if (evidence.accountOf[atom] !== account) continue;
      reached.opportunity = Math.min(reached.opportunity, at);
      if (isStart || (effect?.kind === 'deal' && effect.state === 'won')) reached.won = Math.min(reached.won, at);
    }
  }

  /** What the one reached who enrolled so; undefined where nobody did. */
  reachedBy(programme: string, lead: string, at: number): Enrolled['reached'] | undefined {
    return this.all.find((each) => each.at === at && each.lead === lead && each.programme === programme)?.reached;
  }

  /** What an enrolment is of: the account it was then. */
  accountOf(programme: string, lead: string, at: number): string | undefined {
    return this.all.find((each) => each.at === at && each.lead === lead && each.programme === programme)?.account;
  }

  /** Those of a programme. */
  of(programme: string): Enrolled[] {
    return this.all.filter((each) => each.programme === programme);
  }
}
