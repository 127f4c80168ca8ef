// A replay of programmes from entries to its result: what would these have sent between two instants?
import { DAY } from '../../base/duration.ts';
import { definitionDigest } from '../../definition/canonical.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Entry } from '../../journal/entry.ts';
import type { NurtureDecision } from '../moving/nurture-decision.ts';
import type { NurtureUnit } from '../moving/nurture-unit.ts';
import type { Programme } from '../programme/programme.ts';
import { compileProgrammes, type ProgrammeBook } from '../programme/programme-book.ts';
import { Outcomes } from './outcomes.ts';
import type { ProgrammeResult } from './programme-result.ts';
import { ProgrammeTally } from './programme-tally.ts';
import { ProgrammeWriter, replayProgrammes } from './replay-programmes.ts';

/** What is asked. Programmes in their order of rank, all of one definition. */
export interface ProgrammeQuestion {
  readonly programmes: readonly Programme[];
  readonly definition: Definition;
  /** Nobody enrols before it; absent: 90 days before the end. */
  readonly from?: number;
  /** Absent: the last entry. */
  readonly until?: number;
  /** Hears every decision at its instant, with all identifiers of its person. */
  readonly tell?: (decision: NurtureDecision, ids: readonly string[]) => void;
}

/** The book of programmes over one definition that has been in force for ever. */
export function bookOf(programmes: readonly Programme[], definition: Definition): ProgrammeBook {
  const activation = { definition, version: 1, digest: definitionDigest(definition), effectiveAt: 0 };
  return compileProgrammes(programmes, { order: [definition.name], activations: [activation] });
}

/** All identifiers of the lead that an identifier belongs to, e.g. `email:ada@one.example`. */
export function idsOf({ state }: NurtureUnit, atom: number): string[] {
  const lead = state.evidence.leadOf[atom] as number;
  return [...state.atomsOf(lead)].map((each) => state.evidence.unit.atoms[each] as string);
}

/** Takes entries in any order, then answers. */
export class ProgrammeRun {
  private readonly book: ProgrammeBook;
  private readonly writer: ProgrammeWriter;
  private last = Number.NEGATIVE_INFINITY;
  private hasConsent = false;

  constructor(private readonly asked: ProgrammeQuestion) {
    this.book = bookOf(asked.programmes, asked.definition);
    this.writer = new ProgrammeWriter(this.book, 'backtest');
  }

  add(entry: Entry): void {
    this.writer.add(entry);
    this.last = Math.max(this.last, entry.knownAt);
    this.hasConsent ||= entry.kind === 'consent';
  }

  /** Plays the journal. Call once. */
  finish(): ProgrammeResult {
    const { programmes, definition, tell } = this.asked;
    const until = this.asked.until ?? this.last;
    const from = this.asked.from ?? until - 90 * DAY;
    const tally = new ProgrammeTally(this.book);
    const outcomes = new Outcomes();
    replayProgrammes(
      this.book,
      this.writer.finish(),
      (decision, unit, atom) => {
        tally.hear(decision);
        outcomes.hear(decision, unit, atom);
        tell?.(decision, idsOf(unit, atom));
      },
      {
        mode: 'backtest',
        since: from,
        until,
        hear: (heard, unit) => outcomes.handed(heard, unit),
        look: (unit, row) => outcomes.look(unit, row),
      },
    );
    return {
      from,
      until,
      definition: definition.name,
      ...tally.result(outcomes, until),
      caveats: this.caveats(programmes),
    };
  }

  private caveats(programmes: readonly Programme[]): string[] {
    const caveats = [
      'Nobody got these mails: what they would have done to people is not in this history, only what people did anyway.',
    ];
    if (!this.hasConsent && programmes.some(({ consent }) => consent === 'opt-in'))
      caveats.push('The journal holds no consent, and programmes that ask for it write to nobody.');
    return caveats;
  }
}
