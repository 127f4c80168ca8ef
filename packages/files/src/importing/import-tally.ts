// What became of rows, cells and entries, counted.
import type { Problem } from '@baton/core/base/problem';
import type { FolderFacts } from '@baton/core/import/facts/folder-facts';
import type { RowOutcome } from '@baton/core/import/rows/row-outcome';
import type { Encoding } from '@baton/core/import/tables/encoding';
import type { Entry } from '@baton/core/journal/entry';
import type { Receipt } from '@baton/core/journal/journal-lines';
import { type SourceMonth, SourceMonths } from '@baton/core/reports/sources/source-months';
import { type JournalHygiene, rulesOf } from '../judging/judge-journal.ts';
import { CoverageCard } from './coverage-card.ts';

type Facts = ReturnType<FolderFacts['finish']>['counts'];

const SHOWN = 5;

interface FileCounts {
  rows: number;
  imported: number;
  refused: number;
  leftOut: Record<string, number>;
  cells: number;
  encoding: Encoding;
}

function noEntries() {
  return { received: 0, accepted: 0, duplicate: 0, conflict: 0, refused: 0 };
}

/** Counts of an import. imported + refused + left out = rows, and accepted + duplicate + conflict + refused = received, of entries. */
export class ImportTally {
  readonly files = new Map<string, FileCounts>();
  readonly entries = noEntries();
  /** Of these, what journal files held. */
  readonly journals = new Map<string, ReturnType<typeof noEntries>>();
  /** Problems of rows, then of cells, a few of each. */
  readonly shown: Problem[] = [];
  readonly shownCells: Problem[] = [];
  facts: Facts | undefined;
  readonly card = new CoverageCard();
  /** From where visitors came, of analytics (K14). */
  readonly sources = new SourceMonths();
  /** Sentences about single files. */
  readonly notes: string[] = [];
  rows = 0;
  /** What hygiene judged at the end; undefined where it did not. */
  hygiene: JournalHygiene | undefined;
  /** Entries of the journal that was added to; undefined where a new one was begun. */
  held: number | undefined;

  /** All counts, so that they can be taken up again. */
  get state(): object {
    const { card, sources, ...counts } = this;
    return { counts: { ...counts }, card: card.state, sources: sources.state };
  }

  resume(state: object): void {
    const held = state as { readonly counts: object; readonly card: CoverageCard['state']; readonly sources: object };
    Object.assign(this, held.counts);
    this.card.resume(held.card);
    this.sources.resume(held.sources);
  }

  row(file: string, outcome: RowOutcome): void {
    const counts = this.of(file);
    this.rows += 1;
    counts.rows += 1;
    if (outcome.verdict !== 'refused' && outcome.visit !== undefined)
      this.sources.visit(outcome.visit, outcome.verdict === 'imported');
    if (outcome.verdict === 'left out') counts.leftOut[outcome.reason] = (counts.leftOut[outcome.reason] ?? 0) + 1;
    else if (outcome.verdict === 'refused') {
      counts.refused += 1;
      this.problems(outcome.problems);
    } else {
      counts.imported += 1;
      counts.cells += outcome.bad.length;
      if (outcome.as !== 'accepted') for (const _ of outcome.entries) this.entry(outcome.as);
      if (outcome.bad.length > 0 && this.shownCells.length < SHOWN)
        this.shownCells.push(
          ...outcome.bad.map(({ problem }) => ({ ...problem, severity: 'warning' as const })).slice(0, 1),
        );
    }
  }

  encoding(file: string, encoding: Encoding): void {
    this.of(file).encoding = encoding;
    this.notes.push(`${file} is written in ${encoding}; it was read so.`);
  }

  /** What became of an entry that tables gave. */
  entry(verdict: 'accepted' | 'duplicate' | 'conflict' | 'refused'): void {
    this.entries.received += 1;
    this.entries[verdict] += 1;
  }

  /** A row whose id something else has with another content. */
  conflict(file: string, line: number, other: 'another row' | 'an entry of the journal'): Problem {
    return this.problem({
      code: 'import-conflict',
      severity: 'error',
      message: `${other} has the same id and says something else`,
      place: { file, line },
      hint:
        other === 'another row'
          ? 'the first one counts; is the id column really unique?'
          : 'the first one counts; if the mapping was changed, import with --anew',
    });
  }

  /** A fact that all tables together tell otherwise than the journal does. */
  restated({ kind, id }: Entry): Problem {
    return this.problem({
      code: 'import-restated',
      severity: 'error',
      message: `the ${kind} ${id} is in the journal with another content`,
      hint: 'what was known first stays; to let these files alone speak, import with --anew',
    });
  }

  /** Shows the first of some problems, if there is room. */
  problems(problems: readonly Problem[]): readonly Problem[] {
    for (const problem of problems.slice(0, 1)) this.problem(problem);
    return problems;
  }

  private problem(problem: Problem): Problem {
    if (this.shown.length < SHOWN) this.shown.push(problem);
    return problem;
  }

  /** An entry of a journal file. */
  receipt(file: string, receipt: Receipt): void {
    const counts = this.journals.get(file) ?? noEntries();
    this.journals.set(file, counts);
    for (const each of [counts, this.entries]) {
      each.received += 1;
      each[receipt.verdict] += 1;
    }
    if ('problems' in receipt) this.problems(receipt.problems);
  }

  /** Whether anything was refused or kept aside. */
  get hasRefused(): boolean {
    return this.entries.refused + this.entries.conflict + this.sum('refused') + this.sum('cells') > 0;
  }

  sum(what: 'imported' | 'refused' | 'cells'): number {
    return [...this.files.values()].reduce((all, counts) => all + counts[what], 0);
  }

  leftOut(): Record<string, number> {
    const all: Record<string, number> = {};
    for (const { leftOut } of this.files.values())
      for (const [reason, count] of Object.entries(leftOut)) all[reason] = (all[reason] ?? 0) + count;
    return all;
  }

  /** The source report; undefined where no file was one of analytics. */
  get sourceMonths(): readonly SourceMonth[] | undefined {
    return this.sources.report();
  }

  private of(file: string): FileCounts {
    let counts = this.files.get(file);
    if (counts === undefined) {
      counts = { rows: 0, imported: 0, refused: 0, leftOut: {}, cells: 0, encoding: 'utf-8' };
      this.files.set(file, counts);
    }
    return counts;
  }

  /** The counts as JSON: docs/schemas/import.schema.json. */
  toJson(journal: string, refusedFile: string): object {
    return {
      version: 1,
      rows: this.rows,
      imported: this.sum('imported'),
      refused: this.sum('refused'),
      leftOut: this.leftOut(),
      refusedCells: this.sum('cells'),
      entries: this.entries,
      ...(this.held !== undefined && { held: this.held }),
      ...(this.hygiene && { hygiene: hygieneJson(this.hygiene) }),
      facts: this.facts,
      ...(this.facts && { coverage: this.card.coverage(this.facts) }),
      ...(this.sourceMonths && { sources: this.sourceMonths }),
      files: [...this.files].map(([file, counts]) => ({ file, ...counts })),
      journals: [...this.journals].map(([file, counts]) => ({ file, ...counts })),
      journal,
      refusedFile,
    };
  }
}

function hygieneJson(hygiene: JournalHygiene): object {
  const { flags, withdrawals, notJudged } = hygiene;
  return { written: { flags, withdrawals }, rules: rulesOf(hygiene), notJudged };
}
