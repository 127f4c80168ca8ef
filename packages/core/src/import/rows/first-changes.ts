// What a history of fields says of the time before it: a first pass over its rows finds each attribute's first change, whose old value held since the record's creation (K2), and when a person first reached MQL.
import type { FileMapping } from '../mapping/mapping.ts';
import { isKnownAtExport } from '../mapping/targets.ts';
import { type ColumnReader, compileColumns, type Reading } from './compile-columns.ts';
import { type Draft, emptyDraft, type Fields, instantOf, textOf } from './draft.ts';
import { lifecycleRank, MQL_RANK } from './kinds/answer-rows.ts';
import { attributeOfField, fieldOfEvent, isOfPerson } from './kinds/change-rows.ts';
import { whoOf } from './kinds/row-parts.ts';

const NEEDED = /^(userId|email|anonymousId|accountId|domain|occurredAt|field|value|oldValue|name)$/;

/** The first change of an attribute, and what it said before: undefined where that was blank, or where nobody wrote it down. */
export interface FirstChange {
  readonly at: number;
  readonly old: string | undefined;
}

/** First changes by record and attribute. */
export class FirstChanges {
  private readonly changes = new Map<string, Map<string, FirstChange>>();
  private readonly reached = new Map<string, number>();

  /** Whether a file's rows are changes, or may be. */
  static isNeeded({ rows, columns, set }: FileMapping): boolean {
    const leadsTo = (target: string): boolean =>
      target in set || [...columns.values()].some((mapped) => mapped.some(({ to }) => to === target));
    return rows === 'changes' || (rows === 'events' && leadsTo('value'));
  }

  /** What takes the rows of a file. */
  ofFile(mapping: FileMapping, header: readonly string[], reading: Reading): (cells: readonly string[]) => void {
    const columns = [...mapping.columns].flatMap(([column, targets]) => {
      const kept = targets.filter(({ to }) => NEEDED.test(to));
      return kept.length > 0 ? [[column, kept] as const] : [];
    });
    const set = Object.fromEntries(Object.entries(mapping.set).filter(([to]) => NEEDED.test(to)));
    const readers = compileColumns({ ...mapping, columns: new Map(columns), set }, header, reading);
    return (cells) => this.see(readers, mapping.rows, cells);
  }

  /** First changes of a record's attributes. */
  of(who: Fields): ReadonlyMap<string, FirstChange> | undefined {
    return this.changes.get(keyOf(who));
  }

  /** When a person first reached MQL, or a stage beyond it. */
  reachedMqlAt(who: Fields): number | undefined {
    return this.reached.get(keyOf(who));
  }

  private see(readers: readonly ColumnReader[], rows: FileMapping['rows'], cells: readonly string[]): void {
    const draft: Draft = emptyDraft(0, undefined);
    for (const { index, put } of readers) put(index < 0 ? '' : (cells[index] ?? ''), draft);
    const field = rows === 'events' ? fieldOfEvent(draft) : textOf(draft, 'field');
    const at = instantOf(draft, 'occurredAt')?.at;
    const who = whoOf(draft);
    const to = field === undefined ? undefined : attributeOfField(field, isOfPerson(who));
    if (to === undefined || at === undefined) return;
    const key = keyOf(who);
    if (to === 'lead.lifecycleStage') {
      const rank = lifecycleRank(textOf(draft, 'value'));
      if (rank !== undefined && rank >= MQL_RANK) this.reached.set(key, Math.min(at, this.reached.get(key) ?? at));
    }
    if (isKnownAtExport(to)) return;
    const held = this.changes.get(key) ?? new Map<string, FirstChange>();
    this.changes.set(key, held);
    if (at < (held.get(to)?.at ?? Number.POSITIVE_INFINITY)) held.set(to, { at, old: textOf(draft, 'oldValue') });
  }
}

function keyOf({ userId, email, anonymousId, accountId, domain }: Fields): string {
  return String(userId ?? email ?? anonymousId ?? `\u0001${accountId ?? domain}`);
}
