// What if? A draft beside a definition over history, asked again and again while somebody turns a weight or a threshold (J1). The journal is laid out once; every answer is an exact
// replay of hand-offs over it, without what a backtest looks at besides: outcomes, standings, explanations.
import { definitionDigest } from '../definition/canonical.ts';
import type { Definition } from '../definition/definition.ts';
import type { Entry } from '../journal/entry.ts';
import { ColumnsWriter, type Journal } from '../kernel/columns/columns-writer.ts';
import { GroupingMemory } from '../kernel/columns/grouping-memory.ts';
import { standingOf } from '../kernel/judging/standing.ts';
import { compileRulebook, type Rulebook } from '../kernel/rulebook.ts';
import { loadOf, monthsOf, type Period } from './backtest/measure.ts';
import { LeadDirectory } from './lead-directory.ts';
import { prepareRulebook, replayJournal, rulebookOf, SILENT } from './replay.ts';
import { reviseRulebook } from './revise-rulebook.ts';
import { atomsOf } from './score-table.ts';
import { type FirstHandoff, type HandedOver, handedOver } from './what-if/handed-over.ts';
import { KeptCalendars } from './what-if/kept-calendars.ts';
import type { NamedLeads, WhatIfLead, WhatIfResult, WhatIfSide, WhatIfStanding } from './what-if-result.ts';

/** What a what-if is about. Instants in milliseconds. */
export interface WhatIfOptions {
  readonly draft: Definition;
  /** The definition that the draft is compared with. */
  readonly now?: Definition;
  /** When either comes into force; earlier entries are the warm-up (R27). */
  readonly start: number;
  /** Deadlines are played up to and including this instant. Default: when the last entry was known. */
  readonly until?: number;
}

/** What is asked besides the draft. */
export interface WhatIfQuestion {
  /** Sales reps who share the load. Default 1. */
  readonly reps?: number;
  /** Ids of leads whose standing is told. */
  readonly samples?: readonly string[];
  /** Leads named of those who enter and of those who leave. Default 20. */
  readonly most?: number;
}

interface Side {
  readonly rulebook: Rulebook;
  readonly journal: Journal;
}

/** Takes entries in, one by one, and answers once all are in. */
export class WhatIf {
  private readonly directory = new LeadDirectory();
  private readonly draftRulebook: Rulebook;
  private readonly nowRulebook: Rulebook | undefined;
  private readonly writers: ColumnsWriter[];
  private entries = 0;
  private last = 0;
  private laidOut:
    | { readonly journal: Journal; readonly now: Side | undefined; readonly played: HandedOver | undefined }
    | undefined;
  private unitOf: Map<string, number> | undefined;
  private readonly calendars = new KeptCalendars();

  constructor(private readonly options: WhatIfOptions) {
    this.draftRulebook = rulebookOf(options.draft);
    const { now } = options;
    // What reads nothing else of entries is played over the same columns.
    const shared = now && reviseRulebook(this.draftRulebook, inForce(now, 0));
    this.nowRulebook = shared ?? (now && prepareRulebook(inForce(now, 0)));
    this.writers = [
      this.draftRulebook,
      ...(now !== undefined && shared === undefined ? [this.nowRulebook as Rulebook] : []),
    ].map((rulebook) => new ColumnsWriter(rulebook, 'backtest'));
  }

  private get until(): number {
    return this.options.until ?? this.last;
  }

  /** Takes an entry in. Entries may come in any order. */
  add(entry: Entry): void {
    this.entries += 1;
    this.last = Math.max(this.last, entry.knownAt);
    this.directory.add(entry);
    for (const writer of this.writers) writer.add(entry);
  }

  /** Lays the history out, and plays what the draft is compared with. */
  finish(): void {
    const [journal, other] = this.writers.map((writer) => rememberingWhoIsWho(writer.finish()));
    if (journal === undefined) throw new Error('a what-if has a draft');
    this.writers.length = 0;
    this.learnWhoIsWho(this.draftRulebook, this.options.draft, journal);
    if (other !== undefined) this.learnWhoIsWho(this.nowRulebook as Rulebook, this.options.now as Definition, other);
    const now = this.nowRulebook && { rulebook: this.nowRulebook, journal: other ?? journal };
    this.laidOut = { journal, now, played: now && this.play(now, this.options.now as Definition) };
  }

