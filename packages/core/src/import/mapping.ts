// What the columns of a company's exports mean: mapping.yaml, proposed by the importer and edited by people.

/** What each row of a file is. */
export type RowKind = 'leads' | 'accounts' | 'events' | 'deals' | 'subscriptions';
export const ROW_KINDS = [
  'leads',
  'accounts',
  'events',
  'deals',
  'subscriptions',
] as const satisfies readonly RowKind[];

/** Answers that hold for all files (K0). */
export interface Answers {
  /** IANA zone of instants without an offset. */
  readonly zone: string;
  readonly dateOrder: 'day first' | 'month first';
  readonly currency: string;
}

export interface FileMapping {
  /** The file's name, without folder and `.gz`. */
  readonly file: string;
  readonly rows: RowKind;
  /** Who is cited as the sender; the file's stem where absent. */
  readonly source: string;
  /** The column whose cell names the row; rows without one are named by their content. */
  readonly id: string | undefined;
  /** Column → where its cells go: `userId`, `occurredAt`, `lead.title`, `account.industry`, `properties.x`, `campaign.source`, `amount`, `wonAt` … */
  readonly columns: ReadonlyMap<string, string>;
  /** Fields that every row has: `{ name: Day Watched }`. */
  readonly set: Readonly<Record<string, string>>;
  readonly ignored: readonly string[];
}

export interface Mapping {
  readonly answers: Answers;
  readonly files: readonly FileMapping[];
}

export const DEFAULT_ANSWERS: Answers = { zone: 'UTC', dateOrder: 'month first', currency: 'EUR' };

/** Fields a column may lead to, besides `lead.…`, `account.…`, `properties.…` and `campaign.…`. */
export const TARGETS: readonly string[] = [
  'userId',
  'email',
  'anonymousId',
  'accountId',
  'domain',
  'occurredAt',
  'knownAt',
  'name',
  'path',
  'url',
  'referrer',
  'title',
  'deal',
  'stage',
  'amount',
  'currency',
  'reason',
  'owner',
  'openedAt',
  'wonAt',
  'lostAt',
  'subscription',
  'event',
];

/** Whether a target is one that the importer understands. */
export function isTarget(target: string): boolean {
  return TARGETS.includes(target) || /^(lead|account|properties|campaign)\.[A-Za-z_][\w -]*$/.test(target);
}
