// The list of breaks stays true to the code: each text stands where it is said to stand, once; and every rule has its break.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BREAKS } from './breaks.ts';

const source = (file: string): string =>
  readFileSync(new URL(`../../../packages/core/src/${file}`, import.meta.url), 'utf8');

describe('the breaks of the rules', () => {
  it.each(BREAKS)('$rule: $what', ({ file, from, to }) => {
    expect(source(file).split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  });

  it('name every rule that random histories can show', () => {
    const rules = readFileSync(new URL('../../../docs/kernel-rules.md', import.meta.url), 'utf8');
    const all = [...rules.matchAll(/^- \*\*([RIH]\d+)\*\*/gm)].map((match) => match[1] as string);
    const broken = new Set(BREAKS.map(({ rule }) => rule.replace(/[a-z]$/, '')));
    expect(all.filter((rule) => !broken.has(rule))).toEqual(['R2', 'R26', 'R29']);
  });
});
