// A list of names, or one name, as programmes write them.
import type { Field, YamlReader } from '../../base/yaml/yaml-reader.ts';

/** The names of a list; a single name is a list of one. */
export function readNames(reader: YamlReader, field: Field): string[] {
  return (reader.items(field, true) ?? []).flatMap((item) => reader.text(item) ?? []);
}
