import { expect, test } from 'vitest';
import { definitionDigest } from '../definition/canonical.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import type { Entry } from '../journal/entry.ts';
import { HistoryLint } from './history-lint.ts';
import { prepareRulebook, writeJournal } from './replay.ts';

function warnings(criteria: string, signals: string, entries: readonly object[]): string[] {
  const parsed = parseDefinition(`
definition: held
language: 1
fit:
  criteria: { ${criteria} }
  grades: { A: 80, B: 50, C: 20 }
engagement:
  signals: { ${signals} }
qualify:
  mql: { fit: B, engagement: 10 }
`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const definition = parsed.value;
  const full = entries.map(
    (entry, i) => ({ source: 'web', id: `e${i}`, userId: 'u', occurredAt: i, knownAt: i, ...entry }) as Entry,
  );
  const lint = new HistoryLint(definition);
  for (const entry of full) lint.add(entry);
  const rulebook = prepareRulebook({
    order: ['held'],
    activations: [{ definition, version: 1, digest: definitionDigest(definition), effectiveAt: 0 }],
  });
  return lint
    .problems(rulebook, writeJournal(rulebook, full, 'backtest'))
    .map(({ code, message, hint, place }) => `${code} at ${place?.path}: ${message}; ${hint}`);
}

const HISTORY = [
  { kind: 'identify', account: { employees: 300, country: 'US' }, lead: { seniority: 'vp' } },
  { kind: 'track', name: 'Demo Requested', properties: { topic: 'pricing' } },
  { kind: 'track', name: 'Demo Requested' },
  { kind: 'page', path: '/pricing' },
];
const SIZE = `size: { when: 'account.employees >= 200', points: 60 }`;
const DEMO = `demo: { when: 'entry.name == "Demo Requested"', points: 20, within: 30d }`;

test('a definition that this history knows is told nothing', () => {
  expect(warnings(SIZE, DEMO, HISTORY)).toEqual([]);
});

test('a misspelt name of an event is told, with the one that is meant', () => {
  const misspelt = `demo: { when: 'entry.name in ["Demo Requestd"]', points: 20, within: 30d }`;
  expect(warnings(SIZE, misspelt, HISTORY)).toEqual([
    'lint-value-unseen at engagement.signals.demo.when: no entry.name in this history is "Demo Requestd"; did you mean "Demo Requested", seen 2 times?',
  ]);
});

test('a name that nothing has is told with those that are there', () => {
  const other = `gift: { when: 'entry.name == "Gift Sent"', points: 20, within: 30d }`;
  expect(warnings(SIZE, `${DEMO}, ${other}`, HISTORY)).toEqual([
    'lint-value-unseen at engagement.signals.gift.when: no entry.name in this history is "Gift Sent"; seen most often: "Demo Requested"',
  ]);
});

test('an attribute that nobody has is told; one of another spelling is meant', () => {
  const misspelt = `size: { when: 'account.employes >= 200', points: 60 }`;
  const unknown = `money: { when: 'account.revenue > 5', points: 10 }`;
  expect(warnings(`${misspelt}, ${unknown}`, DEMO, HISTORY)).toEqual([
    'lint-field-unseen at fit.criteria.size.when: nothing in this history says account.employes; did you mean account.employees, which this history knows?',
    'lint-field-unseen at fit.criteria.money.when: nothing in this history says account.revenue; map a column to it, or leave this out: it is unknown for everybody',
  ]);
});

test('a country nobody is from yet is nothing to warn of, another case of one is', () => {
  const region = (list: string) => `${SIZE}, region: { when: 'account.country in [${list}]', points: 10 }`;
  expect(warnings(region('"US", "DE"'), DEMO, HISTORY)).toEqual([]);
  expect(warnings(region('"us", "DE"'), DEMO, HISTORY)).toEqual([
    'lint-value-unseen at fit.criteria.region.when: no account.country in this history is "us"; did you mean "US", seen 1 times?',
  ]);
});

test('a signal that no entry matches is told', () => {
  const deep = `deep: { when: 'entry.kind == "page" && entry.path.startsWith("/docs")', points: 5, within: 30d }`;
  expect(warnings(SIZE, `${DEMO}, ${deep}`, HISTORY)).toEqual([
    'lint-signal-unmatched at engagement.signals.deep.when: no entry of this history matches deep; check it against the names of events and pages in the journal, or leave it out',
  ]);
});
