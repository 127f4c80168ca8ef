// From a mapped row to journal entries, or to the reason why it is refused (K0, K1). Whole-folder facts (people of a deal, first conversations) come later.
import { sha256Hex } from '../base/digest.ts';
import { failure, type Outcome, type Problem, success } from '../base/problem.ts';
import type { Entry } from '../journal/entry.ts';
import { parseEntry } from '../journal/parse-entry.ts';
import { isBlank, readAmountCell, readInstantCell, readPlainCell } from './cell-values.ts';
import type { Answers, FileMapping } from './mapping.ts';

/** A row with its place. */
export interface Row {
  readonly line: number;
  readonly cells: ReadonlyMap<string, string>;
}

const DAY_END = 86_399_000;

/** Turns the rows of one file into entries. Bad cells are refused alone, with a warning; a row is refused where its fact hangs on the cell. */
export class RowsToEntries {
  private readonly ordinals = new Map<string, number>();
  /** When the export was made: what is not dated otherwise was known then at the latest. */
  constructor(
    private readonly mapping: FileMapping,
    private readonly answers: Answers,
  ) {}

  /** The entries of a row, with warnings about single cells; or its problems. */
  entriesOf(row: Row): Outcome<readonly Entry[]> {
    const read = new RowReader(row, this.mapping, this.answers);
    const drafts = draftsOf(read, this.mapping);
    const id = this.idOf(row);
    const entries: Entry[] = [];
    const problems: Problem[] = [...read.fatal];
    if (drafts.length === 0 && problems.length === 0)
      problems.push(read.problem('import-empty-row', 'the row says nothing of when anything happened'));
    drafts.forEach((draft, i) => {
      const suffix = typeof draft.fact === 'string' ? `:${draft.fact}` : i === 0 ? '' : `:${i}`;
      const { fact: _, ...fields } = draft;
      const parsed = parseEntry(
        { ...fields, id: `${this.mapping.file}:${id}${suffix}` },
        { source: this.mapping.source, place: { file: this.mapping.file, line: row.line } },
      );
      if (parsed.ok) entries.push(parsed.value);
      else problems.push(...parsed.problems);
    });
    return problems.length > 0 ? failure(problems) : success(entries, read.warnings);
  }

  /** The row's own id, or a digest of its content and its number among equal rows. */
  private idOf(row: Row): string {
    const own = this.mapping.id === undefined ? undefined : row.cells.get(this.mapping.id)?.trim();
    const name =
      own !== undefined && own !== ''
        ? own
        : sha256Hex([...row.cells].map(([column, cell]) => `${column}\u0001${cell}`).join('\u0002')).slice(0, 20);
    const ordinal = (this.ordinals.get(name) ?? 0) + 1;
    this.ordinals.set(name, ordinal);
    return ordinal === 1 ? name : `${name}#${ordinal}`;
  }
}

type Draft = Record<string, unknown>;

class RowReader {
  readonly warnings: Problem[] = [];
  readonly fatal: Problem[] = [];
  readonly fields: Draft = {};
  readonly groups: Record<string, Draft> = {};

  constructor(
    private readonly row: Row,
    private readonly mapping: FileMapping,
    private readonly answers: Answers,
  ) {
    for (const [key, value] of Object.entries(mapping.set)) this.put(key, value);
    for (const [column, target] of mapping.columns) {
      const cell = row.cells.get(column);
      if (cell !== undefined && !isBlank(cell)) this.read(column, target, cell);
    }
  }

  private read(column: string, target: string, cell: string): void {
    if (/(At|occurredAt|knownAt)$/.test(target) && !target.includes('.')) {
      const instant = readInstantCell(cell, this.answers);
      if (instant === undefined)
        this.fatal.push(
          this.problem(
            'import-bad-date',
            `"${cell.slice(0, 60)}" in ${column} is no date`,
            'write 2026-03-31 or 2026-03-31 14:00',
          ),
        );
      else
        this.fields[target] =
          target === 'wonAt' || target === 'lostAt' ? instant.at + (instant.isDate ? DAY_END : 0) : instant.at;
    } else if (target === 'amount') {
      const amount = readAmountCell(cell);
      if (amount === undefined)
        this.fatal.push(this.problem('import-bad-amount', `"${cell.slice(0, 60)}" in ${column} is no amount`));
      else this.fields.amountMinor = amount;
    } else this.put(target, target.includes('.') ? readPlainCell(cell) : cell.trim());
  }

  private put(target: string, value: string | number | boolean): void {
    const dot = target.indexOf('.');
    if (dot < 0) {
      this.fields[target] = value;
      return;
    }
    const group = target.slice(0, dot);
    this.groups[group] = {
      ...this.groups[group],
      [target.slice(dot + 1)]: group === 'campaign' ? String(value) : value,
    };
  }

  problem(code: string, message: string, hint?: string): Problem {
    const place = { file: this.mapping.file, line: this.row.line };
    return { code, severity: 'error', message, place, ...(hint === undefined ? {} : { hint }) };
  }
}

const WHO = ['userId', 'email', 'anonymousId', 'accountId', 'domain'];

function pick(fields: Draft, keys: readonly string[]): Draft {
  return Object.fromEntries(keys.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]])));
}

function draftsOf(read: RowReader, mapping: FileMapping): Draft[] {
  const { fields, groups } = read;
  const who = pick(fields, WHO);
  const base = { ...who, ...pick(fields, ['occurredAt', 'knownAt']) };
  switch (mapping.rows) {
    case 'leads':
      return leadDrafts(fields, groups, base);
    case 'accounts':
      return [{ ...base, kind: 'group', ...(groups.account && { account: groups.account }) }];
    case 'events':
      return fields.occurredAt === undefined ? [] : [behaviour(fields, groups, base)];
    case 'deals':
      return dealDrafts(fields, who);
    case 'subscriptions':
      return [
        {
          ...base,
          kind: 'subscription',
          change: 'started',
          subscription: fields.subscription ?? 'subscription',
          ...pick(fields, ['amountMinor', 'currency']),
        },
      ];
  }
}

function leadDrafts(fields: Draft, groups: Record<string, Draft>, base: Draft): Draft[] {
  const described: Draft = { ...base, kind: 'identify', ...pick(groups, ['lead', 'account']) };
  if (fields.event === undefined || fields.occurredAt === undefined) return [described];
  return [described, { ...behaviour({ ...fields, name: fields.event, path: undefined }, groups, base), fact: 'event' }];
}

function behaviour(fields: Draft, groups: Record<string, Draft>, base: Draft): Draft {
  const kind = fields.name === undefined && fields.path !== undefined ? 'page' : 'track';
  return {
    ...base,
    kind,
    ...pick(fields, ['name', 'path', 'url', 'referrer', 'title']),
    ...pick(groups, ['properties', 'campaign']),
  };
}

function dealDrafts(fields: Draft, who: Draft): Draft[] {
  const common = {
    ...who,
    ...pick(fields, ['deal', 'name', 'stage', 'amountMinor', 'currency', 'reason', 'owner']),
    deal: fields.deal ?? 'deal',
  };
  const facts: Draft[] = [];
  const add = (kind: string, at: unknown): void => {
    if (at !== undefined)
      facts.push({ ...common, kind, occurredAt: at, rule: 'K5', confidence: 'recorded', fact: kind });
  };
  add('opportunity', fields.openedAt);
  add('won', fields.wonAt);
  if (fields.wonAt === undefined) add('lost', fields.lostAt);
  return facts;
}
