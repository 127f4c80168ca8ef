// Every starter definition parses, and passes its own tests.yaml through the kernel.
import { readdirSync, readFileSync } from 'node:fs';
import { lintDefinition } from '@baton/core/definition/lint';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { parseTests } from '@baton/core/definition/tests-file';
import { runTests } from '@baton/core/replay/run-tests';
import { describe, expect, it } from 'vitest';

const folder = new URL('../examples/definitions/', import.meta.url);

describe.each(readdirSync(folder))('%s', (name) => {
  const read = (file: string): string => readFileSync(new URL(`${name}/${file}`, folder), 'utf8');
  const definition = parseDefinition(read('definition.yaml'), { file: `${name}/definition.yaml` });
  const stories = parseTests(read('tests.yaml'), { file: `${name}/tests.yaml` });

  it('parses', () => {
    expect(definition.problems).toEqual([]);
    expect(stories.problems).toEqual([]);
  });

  it('leaves the linter nothing to say, but for the one it is an example of', () => {
    if (!definition.ok) throw new Error('it does not parse');
    const warnings = lintDefinition(definition.value);
    if (name === 'criticised-point-table') expect(warnings.length).toBeGreaterThan(3);
    else expect(warnings).toEqual([]);
  });

  it('passes its golden cases', () => {
    if (!definition.ok || !stories.ok) throw new Error('it does not parse');
    const results = runTests(definition.value, stories.value);
    expect(results.length).toBeGreaterThan(0);
    expect(results.filter((result) => !result.passed)).toEqual([]);
  });
});
