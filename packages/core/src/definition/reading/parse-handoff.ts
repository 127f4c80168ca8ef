// The hand-off contract: mode, deadlines, routes, rejection, recycling, SQL, hold-back, calendar.
import { didYouMean } from '../../base/did-you-mean.ts';
import { type Field, type Spot, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { Duration, Handoff } from '../definition.ts';
import { DEFAULT_CALENDAR, parseCalendar } from './parse-calendar.ts';
import { need } from './parse-fit.ts';
import { parseReady } from './parse-gates.ts';
import type { Known } from './parse-pattern.ts';
import { readCondition, readDuration, readGrades, readHours, readWhole } from './parse-values.ts';

const KEYS = [
  'mode',
  'ready',
  'continuous',
  'respondWithin',
  'route',
  'reject',
  'recycle',
  'sql',
  'holdBack',
  'calendar',
];
const ONE_DAY: Duration = { amount: 1, unit: 'business days' };
const FIVE_DAYS: Duration = { amount: 5, unit: 'business days' };

/** Reads `handoff:`; everything has a default. */
export function parseHandoff(reader: YamlReader, field: Field | undefined, known: Known): Handoff {
  const fields: ReadonlyMap<string, Field> = (field && reader.fields(field, KEYS)) ?? new Map();
  const read = <T>(key: string, with_: (spot: Field) => T | undefined): T | undefined => {
    const found = fields.get(key);
    return found && with_(found);
  };
  const mode = read('mode', (spot) => reader.choice(spot, ['direct', 'nurture-first'] as const)) ?? 'direct';
  const ready = read('ready', (spot) => parseReady(reader, spot, known));
  if (ready !== undefined && mode === 'direct') {
    reader.problem(
      fields.get('ready') as Field,
      'definition-ready-without-nurture',
      'ready belongs to mode: nurture-first (R17)',
    );
  }
  if (mode === 'nurture-first' && !fields.has('ready')) {
    reader.problem(
      fields.get('mode') as Field,
      'definition-nurture-without-ready',
      'in nurture-first, ready says when sales gets the lead (R17)',
      'add ready: { engagement: 80 }',
    );
  }
  const continuous = read('continuous', (spot) => parseContinuous(reader, spot, known));
  const sql = read('sql', (spot) => parseSql(reader, spot));
  const holdBack = read('holdBack', (spot) => parseHoldBack(reader, spot));
  return {
    mode,
    ...(ready === undefined ? {} : { ready }),
    ...(continuous === undefined ? {} : { continuous }),
    respondWithin: read('respondWithin', (spot) => readDuration(reader, spot)) ?? ONE_DAY,
    route: read('route', (spot) => reader.items(spot)?.flatMap((item) => parseRoute(reader, item) ?? [])) ?? [
      { to: 'round-robin' },
    ],
    reject: read('reject', (spot) => parseReject(reader, spot, known)) ?? {
      until: FIVE_DAYS,
      reasons: [],
      silence: 'accepted',
    },
    recycle: read('recycle', (spot) => parseRecycle(reader, spot)) ?? { coolDown: 30 * 24, reasons: {} },
    ...(sql === undefined ? {} : { sql }),
    ...(holdBack === undefined ? {} : { holdBack }),
    calendar: read('calendar', (spot) => parseCalendar(reader, spot)) ?? DEFAULT_CALENDAR,
  };
}

function parseContinuous(reader: YamlReader, spot: Field, known: Known): Handoff['continuous'] {
  const fields = reader.fields(spot, ['perWorkingDay', 'at', 'fit']);
  if (fields === undefined) return undefined;
  const perWorkingDay = need(reader, spot, fields, 'perWorkingDay', (field) => readWhole(reader, field, 1, 10_000));
  const atField = fields.get('at');
  const at = (atField && reader.text(atField)) ?? '08:00';
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at))
    reader.problem(atField ?? spot, 'definition-bad-hours', `"${at}" is no time of day`, "write '08:00'");
  const fit = fields.get('fit');
  if (fit !== undefined && !known.blocks.has('fit')) {
    reader.problemAtKey(
      fit,
      'definition-missing-block',
      'continuous asks for fit, but the definition has no fit block',
      'add fit:, or drop it here',
    );
  }
  return perWorkingDay === undefined
    ? undefined
    : { perWorkingDay, at, fit: (fit && readGrades(reader, fit)) ?? ['A', 'B', 'C', 'D', '?'] };
}

function parseRoute(reader: YamlReader, spot: Spot): Handoff['route'][number] | undefined {
  const fields = reader.fields(spot, ['when', 'to']);
  if (fields === undefined) return undefined;
  const to = need(reader, spot, fields, 'to', (field) => reader.text(field));
  const when = fields.get('when');
  const condition = when && readCondition(reader, when, ['lead', 'account']);
  return to === undefined ? undefined : { ...(condition === undefined ? {} : { when: condition }), to };
}

