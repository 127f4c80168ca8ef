import { expect, it } from 'vitest';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { NewestInstant } from './newest-instant.ts';

/** The newest instant of some rows of a file, as text. */
function newest(yaml: string, header: string, rows: readonly string[]): string | undefined {
  const parsed = parseMapping(`files:\n  x.csv: ${yaml}`);
  const mapping = parsed.ok ? parsed.value.files[0] : undefined;
  if (!parsed.ok || mapping === undefined) throw new Error('no mapping');
  const reading = { answers: parsed.value.answers, orders: new Map(), now: Date.UTC(2030, 0, 1) };
  const file = new NewestInstant(mapping, header.split(','), reading);
  for (const row of rows) file.see(row.split(','));
  return file.at === undefined ? undefined : new Date(file.at).toISOString();
}
const DEALS = '{ rows: deals, id: id, columns: { opened: openedAt, closed: closedAt, stage: stage } }';
const TALKS = '{ rows: activities, columns: { at: occurredAt, what: activity, outcome: outcome, who: userId } }';

it('[K0] the close date of an open deal is a forecast and dates nothing', () => {
  const rows = ['1,2025-03-01,2025-04-01,Won', '2,2025-03-05,2025-12-31,Talking'];
  expect(newest(DEALS, 'id,opened,closed,stage', rows)).toBe('2025-04-01T23:59:59.000Z');
});

it('[K0] a meeting may be still to come, a call was made', () => {
  const rows = ['2025-03-01 10:00,call,,1', '2025-06-01 10:00,meeting,scheduled,1', '2025-02-01 10:00,meeting,held,1'];
  expect(newest(TALKS, 'at,what,outcome,who', rows)).toBe('2025-03-01T10:00:00.000Z');
});

it('[K0] a date counts to its end, and years that nobody has seen yet count not at all', () => {
  const leads = '{ rows: leads, id: id, columns: { made: occurredAt } }';
  expect(newest(leads, 'id,made', ['1,2025-03-01', '2,2099-01-01'])).toBe('2025-03-01T23:59:59.000Z');
  expect(newest(leads, 'id,made', ['1,'])).toBeUndefined();
});
