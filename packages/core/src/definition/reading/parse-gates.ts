// Gates and their clauses: what has to hold before a lead is handed over.

import { didYouMean } from '../../base/did-you-mean.ts';
import type { AccountClause, Clause, Gate, Pattern, Signal } from '../definition.ts';
import { labelOf, need, readEach } from './parse-fit.ts';
import { readCondition, readDuration, readGrades, readHours, readThreshold, readWhole } from './parse-values.ts';
import type { Field, Spot, YamlReader } from './yaml-reader.ts';

const CLAUSE_KEYS = [
  'fit',
  'engagement',
  'usage',
  'total',
  'signal',
  'pattern',
  'within',
  'ordered',
  'account',
  'unless',
  'any',
  'all',
];
const MOST_GATES = 30;
const MOST_PLACES = 16;

/** What clauses may name. */
export interface Known {
  readonly signals: readonly Signal[];
  readonly hasFit: boolean;
  readonly hasEngagement: boolean;
  readonly hasUsage: boolean;
}

/** Reads `qualify:`. */
export function parseGates(reader: YamlReader, field: Field | undefined, known: Known): Gate[] {
  const gates = readEach(reader, field, (_, item) => parseGate(reader, item, known));
  if (gates.length > MOST_GATES)
    reader.problem(field as Spot, 'definition-too-many', `a definition may have ${MOST_GATES} gates`);
  return gates;
}

function parseGate(reader: YamlReader, field: Field, known: Known): Gate | undefined {
  if (field.key === 'ready' || field.key === 'continuous') {
    return reader.problem(field, 'definition-bad-name', `a gate cannot be called ${field.key}: the name is taken`);
  }
  const fields = reader.fields(field, [...CLAUSE_KEYS, 'label', 'respondWithin']);
  if (fields === undefined) return undefined;
  const before = reader.problems.length;
  const clause = parseClauseFields(reader, field, fields, known, 0);
  const isSound = reader.problems.length === before;
  const respondWithin = fields.get('respondWithin');
  const within = respondWithin && readDuration(reader, respondWithin);
  if (clause === undefined) return undefined;
  if (isSound) checkReads(reader, field, clause);
  return {
    name: field.key,
    label: labelOf(reader, fields, field.key),
    clause,
    ...(within === undefined ? {} : { respondWithin: within }),
  };
}

/** Reads a clause on its own, as `ready` is. */
export function parseClause(reader: YamlReader, spot: Spot, known: Known, depth = 0): Clause | undefined {
  const fields = reader.fields(spot, CLAUSE_KEYS);
  return fields && parseClauseFields(reader, spot, fields, known, depth);
}

function parseClauseFields(
  reader: YamlReader,
  spot: Spot,
  fields: ReadonlyMap<string, Field>,
  known: Known,
  depth: number,
): Clause | undefined {
  if (depth > 4) return reader.problem(spot, 'definition-too-deep', 'clauses may be nested four deep');
  const clause: { -readonly [K in keyof Clause]: Clause[K] } = {};
  const read = <T>(key: string, with_: (field: Field) => T | undefined): T | undefined => {
    const field = fields.get(key);
    return field && with_(field);
  };
  assign(
    clause,
    'fit',
    read('fit', (field) => demand(reader, field, known.hasFit, 'fit', () => readGrades(reader, field))),
  );
  assign(
    clause,
    'engagement',
    read('engagement', (field) =>
      demand(reader, field, known.hasEngagement, 'engagement', () => readThreshold(reader, field)),
    ),
  );
  assign(
    clause,
    'usage',
    read('usage', (field) => demand(reader, field, known.hasUsage, 'usage', () => readThreshold(reader, field))),
  );
  assign(
    clause,
    'total',
    read('total', (field) =>
      demand(reader, field, known.hasEngagement, 'engagement', () => readThreshold(reader, field, 0, 2000)),
    ),
  );
  assign(
    clause,
    'signal',
    read('signal', (field) => readSignal(reader, field, known)),
  );
  assign(clause, 'pattern', parsePattern(reader, spot, fields, known));
  assign(
    clause,
    'account',
    read('account', (field) => parseAccount(reader, field, known)),
  );
  assign(
    clause,
    'unless',
    read('unless', (field) => readCondition(reader, field, clause.account ? ['account'] : ['lead', 'account'])),
  );
  for (const key of ['any', 'all'] as const) {
    assign(
      clause,
      key,
      read(key, (field) => parseClauses(reader, field, known, depth)),
    );
  }
  return clause;
}

function assign<K extends keyof Clause>(
  clause: { -readonly [P in keyof Clause]: Clause[P] },
  key: K,
  value: Clause[K] | undefined,
): void {
  if (value !== undefined) clause[key] = value;
}

function demand<T>(
  reader: YamlReader,
  field: Field,
  there: boolean,
  block: string,
  read: () => T | undefined,
): T | undefined {
  return there
    ? read()
    : reader.problem(
        field,
        'definition-missing-block',
        `${field.path} asks for ${block}, but the definition has no ${block} block`,
      );
}

