// What a CRM is to the rest of this room: objects that are read a page at a time, people that are found and written, tasks. HubSpot and Salesforce each have one.
import type { FileMapping } from '@baton/core/import/mapping/mapping';

/** Cells of a row by column. */
export type Cells = Readonly<Record<string, string>>;

/** A record as it was read. `cells` are its own; what hangs on it (people, histories) stands there as JSON. */
export interface CrmRecord {
  readonly object: string;
  readonly id: string;
  readonly modifiedAt: number;
  /** `deleted`, or merged into another record. */
  readonly gone?: 'deleted' | 'merged';
  /** Ids of records that were merged into this one. */
  readonly mergedFrom?: readonly string[];
  readonly cells: Cells;
}

/** Where reading goes on: records changed at `at` or later, after so many of those. */
export interface Position {
  readonly at: number;
  readonly after?: string;
}

/** Some records in the order of their changes, and where the next ones are; undefined where there are none. */
export interface Page {
  readonly records: readonly CrmRecord[];
  readonly next: Position | undefined;
}

/** By what a person may be found. */
export interface PersonNames {
  /** The record that was written before. */
  readonly record?: string;
  readonly ids: readonly string[];
  readonly emails: readonly string[];
}

/** A person of the CRM, with what stands in the fields that Baton writes. Empty fields are '', those that its object does not have are absent. */
export interface CrmPerson {
  readonly object: string;
  readonly id: string;
  readonly fields: Cells;
  /** The owner's id there. */
  readonly owner: string;
}

/** Fields of one person that are to be changed. */
export interface CrmChange {
  readonly object: string;
  readonly id: string;
  readonly fields: Cells;
}

/** A task for a rep. `marker` names it for ever: it stands in its text. */
export interface CrmTask {
  readonly marker: string;
  readonly subject: string;
  readonly text: string;
  readonly dueAt: number;
  /** The owner's id there; nobody where undefined. */
  readonly owner: string | undefined;
}

/** Somebody of the company, as the CRM knows them. */
export interface CrmOwner {
  readonly id: string;
  readonly email: string;
}

/** What the CRM itself says of stages. */
export interface StagesToldByCrm {
  readonly won: readonly string[];
  readonly lost: readonly string[];
}

/** A table that records become rows of: its mapping (K0) and the object whose records they are. */
export interface CrmTable {
  readonly object: string;
  readonly mapping: FileMapping;
  /** The rows of a record. */
  readonly rows: (record: CrmRecord, named: string) => readonly Cells[];
}

/** One CRM. Every call throws {@link CrmProblem} where it fails. */
export interface Crm {
  /** Objects that are read, in the order in which they are. */
  readonly objects: readonly string[];
  /** Whose rows are people that can be written. */
  readonly people: readonly string[];
  readonly tables: readonly CrmTable[];
  /** Throws where so few calls of the day are left that people would miss them. */
  checkRoom?(): Promise<void>;
  owners(): Promise<readonly CrmOwner[]>;
  stages(): Promise<StagesToldByCrm>;
  page(object: string, from: Position): Promise<Page>;
  /** Records that were deleted since, as far as the CRM still knows them. */
  gone(object: string, since: number): Promise<readonly CrmRecord[]>;
  /** For each the person, or undefined where the CRM knows nobody of these names. `fields`: what is looked at. */
  find(people: readonly PersonNames[], fields: readonly string[]): Promise<readonly (CrmPerson | undefined)[]>;
  /** For each change what was wrong with it, or undefined. */
  update(changes: readonly CrmChange[]): Promise<readonly (string | undefined)[]>;
  taskOf(person: CrmPerson, marker: string): Promise<string | undefined>;
  makeTask(person: CrmPerson, task: CrmTask): Promise<string>;
  /** Which of some fields of people the CRM does not have. */
  missingFields(fields: readonly string[]): Promise<readonly string[]>;
}

/** A call failed. `later`: it may go well after a while. `refused`: it never will as it is. `sign-in`: the CRM does not know us any more. */
export class CrmProblem extends Error {
  constructor(
    readonly kind: 'later' | 'refused' | 'sign-in',
    message: string,
    /** Not before so many milliseconds. */
    readonly pause?: number,
  ) {
    super(message);
  }
}
