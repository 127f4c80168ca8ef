// A draft as the service will check it when it is saved: the same checker, the same stories, in the browser.
import type { Problem } from '@baton/core/base/problem';
import type { Definition } from '@baton/core/definition/definition';
import { lintDefinition } from '@baton/core/definition/lint';
import { parseDefinition } from '@baton/core/definition/parse-definition';
import { placeProblems } from '@baton/core/definition/problem-places';
import { checkTests, parseTests } from '@baton/core/definition/tests-file';
import { runTests, type TestResult } from '@baton/core/replay/run-tests';

/** The two texts of a folder that are checked. */
export interface Draft {
  readonly text: string;
  readonly tests: string;
}

/** Names that a text may use: what completion offers. */
export interface Words {
  readonly signals: readonly string[];
  readonly criteria: readonly string[];
  /** Attributes and names of events that conditions mention. */
  readonly mentioned: readonly string[];
}

export interface CheckedDraft {
  /** Errors and warnings, each with its file, line and column. */
  readonly problems: readonly Problem[];
  /** How each story ended; undefined while the texts cannot be read. */
  readonly stories: readonly TestResult[] | undefined;
  readonly words: Words | undefined;
}

/** Checks both texts and runs the stories. */
export function checkDraft({ text, tests }: Draft): CheckedDraft {
  const parsed = parseDefinition(text, { file: 'definition.yaml' });
  const stories = parseTests(tests.trim() === '' ? '{}' : tests, { file: 'tests.yaml' });
  const unread = [...(parsed.ok ? [] : parsed.problems), ...(stories.ok ? [] : stories.problems)];
  if (!parsed.ok) return { problems: unread, stories: undefined, words: undefined };
  const lint = placeProblems(lintDefinition(parsed.value), text, 'definition.yaml');
  const words = wordsOf(parsed.value);
  if (!stories.ok) return { problems: [...unread, ...lint], stories: undefined, words };
  const wrong = checkTests(stories.value, parsed.value, 'tests.yaml');
  const isSound = wrong.every(({ severity }) => severity !== 'error');
  return {
    problems: [...wrong, ...lint],
    stories: isSound ? runTests(parsed.value, stories.value) : undefined,
    words,
  };
}

function wordsOf({ engagement, usage, fit }: Definition): Words {
  const signals = [...(engagement?.signals ?? []), ...(usage?.signals ?? [])];
  const conditions = [...signals, ...(fit?.criteria ?? [])].map(({ when }) => when);
  const paths = conditions.flatMap(({ mentions }) => mentions.map(({ root, path }) => [root, ...path].join('.')));
  const quoted = conditions.flatMap(({ source }) => [...source.matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? ''));
  return {
    signals: signals.map(({ name }) => name),
    criteria: fit?.criteria.map(({ name }) => name) ?? [],
    mentioned: [...new Set([...paths, ...quoted.map((name) => JSON.stringify(name))])],
  };
}
