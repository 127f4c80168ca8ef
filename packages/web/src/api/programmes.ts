// Nurture programmes: their versions, the people in them, and what they brought.
import type { Uplift } from '@baton/core/nurture/replaying/uplift';
import { change, get, type Problem } from './call.ts';

export type ProgrammeState = 'draft' | 'active' | 'closed' | 'paused' | 'ended';

export interface ProgrammeSummary {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly definition: string;
  readonly state: ProgrammeState;
  readonly author: string;
  readonly editedAt: number;
  readonly effectiveAt: number | null;
  /** Who is in it now. */
  readonly running: number;
}

/** A programme's folder: `programme.yaml`, `tests.yaml`, and bodies by mail. */
export interface ProgrammeFolder {
  readonly text: string;
  readonly tests: string;
  readonly templates: Readonly<Record<string, string>>;
}

export interface ProgrammeVersion extends ProgrammeSummary, ProgrammeFolder {
  readonly words: readonly { readonly title: string; readonly sentences: readonly string[] }[];
  /** What is unwise. */
  readonly problems: readonly Problem[];
  readonly stories: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly failures: readonly string[];
  }[];
  readonly states: readonly { readonly at: number; readonly state: string; readonly person: string }[];
}

export type Counts = Readonly<Record<string, number>>;

export interface StepResult {
  readonly step: string;
  readonly does: 'mail' | 'behaviour' | 'segment';
  readonly mail: string | null;
  readonly waiting: number;
  /** Mails by state. */
  readonly mails: Counts;
  readonly opened: number;
  readonly clicked: number;
  readonly uplift: Uplift | null;
}

export interface ProgrammeResults {
  readonly enrolled: number;
  readonly heldOut: number;
  readonly running: number;
  /** How they came in. */
  readonly by: Counts;
  /** Why it ended for them. */
  readonly ended: Counts;
  readonly uplift: Uplift;
  readonly steps: readonly StepResult[];
}

export interface PersonIn {
  readonly id: string;
  readonly lead: string;
  readonly label: string | null;
  readonly version: number;
  readonly at: number;
  readonly by: string;
  readonly arm: 'mailed' | 'held-out';
  readonly step: string | null;
  readonly dueAt: number | null;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
}

export interface PeopleSearch {
  readonly step?: string | undefined;
  readonly running?: string | undefined;
  readonly after?: string | undefined;
}

const pathOf = (name: string): string => `/programmes/${encodeURIComponent(name)}`;
export const versionPath = (name: string, version: number): string => `${pathOf(name)}/versions/${version}`;

/** All versions of all programmes. */
export const readProgrammes = (): Promise<{ programmes: readonly ProgrammeSummary[] }> => get('/programmes');

/** One version with its texts, words and stories. */
export const readProgramme = (name: string, version: number): Promise<ProgrammeVersion> =>
  get(versionPath(name, version));

/** A new draft, named as its text says. */
export const draftProgramme = (folder: ProgrammeFolder): Promise<ProgrammeVersion> =>
  change('POST', '/programmes', folder);

/** Edits a draft. */
export const editProgramme = (name: string, version: number, folder: ProgrammeFolder): Promise<ProgrammeVersion> =>
  change('PUT', versionPath(name, version), folder);

/** Brings a draft into force; the version before takes in nobody more. */
export const activateProgramme = (name: string, version: number): Promise<ProgrammeVersion> =>
  change('POST', `${versionPath(name, version)}/activate`);

/** Pauses a programme, lets it go on, or ends it for everybody. */
export const stepProgramme = (name: string, step: 'pause' | 'resume' | 'end'): Promise<unknown> =>
  change('POST', `${pathOf(name)}/${step}`);

/** What it and each of its steps brought. */
export const readResults = (name: string): Promise<ProgrammeResults> => get(`${pathOf(name)}/results`);

/** The people in it, who came last first. */
export const readPeopleIn = (
  name: string,
  search: PeopleSearch,
): Promise<{ people: readonly PersonIn[]; next: string | null }> =>
  get(`${pathOf(name)}/people`, { ...search, limit: 25 });
