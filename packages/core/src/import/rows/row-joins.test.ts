import { describe, expect, it } from 'vitest';
import { FolderFacts } from '../facts/folder-facts.ts';
import type { Join } from '../mapping/mapping.ts';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { FileRows } from './file-rows.ts';
import { JoinedTable, RowJoins } from './row-joins.ts';

const NOW = Date.UTC(2026, 0, 1);

/** Reads rows of a file by a mapping, with other files beside it. */
function read(yaml: string, header: string, rows: readonly string[], others: Readonly<Record<string, string>>) {
  const parsed = parseMapping(`answers: { exportedAt: 2026-01-01 }\nfiles:\n${yaml}`);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const [mapping] = parsed.value.files;
  if (mapping === undefined) throw new Error('no file');
  const tables = new Map<Join, JoinedTable>();
  for (const join of mapping.joins ?? []) {
    const [head = '', ...lines] = (others[join.file] ?? '').split('\n');
    const table = new JoinedTable(join, head.split(','));
    for (const line of lines) table.add(line.split(','));
    tables.set(join, table);
  }
  const { answers } = parsed.value;
  const own = header.split(',');
  const reading = { answers, orders: new Map(), now: NOW, joins: new RowJoins(mapping, own, tables) };
  const facts = new FolderFacts(answers, NOW);
  const file = new FileRows(mapping, own, reading, facts);
  return { outcomes: rows.map((row, i) => file.take(row.split(','), i + 2)), facts };
}
const CALLS = `  calls.csv:
    rows: activities
    id: id
    columns: { at: occurredAt, by: owner, with: outcome }
    set: { activity: call }
    joins:
      links.csv: { own: id, key: call_id, columns: { contact_id: userId, gone: deleted } }
      owners.csv: { own: by, key: owner_id, columns: { email: owner } }
`;
const links = 'call_id,contact_id,gone\n1,101,\n1,102,\n1,103,true\n2,101,\n1,101,';
const owners = 'owner_id,email\n9,eve@us.example';

describe('[K6] the people of a call that another file names', () => {
  const { outcomes } = read(
    CALLS,
    'id,at,by,with',
    ['1,2025-03-01,9,connected', '2,2025-03-02,8,', '3,2025-03-03,9,'],
    { 'links.csv': links, 'owners.csv': owners },
  );
  const entries = outcomes.map((outcome) =>
    outcome.verdict === 'imported'
      ? outcome.entries.map((entry) => [entry.id, entry.userId, 'owner' in entry ? entry.owner : undefined])
      : outcome,
  );

  it('each have it once, under ids that name them; deleted links and links told twice count not at all', () => {
    expect(entries[0]).toEqual([
      ['calls.csv:1:101', '101', 'eve@us.example'],
      ['calls.csv:1:102', '102', 'eve@us.example'],
    ]);
  });
  it('keep the id of an owner whom nobody names', () => {
    expect(entries[1]).toEqual([['calls.csv:2:101', '101', '8']]);
  });
  it('may be nobody: then the call is left out', () => {
    expect(entries[2]).toEqual({ verdict: 'left out', reason: 'nobody' });
  });
});

describe('[K5] what other files say of a deal', () => {
  const DEALS = `  deals.csv:
    rows: deals
    id: id
    columns: { created: openedAt, closed: closedAt, stage: stage }
    joins:
      companies.csv: { own: id, key: deal_id, columns: { company_id: accountId } }
      stages.csv: { own: stage, key: stage_id, columns: { label: stage, won: isWon, over: isClosed } }
`;
  const { outcomes, facts } = read(
    DEALS,
    'id,created,closed,stage',
    ['D1,2025-01-01,2025-02-01,s1', 'D2,2025-01-05,,s2'],
    {
      'companies.csv': 'deal_id,company_id\nD1,7\nD1,8\nD2,9',
      'stages.csv': 'stage_id,label,won,over\ns1,Signed,true,true\ns2,Talking,false,false',
    },
  );

  it('is its first company, and the name and the end of its stage', () => {
    expect(outcomes.map(({ verdict }) => verdict)).toEqual(['imported', 'imported']);
    const made = facts.finish().entries.map(({ fields }) => [fields.kind, fields.accountId, fields.stage]);
    expect(made).toContainEqual(['won', '7', 'Signed']);
    expect(made).toContainEqual(['opportunity', '9', 'Talking']);
    expect(made.filter(([kind]) => kind === 'won').length).toBe(1);
  });
});

it('a cell that names several people attaches them all to the deal', () => {
  const { facts } = read(
    '  deals.csv:\n    rows: deals\n    id: id\n    columns: { created: openedAt, people: userId }\n',
    'id,created,people',
    ['D1,2025-01-01,101;102'],
    {},
  );
  const [opened] = facts.finish().entries.filter(({ fields }) => fields.kind === 'opportunity');
  expect(opened?.fields.people).toEqual([{ userId: '101' }, { userId: '102' }]);
});

describe('[K13] records that became one', () => {
  const merges = (yaml: string, header: string, row: string) =>
    read(yaml, header, [row], {}).outcomes.flatMap((outcome) =>
      outcome.verdict === 'imported'
        ? outcome.entries.flatMap((entry) => (entry.kind === 'merge' ? [[entry.userId, entry.from.userId]] : []))
        : [],
    );
  it('by a log of merges, several at once', () => {
    const yaml = '  merges.csv:\n    rows: merges\n    columns: { lead: userId, gone: mergedFrom, at: occurredAt }\n';
    expect(merges(yaml, 'lead,gone,at', '1,[2;3],2025-01-01')).toEqual([
      ['1', '2'],
      ['1', '3'],
    ]);
  });
  it('by the contact that a lead was converted to, even where the lead is deleted', () => {
    const yaml =
      '  leads.csv:\n    rows: leads\n    id: id\n    columns: { made: occurredAt, converted: convertedAt, contact: mergedInto, gone: deleted }\n';
    expect(merges(yaml, 'id,made,converted,contact,gone', 'L1,2025-01-01,2025-02-01,C1,')).toEqual([['C1', 'L1']]);
    expect(merges(yaml, 'id,made,converted,contact,gone', 'L1,2025-01-01,2025-02-01,C1,true')).toEqual([['C1', 'L1']]);
  });
});
