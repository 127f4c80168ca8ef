// What a mapping would have to answer before its files can be read, and does not: told with the flag that answers it, never guessed.
import type { Problem } from '../../base/problem.ts';
import type { FileMapping, Mapping } from './mapping.ts';
import { isKnownAtExport } from './targets.ts';

/** A question as a problem: what is not known, and the flag or the line of the mapping that answers it. */
export function question(message: string, flag: string, file?: string): Problem {
  return {
    code: 'import-question',
    severity: 'error',
    message,
    ...(file === undefined ? {} : { place: { file } }),
    hint: `answer with ${flag}`,
  };
}

/** The questions that a mapping leaves open. */
export function missingAnswers({ answers, files }: Mapping): Problem[] {
  if (answers.exportedAt !== undefined) return [];
  return files.flatMap((file) => {
    const columns = columnsOfExport(file);
    const undated = (file.rows === 'leads' || file.rows === 'accounts') && !leadsTo(file, 'occurredAt');
    if (columns.length === 0 && !undated) return [];
    const why = undated
      ? 'no column says when its records were created, so they are known as of the export only'
      : `${columns.slice(0, 3).join(', ')}${columns.length > 3 ? ' …' : ''} ${columns.length === 1 ? 'says' : 'say'} how things were when the export was made`;
    return [question(`when was this exported? ${why}`, '--exported-at DATE, or exportedAt under answers', file.file)];
  });
}

/** Columns that are known as of the export. */
export function columnsOfExport({ columns }: FileMapping): string[] {
  return [...columns].flatMap(([column, mapped]) =>
    mapped.some(({ to, known }) => known === 'export' || (known === undefined && isKnownAtExport(to))) ? [column] : [],
  );
}

function leadsTo({ columns, set }: FileMapping, target: string): boolean {
  return Object.hasOwn(set, target) || [...columns.values()].some((mapped) => mapped.some(({ to }) => to === target));
}
