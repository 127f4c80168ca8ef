// From the text of tests.yaml to golden cases, or to every problem with its line and column. Playing them is replay's business (replay/run-tests.ts).
import { didYouMean } from '../base/did-you-mean.ts';
import { type Outcome, type Problem, success } from '../base/problem.ts';
import { type Field, type Spot, YamlReader } from '../base/yaml/yaml-reader.ts';
import type { Instant } from '../journal/entry.ts';
import type { Definition } from './definition.ts';
import { need } from './reading/parse-fit.ts';
import { readAttributes } from './reading/yaml-json.ts';
import { parseEntries, type Room } from './stories/parse-entries.ts';
import { EXPECTED_WORDS, parseExpectation } from './stories/parse-expectation.ts';
import type { ExpectingStory, Story, StoryCase, StoryLead } from './story.ts';

/** The keys that tell a case. */
export const CASE = ['account', 'lead', 'entries', 'leads', 'now'] as const;
/** A file tells no more than this. */
const MOST_STORIES = 2000;
const MOST_ENTRIES = 100_000;

/**
 * Parses golden cases. Returns all of them, or all problems, each with file, line, column and the line's text.
 *
 * @example parseTests('a quiet lead is no MQL:\n  lead: { seniority: vp }\n  expect: { mql: no }\n', { file: 'tests.yaml' })
 */
export function parseTests(text: string, options: { readonly file?: string } = {}): Outcome<Story[]> {
  return parseStories(text, options.file, parseStory);
}

/** Reads a file of named stories, each by `parse`; of definitions and of programmes alike. */
export function parseStories<T>(
  text: string,
  file: string | undefined,
  parse: (reader: YamlReader, field: Field, room: Room) => T | undefined,
): Outcome<T[]> {
  const reader = new YamlReader(text, 'tests', file);
  if (reader.broken) return reader.outcome<T[]>(undefined);
  if (reader.root.node === null || reader.root.node === undefined) return success([]);
  const named = [...(reader.fields(reader.root)?.values() ?? [])];
  if (named.length > MOST_STORIES)
    reader.problem(reader.root, 'tests-too-many', `a file may hold ${MOST_STORIES} stories`);
  const room = { entries: MOST_ENTRIES };
  const stories = named.slice(0, MOST_STORIES).flatMap((field) => parse(reader, field, room) ?? []);
  if (room.entries < 0) reader.problem(reader.root, 'tests-too-many', `a file may tell of ${MOST_ENTRIES} entries`);
  return reader.outcome(stories);
}

function parseStory(reader: YamlReader, field: Field, room: Room): Story | undefined {
  const line = reader.lineOf(field) ?? 1;
  const all = reader.fields(field);
  if (all === undefined) return undefined;
  if (!all.has('first') && !all.has('then')) return parseExpecting(reader, field, line, room);
  const fields = reader.fields(field, ['first', 'then']);
  if (fields === undefined) return undefined;
  const first = need(reader, field, fields, 'first', (found) => parseCase(reader, found, room));
  const then = need(reader, field, fields, 'then', (found) => parseCase(reader, found, room));
  return first && then && { kind: 'ranking', name: field.key, line, first, then };
}

function parseExpecting(reader: YamlReader, field: Field, line: number, room: Room): ExpectingStory | undefined {
  const fields = reader.fields(field, [...CASE, 'expect']);
  if (fields === undefined) return undefined;
  const told = readCase(reader, field, fields, room);
  const expect = need(reader, field, fields, 'expect', (found) => parseExpectation(reader, found));
  return expect && { kind: 'expecting', name: field.key, line, ...told, expect };
}

function parseCase(reader: YamlReader, field: Field, room: Room): StoryCase | undefined {
  const fields = reader.fields(field, CASE);
  return fields && readCase(reader, field, fields, room);
}

