// The behavioural tracks, engagement and usage: signals, groups, source weights.
import { didYouMean } from '../../base/did-you-mean.ts';
import { inWords } from '../../base/yaml/path-words.ts';
import { type Field, isListAt, isMapAt, type Spot, scalar, type YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { Decay, Group, Signal, SourceWeight, Track } from '../definition.ts';
import { labelOf, need, readEach } from './parse-fit.ts';
import {
  hoursOf,
  readCondition,
  readFactor,
  readHours,
  readPoints,
  readThreshold,
  readWeight,
  readWhole,
} from './parse-values.ts';

const MOST_SIGNALS = 100;
const MOST_SOURCES = 50;
const SIGNAL_KEYS = [
  'label',
  'when',
  'points',
  'within',
  'atMost',
  'atLeast',
  'oncePer',
  'distinctBy',
  'halfLife',
  'linear',
  'steps',
];

/** Reads `engagement:` or `usage:`. */
export function parseTrack(reader: YamlReader, spot: Spot): Track | undefined {
  const fields = reader.fields(spot, ['perPerson', 'sources', 'signals', 'groups']);
  if (fields === undefined) return undefined;
  const before = reader.count;
  const signals = readEach(reader, fields.get('signals'), parseSignal);
  if (signals.length === 0 && reader.count === before)
    reader.problemAtKey(fields.get('signals') ?? spot, 'definition-empty', `${spot.path} has no signals`);
  if (signals.length > MOST_SIGNALS)
    reader.problem(spot, 'definition-too-many', `${spot.path} may have ${MOST_SIGNALS} signals`);
  const groups = readEach(reader, fields.get('groups'), parseGroup);
  if (reader.count === before) checkGroups(reader, fields.get('groups'), signals);
  const perPerson = fields.get('perPerson');
  const sources = fields.get('sources');
  return {
    signals,
    groups,
    sources: readSources(reader, sources),
    perPerson: (perPerson && readThreshold(reader, perPerson)) ?? 500,
  };
}

function readSources(reader: YamlReader, field: Field | undefined): SourceWeight[] {
  if (field === undefined) return [];
  const items = reader.items(field) ?? [];
  if (items.length > MOST_SOURCES)
    reader.problemAtKey(field, 'definition-too-many', `${field.path} may hold ${MOST_SOURCES} weights`);
  return items.slice(0, MOST_SOURCES).flatMap((item) => parseSource(reader, item) ?? []);
}

function parseSource(reader: YamlReader, spot: Spot): SourceWeight | undefined {
  const fields = reader.fields(spot, ['when', 'weight']);
  if (fields === undefined) return undefined;
  const when = need(reader, spot, fields, 'when', (field) => readCondition(reader, field, ['entry']));
  const weight = need(reader, spot, fields, 'weight', (field) => readWeight(reader, field));
  return when && weight !== undefined ? { when, weight } : undefined;
}

function parseSignal(reader: YamlReader, field: Field): Signal | undefined {
  const fields = reader.fields(field, SIGNAL_KEYS);
  if (fields === undefined) return undefined;
  const when = need(reader, field, fields, 'when', (spot) => readCondition(reader, spot, ['entry']));
  const points = need(reader, field, fields, 'points', (spot) => readPoints(reader, spot));
  const within = need(reader, field, fields, 'within', (spot) => readHours(reader, spot));
  const optional = <T>(key: string, read: (spot: Field) => T | undefined): T | undefined => {
    const found = fields.get(key);
    return found && read(found);
  };
  const atMost = optional('atMost', (spot) => readWhole(reader, spot, 1, 64));
  const atLeast = optional('atLeast', (spot) => readWhole(reader, spot, 2, 64));
  const oncePer = optional('oncePer', (spot) => readHours(reader, spot));
  const distinctBy = optional('distinctBy', (spot) => readPath(reader, spot));
  if (fields.has('atMost') && fields.has('atLeast')) {
    reader.problem(
      fields.get('atLeast') as Field,
      'definition-at-least-and-at-most',
      `${field.key} has both atLeast and atMost; only one may stand (R10)`,
    );
  }
  const decay = parseDecay(reader, field, fields, within ?? 0);
  if (points !== undefined && points < 0 && decay.kind !== 'none') {
    reader.problemAtKey(
      field,
      'definition-negative-decay',
      `${field.key} takes points away; negative points do not decay (R11)`,
      'leave halfLife, linear and steps out',
    );
  }
  if (when === undefined || points === undefined || within === undefined) return undefined;
  return {
    name: field.key,
    label: labelOf(reader, fields, field.key),
    when,
    points,
    within,
    ...(atMost === undefined ? {} : { atMost }),
    ...(atLeast === undefined ? {} : { atLeast }),
    ...(oncePer === undefined ? {} : { oncePer }),
    ...(distinctBy === undefined ? {} : { distinctBy }),
    decay,
  };
}

function readPath(reader: YamlReader, spot: Spot): readonly string[] | undefined {
  const text = reader.text(spot);
  if (text === undefined) return undefined;
  const match = /^entry((?:\.[A-Za-z_][A-Za-z0-9_]*)+)$/.exec(text);
  if (match !== null) return (match[1] as string).slice(1).split('.');
  return reader.problem(
    spot,
    'definition-bad-path',
    `${inWords(spot.path)} should name a field of the entry`,
    'write entry.topic',
  );
}

function parseDecay(reader: YamlReader, field: Field, fields: ReadonlyMap<string, Field>, within: number): Decay {
  const named = ['halfLife', 'linear', 'steps'].filter((key) => fields.has(key));
  if (named.length > 1)
    reader.problemAtKey(field, 'definition-two-decays', `${field.key} has ${named.join(' and ')}; only one may stand`);
  const halfLife = fields.get('halfLife');
  const steps = fields.get('steps');
  const linear = fields.get('linear');
  if (halfLife !== undefined) {
    const hours = readHours(reader, halfLife);
    return hours === undefined ? { kind: 'none' } : { kind: 'half-life', hours };
  }
  if (steps !== undefined) return parseSteps(reader, steps, within);
  return linear !== undefined && reader.boolean(linear) === true ? { kind: 'linear' } : { kind: 'none' };
}

function parseSteps(reader: YamlReader, spot: Field, within: number): Decay {
  const steps = [...(reader.fields(spot)?.values() ?? [])].flatMap((item) => {
    const from = hoursOf(item.key);
    const millionths = readFactor(reader, item);
    if (from === undefined) {
      reader.problemAtKey(
        item,
        'definition-bad-duration',
        `"${item.key}" is no age`,
        'write steps: { 7d: 0.5, 14d: 0.25 }',
      );
      return [];
    }
    if (within > 0 && from >= within)
      reader.problemAtKey(item, 'definition-step-outside', `the step at ${item.key} lies outside the window`);
    return millionths === undefined ? [] : [{ from, millionths }];
  });
  const ordered = steps.sort((a, b) => a.from - b.from);
  const rises = ordered.some((step, i) => step.millionths > (ordered[i - 1]?.millionths ?? 1_000_000));
  if (rises) reader.problem(spot, 'definition-rising-decay', 'the factors of steps may not rise with age (R8)');
  return { kind: 'steps', steps: ordered };
}

function parseGroup(reader: YamlReader, field: Field): Group | undefined {
  const fields = reader.fields(field, ['signals', 'limit']);
  if (fields === undefined) return undefined;
  const limit = need(reader, field, fields, 'limit', (spot) => readThreshold(reader, spot));
  const signals = need(reader, field, fields, 'signals', (spot) =>
    (reader.items(spot) ?? []).flatMap((item) => reader.text(item) ?? []),
  );
  return limit === undefined || signals === undefined ? undefined : { name: field.key, signals, limit };
}

/** R9: groups hold positive signals of their track, each in at most one group. */
function checkGroups(reader: YamlReader, field: Field | undefined, signals: readonly Signal[]): void {
  const grouped = new Map<string, string>();
  const names = signals.map((signal) => signal.name);
  for (const [group, item] of membersOf(reader, field)) {
    const name = String(scalar(item));
    const signal = signals.find((candidate) => candidate.name === name);
    const other = grouped.get(name);
    if (signal === undefined) {
      const meant = didYouMean(name, names);
      const question = meant === undefined ? '' : `; did you mean "${meant}"?`;
      reader.problem(
        item,
        'definition-unknown-signal',
        `group ${group} names ${name}, which is no signal of this track${question}`,
      );
    } else if (signal.points < 0) {
      reader.problem(
        item,
        'definition-negative-in-group',
        `group ${group} holds ${name}, which takes points away (R9)`,
        'limits are for positive points',
      );
    }
    if (other !== undefined) {
      reader.problem(
        item,
        'definition-in-two-groups',
        other === group
          ? `${name} stands twice in group ${group}`
          : `${name} stands in the groups ${other} and ${group}; one is allowed (R9)`,
      );
    }
    grouped.set(name, group);
  }
}

/** The places where groups name signals; what is wrong with their shape has been told by then. */
function membersOf(reader: YamlReader, field: Field | undefined): (readonly [string, Spot])[] {
  if (field === undefined || !isMapAt(field)) return [];
  return [...(reader.fields(field)?.values() ?? [])].flatMap((group) => {
    const members = isMapAt(group) ? reader.fields(group)?.get('signals') : undefined;
    if (members === undefined || !isListAt(members)) return [];
    return (reader.items(members) ?? [])
      .filter((item) => scalar(item) !== undefined)
      .map((item) => [group.key, item] as const);
  });
}
