// Plain JSON out of a YAML document, for the parts of a file whose shape is the sender's own: attributes and properties.
import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Spot, YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { Json } from '../../journal/entry.ts';

const DEEPEST = 8;

/** The value at a spot as plain JSON, at most eight levels deep. Undefined, with a problem, where it is none. */
export function readJson(reader: YamlReader, spot: Spot, depth = 0): Json | undefined {
  const { node } = spot;
  if (node === null || node === undefined) return null;
  if (depth > DEEPEST) {
    return reader.problem(spot, 'tests-too-deep', `values may be nested ${DEEPEST} deep`);
  }
  if (isAlias(node)) {
    return reader.problem(
      spot,
      'tests-alias',
      'anchors and aliases are not part of the language',
      'write the value out',
    );
  }
  if (isSeq(node)) return (reader.items(spot) ?? []).flatMap((item) => readJson(reader, item, depth + 1) ?? []);
  if (isMap(node)) return readAttributes(reader, spot, depth);
  return isScalar(node) ? readScalar(reader, spot, node.value) : null;
}

/** A map of names and plain values. Undefined, with a problem, where it is no map. */
export function readAttributes(reader: YamlReader, spot: Spot, depth = 0): Readonly<Record<string, Json>> | undefined {
  const fields = reader.fields(spot);
  if (fields === undefined) return undefined;
  const pairs = [...fields.values()].flatMap((field) => {
    const value = readJson(reader, field, depth + 1);
    return value === undefined ? [] : [[field.key, value] as const];
  });
  return Object.fromEntries(pairs);
}

function readScalar(reader: YamlReader, spot: Spot, value: unknown): Json | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return reader.problem(spot, 'tests-bad-value', `${spot.path} should be a text, a number, true, false or null`);
}
