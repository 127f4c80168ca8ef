// A name that has to be one of those written elsewhere in the programme.
import { didYouMean } from '../../base/did-you-mean.ts';
import type { Field, YamlReader } from '../../base/yaml/yaml-reader.ts';

/** The name at a field; a problem where nothing of the kind is called so. */
export function readKnown(
  reader: YamlReader,
  field: Field,
  what: string,
  known: readonly { readonly name: string }[],
): string | undefined {
  const name = reader.text(field);
  if (name === undefined || known.some((each) => each.name === name)) return name;
  const names = known.map((each) => each.name);
  const meant = didYouMean(name, names);
  return reader.problem(
    field,
    'programme-unknown-name',
    `there is no ${what} called ${name}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
    names.length === 0 ? undefined : `known here: ${names.join(', ')}`,
  );
}
