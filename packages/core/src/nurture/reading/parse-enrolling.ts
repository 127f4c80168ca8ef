// Who enrols: `enrol:`.
import { type Field, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import { readCondition, readHours } from '../../definition/reading/parse-values.ts';
import type { Enrolling } from '../programme/programme.ts';
import { readNames } from './read-names.ts';

const TRIGGERS = ['nurture', 'recycled', 'missing', 'segment'];

/** Reads `enrol:`; at least one of nurture, recycled, missing and segment is needed. */
export function parseEnrolling(reader: YamlReader, spot: Field): Enrolling | undefined {
  const fields = reader.fields(spot, [...TRIGGERS, 'only', 'again']);
  if (fields === undefined) return undefined;
  if (!TRIGGERS.some((key) => fields.has(key)))
    return reader.problem(
      spot,
      'programme-nobody-enrols',
      'nothing says who enrols',
      'add nurture, recycled, missing or segment',
    );
  const read = <T>(key: string, with_: (field: Field) => T | undefined): T | undefined => {
    const field = fields.get(key);
    return field && with_(field);
  };
  const nurture = read('nurture', (field) => namesOrAny(reader, field));
  const recycled = read('recycled', (field) => namesOrAny(reader, field));
  const missing = read('missing', (field) => readNames(reader, field));
  const segment = read('segment', (field) => readCondition(reader, field, ['lead', 'account']));
  const only = read('only', (field) => readCondition(reader, field, ['lead', 'account']));
  const again = read('again', (field) => readHours(reader, field));
  if (missing?.length === 0)
    reader.problem(fields.get('missing') as Field, 'programme-nobody-enrols', 'missing names nothing');
  return {
    ...(nurture && { nurture }),
    ...(recycled && { recycled }),
    ...(missing && { missing }),
    ...(segment && { segment }),
    ...(only && { only }),
    ...(again !== undefined && { again }),
  };
}

/** Names, or `any`, which is none in particular. */
function namesOrAny(reader: YamlReader, field: Field): string[] {
  return scalar(field) === 'any' ? [] : readNames(reader, field);
}
