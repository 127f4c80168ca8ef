// The programmes that were ever in force, as one book for all units: made of stored versions and of the states they were in.
import type { Mention } from '@baton/core/definition/condition';
import type { RulebookSource } from '@baton/core/kernel/rulebook-source';
import type { Programme } from '@baton/core/nurture/programme/programme';
import { compileProgrammes, type ProgrammeBook } from '@baton/core/nurture/programme/programme-book';
import type { ProgrammeState } from '@baton/core/nurture/programme/programme-states';
import { parseProgramme } from '@baton/core/nurture/reading/parse-programme';
import type { ProgrammeStatesTable, ProgrammesTable } from '../store/tables.ts';

/** A stored version with what its texts say. */
export interface StoredProgramme {
  readonly name: string;
  readonly version: number;
  readonly programme: Programme;
  /** Bodies by mail, in Liquid. */
  readonly templates: Readonly<Record<string, string>>;
  /** Variables by mail. */
  readonly reads: Readonly<Record<string, readonly string[]>>;
}

/** What is in force; `versions` are in the book's order. */
export interface ProgrammesInForce {
  readonly book: ProgrammeBook;
  readonly versions: readonly StoredProgramme[];
}

/** A version as its texts say. It was checked before it was stored: throws where it cannot be read any more, a defect. */
export function storedProgramme(row: ProgrammesTable): StoredProgramme {
  const { name, version } = row;
  const parsed = parseProgramme(row.text);
  if (!parsed.ok) throw new RangeError(`version ${version} of the programme ${name} cannot be read any more`);
  return {
    name,
    version,
    programme: parsed.value,
    templates: JSON.parse(row.templates) as Record<string, string>,
    reads: JSON.parse(row.reads) as Record<string, string[]>,
  };
}

/** The book of versions in their order of rank; undefined where there is none. */
export function programmesInForceOf(
  rows: readonly ProgrammesTable[],
  states: readonly ProgrammeStatesTable[],
  source: RulebookSource,
): ProgrammesInForce | undefined {
  if (rows.length === 0) return undefined;
  const versions = rows.map(storedProgramme);
  const inService = versions.map(({ name, version, reads }) => ({
    history: states
      .filter((each) => each.name === name && each.version === version)
      .map(({ at, state }) => ({ at, state: state as ProgrammeState })),
    reads: mentionsOf(Object.values(reads).flat()),
  }));
  return {
    book: compileProgrammes(
      versions.map(({ programme }) => programme),
      source,
      inService,
    ),
    versions,
  };
}

/** Attributes among variables of a mail: `lead.firstName`. */
export function mentionsOf(variables: readonly string[]): Mention[] {
  return variables.flatMap((variable) => {
    const [root, ...path] = variable.split('.');
    return root === 'lead' || root === 'account' ? [{ root, path }] : [];
  });
}
