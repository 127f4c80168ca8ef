// The tables of connectors to CRMs.

/** A connector to one CRM. Its secrets are kept as they are, since every call carries them; they stand in no answer and no log. */
export interface ConnectorsTable {
  id: string;
  kind: string;
  label: string;
  /** What is written and read, as JSON. */
  settings: string;
  /** What it signs in by, as JSON. */
  secrets: string;
  state: string;
  problem: string | null;
  problem_at: number | null;
  /** Rounds in a row that failed. */
  failures: number;
  /** When its next round begins. */
  due_at: number;
  read_at: number | null;
  wrote_at: number | null;
  /** Until when one process alone may work on it. */
  leased_until: number;
  /** Rises with every lease: whoever lost it changes nothing any more. */
  fence: number;
  made_by: string;
  made_at: number;
  ended_at: number | null;
}

/** How far an object of a CRM was read. */
export interface CrmCursorsTable {
  connector: string;
  object: string;
  /** Changed up to then. */
  modified_at: number;
  /** When deleted records were last asked for. */
  looked_at: number;
}

/** A record as it was read last. */
export interface CrmRecordsTable {
  /** `connector:object:record`. */
  id: string;
  connector: string;
  object: string;
  record: string;
  /** What its row is called: of merged deals the id that was known first. */
  named: string;
  modified_at: number;
  /** JSON; empty once it was erased. */
  cells: string;
  /** 1: deleted in the CRM. 2: merged into another. */
  gone: number;
  /** 1: what it says was not taken into the journal yet. */
  fresh: number;
}

/** What was told to the journal, as numbers: what is read again adds only what is new. */
export interface CrmToldTable {
  id: string;
  connector: string;
  number: number;
}

/** A lead that the CRM is to be told of: one row, however often it changes, so that the newest state wins. */
export interface CrmWritesTable {
  /** `connector:lead`. */
  id: string;
  connector: string;
  lead: string;
  /** Rises with every decision about it: what is written while it rises is written again. */
  changed: number;
  made_at: number;
  due_at: number;
  attempts: number;
  state: string;
  problem: string | null;
  /** The record it was written to, the task and the stage, as JSON. */
  written: string;
  ended_at: number | null;
}