  /**
   * What the draft would have done as it is written now: possible where only points, windows, decay, caps, thresholds, gates or fit differ from the draft that the history was laid
   * out for, and nothing is read of entries that was not read before; else undefined.
   */
  ask(draft: Definition, { reps = 1, samples = [], most = 20 }: WhatIfQuestion = {}): WhatIfResult | undefined {
    if (this.laidOut === undefined) throw new Error('the history is not laid out yet');
    const rulebook = reviseRulebook(this.draftRulebook, inForce(draft, 0));
    if (rulebook === undefined) return undefined;
    const { journal, now, played } = this.laidOut;
    const side = { rulebook, journal };
    const ours = this.play(side, draft);
    const period = {
      start: this.options.start,
      until: this.until,
      horizonDays: 0,
      reps: Math.max(1, reps),
      calendar: draft.handoff.calendar,
    };
    const only = (these: HandedOver, those: HandedOver | undefined): NamedLeads =>
      this.named(
        those === undefined ? [] : [...these.leads.values()].filter(({ lead }) => !those.leads.has(lead)),
        most,
      );
    const enters = only(ours, played);
    return {
      from: this.options.start,
      until: this.until,
      zone: draft.handoff.calendar.zone,
      reps: period.reps,
      entries: this.entries,
      draft: this.measure(ours, period),
      ...(played !== undefined && { now: this.measure(played, period) }),
      enters,
      leaves: played === undefined ? { count: 0, named: [] } : only(played, ours),
      both: ours.leads.size - enters.count,
      samples: samples.map((lead) => {
        const [draftStanding, label] = this.standing(side, draft, lead);
        const [nowStanding] = now === undefined ? [] : this.standing(now, this.options.now as Definition, lead);
        return {
          lead,
          label: label ?? this.directory.labelOf([lead]),
          ...(nowStanding !== undefined && { now: nowStanding }),
          ...(draftStanding !== undefined && { draft: draftStanding }),
        };
      }),
    };
  }

  /** Goes through every account once, so that who is who is known before anybody asks. */
  private learnWhoIsWho({ attributes }: Rulebook, definition: Definition, journal: Journal): void {
    const never = compileRulebook(inForce(definition, Number.POSITIVE_INFINITY), attributes);
    replayJournal(never, journal, SILENT, { mode: 'backtest', until: this.until, visit: () => {} });
    if (journal.columns.groupings !== undefined) journal.columns.groupings.isWhole = true;
  }

  private play({ rulebook, journal }: Side, definition: Definition): HandedOver {
    const { start } = this.options;
    // The columns hold the same whenever a definition comes into force.
    const timed = compileRulebook(inForce(definition, start), rulebook.attributes, this.calendars.of);
    return handedOver(timed, journal, { start, until: this.until });
  }

  private measure({ leads, handedAt }: HandedOver, period: Period): WhatIfSide {
    const calendar = this.calendars.of(period.calendar);
    const sources = new Map<string, number>();
    for (const { atoms } of leads.values()) {
      const source = this.directory.sourceOf(atoms);
      sources.set(source, (sources.get(source) ?? 0) + 1);
    }
    return {
      leads: leads.size,
      handoffs: handedAt.length,
      months: monthsOf(
        Array.from(leads.values(), ({ at }) => at),
        period,
        calendar,
      ),
      sources: [...sources]
        .map(([source, count]) => ({ source, leads: count }))
        .sort((a, b) => b.leads - a.leads || (a.source < b.source ? -1 : 1)),
      perWorkingDay: loadOf(handedAt, period, calendar),
    };
  }

  private named(noted: readonly FirstHandoff[], most: number): NamedLeads {
    const newest = [...noted].sort((a, b) => b.at - a.at || (a.lead < b.lead ? -1 : 1));
    const named = newest.slice(0, most).map(({ lead, account, at, gate, atoms }): WhatIfLead => {
      const company = this.directory.companyOf(account, atoms);
      const source = this.directory.sourceOf(atoms);
      return {
        lead,
        label: this.directory.labelOf(atoms),
        ...(company !== undefined && { company }),
        source,
        at,
        gate,
      };
    });
    return { count: noted.length, named };
  }

  /** How a lead stands at the end, and what it is called; nothing where nobody is known by the id. */
  private standing(side: Side, definition: Definition, lead: string): [] | [WhatIfStanding, string] {
    const unit = this.unitNamed(side.journal, lead);
    if (unit === undefined) return [];
    const { start } = this.options;
    const { until } = this;
    let found: [] | [WhatIfStanding, string] = [];
    replayJournal(compileRulebook(inForce(definition, start), side.rulebook.attributes), side.journal, SILENT, {
      mode: 'backtest',
      start,
      until,
      units: [unit, unit + 1],
      visit: (state) => {
        for (let i = 0; i < state.evidence.leads; i++) {
          if (state.evidence.leadId(i) !== lead) continue;
          const standing = standingOf(state, i, 0);
          if (standing === undefined) continue;
          const { grade, engagement, usage, open, disqualified } = standing;
          found = [
            { grade, engagement, usage, open: disqualified.length > 0 ? [] : open },
            this.directory.labelOf(atomsOf(state, i)),
          ];
        }
      },
    });
    return found;
  }

  /** Units stand in the same order in all columns of a history. */
  private unitNamed(journal: Journal, lead: string): number | undefined {
    if (this.unitOf === undefined) {
      this.unitOf = new Map();
      for (let unit = 0; unit < journal.units; unit++)
        for (const atom of journal.unit(unit).atoms) this.unitOf.set(atom, unit);
    }
    return this.unitOf.get(lead);
  }
}

function inForce(definition: Definition, effectiveAt: number) {
  const activation = { definition, version: 1, digest: definitionDigest(definition), effectiveAt };
  return { order: [definition.name], activations: [activation] };
}

/** The journal with a memory of groupings: who is who hangs on entries alone, never on a definition. */
function rememberingWhoIsWho(journal: Journal): Journal {
  return { ...journal, columns: { ...journal.columns, groupings: new GroupingMemory() } };
}
