// A candidate, beside an incumbent, over history (E4, J1): who would have been handed over and when, what became of them, at what load — and what a replay cannot know.
import type { Problem } from '../base/problem.ts';
import { zonedText } from '../base/zoned-text.ts';
import { definitionDigest } from '../definition/canonical.ts';
import type { Definition } from '../definition/definition.ts';
import type { Entry } from '../journal/entry.ts';
import { ColumnsWriter, type Journal } from '../kernel/columns/columns-writer.ts';
import { compileRulebook, type Rulebook } from '../kernel/rulebook.ts';
import { Amounts } from './backtest/amounts.ts';
import { CANNOT_KNOW, isAboutScores } from './backtest/caveats.ts';
import { bandsOf, landmarkOf, loadOf, measureSide, type Period } from './backtest/measure.ts';
import { leftOutWins } from './backtest/outcomes.ts';
import { impossiblePeriod, periodWarnings, WARM_UP } from './backtest/period-problems.ts';
import { replaySide, type SideRecord } from './backtest/side.ts';
import type { BacktestLead, BacktestResult, BacktestSide, ExplainedLead } from './backtest-result.ts';
import { allDailyLists } from './daily-list.ts';
import { HistoryLint } from './history-lint.ts';
import { LeadDirectory } from './lead-directory.ts';
import { prepareRulebook } from './replay.ts';
import { reviseRulebook } from './revise-rulebook.ts';
import { labelsOf, wordsOf } from './words.ts';

/** What is asked of a backtest. Instants in milliseconds. */
export interface BacktestOptions {
  readonly candidate: Definition;
  readonly incumbent?: Definition;
  /** What the two are called in the result, where their own names do not tell them apart. */
  readonly called?: { readonly candidate: string; readonly incumbent: string };
  /** Definitions in force beside either, after it in rank in this order: an account has one hand-off at a time (R18). */
  readonly beside?: readonly Definition[];
  /** When the candidate comes into force; earlier entries are the warm-up (R27). Default: 90 days after the first entry. */
  readonly start?: number;
  /** Default: the last entry. */
  readonly until?: number;
  /** Days within which a hand-off has to be won to count. Default 90. */
  readonly horizonDays?: number;
  /** Sales reps who share the load. Default 1. */
  readonly reps?: number;
  /** Days after a lead's first entry at which qualified and not qualified are compared. */
  readonly landmarkDays?: number;
  readonly progress?: (part: string, done: number, of: number) => void;
}

const EXPLAINED = 10;
/** Hand-offs kept with their explanations, to choose from. */
const EXPLAINABLE = 2000;

/** Takes entries in, one by one, and runs the backtest when all are in. */
export class Backtest {
  private readonly sides: {
    readonly definition: Definition;
    readonly rulebook: Rulebook;
    readonly writer: ColumnsWriter;
  }[];
  private readonly directory = new LeadDirectory();
  private readonly amounts = new Amounts();
  private readonly lint: HistoryLint;
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private entries = 0;
  private readonly start: number | undefined;
  /** What was replayed, for other versions of the candidate. */
  private replayed: { readonly journal: Journal; readonly period: Period } | undefined;

  constructor(private readonly options: BacktestOptions) {
    this.start = options.start;
    this.lint = new HistoryLint(options.candidate);
    const definitions = options.incumbent === undefined ? [options.candidate] : [options.candidate, options.incumbent];
    this.sides = definitions.map((definition) => {
      const rulebook = prepareRulebook(rulebookFrom([definition, ...(options.beside ?? [])], 0));
      return { definition, rulebook, writer: new ColumnsWriter(rulebook, 'backtest') };
    });
  }

  add(entry: Entry): void {
    this.entries += 1;
    this.first = Math.min(this.first, entry.occurredAt);
    this.last = Math.max(this.last, entry.knownAt);
    this.directory.add(entry);
    this.amounts.add(entry);
    this.lint.add(entry);
    for (const side of this.sides) side.writer.add(entry);
  }

  /** What makes the asked period impossible, once all entries are in: `finish` would give empty numbers. */
  periodProblems(): Problem[] {
    return impossiblePeriod(this.options, { first: this.first, last: this.last });
  }

  /** Replays both sides and measures them. */
  finish(): BacktestResult {
    const until = this.options.until ?? (Number.isFinite(this.last) ? this.last : 0);
    const start = this.start ?? Math.min(until, (Number.isFinite(this.first) ? this.first : until) + WARM_UP);
    const { candidate, called } = this.options;
    const period: Period = {
      start,
      until,
      horizonDays: this.options.horizonDays ?? 90,
      reps: Math.max(1, this.options.reps ?? 1),
      calendar: candidate.handoff.calendar,
    };
    const beside = this.options.beside ?? [];
    const [ours, theirs] = this.sides;
    if (ours === undefined) throw new Error('a backtest has a candidate');
    const journal = ours.writer.finish();
    this.replayed = { journal, period };
    const [record, ...others] = this.replay(ours, journal, period, 1 + beside.length, 'candidate');
    const [recordBefore] =
      theirs === undefined ? [] : this.replay(theirs, theirs.writer.finish(), period, 1, 'incumbent');
    const side = measured(candidate, record, period, called?.candidate);
    const incumbent = theirs && recordBefore && measured(theirs.definition, recordBefore, period, called?.incumbent);
    const handed = new Set(side.leads.map((lead) => lead.lead));
    const handedBefore = new Set(incumbent?.leads.map((lead) => lead.lead));
    const { landmarkDays } = this.options;
    return {
      version: 1,
      title: candidate.title ?? candidate.name,
      from: start,
      until,
      warmUpFrom: Number.isFinite(this.first) ? this.first : until,
      horizonDays: period.horizonDays,
      zone: candidate.handoff.calendar.zone,
      reps: period.reps,
      entries: this.entries,
      leads: record.firstEntry.size,
      accounts: record.histories.size,
      candidate: side,
      ...(incumbent === undefined ? {} : { incumbent }),
      ...(beside.length === 0 ? {} : togetherOf(side, record, beside, others, period)),
      enters: incumbent === undefined ? [] : side.leads.filter((lead) => !handedBefore.has(lead.lead)),
      leaves: incumbent === undefined ? [] : incumbent.leads.filter((lead) => !handed.has(lead.lead)),
      both: side.leads.filter((lead) => handedBefore.has(lead.lead)).length,
      bands: bandsOf(side, period),
      leftOut: leftOutWins(record.histories.values(), start, until),
      ...(landmarkDays === undefined ? {} : { landmark: landmarkOf(record, landmarkDays, period) }),
      explained: explainedLeads(side.leads, record, candidate),
      cannotKnow: CANNOT_KNOW,
      warnings: [
        ...periodWarnings(period, { first: this.first, last: this.last }),
        ...this.lint.problems(ours.rulebook, journal).filter(isAboutScores),
      ],
    };
  }

