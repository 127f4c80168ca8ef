// What became of rows, cells and entries, counted; and the words it is told in.
import type { Problem } from '@baton/core/base/problem';
import type { FolderFacts } from '@baton/core/import/facts/folder-facts';
import type { RowOutcome } from '@baton/core/import/rows/row-outcome';
import type { Encoding } from '@baton/core/import/tables/encoding';
import { printProblems } from '../print/problems.ts';
import { amount, countOf } from '../print/words.ts';

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

/** Counts of an import. imported + refused + left out = rows, and accepted + duplicate + conflict + refused = received, of entries. */
export class ImportTally {
  readonly files = new Map<string, FileCounts>();
  readonly entries = { received: 0, accepted: 0, duplicate: 0, conflict: 0, refused: 0 };
  /** Problems of rows, then of cells, a few of each. */
  readonly shown: Problem[] = [];
  private readonly shownCells: Problem[] = [];
  facts: Facts | undefined;
  /** Sentences about single files. */
  readonly notes: string[] = [];
  rows = 0;

  row(file: string, outcome: RowOutcome): void {
    const counts = this.of(file);
    this.rows += 1;
    counts.rows += 1;
    if (outcome.verdict === 'left out') counts.leftOut[outcome.reason] = (counts.leftOut[outcome.reason] ?? 0) + 1;
    else if (outcome.verdict === 'refused') {
      counts.refused += 1;
      if (this.shown.length < SHOWN) this.shown.push(...outcome.problems.slice(0, 1));
    } else {
      counts.imported += 1;
      counts.cells += outcome.bad.length;
      this.entries.received += outcome.entries.length;
      this.entries[outcome.as] += outcome.entries.length;
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

  /** A row whose id another row has with another content. */
  conflict(file: string, line: number): Problem {
    const problem: Problem = {
      code: 'import-conflict',
      severity: 'error',
      message: 'another row has the same id and says something else',
      place: { file, line },
      hint: 'the first one counts; is the id column really unique?',
    };
    if (this.shown.length < SHOWN) this.shown.push(problem);
    return problem;
  }

  derived(): void {
    this.entries.received += 1;
    this.entries.accepted += 1;
  }

  derivedRefused(problems: readonly Problem[]): readonly Problem[] {
    this.entries.received += 1;
    this.entries.refused += 1;
    if (this.shown.length < SHOWN) this.shown.push(...problems.slice(0, 1));
    return problems;
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
      facts: this.facts,
      files: [...this.files].map(([file, counts]) => ({ file, ...counts })),
      journal,
      refusedFile,
    };
  }

  /** Tells the counts on stderr. */
  tell(refusedFile: string): void {
    for (const note of this.notes) process.stderr.write(`${note}\n`);
    printProblems([...this.shown, ...this.shownCells]);
    const [refused, cells] = [this.sum('refused'), this.sum('cells')];
    const leftOut = Object.entries(this.leftOut()).map(([reason, count]) => `${amount(count)} ${reason}`);
    const say = (text: string): boolean => process.stderr.write(`${text}\n`);
    say(
      `${countOf(this.rows, 'row')}: ${amount(this.sum('imported'))} imported, ${amount(refused)} refused${leftOut.length === 0 ? '' : `, left out: ${leftOut.join(', ')}`}${cells === 0 ? '' : `; ${countOf(cells, 'single cell')} refused`}${refused + cells === 0 ? '' : ` (see ${refusedFile})`}.`,
    );
    const { received, accepted, duplicate, conflict } = this.entries;
    say(
      `${countOf(received, 'entry', 'entries')}: ${amount(accepted)} accepted, ${amount(duplicate)} duplicate, ${amount(conflict)} conflicting, ${amount(this.entries.refused)} refused.`,
    );
    if (this.facts !== undefined && this.facts.deals + this.facts.cycles > 0) say(factWords(this.facts));
  }
}

function factWords(facts: Facts): string {
  const people = `${amount(facts.linkedRecorded)} name their people, of ${amount(facts.linkedInferred)} they are inferred, ${amount(facts.unlinked)} have none`;
  const talks = `first conversations: ${amount(facts.conversationsRecorded)} recorded, ${amount(facts.conversationsInferred)} inferred, ${amount(facts.conversationsAssumed)} assumed`;
  return `${countOf(facts.deals, 'deal')} (${amount(facts.newBusiness)} new business): ${people}. ${talks}.`;
}
