// One name for a gate, wherever it is told.
import { expect, it } from 'vitest';
import { gateCalled } from './gate-name.ts';

it.each([
  [{ name: 'mql' }, 'MQL'],
  [{ name: 'pql', label: 'Pql' }, 'PQL'],
  [{ name: 'fast-aql', label: 'Fast aql' }, 'Fast AQL'],
  [{ name: 'demo', label: 'Asked for a demo' }, 'Asked for a demo'],
  [{ name: 'ready' }, 'Ready'],
  [{ name: 'continuous' }, 'Daily list'],
])('%j is called %s, not MQL here, Mql there and mql elsewhere', (gate, called) => {
  expect(gateCalled(gate)).toBe(called);
});