function parseClauses(reader: YamlReader, field: Field, known: Known, depth: number): Clause[] | undefined {
  const items = reader.items(field);
  if (items === undefined) return undefined;
  if (items.length === 0) return reader.problem(field, 'definition-empty', `${field.path} is empty`);
  return items.flatMap((item) => parseClause(reader, item, known, depth + 1) ?? []);
}

function readSignal(reader: YamlReader, spot: Spot, known: Known): string | undefined {
  const name = reader.text(spot);
  if (name === undefined) return undefined;
  return isSignal(reader, spot, name, known) ? name : undefined;
}

function isSignal(reader: YamlReader, spot: Spot, name: string, known: Known): boolean {
  const names = known.signals.map((signal) => signal.name);
  if (names.includes(name)) return true;
  const meant = didYouMean(name, names);
  reader.problem(
    spot,
    'definition-unknown-signal',
    `there is no signal called ${name}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
  return false;
}

function parsePattern(
  reader: YamlReader,
  spot: Spot,
  fields: ReadonlyMap<string, Field>,
  known: Known,
): Pattern | undefined {
  const field = fields.get('pattern');
  const within = fields.get('within');
  const ordered = fields.get('ordered');
  if (field === undefined) {
    for (const stray of [within, ordered]) {
      if (stray !== undefined)
        reader.problem(stray, 'definition-stray-key', `${stray.key} belongs to a pattern, and there is none here`);
    }
    return undefined;
  }
  const places = (reader.items(field) ?? []).flatMap((item) => {
    const text = reader.text(item);
    const match = text === undefined ? null : /^(\S+?)(?:\s+x(\d{1,2}))?$/.exec(text);
    if (match === null)
      return (
        reader.problem(
          item,
          'definition-bad-place',
          'a place of a pattern is a signal, or a signal and a count',
          'write pricing x2',
        ) ?? []
      );
    const signal = match[1] as string;
    return isSignal(reader, item, signal, known) ? [{ signal, count: Number(match[2] ?? 1) }] : [];
  });
  const total = places.reduce((sum, place) => sum + place.count, 0);
  if (places.some((place) => place.count < 1)) reader.problem(field, 'definition-bad-place', 'a count starts at 1');
  if (total > MOST_PLACES)
    reader.problem(field, 'definition-too-many', `a pattern may have ${MOST_PLACES} places, this one has ${total}`);
  if (places.length === 0) return reader.problem(field, 'definition-empty', 'the pattern is empty');
  if (within === undefined)
    return reader.problem(spot, 'definition-missing', `${spot.path} needs within: a pattern has a window`);
  const hours = readHours(reader, within);
  return hours === undefined
    ? undefined
    : { places, within: hours, ordered: (ordered && reader.boolean(ordered)) ?? false };
}

function parseAccount(reader: YamlReader, field: Field, known: Known): AccountClause | undefined {
  if (!known.hasEngagement) return demand(reader, field, false, 'engagement', () => undefined);
  const fields = reader.fields(field, ['engagedLeads', 'engagedAt', 'engagement', 'roles']);
  if (fields === undefined) return undefined;
  const engagedLeads = need(reader, field, fields, 'engagedLeads', (spot) => readWhole(reader, spot, 1, 100));
  const engagedAt = need(reader, field, fields, 'engagedAt', (spot) => readThreshold(reader, spot));
  const engagement = fields.get('engagement');
  const threshold = engagement && readThreshold(reader, engagement);
  const roles = fields.get('roles');
  const named = roles === undefined ? [] : (reader.items(roles) ?? []).flatMap((item) => reader.text(item) ?? []);
  if (engagedLeads === undefined || engagedAt === undefined) return undefined;
  return { engagedLeads, engagedAt, ...(threshold === undefined ? {} : { engagement: threshold }), roles: named };
}

function everyClause(clause: Clause): Clause[] {
  return [clause, ...(clause.any ?? []).flatMap(everyClause), ...(clause.all ?? []).flatMap(everyClause)];
}

/** R16: every gate reads behaviour; R15a: an account gate reads nothing of a single lead. */
function checkReads(reader: YamlReader, field: Field, clause: Clause): void {
  const inside = everyClause(clause);
  const ofLead = inside.some(
    (each) =>
      each.engagement !== undefined ||
      each.usage !== undefined ||
      each.total !== undefined ||
      each.signal !== undefined ||
      each.pattern !== undefined,
  );
  const ofAccount = inside.some((each) => each.account !== undefined);
  if (!ofLead && !ofAccount) {
    reader.problem(
      field,
      'definition-gate-without-behaviour',
      `gate ${field.key} reads no behaviour: it would open for people who never did anything (R16)`,
      'add engagement, usage, a signal or a pattern',
    );
  }
  if (ofLead && ofAccount) {
    reader.problem(
      field,
      'definition-mixed-gate',
      `gate ${field.key} judges the account and a single lead at once (R15a)`,
      'make two gates of it',
    );
  }
}