  /**
   * Another version of the candidate over the same columns, once `finish` was called: possible where only points, windows, decay, caps, thresholds, gates or fit differ, and
   * nothing is read of entries that was not read before; else undefined.
   */
  measureVersion(definition: Definition): BacktestSide | undefined {
    const [ours] = this.sides;
    if (ours === undefined || this.replayed === undefined) throw new Error('the backtest was not run yet');
    const { journal, period } = this.replayed;
    const rulebook = reviseRulebook(ours.rulebook, rulebookFrom([definition, ...(this.options.beside ?? [])], 0));
    if (rulebook === undefined) return undefined;
    const [record] = this.replay({ ...ours, definition, rulebook }, journal, period, 1, definition.name, 0);
    return measured(definition, record, period);
  }

  /** Replays a side's rulebook and tells its first definitions, in order of rank. */
  private replay(
    side: (typeof this.sides)[number],
    journal: Journal,
    period: Period,
    told: number,
    part: string,
    explain = EXPLAINABLE,
  ): [SideRecord, ...SideRecord[]] {
    // The start is known only when all entries are in; the columns hold the same whenever a definition comes into force.
    const { attributes } = side.rulebook;
    const rulebook = compileRulebook(
      rulebookFrom([side.definition, ...(this.options.beside ?? [])], period.start),
      attributes,
    );
    const amounts = new Map(
      [...this.amounts.entries()].map(([name, amount]) => {
        const [kind, id] = name.split('\n') as ['deal' | 'subscription', string];
        return [`${kind} ${side.writer.numberOf(kind, id)}`, amount];
      }),
    );
    const lists = allDailyLists(rulebook, journal, period);
    const tell = (definition: number): SideRecord =>
      replaySide(rulebook, journal, {
        definition,
        lists,
        start: period.start,
        until: period.until,
        horizonDays: period.horizonDays,
        directory: this.directory,
        amountOf: (deal) => amounts.get(deal),
        explain: definition === 0 ? explain : 0,
        progress: (done, of) => this.options.progress?.(part, done, of),
      });
    return [tell(0), ...Array.from({ length: told - 1 }, (_, i) => tell(i + 1))];
  }
}

function measured(definition: Definition, record: SideRecord, period: Period, called = definition.name) {
  return measureSide(called, definitionDigest(definition), record, period);
}

function togetherOf(
  side: BacktestSide,
  record: SideRecord,
  beside: readonly Definition[],
  others: readonly SideRecord[],
  period: Period,
): Pick<BacktestResult, 'beside' | 'together'> {
  const handedAt = [record, ...others].flatMap((each) => each.handedAt).sort((a, b) => a - b);
  const sides = others.map((each, i) => measured(beside[i] as Definition, each, period));
  const handoffs = sides.reduce((sum, each) => sum + each.handoffs, side.handoffs);
  return { beside: sides, together: { handoffs, perWorkingDay: loadOf(handedAt, period) } };
}

function rulebookFrom(definitions: readonly Definition[], effectiveAt: number) {
  return {
    order: definitions.map((definition) => definition.name),
    activations: definitions.map((definition) => ({
      definition,
      version: 1,
      digest: definitionDigest(definition),
      effectiveAt,
    })),
  };
}

/** Ten leads, half of them won where there are enough, newest first. */
function explainedLeads(leads: readonly BacktestLead[], record: SideRecord, definition: Definition): ExplainedLead[] {
  const known = leads.filter((lead) => record.explained.has(lead.lead));
  const newest = [...known].sort((a, b) => b.at - a.at);
  const won = newest.filter((lead) => lead.outcome === 'won').slice(0, EXPLAINED / 2);
  const rest = newest.filter((lead) => !won.includes(lead)).slice(0, EXPLAINED - won.length);
  const labels = labelsOf(definition);
  const instant = zonedText(definition.handoff.calendar.zone);
  return [...won, ...rest].flatMap((lead) => {
    const standing = record.explained.get(lead.lead);
    if (standing === undefined) return [];
    const engagement = standing.engagementLines?.lines ?? [];
    const usage = standing.usageLines?.lines ?? [];
    return [
      {
        lead,
        fit: standing.fit?.criteria ?? [],
        engagement,
        usage,
        counterfactual: standing.counterfactual,
        words: wordsOf(standing, labels, instant),
      },
    ];
  });
}
