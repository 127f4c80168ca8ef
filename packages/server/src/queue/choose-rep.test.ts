// Who gets a hand-off, and by which attributes of which account.
import { parseCondition } from '@baton/core/definition/condition-parse';
import type { Handoff } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import { describe, expect, it } from 'vitest';
import type { Rep } from '../store/roster-rows.ts';
import { chooseRep } from './choose-rep.ts';
import { knownAttributes, readingOf } from './known-attributes.ts';

const rep = (id: string, more: Partial<Rep> = {}): Rep => ({
  id,
  email: `${id}@company.example`,
  team: null,
  weight: 1,
  awayUntil: null,
  open: 0,
  lastRoutedAt: 0,
  ...more,
});
const to = (...names: string[]): Handoff['route'] => names.map((name) => ({ to: name }));
const nothing = () => undefined;

describe('a rep for a hand-off', () => {
  it('is whoever has least open for their weight, then who waited longest', () => {
    const reps = [
      rep('a', { open: 2, weight: 2 }),
      rep('b', { open: 1, lastRoutedAt: 9 }),
      rep('c', { open: 1, lastRoutedAt: 5 }),
    ];
    expect(chooseRep(to('round-robin'), reps, nothing, undefined, 10)).toBe('a');
    expect(chooseRep(to('round-robin'), reps.slice(1), nothing, undefined, 10)).toBe('c');
  });

  it('is never somebody who is away or takes nothing, nor anybody where no route leads to one who is there', () => {
    const reps = [rep('a', { awayUntil: 20 }), rep('b', { weight: 0 })];
    expect(chooseRep(to('round-robin'), reps, nothing, undefined, 10)).toBeUndefined();
    expect(chooseRep(to('round-robin'), reps, nothing, undefined, 20)).toBe('a');
  });

  it('is the owner of the account, else of the next route', () => {
    const reps = [rep('a'), rep('b', { team: 'emea' })];
    expect(chooseRep(to('account-owner', 'emea'), reps, nothing, 'a@company.example', 0)).toBe('a');
    expect(chooseRep(to('account-owner', 'emea'), reps, nothing, 'gone@company.example', 0)).toBe('b');
  });

  it('goes by what is known of the hand-off’s own account, though another account shares a person with it', () => {
    const base = { source: 's', knownAt: 0 };
    const entries = [
      { ...base, kind: 'group', id: '1', accountId: 'ours', occurredAt: 1, account: { country: 'DE' } },
      { ...base, kind: 'group', id: '2', accountId: 'theirs', occurredAt: 2, account: { country: 'US' } },
      { ...base, kind: 'deal', id: '3', accountId: 'theirs', occurredAt: 3, owner: 'their-owner' },
    ] as unknown as Entry[];
    const around = { names: new Set(['user:1']), accountNames: new Set(['user:1', 'company:ours']) };
    const known = knownAttributes(entries, around);
    expect(known.owner).toBeUndefined();
    const parsed = parseCondition('account.country == "DE"');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed));
    const routes: Handoff['route'] = [{ when: parsed.value, to: 'emea' }, { to: 'americas' }];
    const reps = [rep('a', { team: 'emea' }), rep('b', { team: 'americas' })];
    expect(chooseRep(routes, reps, readingOf(known), undefined, 0)).toBe('a');
  });
});
