// Runs the conformance cases of the definition language against this implementation.
import { readFileSync } from 'node:fs';
import { FALSE, TRUE, UNKNOWN } from '@baton/core/base/trilean';
import { definitionDigest, gateDigests } from '@baton/core/definition/canonical';
import { describeCondition } from '@baton/core/definition/condition-describe';
import { evaluateCondition, readEntry } from '@baton/core/definition/condition-evaluate';
import { parseCondition } from '@baton/core/definition/condition-parse';
import type { Definition } from '@baton/core/definition/definition';
import { diffDefinitions } from '@baton/core/definition/diff';
import { lintDefinition } from '@baton/core/definition/lint';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { plain } from '@baton/core/definition/plain-form';
import { describeDefinition, renderMarkdown } from '@baton/core/definition/plain-language';
import { checkTests, parseTests } from '@baton/core/definition/tests-file';
import type { BehaviourEntry, Json } from '@baton/core/journal/entry';
import { ownAt } from '@baton/core/journal/json';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Case {
  readonly rule: string;
  readonly name: string;
  readonly condition: string;
  /** Whether a machine flag holds the entry. */
  readonly machine?: boolean;
  readonly is?: true | false | 'unknown';
  readonly problem?: string;
  readonly problems?: readonly string[];
  readonly reads?: object;
  readonly replace?: Readonly<Record<string, string>>;
  readonly text: string;
  readonly same?: boolean;
  readonly gates?: readonly string[];
  readonly says?: string;
  readonly sentences?: readonly string[];
  readonly changes?: readonly string[];
  readonly warnings?: readonly string[];
}

interface Cases {
  readonly language: number;
  readonly base: string;
  readonly given: { readonly lead: Json; readonly account: Json; readonly entry: object };
  readonly cases: readonly Case[];
}

function casesOf(name: string): Cases {
  return parse(readFileSync(new URL(`cases/${name}.yaml`, import.meta.url), 'utf8')) as Cases;
}

function places(problems: readonly { code: string; place?: { line?: number; column?: number } }[]): string[] {
  return problems.map(({ code, place }) => `${code} ${place?.line}:${place?.column}`);
}

function edited(base: string, replace: Readonly<Record<string, string>> = {}): string {
  return Object.entries(replace).reduce((text, [from, to]) => {
    expect(text, 'the base holds what is replaced').toContain(from);
    return text.replace(from, () => to);
  }, base);
}

function definitionOf(text: string): Definition {
  const outcome = parseDefinition(text);
  expect(places(outcome.problems)).toEqual([]);
  if (!outcome.ok) throw new Error('no definition');
  return outcome.value;
}

describe('conditions', () => {
  const { given, cases } = casesOf('conditions');
  const entry = { id: '1', occurredAt: 0, knownAt: 0, ...given.entry } as BehaviourEntry;
  test.each(cases)('[$rule] $condition', ({ condition, machine, is, problem }) => {
    const outcome = parseCondition(condition);
    expect(outcome.problems.map(({ code, place }) => `${code} ${place?.column}`)).toEqual(
      problem === undefined ? [] : [problem],
    );
    if (!outcome.ok) return;
    const found = evaluateCondition(outcome.value, ({ root, path }) =>
      root === 'entry' ? readEntry(entry, path, machine) : ownAt(given[root], path),
    );
    expect({ [TRUE]: true, [FALSE]: false, [UNKNOWN]: 'unknown' }[found]).toBe(is);
  });
});

describe('definitions', () => {
  const { base, cases } = casesOf('definitions');
  test.each(cases)('[$rule] $name', ({ replace, problems, reads }) => {
    const outcome = parseDefinition(edited(base, replace));
    expect(places(outcome.problems)).toEqual(problems ?? []);
    if (reads !== undefined) expect(starts(outcome.ok ? plain(outcome.value) : null, reads)).toEqual(reads);
  });
});

describe('digests', () => {
  const { base, cases } = casesOf('digests');
  const before = definitionOf(base);
  test.each(cases)('[$rule] $name', ({ replace, same = false, gates = [] }) => {
    const after = definitionOf(edited(base, replace));
    expect(definitionDigest(after) === definitionDigest(before)).toBe(same);
    const old = gateDigests(before);
    const changed = [...gateDigests(after)].filter(([name, digest]) => old.get(name) !== digest).map(([name]) => name);
    expect(changed).toEqual(gates);
  });
});

describe('stories', () => {
  test.each(casesOf('stories').cases)('[$rule] $name', ({ text, problems, reads }) => {
    const outcome = parseTests(text);
    expect(places(outcome.problems)).toEqual(problems ?? []);
    if (reads !== undefined) expect(starts(outcome.ok ? outcome.value : null, reads)).toEqual(reads);
  });
});

describe('words', () => {
  const { base } = casesOf('definitions');
  const before = definitionOf(base);
  test.each(casesOf('words').cases)('[$rule] $name', (each) => {
    const { condition, says, replace, sentences, changes, warnings, text, problems } = each;
    const parsed = parseCondition(condition ?? 'true');
    if (says !== undefined) expect(parsed.ok && describeCondition(parsed.value)).toBe(says);
    const after = definitionOf(edited(base, replace));
    const page = renderMarkdown(describeDefinition(after)).split('\n');
    for (const sentence of sentences ?? []) expect(page).toContain(`- ${sentence}`);
    if (changes !== undefined) {
      expect(diffDefinitions(before, after).map(({ effect, sentence }) => `${effect} ${sentence}`)).toEqual(changes);
      expect(definitionDigest(before) === definitionDigest(after)).toBe(changes.length === 0);
    }
    if (warnings !== undefined) expect(lintDefinition(after).map(({ code }) => code)).toEqual(warnings);
    if (text === undefined) return;
    const stories = parseTests(text);
    if (!stories.ok) throw new Error(JSON.stringify(stories.problems));
    expect(checkTests(stories.value, after).map(({ code, place }) => `${code} ${place?.line}`)).toEqual(problems);
  });
});

/** Cuts a value down to what `pattern` speaks of: its keys, and as many items. */
function starts(value: unknown, pattern: unknown): unknown {
  if (Array.isArray(pattern))
    return Array.isArray(value)
      ? pattern.length === 0
        ? value
        : pattern.map((part, i) => starts(value[i], part))
      : value;
  if (typeof pattern !== 'object' || pattern === null || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(pattern).map(([key, part]) => [key, starts((value as Record<string, unknown>)[key], part)]),
  );
}

test('there are enough cases to pin the language', () => {
  const files = ['conditions', 'definitions', 'digests', 'stories', 'words'].map(casesOf);
  expect(files.every((file) => file.language === 1)).toBe(true);
  expect(files.reduce((sum, file) => sum + file.cases.length, 0)).toBeGreaterThanOrEqual(200);
});