/** Reads the account, the people and what happened; `room` is what the file may still tell of. */
export function readCase(reader: YamlReader, spot: Spot, fields: ReadonlyMap<string, Field>, room: Room): StoryCase {
  const account = fields.get('account');
  const now = fields.get('now');
  const asked = now && readInstant(reader, now);
  return {
    ...(asked === undefined ? {} : { now: asked }),
    account: (account && readAttributes(reader, account)) ?? {},
    leads: readLeads(reader, spot, fields, room),
  };
}

function readLeads(reader: YamlReader, spot: Spot, fields: ReadonlyMap<string, Field>, room: Room): StoryLead[] {
  const several = fields.get('leads');
  if (several === undefined) return [readLead(reader, 'lead', fields, room)];
  for (const key of ['lead', 'entries']) {
    const stray = fields.get(key);
    if (stray !== undefined)
      reader.problem(
        stray,
        'tests-lead-and-leads',
        `${key} cannot stand beside leads`,
        'move it into one of the leads',
      );
  }
  const leads = (reader.items(several) ?? []).flatMap((item, i) => {
    const inner = reader.fields(item, ['name', 'lead', 'entries']);
    if (inner === undefined) return [];
    const name = inner.get('name');
    return [readLead(reader, (name && reader.text(name)) ?? `lead ${i + 1}`, inner, room)];
  });
  const twice = leads.find((lead, i) => leads.some((other, j) => j < i && other.name === lead.name));
  if (twice !== undefined) reader.problem(several, 'tests-same-name', `two leads are called ${twice.name}`);
  if (leads.length === 0) reader.problem(spot, 'tests-missing', 'leads names nobody');
  return leads;
}

function readLead(reader: YamlReader, name: string, fields: ReadonlyMap<string, Field>, room: Room): StoryLead {
  const attributes = fields.get('lead');
  return {
    name,
    attributes: (attributes && readAttributes(reader, attributes)) ?? {},
    entries: parseEntries(reader, fields.get('entries'), room),
  };
}

function readInstant(reader: YamlReader, field: Field): Instant | undefined {
  const text = reader.text(field);
  if (text === undefined) return undefined;
  const written = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const instant = written ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(instant)) return instant;
  return reader.problem(field, 'tests-bad-instant', `"${text}" is no instant`, 'write 2026-03-02T10:00Z');
}

/** Problems that only a definition can tell: gates, criteria and disqualifications it does not have. */
export function checkTests(stories: readonly Story[], definition: Definition, file?: string): Problem[] {
  const gates = definition.gates.map((gate) => gate.name);
  const openers = [
    ...gates,
    ...(definition.handoff.ready ? ['ready'] : []),
    ...(definition.handoff.continuous ? ['continuous'] : []),
  ];
  const criteria = (definition.fit?.criteria ?? []).map((criterion) => criterion.name);
  const disqualify = (definition.fit?.disqualify ?? []).map((rule) => rule.name);
  return stories.flatMap((story) => {
    if (story.kind === 'ranking') return [];
    const { expect } = story;
    const opened = typeof expect.handoff === 'string' ? [expect.handoff] : [];
    return [
      ...unknown(story, Object.keys(expect.gates), gates, 'gate', file, EXPECTED_WORDS),
      ...unknown(story, opened, openers, 'a hand-off by', file),
      ...unknown(story, expect.missing, criteria, 'criterion', file),
      ...unknown(story, expect.disqualified, disqualify, 'disqualification', file),
    ];
  });
}

function unknown(
  story: ExpectingStory,
  names: readonly string[],
  known: readonly string[],
  what: string,
  file: string | undefined,
  otherWords: readonly string[] = [],
): Problem[] {
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = didYouMean(name, [...known, ...otherWords]);
      const message = `"${story.name}" expects ${what} ${name}, which the definition does not have${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
      return {
        code: 'tests-unknown-name',
        severity: 'error',
        message,
        place: {
          ...(file === undefined ? {} : { file }),
          path: story.name,
          line: story.line,
        },
      };
    });
}
