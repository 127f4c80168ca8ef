// Versions of definitions: drafted, proposed, signed by both sides, in force.
import { change, get, type Problem } from './call.ts';

export interface Summary {
  readonly name: string;
  readonly version: number;
  readonly digest: string;
  readonly state: string;
  readonly author: string;
  readonly madeAt: number;
  readonly editedAt: number;
  readonly effectiveAt: number | null;
  readonly hasBacktest: boolean;
  /** When the version in force is to be reviewed; null for others. */
  readonly review: {
    readonly cadence: 'monthly' | 'quarterly';
    readonly dueAt: number;
    readonly isOverdue: boolean;
    readonly words: string | null;
  } | null;
  /** Until when to say that one person went back to it. */
  readonly wentBackUntil: number | null;
  /** Whether I have yet to say that I have read it. */
  readonly toAcknowledge: boolean;
}

export interface Texts {
  readonly text: string;
  readonly tests: string;
  readonly readme: string;
}

export interface Signature {
  readonly by: string;
  readonly name: string;
  readonly function: string;
  readonly digest: string;
  readonly at: number;
  readonly voidedAt: number | null;
  readonly voidedBecause: string | null;
}

export interface Version extends Summary, Texts {
  /** Markdown of headings and lists. */
  readonly words: string;
  readonly warnings: readonly Problem[];
  readonly results: readonly {
    readonly name: string;
    readonly line: number;
    readonly passed: boolean;
    readonly failures: readonly string[];
  }[];
  readonly signatures: readonly Signature[];
  /** Marketing and sales, with when each said that they have read it. */
  readonly readers: readonly { readonly id: string; readonly name: string; readonly at: number | null }[];
  readonly changes: readonly { readonly path: string; readonly sentence: string; readonly effect: string }[];
}

const pathOf = (name: string, version: number): string => `/definitions/${encodeURIComponent(name)}/${version}`;

/** All versions of all definitions. */
export const readVersions = (): Promise<{ versions: readonly Summary[] }> => get('/definitions');

/** One version with its text, words, stories and signatures. */
export const readVersion = (name: string, version: number): Promise<Version> => get(pathOf(name, version));

/** A new draft. */
export const draftVersion = (texts: Texts): Promise<Version> => change('POST', '/definitions', texts);

/** Edits a draft or a proposal; what was signed is void. */
export const editVersion = (name: string, version: number, texts: Texts): Promise<Version> =>
  change('PUT', pathOf(name, version), texts);

/** Proposes a draft for signing. */
export const proposeVersion = ({ name, version }: Summary): Promise<Version> =>
  change('POST', `${pathOf(name, version)}/propose`);

/** Signs the digest that was looked at. */
export const signVersion = ({ name, version, digest }: Summary, password?: string): Promise<Version> =>
  change('POST', `${pathOf(name, version)}/sign`, { digest, password });

/** Brings a signed version into force. */
export const activateVersion = ({ name, version }: Summary): Promise<Version> =>
  change('POST', `${pathOf(name, version)}/activate`);

/** Says that I have read a version in force. */
export const acknowledgeVersion = ({ name, version }: Summary): Promise<Version> =>
  change('POST', `${pathOf(name, version)}/acknowledge`);

/** Goes back to a version that was in force. */
export const goBackTo = ({ name, version }: Summary, password?: string): Promise<Version> =>
  change('POST', `${pathOf(name, version)}/go-back`, { password });
