// Folders of exports: sent file by file, planned, brought in.
import { change, get, type Problem, sendFile } from './call.ts';
import type { Job } from './jobs.ts';

export interface UploadSummary {
  readonly id: string;
  readonly state: string;
  readonly madeBy: string;
  readonly madeAt: number;
}

/** An answer to a question of the importer; `flag` is the question's. */
export interface ImportAnswer {
  readonly flag: string;
  readonly file?: string | undefined;
  readonly words: string;
}

export interface Question {
  readonly flag: string;
  readonly asks: string;
  readonly file?: string;
  readonly choices: readonly string[];
}

export interface PlannedFile {
  readonly file: string;
  readonly rows: string | null;
  readonly sureness: string;
  readonly why: string;
  readonly columns: readonly { readonly column: string; readonly to: string | null; readonly sureness: string }[];
  readonly samples: readonly {
    readonly line: number;
    readonly verdict: string;
    readonly entries: readonly string[];
    readonly problems: readonly string[];
  }[];
}

/** What the files can and cannot answer. */
export interface Coverage {
  readonly won: number;
  readonly wonLastYear: number;
  readonly seen: number;
  readonly dark: number;
  readonly abilities: readonly { readonly question: string; readonly verdict: string; readonly because: string }[];
  readonly next?: string;
}

/** Counts of rows, and of the entries that they came to. */
export interface ImportCounts {
  readonly rows: number;
  readonly imported: number;
  readonly refused: number;
  readonly refusedCells: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly entries: Received;
  readonly coverage?: Coverage;
}

export interface Received {
  readonly received: number;
  readonly accepted: number;
  readonly duplicate: number;
  readonly conflict: number;
  readonly refused: number;
}

export interface UploadPlan {
  readonly files: readonly PlannedFile[];
  readonly questions: readonly Question[];
  readonly problems: readonly Problem[];
  readonly mapping: string | null;
  readonly counts: ImportCounts | null;
}

export interface Upload extends UploadSummary {
  readonly answers: readonly ImportAnswer[];
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly planning: Job | null;
  readonly plan: UploadPlan | null;
  readonly bringing: Job | null;
  readonly received: Received | null;
  readonly hasRefused: boolean;
}

const pathOf = (id: string): string => `/uploads/${encodeURIComponent(id)}`;

/** All uploads, the newest first. */
export const readUploads = (): Promise<{ uploads: readonly UploadSummary[] }> => get('/uploads');

/** Begins an upload. */
export const beginUpload = (): Promise<Upload> => change('POST', '/uploads');

export const readUpload = (id: string): Promise<Upload> => get(pathOf(id));

/** Sends one file; one of the same name is replaced. */
export const sendUploadFile = (id: string, file: File): Promise<unknown> =>
  sendFile(`${pathOf(id)}/files/${encodeURIComponent(file.name)}`, file);

/** Takes a file out. */
export const takeFileOut = (id: string, name: string): Promise<void> =>
  change('DELETE', `${pathOf(id)}/files/${encodeURIComponent(name)}`);

/** Asks what the files are and what they would come to. */
export const planUpload = (id: string, answers: readonly ImportAnswer[]): Promise<Job> =>
  change('POST', `${pathOf(id)}/plan`, { answers });

/** Brings in what was planned. */
export const bringUploadIn = (id: string): Promise<Job> => change('POST', `${pathOf(id)}/bring-in`);

/** Removes an upload with its files. */
export const removeUpload = (id: string): Promise<void> => change('DELETE', pathOf(id));

/** Where the refused rows can be fetched. */
export const refusedOfUpload = (id: string): string => `/api/v1${pathOf(id)}/refused`;
