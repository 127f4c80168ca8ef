// From the text of definition.yaml to a definition, or to every problem with its line and column. What is allowed but unwise is lint's business.
import type { Outcome } from '../base/problem.ts';
import { type Field, isMapAt, YamlReader } from '../base/yaml/yaml-reader.ts';
import type { Definition, Motion, Track } from './definition.ts';
import { need, parseFit } from './reading/parse-fit.ts';
import { parseGates } from './reading/parse-gates.ts';
import { parseHandoff } from './reading/parse-handoff.ts';
import type { Known } from './reading/parse-pattern.ts';
import { parseTrack } from './reading/parse-track.ts';

const KEYS = [
  'definition',
  'title',
  'language',
  'motion',
  'fit',
  'engagement',
  'usage',
  'qualify',
  'handoff',
  'review',
];
const MOTIONS = ['sales-led', 'product-led', 'account-based', 'outbound'] as const satisfies readonly Motion[];
const CADENCES = ['monthly', 'quarterly'] as const;

/**
 * Parses and checks a definition. Returns it, or all problems, each with file, line, column and the line's text, so that a caret can be printed.
 *
 * @example parseDefinition('definition: starter\nlanguage: 1\n…', { file: 'definition.yaml' })
 */
export function parseDefinition(text: string, options: { readonly file?: string } = {}): Outcome<Definition> {
  const reader = new YamlReader(text, 'definition', options.file);
  if (reader.broken) return reader.outcome<Definition>(undefined);
  const fields = reader.fields(reader.root, KEYS);
  return reader.outcome(fields && assemble(reader, fields));
}

function assemble(reader: YamlReader, fields: ReadonlyMap<string, Field>): Definition | undefined {
  const name = need(reader, reader.root, fields, 'definition', (field) => readName(reader, field));
  const language = need(reader, reader.root, fields, 'language', (field) => readLanguage(reader, field));
  const motion = fields.get('motion');
  const title = fields.get('title');
  const block = <T>(key: string, parse: (field: Field) => T | undefined): T | undefined => {
    const field = fields.get(key);
    return field && parse(field);
  };
  const fit = block('fit', (field) => parseFit(reader, field));
  const engagement = block('engagement', (field) => parseTrack(reader, field));
  const usage = block('usage', (field) => parseTrack(reader, field));
  checkNames(reader, fields, engagement, usage);
  const known: Known = {
    signals: [
      ...namesIn(reader, fields.get('engagement'), 'signals'),
      ...namesIn(reader, fields.get('usage'), 'signals'),
    ],
    criteria: namesIn(reader, fields.get('fit'), 'criteria'),
    blocks: new Set((['fit', 'engagement', 'usage'] as const).filter((block) => fields.has(block))),
  };
  const gates = parseGates(reader, fields.get('qualify'), known);
  const handoff = parseHandoff(reader, fields.get('handoff'), known);
  const review = parseReview(reader, fields.get('review'));
  checkWhole(reader, fields, gates.length, handoff.continuous !== undefined);
  const titled = title && reader.text(title);
  const moved = motion && reader.choice(motion, MOTIONS);
  if (name === undefined || language === undefined) return undefined;
  return {
    name,
    language,
    motion: moved ?? 'sales-led',
    ...(titled === undefined ? {} : { title: titled }),
    ...(fit === undefined ? {} : { fit }),
    ...(engagement === undefined ? {} : { engagement }),
    ...(usage === undefined ? {} : { usage }),
    gates,
    handoff,
    review,
  };
}

function readName(reader: YamlReader, field: Field): string | undefined {
  const name = reader.text(field);
  if (name === undefined || /^[a-z][a-z0-9-]{0,60}$/i.test(name)) return name;
  return reader.problem(field, 'definition-bad-name', `"${name}" cannot be a name`, 'use letters, digits and hyphens');
}

function readLanguage(reader: YamlReader, field: Field): 1 | undefined {
  const language = reader.number(field);
  if (language === undefined || language === 1) return language;
  return reader.problem(
    field,
    'definition-unknown-language',
    `this version speaks language 1, not ${language}`,
    'write language: 1',
  );
}

/** The names under `block.key`, whether or not what they name is sound. */
function namesIn(reader: YamlReader, block: Field | undefined, key: string): string[] {
  const inside = block && isMapAt(block) ? reader.fields(block)?.get(key) : undefined;
  return inside && isMapAt(inside) ? [...(reader.fields(inside)?.keys() ?? [])] : [];
}

function checkNames(
  reader: YamlReader,
  fields: ReadonlyMap<string, Field>,
  engagement: Track | undefined,
  usage: Track | undefined,
): void {
  for (const signal of usage?.signals ?? []) {
    if (!engagement?.signals.some((other) => other.name === signal.name)) continue;
    reader.problem(
      fields.get('usage') as Field,
      'definition-same-name',
      `${signal.name} is a signal of engagement and of usage; one name, one signal`,
    );
  }
}

function parseReview(reader: YamlReader, field: Field | undefined): Definition['review'] {
  const fields = field && reader.fields(field, ['rate', 'definition']);
  const cadence = (key: string, otherwise: 'monthly' | 'quarterly'): 'monthly' | 'quarterly' => {
    const found = fields?.get(key);
    return (found && reader.choice(found, CADENCES)) ?? otherwise;
  };
  return { rate: cadence('rate', 'monthly'), definition: cadence('definition', 'quarterly') };
}

function checkWhole(reader: YamlReader, fields: ReadonlyMap<string, Field>, gates: number, continuous: boolean): void {
  if (!fields.has('engagement') && !fields.has('usage')) {
    reader.problem(
      reader.root,
      'definition-missing',
      'a definition needs engagement or usage',
      'add engagement: with at least one signal',
    );
  }
  if (gates === 0 && !continuous && !fields.has('qualify')) {
    reader.problem(
      reader.root,
      'definition-missing',
      'a definition needs qualify (gates), or handoff: continuous',
      'add qualify: { mql: { fit: B, engagement: 60 } }',
    );
  }
  if (fields.has('qualify') && continuous) {
    reader.problem(
      fields.get('qualify') as Field,
      'definition-gates-and-continuous',
      'continuous mode stands instead of gates (R28)',
    );
  }
}
