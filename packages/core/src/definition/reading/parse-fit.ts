// The fit block: criteria, grades, disqualifications.

import { inWords } from '../../base/yaml/path-words.ts';
import type { Field, Spot, YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { Criterion, Disqualification, Fit } from '../definition.ts';
import { readCondition, readPoints, readThreshold } from './parse-values.ts';

const MOST_CRITERIA = 60;
const MOST_DISQUALIFICATIONS = 28;

/** Reads `fit:`. */
export function parseFit(reader: YamlReader, spot: Spot): Fit | undefined {
  const fields = reader.fields(spot, ['criteria', 'grades', 'disqualify']);
  if (fields === undefined) return undefined;
  const criteria = readEach(reader, fields.get('criteria'), parseCriterion);
  if (criteria.length === 0) reader.problem(fields.get('criteria') ?? spot, 'definition-empty', 'fit has no criteria');
  if (criteria.length > MOST_CRITERIA)
    reader.problem(spot, 'definition-too-many', `fit may have ${MOST_CRITERIA} criteria`);
  const disqualify = readEach(reader, fields.get('disqualify'), parseDisqualification);
  if (disqualify.length > MOST_DISQUALIFICATIONS) {
    reader.problem(spot, 'definition-too-many', `fit may have ${MOST_DISQUALIFICATIONS} disqualifications`);
  }
  const grades = parseGrades(reader, fields.get('grades'), spot);
  return grades && { criteria, grades, disqualify };
}

/** Reads every named item of a map; items with problems are left out. */
export function readEach<T>(
  reader: YamlReader,
  field: Field | undefined,
  parse: (reader: YamlReader, field: Field) => T | undefined,
): T[] {
  if (field === undefined) return [];
  return [...(reader.fields(field)?.values() ?? [])].flatMap((item) => {
    if (!/^[a-z][a-z0-9-]{0,60}$/i.test(item.key)) {
      reader.problem(
        { ...item, node: undefined },
        'definition-bad-name',
        `"${item.key}" cannot be a name`,
        'use letters, digits and hyphens',
      );
      return [];
    }
    return parse(reader, item) ?? [];
  });
}

function parseCriterion(reader: YamlReader, field: Field): Criterion | undefined {
  const fields = reader.fields(field, ['label', 'when', 'points']);
  if (fields === undefined) return undefined;
  const when = need(reader, field, fields, 'when', (spot) => readCondition(reader, spot, ['lead', 'account']));
  const points = need(reader, field, fields, 'points', (spot) => readPoints(reader, spot));
  const label = labelOf(reader, fields, field.key);
  if (points === 0)
    reader.problem(fields.get('points') ?? field, 'definition-no-points', `criterion ${field.key} gives no points`);
  return when && points !== undefined ? { name: field.key, label, when, points } : undefined;
}

function parseDisqualification(reader: YamlReader, field: Field): Disqualification | undefined {
  const fields = reader.fields(field, ['when', 'because']);
  if (fields === undefined) return undefined;
  const when = need(reader, field, fields, 'when', (spot) => readCondition(reader, spot, ['lead', 'account']));
  const because = fields.get('because');
  return when && { name: field.key, when, because: (because && reader.text(because)) ?? field.key };
}

function parseGrades(reader: YamlReader, field: Field | undefined, fit: Spot): Fit['grades'] | undefined {
  if (field === undefined)
    return reader.problemAtKey(fit, 'definition-missing', 'fit needs grades', 'write grades: { A: 80, B: 60, C: 40 }');
  const fields = reader.fields(field, ['A', 'B', 'C']);
  if (fields === undefined) return undefined;
  const cut = (letter: string): number | undefined =>
    need(reader, field, fields, letter, (spot) => readThreshold(reader, spot, -1000, 1000));
  const [A, B, C] = [cut('A'), cut('B'), cut('C')];
  if (A === undefined || B === undefined || C === undefined) return undefined;
  if (A > B && B > C) return { A, B, C };
  return reader.problem(field, 'definition-grades-order', 'the cut-offs should fall from A over B to C');
}

/** Reads a field that must be there. */
export function need<T>(
  reader: YamlReader,
  parent: Spot | Field,
  fields: ReadonlyMap<string, Field>,
  key: string,
  read: (spot: Field) => T | undefined,
): T | undefined {
  const field = fields.get(key);
  if (field !== undefined) return read(field);
  return reader.problemAtKey(parent, `${reader.kind}-missing`, `${inWords(parent.path)} needs ${key}`);
}

/** The label, or the name with spaces. */
export function labelOf(reader: YamlReader, fields: ReadonlyMap<string, Field>, name: string): string {
  const field = fields.get('label');
  const label = field && reader.text(field);
  if (label !== undefined) return label;
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
