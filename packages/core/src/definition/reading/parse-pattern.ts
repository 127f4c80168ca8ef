// What a clause says about signals and accounts: `signal`, `pattern: [webinar, pricing x2]`, `account: { engagedLeads: 3, engagedAt: 30 }`.
import { didYouMean } from '../../base/did-you-mean.ts';
import { inWords } from '../../base/yaml/path-words.ts';
import type { Field, Spot, YamlReader } from '../../base/yaml/yaml-reader.ts';
import type { AccountClause, Pattern } from '../definition.ts';
import { need } from './parse-fit.ts';
import { readHours, readThreshold, readWhole } from './parse-values.ts';

const MOST_PLACES = 16;

/** What clauses and reasons may name. Names count although what they name has a problem of its own. */
export interface Known {
  readonly signals: readonly string[];
  readonly criteria: readonly string[];
  readonly blocks: ReadonlySet<'fit' | 'engagement' | 'usage'>;
}

/** A name that must be a signal's. */
export function readSignal(reader: YamlReader, spot: Spot, known: Known): string | undefined {
  const name = reader.text(spot);
  if (name === undefined) return undefined;
  return isSignal(reader, spot, name, known) ? name : undefined;
}

function isSignal(reader: YamlReader, spot: Spot, name: string, known: Known): boolean {
  if (known.signals.includes(name)) return true;
  const meant = didYouMean(name, known.signals);
  reader.problem(
    spot,
    'definition-unknown-signal',
    `there is no signal called ${name}${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
  return false;
}

/** Reads `pattern:` with its `within` and `ordered`, which stand beside it. */
export function parsePattern(
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
    return reader.problemAtKey(
      spot,
      'definition-missing',
      `${inWords(spot.path)} needs within: a pattern has a window`,
    );
  const hours = readHours(reader, within);
  return hours === undefined
    ? undefined
    : { places, within: hours, ordered: (ordered && reader.boolean(ordered)) ?? false };
}

/** Reads `account:`. */
export function parseAccount(reader: YamlReader, field: Field): AccountClause | undefined {
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
