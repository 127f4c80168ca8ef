// What is said before somebody's role is changed.
import { expect, it } from 'vitest';
import type { Person } from '../../api/people.ts';
import { consequencesOf } from './consequences.ts';

const person: Person = {
  id: 'p',
  name: 'Ada',
  email: 'ada@company.example',
  role: 'sales',
  team: null,
  weight: 1,
  awayUntil: null,
  disabled: false,
  open: 3,
  pendingSignatures: 1,
};

it('says that pending signatures become void, and where hand-offs stay', () => {
  expect(consequencesOf(person, { role: 'marketing' })).toEqual([
    '1 signature under versions that are not in force will be void: another of sales has to sign.',
    'No new hand-off is given to them.',
    '3 hand-offs stay with them until somebody takes it over.',
    'They sign definitions for marketing.',
  ]);
});

it('says that whoever is disabled is signed out at once', () => {
  const quiet = { ...person, role: 'viewer' as const, open: 0, pendingSignatures: 0 };
  expect(consequencesOf(quiet, { disabled: true })).toEqual(['They are signed out at once, everywhere.']);
  expect(consequencesOf({ ...quiet, disabled: true }, { disabled: false })).toEqual([
    'They can sign in with the password they had.',
  ]);
});
