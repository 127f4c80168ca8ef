// One definition over history: a replay that notes hand-offs, first open gates and final standings, and the measures drawn from them.
import { DAY } from '../../base/duration.ts';
import { GRADES } from '../../definition/definition.ts';
import type { Journal } from '../../kernel/columns/columns-writer.ts';
import { type ExplainedStanding, explainStanding, standingOf } from '../../kernel/judging/standing.ts';
import { gatesAndReady, type Rulebook } from '../../kernel/rulebook.ts';
import type { Recorder, UnitState } from '../../kernel/unit/unit-state.ts';
import type { BacktestLead } from '../backtest-result.ts';
import type { LeadDirectory } from '../lead-directory.ts';
import { type FromList, replayJournal, SILENT } from '../replay.ts';
import { atomsOf } from '../score-table.ts';
import type { Amount } from './amounts.ts';
import { type AccountHistory, accountHistories, outcomeAfter } from './outcomes.ts';

/** What a replay of one definition noted. */
export interface SideRecord {
  readonly leads: readonly BacktestLead[];
  /** Every hand-off's instant, ascending. */
  readonly handedAt: readonly number[];
  /** Explanations of some leads, at their hand-off. */
  readonly explained: ReadonlyMap<string, ExplainedStanding>;
  readonly histories: ReadonlyMap<string, AccountHistory>;
  /** By lead: first instant of an open gate while not disqualified, and first entry. */
  readonly firstOpen: ReadonlyMap<string, number>;
  readonly firstEntry: ReadonlyMap<string, number>;
  readonly accountOf: ReadonlyMap<string, string>;
  readonly unbound: number;
  readonly engagementBins: readonly number[];
  readonly usageBins: readonly number[];
  readonly grades: Readonly<Record<string, number>>;
  readonly entries: number;
}

/** What the replay of a side needs to know. */
export interface SideOptions {
  /** Position in the rulebook of the definition that is told; all of it is in force. */
  readonly definition: number;
  readonly start: number;
  readonly until: number;
  readonly horizonDays: number;
  readonly directory: LeadDirectory;
  readonly amountOf: (deal: string) => Amount | undefined;
  /** At most so many hand-offs are explained. */
  readonly explain: number;
  readonly progress?: (units: number, of: number) => void;
  /** Whom the router takes from its daily lists, where some definition works by them. */
  readonly lists?: ReadonlyMap<number, readonly FromList[]>;
}

interface Noted {
  readonly at: number;
  readonly lead: string;
  readonly account: string;
  readonly gate: string;
  readonly grade: string;
  readonly engagement: number;
  readonly usage: number;
}

/** Replays the rulebook over the journal and notes what a backtest tells of one of its definitions. */
export function replaySide(rulebook: Rulebook, journal: Journal, options: SideOptions): SideRecord {
  const notes: Noted[] = [];
  const ofUnit: Noted[] = [];
  const firstOpen = new Map<string, number>();
  const explained = new Map<string, ExplainedStanding>();
  let unbound = 0;
  const recorder: Recorder = {
    ...SILENT,
    verdict: (state, _account, lead, definition, open, disqualified) => {
      const id =
        definition !== options.definition || lead < 0 || open === 0 || disqualified !== 0
          ? undefined
          : state.evidence.leadId(lead);
      if (id !== undefined && !firstOpen.has(id)) firstOpen.set(id, state.now);
    },
    handoff: (state, account, chosen, contact) => {
      if (chosen.definition !== options.definition) return '';
      const standing =
        explained.size < options.explain
          ? explainStanding(state, contact, chosen.definition)
          : standingOf(state, contact, chosen.definition);
      const gate =
        gatesAndReady(state.version(chosen.definition)?.compiled as never)[chosen.gate]?.name ?? 'continuous';
      const lead = state.evidence.leadId(contact);
      if (standing !== undefined) {
        ofUnit.push({
          at: state.now,
          lead,
          account: state.evidence.accountIdOf(account),
          gate,
          grade: standing.grade,
          engagement: standing.engagement,
          usage: standing.usage,
        });
        if ('counterfactual' in standing && !explained.has(lead)) explained.set(lead, standing as ExplainedStanding);
      }
      return '';
    },
    unbound: () => {
      unbound += 1;
    },
  };
  const record = new EndRecord(options, notes);
  replayJournal(rulebook, journal, recorder, {
    mode: 'backtest',
    start: options.start,
    until: options.until,
    ...(options.lists !== undefined && { lists: options.lists }),
    visit: (state, unit) => {
      record.visit(state, ofUnit.splice(0));
      if (unit % 2048 === 0) options.progress?.(unit, journal.units);
    },
  });
  options.progress?.(journal.units, journal.units);
  return {
    ...record.done(),
    handedAt: notes.map((note) => note.at).sort((a, b) => a - b),
    explained,
    firstOpen,
    unbound,
  };
}

