// What the documents say is so: links and anchors lead somewhere, definitions check, stories hold, mappings and entries parse. Commands that are shown are documents-commands.test.ts's business.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Definition } from '@baton/core/definition/definition';
import { lintDefinition } from '@baton/core/definition/lint';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { checkTests, parseTests } from '@baton/core/definition/tests-file';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import { parseEntry } from '@baton/core/journal/parse-entry';
import { runTests } from '@baton/core/replay/run-tests';
import { describe, expect, it } from 'vitest';
import { root } from './command-line/baton.ts';
import { allDocuments } from './documents/read-documents.ts';

const all = allDocuments();
const guides = join(root, 'docs/guides');

/** Fenced blocks of a kind, without their fences. */
function blocksOf(text: string, kind: string): string[] {
  return [...text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```/gm)].flatMap(([, opening, inside]) =>
    opening?.trim() === kind ? [inside as string] : [],
  );
}

/** The anchors that headings and named places of a page make. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    (heading as string)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
  const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name]) => name as string);
  return new Set([...headings, ...named]);
}

describe.each(all)('$name', ({ path, text }) => {
  it('links to what is there', () => {
    const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
    const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link as string);
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? path : resolve(dirname(path), file);
      if (!existsSync(target)) return true;
      if (relative(root, target).startsWith('..')) return true;
      return anchor !== undefined && target.endsWith('.md') && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
    });
    expect(broken).toEqual([]);
  });
});

const definitionBlocks = all.flatMap(({ name, text }) =>
  blocksOf(text, 'yaml definition').map((block, i) => ({ name, i, block })),
);

/** A definition that is shown somewhere; fails the test where it does not parse. */
function shown(block: string): Definition {
  const parsed = parseDefinition(block);
  expect(parsed.problems).toEqual([]);
  if (!parsed.ok) throw new Error('it does not parse');
  return parsed.value;
}

describe('blocks', () => {
  it('there are some of each kind', () => {
    expect(definitionBlocks.length).toBeGreaterThan(1);
    for (const kind of ['yaml tests', 'yaml', 'ndjson'])
      expect(all.flatMap(({ text }) => blocksOf(text, kind)).length, kind).toBeGreaterThan(0);
  });

  it.each(definitionBlocks)('definition $i of $name checks', ({ block }) => {
    expect(lintDefinition(shown(block)).filter((problem) => problem.severity === 'error')).toEqual([]);
  });

  it.each(all.filter(({ text }) => blocksOf(text, 'yaml tests').length > 0))('stories of $name hold', ({ text }) => {
    const definition = shown(blocksOf(text, 'yaml definition')[0] as string);
    for (const block of blocksOf(text, 'yaml tests')) {
      const stories = parseTests(block);
      expect(stories.problems).toEqual([]);
      if (!stories.ok) continue;
      expect(checkTests(stories.value, definition, 'shown')).toEqual([]);
      expect(runTests(definition, stories.value).filter((result) => !result.passed)).toEqual([]);
    }
  });

  it.each(all.filter(({ text }) => blocksOf(text, 'yaml').some((block) => /^(answers|files):/m.test(block))))(
    'mappings of $name parse',
    ({ text }) => {
      for (const block of blocksOf(text, 'yaml')) expect(parseMapping(block).problems).toEqual([]);
    },
  );

  it.each(all.filter(({ text }) => blocksOf(text, 'ndjson').length > 0))('entries of $name parse', ({ text }) => {
    const lines = blocksOf(text, 'ndjson').flatMap((block) => block.trim().split('\n'));
    for (const line of lines) expect(parseEntry(JSON.parse(line), { source: 'shown' }).problems, line).toEqual([]);
  });
});

describe.each(readdirSync(guides, { withFileTypes: true }).filter((each) => each.isDirectory()))(
  'docs/guides/$name',
  ({ name }) => {
    const read = (file: string): string => readFileSync(join(guides, name, file), 'utf8');

    it('has a definition whose golden cases hold, and a mapping that parses', () => {
      const definition = shown(read('definition.yaml'));
      const stories = parseTests(read('tests.yaml'));
      expect(stories.problems).toEqual([]);
      if (stories.ok) expect(runTests(definition, stories.value).filter((result) => !result.passed)).toEqual([]);
      expect(parseMapping(read('mapping.yaml')).problems).toEqual([]);
      expect(all.some((paper) => paper.name === `docs/guides/${name}.md`)).toBe(true);
    });
  },
);

it('what npm is asked to run is there', () => {
  const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts as Record<string, string>;
  const named = all.flatMap(({ text }) => [...text.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name as string));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