function parseReject(reader: YamlReader, spot: Field, known: Known): Handoff['reject'] | undefined {
  const fields = reader.fields(spot, ['until', 'reasons', 'silence']);
  if (fields === undefined) return undefined;
  const until = fields.get('until');
  const silence = fields.get('silence');
  const reasons = fields.get('reasons');
  return {
    until: (until && readDuration(reader, until)) ?? FIVE_DAYS,
    reasons: [...((reasons && reader.fields(reasons)?.values()) ?? [])].flatMap(
      (field) => parseReason(reader, field, known) ?? [],
    ),
    silence: (silence && reader.choice(silence, ['accepted', 'lapsed'] as const)) ?? 'accepted',
  };
}

function parseReason(reader: YamlReader, field: Field, known: Known): Handoff['reject']['reasons'][number] | undefined {
  const fields = reader.fields(field, ['disputes', 'label']);
  if (fields === undefined) return undefined;
  const disputes = fields.get('disputes');
  const label = fields.get('label');
  const disputed = disputes && readDisputed(reader, disputes, known);
  const labelled = label && reader.text(label);
  return {
    name: field.key,
    ...(disputed === undefined ? {} : { disputes: disputed }),
    ...(labelled === undefined ? {} : { label: labelled }),
  };
}

/** What a rep can dispute: a criterion, a signal, a track, or fit as a whole. */
function readDisputed(reader: YamlReader, spot: Field, known: Known): string | undefined {
  const name = reader.text(spot);
  if (name === undefined) return undefined;
  const names = [...known.blocks, ...known.criteria, ...known.signals];
  if (names.includes(name)) return name;
  const meant = didYouMean(name, names);
  const question = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return reader.problem(
    spot,
    'definition-unknown-disputed',
    `there is no criterion, signal or track called ${name}${question}`,
  );
}

function parseRecycle(reader: YamlReader, spot: Field): Handoff['recycle'] | undefined {
  const fields = reader.fields(spot, ['coolDown', 'reasons']);
  if (fields === undefined) return undefined;
  const coolDown = fields.get('coolDown');
  const reasons = fields.get('reasons');
  const each = [...((reasons && reader.fields(reasons)?.values()) ?? [])].flatMap((field) => {
    const hours = readHours(reader, field);
    return hours === undefined ? [] : [[field.key, hours] as const];
  });
  return { coolDown: (coolDown && readHours(reader, coolDown)) ?? 30 * 24, reasons: Object.fromEntries(each) };
}

const QUESTIONS = { BANT: 4, MEDDIC: 6, MEDDPICC: 8 };

function parseSql(reader: YamlReader, spot: Field): Handoff['sql'] {
  const fields = reader.fields(spot, ['framework', 'require', 'after']);
  if (fields === undefined) return undefined;
  const framework = need(reader, spot, fields, 'framework', (field) =>
    reader.choice(field, ['BANT', 'MEDDIC', 'MEDDPICC'] as const),
  );
  const require = fields.get('require');
  const after = fields.get('after');
  if (framework === undefined) return undefined;
  const of = QUESTIONS[framework];
  const text = require === undefined ? `${of} of ${of}` : (reader.text(require) ?? '');
  const match = /^(\d) of (\d)$/.exec(text);
  if (match === null || Number(match[2]) !== of || Number(match[1]) < 1 || Number(match[1]) > of) {
    return reader.problem(
      require ?? spot,
      'definition-bad-requirement',
      `${framework} has ${of} questions`,
      `write require: ${Math.ceil(of / 2)} of ${of}`,
    );
  }
  const last = after && reader.text(after);
  return { framework, require: Number(match[1]), of, ...(last === undefined ? {} : { after: last }) };
}

/** Reads `{ share: 5%, salt: 2026-q4 }`. */
export function parseHoldBack(reader: YamlReader, spot: Field): Handoff['holdBack'] {
  const fields = reader.fields(spot, ['share', 'salt']);
  if (fields === undefined) return undefined;
  const salt = need(reader, spot, fields, 'salt', (field) => reader.text(field));
  const share = need(reader, spot, fields, 'share', (field) => readShare(reader, field));
  return salt === undefined || share === undefined ? undefined : { share, salt };
}

function readShare(reader: YamlReader, spot: Field): number | undefined {
  const match = /^(\d{1,2}(?:\.\d)?)\s*%$/.exec(String(scalar(spot) ?? ''));
  const share = match === null ? Number.NaN : Math.round(Number(match[1]) * 10);
  if (share > 0 && share <= 500) return share;
  return reader.problem(
    spot,
    'definition-bad-share',
    'a share to hold back lies between 0.1 % and 50 %',
    'write share: 5%',
  );
}
