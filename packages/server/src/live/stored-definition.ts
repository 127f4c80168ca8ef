// A stored version as the definition that its text says. It was checked before it was stored.
import type { Definition } from '@baton/core/definition/definition';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import type { VersionsTable } from '../store/tables.ts';

/** Throws where the text cannot be read any more: a defect. */
export function storedDefinition({
  name,
  version,
  text,
}: Pick<VersionsTable, 'name' | 'version' | 'text'>): Definition {
  const parsed = parseDefinition(text);
  if (!parsed.ok) throw new RangeError(`version ${version} of ${name} cannot be read any more`);
  return parsed.value;
}
