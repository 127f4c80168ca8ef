// The tables of both stores, as Kysely knows them. Instants are milliseconds since 1970; bodies are JSON as text, so that their bytes stay what they were.
import type { Generated } from 'kysely';
import type * as crm from './connector-tables.ts';
import type {
  EnrolmentsTable,
  MailsTable,
  ProgrammeDecisionsTable,
  ProgrammeStatesTable,
  ProgrammesTable,
} from './nurture-tables.ts';
import type { AcknowledgementsTable, EndpointsTable, OutboxTable } from './outgoing-tables.ts';
import type {
  AuditTable,
  IdempotencyTable,
  IdentitiesTable,
  JobsTable,
  KeysTable,
  PeopleTable,
  SessionsTable,
  SettingsTable,
  UploadsTable,
} from './people-tables.ts';

export type * from './connector-tables.ts';
export type * from './nurture-tables.ts';
export type * from './outgoing-tables.ts';
export type * from './people-tables.ts';

/** Admitted entries: the journal. Only ever appended to; erasure empties `body`, and a trigger lets nothing else change. */
export interface EntriesTable {
  position: Generated<number>;
  source: string;
  id: string;
  /** Digest of what the entry says, by which duplicates and conflicts are told apart. */
  payload: string;
  kind: string;
  /** The identifier that the entry is about; null where it is about the company itself (activations, spend). */
  subject: number | null;
  occurred_at: number;
  admitted_at: number;
  seq: number;
  body: string;
  /** The erasure that changed `id` or `body`. */
  erased_by: Generated<number | null>;
}

/** Every name that somebody or some company goes by, and the unit it belongs to (R26). */
export interface IdentifiersTable {
  id: Generated<number>;
  name: string;
  unit: number;
}

/** What is locked and advanced alone. `version` rises with every change. */
export interface UnitsTable {
  id: number;
  version: number;
  clock: number;
  seq: number;
  entries: number;
  next_deadline: number | null;
  /** What the kernel threw, and where (R29). */
  stuck: string | null;
}

/** Subjects of entries that spoke of an entry that has not come yet (I9). */
export interface AwaitedTable {
  source: string;
  id: string;
  subject: number;
}

/** Everything the kernel decided, in its canonical bytes. */
export interface DecisionsTable {
  position: Generated<number>;
  id: string;
  at: number;
  kind: string;
  account: string;
  lead: string | null;
  handoff: string | null;
  body: string;
  /** 1 where entries that it stood on were erased: it cannot be derived again, and is checked by its digest alone. */
  evidence_gone: Generated<number>;
}

/** Hand-offs as they stand: what decisions say of them, laid out for the queue. */
export interface HandoffsTable {
  id: string;
  lead: string;
  account: string;
  definition: string;
  version: number;
  digest: string;
  gate: string;
  grade: string;
  /** Tenths of a point. */
  engagement: number;
  usage: number;
  raises_hand: number;
  opened_at: number;
  rep: string | null;
  routed_at: number | null;
  due_at: number | null;
  reject_until: number | null;
  answered_at: number | null;
  breached_at: number | null;
  snoozed_until: number | null;
  state: string;
  reason: string | null;
  disputes: string | null;
  sql_at: number | null;
  closed_at: number | null;
  because: string | null;
  /** Position of the decision that changed it last: what pages and streams follow. */
  changed: number;
  /** When its rep is reminded if nobody has answered; null once it has no clock. */
  remind_at: number | null;
  reminded_at: number | null;
  /** Who is told of its breach. */
  escalated_to: string | null;
}

/** Leads as they stood when they were last looked at, for lists. */
export interface StandingsTable {
  lead: string;
  definition: string;
  account: string;
  label: string;
  company: string | null;
  grade: string;
  engagement: number;
  usage: number;
  /** Names of open gates, as JSON. */
  open: string;
  suppressed: string;
  /** The signals that count most, in words, as JSON. */
  reasons: string;
  source: string;
  as_of: number;
}

/** Counts per source and hour: accepted + duplicate + conflict + refused = received (P4). */
export interface LedgerTable {
  source: string;
  hour: number;
  accepted: number;
  duplicate: number;
  conflict: number;
  refused: number;
}

/** What was refused or stands in conflict, with its text, so that it can be mended and sent again. */
export interface ShelfTable {
  id: Generated<number>;
  received_at: number;
  source: string;
  verdict: string;
  raw: string;
  problems: string;
  state: string;
}

/** What was erased: a person at somebody's request, or content that was kept long enough. The ledger of erasures. */
export interface ErasuresTable {
  id: Generated<number>;
  at: number;
  kind: string;
  /** Keyed digests of all names of the person, as JSON. */
  names: string;
  reason: string;
  reference: string | null;
  made_by: string;
  entries: number;
  /** Since when the store's files hold nothing of it. */
  scrubbed_at: number | null;
}

/** Versions of definitions: drafts, proposals, and all that were ever in force. */
export interface VersionsTable {
  name: string;
  version: number;
  digest: string;
  text: string;
  tests: string;
  readme: string;
  state: string;
  author: string;
  made_at: number;
  edited_at: number;
  backtest: string | null;
  effective_at: number | null;
  rank: number;
}

/** Who signed which digest, for marketing or for sales. Voided ones stay, struck through. */
export interface SignaturesTable {
  id: Generated<number>;
  name: string;
  version: number;
  digest: string;
  person: string;
  function: string;
  signed_at: number;
  voided_at: number | null;
  voided_because: string | null;
}

export interface Tables {
  entries: EntriesTable;
  identifiers: IdentifiersTable;
  units: UnitsTable;
  awaited: AwaitedTable;
  decisions: DecisionsTable;
  handoffs: HandoffsTable;
  standings: StandingsTable;
  ledger: LedgerTable;
  shelf: ShelfTable;
  outbox: OutboxTable;
  endpoints: EndpointsTable;
  connectors: crm.ConnectorsTable;
  crm_cursors: crm.CrmCursorsTable;
  crm_records: crm.CrmRecordsTable;
  crm_told: crm.CrmToldTable;
  crm_writes: crm.CrmWritesTable;
  acknowledgements: AcknowledgementsTable;
  erasures: ErasuresTable;
  versions: VersionsTable;
  signatures: SignaturesTable;
  people: PeopleTable;
  sessions: SessionsTable;
  identities: IdentitiesTable;
  keys: KeysTable;
  audit: AuditTable;
  idempotency: IdempotencyTable;
  settings: SettingsTable;
  jobs: JobsTable;
  uploads: UploadsTable;
  programmes: ProgrammesTable;
  programme_states: ProgrammeStatesTable;
  enrolments: EnrolmentsTable;
  programme_decisions: ProgrammeDecisionsTable;
  mails: MailsTable;
}
