// Every starter definition parses, leaves the linter nothing to say, passes its own tests.yaml through the kernel, and is what `baton init` offers.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { lintDefinition } from '@baton/core/definition/lint';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { parseTests } from '@baton/core/definition/tests-file';
import { runTests } from '@baton/core/replay/run-tests';
import { describe, expect, it } from 'vitest';

const folder = new URL('../examples/definitions/', import.meta.url);
/** Kept to show what the linter says; nobody should start from it. */
const CRITICISED = 'criticised-point-table';
const names = readdirSync(folder);

describe.each(names)('%s', (name) => {
  const read = (file: string): string => readFileSync(new URL(`${name}/${file}`, folder), 'utf8');
  const definition = parseDefinition(read('definition.yaml'), { file: `${name}/definition.yaml` });
  const stories = parseTests(read('tests.yaml'), { file: `${name}/tests.yaml` });

  it('parses', () => {
    expect(definition.problems).toEqual([]);
    expect(stories.problems).toEqual([]);
    if (definition.ok) expect(definition.value.name).toBe(name);
  });

  it('leaves the linter nothing to say, but for the one it is an example of', () => {
    if (!definition.ok) throw new Error('it does not parse');
    const warnings = lintDefinition(definition.value);
    if (name === CRITICISED) expect(warnings.length).toBeGreaterThan(3);
    else expect(warnings).toEqual([]);
  });

  it('passes its golden cases', () => {
    if (!definition.ok || !stories.ok) throw new Error('it does not parse');
    const results = runTests(definition.value, stories.value);
    expect(results.length).toBeGreaterThanOrEqual(name === CRITICISED ? 1 : 8);
    expect(results.filter((result) => !result.passed)).toEqual([]);
  });

  it('[C8a] counts one long visit once', () => {
    if (name === CRITICISED) return;
    const conditions = [...read('definition.yaml').matchAll(/when: '([^']*entry\.path[^']*)'/g)].map(
      (found) => found[1],
    );
    expect(conditions.length).toBeGreaterThan(0);
    for (const condition of conditions) expect(condition).toMatch(/entry\.kind == "(page|dwell)"/);
  });

  it('says what it is for', () => {
    expect(existsSync(new URL(`${name}/README.md`, folder))).toBe(true);
    if (name !== CRITICISED) expect(read('README.md')).toContain('**Change first');
  });
});

it('the examples name every starter', () => {
  const readme = readFileSync(new URL('../README.md', folder), 'utf8');
  for (const name of names) expect(readme).toContain(`(definitions/${name}/)`);
});
