// The steps of a programme, in order: mails, and branches on behaviour or on who somebody is. They lead forward only, so that every programme ends.
import type { Field, YamlReader } from '../../base/yaml/yaml-reader.ts';
import { need, readEach } from '../../definition/reading/parse-fit.ts';
import { readCondition, readDuration } from '../../definition/reading/parse-values.ts';
import { type Asset, END, type Mail, type Step } from '../programme/programme.ts';
import { readKnown } from './read-known.ts';

const MOST_STEPS = 50;
const KINDS = ['mail', 'did', 'used', 'is'] as const;
const KEYS = {
  mail: ['mail', 'wait', 'next'],
  did: ['did', 'within', 'then', 'else'],
  used: ['used', 'within', 'then', 'else'],
  is: ['is', 'wait', 'then', 'else'],
} as const;

/** Reads `steps:`. */
export function parseSteps(
  reader: YamlReader,
  field: Field,
  mails: readonly Mail[],
  assets: readonly Asset[],
): Step[] | undefined {
  const names = [...(reader.fields(field)?.keys() ?? [])];
  const steps = readEach(reader, field, (_, item) => parseStep(reader, item, names, mails, assets));
  if (names.length === 0)
    reader.problem(field, 'programme-empty', 'a programme needs a step', 'add a step with a mail');
  if (names.length > MOST_STEPS)
    reader.problem(field, 'programme-too-many', `a programme may have ${MOST_STEPS} steps`);
  return steps;
}

function parseStep(
  reader: YamlReader,
  item: Field,
  names: readonly string[],
  mails: readonly Mail[],
  assets: readonly Asset[],
): Step | undefined {
  const all = reader.fields(item);
  if (all === undefined) return undefined;
  const kinds = KINDS.filter((key) => all.has(key));
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    return reader.problemAtKey(
      item,
      'programme-bad-step',
      `step ${item.key} should do one thing: send a mail, or look at what somebody did, used or is`,
      'write one of mail, did, used, is',
    );
  const fields = reader.fields(item, KEYS[kind]);
  if (fields === undefined) return undefined;
  const optional = <T>(key: string, read: (spot: Field) => T | undefined): T | undefined => {
    const found = fields.get(key);
    return found && read(found);
  };
  const target = (key: string) => optional(key, (spot) => readTarget(reader, spot, item.key, names));
  const wait = optional('wait', (spot) => readDuration(reader, spot));
  const [next, then, otherwise] = [target('next'), target('then'), target('else')];
  const waits = wait && { wait };
  const branch = { ...(then !== undefined && { then }), ...(otherwise !== undefined && { else: otherwise }) };
  const { key: name } = item;
  const spot = fields.get(kind) as Field;
  if (kind === 'mail') {
    const mail = readKnown(reader, spot, 'mail', mails);
    return mail === undefined ? undefined : { kind: 'mail', name, mail, ...waits, ...(next !== undefined && { next }) };
  }
  if (kind === 'is') {
    const is = readCondition(reader, spot, ['lead', 'account']);
    return is && { kind: 'segment', name, is, ...waits, ...branch };
  }
  const within = need(reader, item, fields, 'within', (each) => readDuration(reader, each));
  const looked = kind === 'used' ? readKnown(reader, spot, 'asset', assets) : reader.text(spot);
  if (within === undefined || looked === undefined) return undefined;
  return {
    kind: 'behaviour',
    name,
    within,
    looks: kind === 'used' ? { asset: looked } : { signal: looked },
    ...branch,
  };
}

/** A later step, or the end. */
function readTarget(reader: YamlReader, spot: Field, from: string, names: readonly string[]): string | undefined {
  const target = readKnown(
    reader,
    spot,
    'step',
    [...names, END].map((name) => ({ name })),
  );
  if (target === undefined || target === END || names.indexOf(target) > names.indexOf(from)) return target;
  return reader.problem(
    spot,
    'programme-backwards',
    `step ${from} leads back to ${target}: nobody would ever leave`,
    'steps lead to later ones, or to end',
  );
}
