// A draft that is a copy of the definition in force has its name.
import type { Definition } from '@baton/core/definition/definition';
import { expect, it } from 'vitest';
import { toldApart } from './told-apart.ts';

const mine = { name: 'mine' } as Definition;

it.each([
  ['draft', 'mine', { candidate: 'mine (draft)', incumbent: 'mine' }],
  ['new/definition.yaml', 'old/', { candidate: 'mine (new)', incumbent: 'mine (old)' }],
  ['new/mine', 'old/mine', { candidate: 'mine as drafted', incumbent: 'mine before' }],
])('%s against %s are not called the same', (path, before, called) => {
  expect(toldApart({ definition: mine, path }, { definition: mine, path: before })).toEqual(called);
});

it('two names stay as they are', () => {
  const other = { name: 'other' } as Definition;
  expect(toldApart({ definition: mine, path: 'a' }, { definition: other, path: 'b' })).toBeUndefined();
});
