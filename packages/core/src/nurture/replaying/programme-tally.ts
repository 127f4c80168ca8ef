// Counts what programmes decide.
import { DAY } from '../../base/duration.ts';
import type { NurtureDecision, StopReason, Trigger } from '../moving/nurture-decision.ts';
import type { CompiledProgramme, ProgrammeBook } from '../programme/programme-book.ts';
import type { Outcomes } from './outcomes.ts';
import type { ProgrammeResult, ProgrammeSide } from './programme-result.ts';
import { upliftOf } from './uplift.ts';

interface Counts {
  enrolled: number;
  heldOut: number;
  postponed: number;
  finished: number;
  stops: number;
  readonly by: Partial<Record<Trigger, number>>;
  readonly stopped: Partial<Record<StopReason, number>>;
  readonly passedOver: Partial<Record<StopReason, number>>;
  /** By step: mails sent, and withheld. */
  readonly sent: Map<string, number>;
  readonly withheld: Map<string, number>;
  readonly did: Map<string, number>;
  readonly didNot: Map<string, number>;
}

/** Adds up decisions, by programme and over all. */
export class ProgrammeTally {
  private readonly counts: ReadonlyMap<string, Counts>;
  private readonly months = new Map<string, number>();
  private readonly sentTo = new Map<string, number[]>();

  constructor(private readonly book: ProgrammeBook) {
    this.counts = new Map(book.programmes.map(({ programme }) => [programme.name, nothing()]));
  }

  hear(decision: NurtureDecision): void {
    const counts = this.counts.get(decision.programme) as Counts;
    switch (decision.kind) {
      case 'enrolled':
        counts.enrolled += 1;
        counts.heldOut += Number(decision.arm === 'held-out');
        counts.by[decision.by] = (counts.by[decision.by] ?? 0) + 1;
        return;
      case 'passed-over':
        counts.passedOver[decision.reason] = (counts.passedOver[decision.reason] ?? 0) + 1;
        return;
      case 'send':
        add(counts.sent, decision.step);
        this.sent(decision.lead, decision.at);
        return;
      case 'withheld':
        add(counts.withheld, decision.step);
        return;
      case 'postponed':
        counts.postponed += 1;
        return;
      case 'branched':
        add(decision.did ? counts.did : counts.didNot, decision.step);
        return;
      case 'stopped':
        counts.stops += 1;
        counts.stopped[decision.reason] = (counts.stopped[decision.reason] ?? 0) + 1;
        return;
      case 'finished':
        counts.finished += 1;
    }
  }

  private sent(lead: string, at: number): void {
    add(this.months, new Date(at).toISOString().slice(0, 7));
    const earlier = this.sentTo.get(lead);
    if (earlier === undefined) this.sentTo.set(lead, [at]);
    else earlier.push(at);
  }

  /** The result's parts that are counted. */
  result(outcomes: Outcomes, until: number): Omit<ProgrammeResult, 'from' | 'until' | 'definition' | 'caveats'> {
    const programmes = this.book.programmes.map((compiled) => this.side(compiled, outcomes, until));
    return {
      programmes,
      people: this.sentTo.size,
      mails: programmes.reduce((sum, { mails }) => sum + mails, 0),
      months: [...this.months].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, mails]) => ({ month, mails })),
      mostIn30Days: Math.max(0, ...[...this.sentTo.values()].map(mostWithin)),
    };
  }

  private side({ programme, digest }: CompiledProgramme, outcomes: Outcomes, until: number): ProgrammeSide {
    const counts = this.counts.get(programme.name) as Counts;
    const { enrolled, heldOut, by, stopped, passedOver, postponed, finished, stops } = counts;
    const of = (map: ReadonlyMap<string, number>, step: string): number => map.get(step) ?? 0;
    const steps = programme.steps.flatMap((step) =>
      step.kind === 'mail'
        ? [
            {
              step: step.name,
              mail: step.mail,
              sent: of(counts.sent, step.name),
              withheld: of(counts.withheld, step.name),
            },
          ]
        : [],
    );
    const branches = programme.steps
      .filter(({ kind }) => kind !== 'mail')
      .map(({ name }) => ({ step: name, did: of(counts.did, name), didNot: of(counts.didNot, name) }));
    return {
      name: programme.name,
      title: programme.title ?? programme.name,
      digest,
      enrolled,
      heldOut,
      mails: steps.reduce((sum, { sent }) => sum + sent, 0),
      by,
      steps,
      branches,
      stopped,
      passedOver,
      postponed,
      finished,
      running: enrolled - finished - stops,
      uplift: upliftOf(outcomes.of(programme.name), programme.goal, until),
    };
  }
}

function nothing(): Counts {
  return {
    ...{ enrolled: 0, heldOut: 0, postponed: 0, finished: 0, stops: 0 },
    ...{ by: {}, stopped: {}, passedOver: {} },
    ...{ sent: new Map(), withheld: new Map(), did: new Map(), didNot: new Map() },
  };
}

function add(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** The most of these instants (ascending) within any 30 days. */
function mostWithin(instants: readonly number[]): number {
  let [from, most] = [0, 0];
  instants.forEach((at, i) => {
    while ((instants[from] as number) <= at - 30 * DAY) from += 1;
    most = Math.max(most, i - from + 1);
  });
  return most;
}