/** Gathers what stands at the end of each unit. */
class EndRecord {
  private readonly leads = new Map<string, BacktestLead>();
  private readonly histories = new Map<string, AccountHistory>();
  private readonly firstEntry = new Map<string, number>();
  private readonly accountOf = new Map<string, string>();
  private readonly engagementBins = Array<number>(10).fill(0);
  private readonly usageBins = Array<number>(10).fill(0);
  private readonly grades: Record<string, number> = Object.fromEntries(GRADES.map((grade) => [grade, 0]));
  private entries = 0;

  constructor(
    private readonly options: SideOptions,
    private readonly notes: Noted[],
  ) {}

  visit(state: UnitState, notes: readonly Noted[]): void {
    this.entries += state.evidence.admitted - state.evidence.unit.from;
    const histories = new Map(accountHistories(state).map((history) => [history.account, history]));
    for (const [account, history] of histories) this.histories.set(account, history);
    for (let lead = 0; lead < state.evidence.leads; lead++)
      if (state.evidence.leadSeen[lead] === 1) this.countLead(state, lead);
    this.noteFirstEntries(state);
    for (const note of notes) {
      this.notes.push(note);
      if (this.leads.has(note.lead)) continue;
      this.leads.set(note.lead, this.leadOf(state, note, histories.get(note.account)));
    }
  }

  done() {
    const leads = [...this.leads.values()].sort((a, b) => a.at - b.at || (a.lead < b.lead ? -1 : 1));
    const { histories, firstEntry, accountOf, engagementBins, usageBins, grades, entries } = this;
    return { leads, histories, firstEntry, accountOf, engagementBins, usageBins, grades, entries };
  }

  private countLead(state: UnitState, lead: number): void {
    const standing = standingOf(state, lead, this.options.definition);
    if (standing === undefined) return;
    this.accountOf.set(standing.lead, standing.account);
    this.grades[standing.grade] = (this.grades[standing.grade] ?? 0) + 1;
    bump(this.engagementBins, standing.engagement);
    bump(this.usageBins, standing.usage);
  }

  private noteFirstEntries(state: UnitState): void {
    const { evidence, columns } = state;
    for (let row = evidence.unit.from; row < evidence.admitted; row++) {
      const lead = evidence.leadOf[columns.atom[row] as number] as number;
      if (lead < 0) continue;
      const id = evidence.leadId(lead);
      const at = columns.occurredAt[row] as number;
      if (at < (this.firstEntry.get(id) ?? Number.POSITIVE_INFINITY)) this.firstEntry.set(id, at);
    }
  }

  private leadOf(state: UnitState, note: Noted, history: AccountHistory | undefined): BacktestLead {
    const { directory, horizonDays, until, amountOf } = this.options;
    const lead = leadNamed(state, note.lead);
    const atoms = lead < 0 ? [note.lead] : atomsOf(state, lead);
    const company = directory.companyOf(note.account, atoms);
    const outcome =
      history === undefined ? ({ kind: 'open' } as const) : outcomeAfter(history, note.at, horizonDays * DAY, until);
    const won = 'won' in outcome ? outcome.won : undefined;
    const amount = won && amountOf(won.deal);
    const talked = history?.conversations.find((at) => at >= note.at - 180 * DAY);
    return {
      lead: note.lead,
      account: note.account,
      label: directory.labelOf(atoms),
      ...(company === undefined ? {} : { company }),
      source: directory.sourceOf(atoms),
      at: note.at,
      gate: note.gate,
      grade: note.grade,
      engagement: note.engagement,
      usage: note.usage,
      outcome: outcome.kind,
      ...(won === undefined ? {} : { daysToWon: (won.at - note.at) / DAY }),
      ...(talked === undefined ? {} : { leadTimeDays: (talked - note.at) / DAY }),
      ...(amount === undefined ? {} : { amountMinor: amount.minor, currency: amount.currency }),
    };
  }
}

function leadNamed(state: UnitState, id: string): number {
  for (let lead = 0; lead < state.evidence.leads; lead++) if (state.evidence.leadId(lead) === id) return lead;
  return -1;
}

function bump(bins: number[], tenths: number): void {
  const bin = Math.min(9, Math.floor(tenths / 100));
  bins[bin] = (bins[bin] as number) + 1;
}
