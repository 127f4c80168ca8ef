// Of several records with one id, which is the newest modified (K0): a first pass over a file whose mapping names when records changed.
import type { FileMapping } from '../mapping/mapping.ts';
import { InstantReader } from '../tables/cell-instants.ts';
import { longId } from '../tables/salesforce-ids.ts';
import type { Reading } from './compile-columns.ts';

interface Held {
  readonly line: number;
  readonly modifiedAt: number;
}

/** Finds the rows that another row of the same record outdates. */
export class NewestRecords {
  private readonly held = new Map<string, Held>();
  private readonly outdated = new Set<number>();
  private readonly idIndex: number;
  private readonly emailIndexes: readonly number[];
  private readonly modifiedIndex: number;
  private readonly reader: InstantReader;

  constructor(mapping: FileMapping, header: readonly string[], reading: Reading) {
    const columnsTo = (...targets: string[]): string[] =>
      [...mapping.columns].flatMap(([column, mapped]) =>
        mapped.some(({ to }) => targets.includes(to)) ? [column] : [],
      );
    this.idIndex = mapping.id === undefined ? -1 : header.indexOf(mapping.id);
    this.emailIndexes = columnsTo('email', 'lead.email').map((column) => header.indexOf(column));
    const [modified = ''] = columnsTo('modifiedAt');
    this.modifiedIndex = header.indexOf(modified);
    const { answers, orders } = reading;
    this.reader = new InstantReader(answers.zone, orders.get(modified) ?? answers.dateOrder ?? 'month first');
  }

  /** Whether a file's mapping asks for this pass at all. */
  static isNeeded({ rows, columns }: FileMapping): boolean {
    return (
      (rows === 'leads' || rows === 'accounts') &&
      [...columns.values()].some((mapped) => mapped.some(({ to }) => to === 'modifiedAt'))
    );
  }

  see(cells: readonly string[], line: number): void {
    const name = this.nameOf(cells);
    if (name === '') return;
    const modifiedAt = this.reader.read(cells[this.modifiedIndex] ?? '')?.at ?? Number.NEGATIVE_INFINITY;
    const before = this.held.get(name);
    if (before === undefined) this.held.set(name, { line, modifiedAt });
    else if (modifiedAt > before.modifiedAt) {
      this.outdated.add(before.line);
      this.held.set(name, { line, modifiedAt });
    } else this.outdated.add(line);
  }

  /** Its id, case kept (K13); else its e-mail address. */
  private nameOf(cells: readonly string[]): string {
    const id = longId((cells[this.idIndex] ?? '').trim());
    const emails = this.emailIndexes.map((index) => (cells[index] ?? '').trim().toLowerCase());
    return id === '' ? (emails.find((email) => email !== '') ?? '') : id;
  }

  isOutdated(line: number): boolean {
    return this.outdated.has(line);
  }
}
