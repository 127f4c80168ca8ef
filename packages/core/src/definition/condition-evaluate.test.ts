import { describe, expect, test } from 'vitest';
import { FALSE, TRUE, UNKNOWN } from '../base/trilean.ts';
import type { BehaviourEntry, Json } from '../journal/entry.ts';
import { own } from '../journal/json.ts';
import type { Mention } from './condition.ts';
import { evaluateCondition, readEntry } from './condition-evaluate.ts';
import { parseCondition } from './condition-parse.ts';

const KNOWN: Readonly<Record<string, Json>> = {
  n: 5,
  zero: 0,
  half: 0.5,
  s: 'pricing page',
  empty: '',
  yes: true,
  no: false,
  nothing: null,
  list: ['a', 'b', 3],
  mixed: ['a', null],
  object: { x: 1 },
};

function outcomeOf(source: string): string {
  const parsed = parseCondition(source);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  const read = ({ path }: Mention): Json | undefined => own(KNOWN, path[0] ?? '');
  return { [TRUE]: 'true', [FALSE]: 'false', [UNKNOWN]: 'unknown' }[evaluateCondition(parsed.value, read)];
}

describe('[R13] three-valued conditions', () => {
  test.each([
    ['lead.n == 5', 'true'],
    ['lead.n == 5.0', 'true'],
    ['lead.half * 2 == 1', 'true'],
    ['lead.n / 2 == 2.5', 'true'],
    ['lead.n != 5', 'false'],
    ['lead.n < 5 || lead.n > 4', 'true'],
    ['lead.s < "q"', 'true'],
    ['"\\U0001F600" > "\\uFFFD"', 'true'],
    ['lead.absent == 5', 'unknown'],
    ['lead.absent != 5', 'unknown'],
    ['lead.nothing == 5', 'unknown'],
    ['lead.nothing == null', 'unknown'],
    ['lead.n == "5"', 'unknown'],
    ['lead.n != "5"', 'unknown'],
    ['lead.n > "4"', 'unknown'],
    ['lead.yes > false', 'unknown'],
    ['lead.list == lead.list', 'unknown'],
    ['lead.n / lead.zero > 1', 'unknown'],
    ['lead.n % 0 == 1', 'unknown'],
    ['lead.s + 1 == "x"', 'unknown'],
    ['lead.s + "!" == "pricing page!"', 'true'],
    ['lead.yes', 'true'],
    ['lead.no', 'false'],
    ['lead.n', 'unknown'],
    ['!lead.absent', 'unknown'],
    ['!lead.no', 'true'],
    ['lead.absent && lead.no', 'false'],
    ['lead.no && lead.absent', 'false'],
    ['lead.absent && lead.yes', 'unknown'],
    ['lead.absent || lead.yes', 'true'],
    ['lead.absent || lead.no', 'unknown'],
    ['has(lead.n)', 'true'],
    ['has(lead.empty)', 'true'],
    ['has(lead.no)', 'true'],
    ['has(lead.nothing)', 'false'],
    ['has(lead.absent)', 'false'],
    ['!has(lead.absent)', 'true'],
    ['has(lead.toString)', 'false'],
    ['lead.constructor == "x"', 'unknown'],
    ['lead.n in [4, 5]', 'true'],
    ['lead.n in [4, 6]', 'false'],
    ['lead.n in [4, "5"]', 'unknown'],
    ['lead.n in ["5", 5]', 'true'],
    ['lead.absent in [1]', 'unknown'],
    ['lead.absent in []', 'false'],
    ['"a" in lead.list', 'true'],
    ['"c" in lead.list', 'unknown'],
    ['3 in lead.list', 'true'],
    ['"b" in lead.mixed', 'unknown'],
    ['"a" in lead.absent', 'unknown'],
    ['"a" in lead.s', 'unknown'],
    ['lead.n in [lead.absent, 5]', 'true'],
    ['lead.n in [lead.absent, 6]', 'unknown'],
    ['lead.s.startsWith("pricing")', 'true'],
    ['lead.s.endsWith("pricing")', 'false'],
    ['lead.s.contains("g p")', 'true'],
    ['lead.s.matches("^p[a-z]+ page$")', 'true'],
    ['lead.s.matches("ricin")', 'true'],
    ['lead.n.startsWith("5")', 'unknown'],
    ['lead.s.startsWith(lead.absent)', 'unknown'],
    ['size(lead.s) == 12', 'true'],
    ['lead.list.size() == 3', 'true'],
    ['size("\\U0001F600") == 1', 'true'],
    ['size(lead.n) == 1', 'unknown'],
    ['lead.yes ? lead.n == 5 : lead.absent', 'true'],
    ['lead.absent ? true : true', 'unknown'],
    ['(lead.no ? 1 : 2) == 2', 'true'],
    ['-lead.n == -5', 'true'],
    ['-lead.s == 5', 'unknown'],
    ['lead.n - 2 * 3 == -1', 'true'],
    ['(lead.n > 1) == true', 'true'],
    ['(lead.absent > 1) == true', 'unknown'],
    ['null', 'unknown'],
  ])('%s is %s', (source, expected) => {
    expect(outcomeOf(source)).toBe(expected);
  });

  test('a pattern that makes other engines hang is linear here', () => {
    const parsed = parseCondition('lead.x.matches("^(a+)+$")');
    if (!parsed.ok) throw new Error('no condition');
    expect(evaluateCondition(parsed.value, () => `${'a'.repeat(20_000)}!`)).toBe(FALSE);
  });
});

describe('[R12] what entry.… reads', () => {
  const entry: BehaviourEntry = {
    kind: 'page',
    source: 'web',
    id: '1',
    occurredAt: 0,
    knownAt: 0,
    path: '/pricing',
    campaign: { medium: 'cpc' },
    properties: { topic: 'crm', path: 'hidden', asset: { kind: 'pdf' }, __proto__x: 1 },
  };
  test.each<[string[], Json | undefined]>([
    [['kind'], 'page'],
    [['source'], 'web'],
    [['path'], '/pricing'],
    [['properties', 'path'], 'hidden'],
    [['topic'], 'crm'],
    [['asset', 'kind'], 'pdf'],
    [['campaign', 'medium'], 'cpc'],
    [['campaign', 'name'], undefined],
    [['name'], undefined],
    [['id'], undefined],
    [['occurredAt'], undefined],
    [['toString'], undefined],
    [['__proto__'], undefined],
    [['properties', 'constructor'], undefined],
    [['topic', 'length'], undefined],
  ])('entry.%j', (path, expected) => {
    expect(readEntry(entry, path)).toEqual(expected);
  });
});
