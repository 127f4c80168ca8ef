// A new draft: the next version of the definition that its text names.

import { note } from '../store/audit-rows.ts';
import type { Changing } from '../store/store.ts';
import type { VersionsTable } from '../store/tables.ts';
import { addVersion, allVersions } from '../store/version-rows.ts';
import { checkFolder, type FolderTexts } from './contract.ts';

/** Adds it and notes who did. Throws a 422 with every problem where the texts cannot be read. */
export async function newDraft(tx: Changing, texts: FolderTexts, by: string, now: number): Promise<VersionsTable> {
  const { definition, digest } = checkFolder(texts);
  const versions = await allVersions(tx);
  const earlier = versions.filter(({ name }) => name === definition.name);
  const { text, tests, readme } = texts;
  const made: VersionsTable = {
    ...{ text, tests, readme },
    name: definition.name,
    version: Math.max(0, ...earlier.map(({ version }) => version)) + 1,
    digest,
    state: 'draft',
    author: by,
    made_at: now,
    edited_at: now,
    backtest: null,
    effective_at: null,
    rank: earlier[0]?.rank ?? versions.length,
  };
  await addVersion(tx, made);
  await note(tx, {
    at: now,
    actor: by,
    action: 'drafted',
    subject: `${made.name} ${made.version}`,
    details: { digest },
  });
  return made;
}
