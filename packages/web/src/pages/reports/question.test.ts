// What an address asks of a report.
import { expect, it } from 'vitest';
import { instantOf, paramsOf, periodsAt } from './question.ts';

it('asks for everything where the address says nothing, and names all that it asks', () => {
  expect(paramsOf({})).toEqual({ rule: 'in-force', confidence: 'assumed' });
});

it('asks what the address says, and leaves out what cannot be read', () => {
  const from = Date.UTC(2026, 2, 1);
  expect(paramsOf({ of: 'before', from: '2026-03-01', sure: 'recorded' })).toEqual({
    rule: 'before',
    confidence: 'recorded',
    from,
  });
  expect(paramsOf({ of: 'nonsense', from: 'yesterday', sure: 'very' })).toEqual(paramsOf({}));
  expect(instantOf('2026-13-01')).toBeUndefined();
});

it('offers whole months, and the one that was chosen elsewhere', () => {
  const values = periodsAt(Date.UTC(2026, 1, 17), '2024-05-03').map(({ value }) => value);
  expect(values).toEqual(['', '2025-11-01', '2025-08-01', '2025-02-01', '2024-05-03']);
});
