// The rules of stopping, of caps and of quiet hours, in random histories of a company: every mail that goes out is held against the entries alone.
import { createRandom, type Random } from '@baton/core/base/random';
import type { Entry } from '@baton/core/journal/entry';
import { SignatureBook } from '@baton/core/kernel/columns/signature-book';
import type { Decision } from '@baton/core/kernel/decision';
import type { Admitted } from '@baton/core/kernel/live/live-unit';
import type { NurtureDecision } from '@baton/core/nurture/moving/nurture-decision';
import { LiveProgrammes } from '@baton/core/nurture/replaying/live-programmes';
import { bookOf } from '@baton/core/nurture/replaying/programme-run';
import { describe, expect, it } from 'vitest';
import { brokenRules, type Played } from './broken-rules.ts';
import { direct, nurtureFirst, nurtureHistory, TOGETHER } from './nurture-cases.ts';

const CASES = process.env.BATON_PROOF ? 4000 : 160;
const LINKS = ['alias', 'merge', 'unmerge', 'move', 'flag', 'withdrawal', 'group'];
const DAY = 86_400_000;

const SALES = ['conversation', 'touch', 'meeting', 'opportunity', 'won', 'lost', 'reopened', 'disposition'];

/** One company whose people are known by their user ids, where nothing is corrected, and sales turns up now and then only. */
function oneCompany(random: Random, entries: readonly Entry[]): Entry[] {
  return entries.flatMap((entry) => {
    if (LINKS.includes(entry.kind) || (SALES.includes(entry.kind) && random.chance(0.85))) return [];
    const { anonymousId: _, domain: __, email: ___, ...rest } = entry;
    const userId = `u${random.integer(1, 9)}`;
    const told = { ...rest, userId, email: `${userId}@gmail.com`, accountId: 'a' };
    if (entry.kind !== 'identify') return [told as Entry];
    const { type, ...account } = entry.account ?? {};
    return [
      { ...told, account: type === 'Competitor' && random.chance(0.5) ? { ...account, type } : account } as Entry,
    ];
  });
}

function play(definition: typeof direct, seed: number): Played {
  const book = bookOf(TOGETHER, definition);
  const random = createRandom(seed);
  const told: NurtureDecision[] = [];
  const decisions: Decision[] = [];
  const unit = new LiveProgrammes(
    book,
    new SignatureBook(book.rulebook),
    (each) => decisions.push(each),
    (each) => told.push(each),
  );
  const entries = oneCompany(random, nurtureHistory(random, random.integer(60, 200)));
  for (const [i, entry] of entries.entries())
    unit.admit({ ...entry, admittedAt: entry.knownAt, seq: i + 1 } as Admitted);
  unit.wake((entries.at(-1)?.knownAt ?? 0) + 60 * DAY);
  expect(unit.stuck).toBeUndefined();
  return { programmes: TOGETHER, entries, decisions, told, at: (entry) => entry.knownAt };
}

describe('[N5] what stops programmes', () => {
  const played = Array.from({ length: CASES }, (_, i) => play(i % 2 === 0 ? direct : nurtureFirst, i + 1));

  it(`no mail of ${CASES} random companies breaks a rule`, () => {
    expect(played.flatMap(brokenRules)).toEqual([]);
    expect(played.flatMap(({ told }) => told).filter(({ kind }) => kind === 'send').length).toBeGreaterThan(CASES * 2);
  });

  it('every reason to stop occurs', () => {
    const reasons = new Set(
      played.flatMap(({ told }) => told.flatMap((each) => (each.kind === 'stopped' ? [each.reason] : []))),
    );
    for (const reason of [
      'hand-off',
      'reply',
      'unsubscribed',
      'bounced',
      'complained',
      'conversation',
      'sales touch',
      'deal',
      'disqualified',
    ])
      expect(reasons, reason).toContain(reason);
  });

  it('every rule is seen to be broken by mails that went out three days late', () => {
    const late = played.map((each) => ({
      ...each,
      told: each.told.map((decision) =>
        decision.kind === 'send' ? { ...decision, at: decision.at + 3.4 * DAY } : decision,
      ),
    }));
    const rules = new Set(late.flatMap(brokenRules).map((told) => told.split(':')[0]));
    for (const rule of [
      'unsubscribed',
      'replied',
      'bounced',
      'complained',
      'stopped',
      'handed over',
      'sales works it',
      'has a deal',
      'disqualified',
    ])
      expect(rules, rule).toContain(rule);
    expect([...rules].some((rule) => rule?.startsWith('quiet hours'))).toBe(true);
    const doubled = played.map((each) => ({
      ...each,
      told: [...each.told, ...each.told.filter(({ kind }) => kind === 'send')],
    }));
    const twice = new Set(doubled.flatMap(brokenRules).map((told) => told.split(':')[0]));
    expect([...twice]).toEqual(expect.arrayContaining(['sent twice', 'over 1 per 48h']));
  });
});
