// `baton doctor` on a folder of exports: what its files show by themselves, what their journal shows, and that nothing is left behind.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder } from './baton.ts';

beforeAll(buildWhereStale);

const MAPPING = `answers: { zone: UTC }
files:
  companies.csv:
    rows: accounts
    id: Company ID
    columns:
      Company Domain: domain
      Number of Employees: account.employees
      Create Date: occurredAt
    ignored: [Notes]
`;

/** Forty companies: every tenth number cannot be read, and a column that nobody mapped. */
function folder(): string {
  const place = emptyFolder();
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i},company${i}.example,${i % 10 === 3 ? 'many' : i + 1},2025-05-0${(i % 9) + 1} 10:00:00,note,blue`,
  );
  const header = 'Company ID,Company Domain,Number of Employees,Create Date,Notes,Favourite colour';
  writeFileSync(join(place, 'companies.csv'), `${header}\n${rows.join('\n')}\n`);
  writeFileSync(join(place, 'mapping.yaml'), MAPPING);
  return place;
}

interface Told {
  readonly files: readonly { readonly file: string; readonly read: number }[];
  readonly findings: readonly { readonly kind: string; readonly place: string; readonly size: number }[];
}

describe('baton doctor on a folder', () => {
  it('names refused cells and columns nobody mapped, by file and column', () => {
    const { code, out } = baton(['doctor', '.', '--mapping', 'mapping.yaml', '--json'], folder());
    expect(code).toBe(0);
    const { files, findings } = JSON.parse(out) as Told;
    expect(files).toMatchObject([
      {
        file: 'companies.csv',
        rows: 'accounts',
        read: 40,
        columns: [{ column: 'Number of Employees', refused: 4 }],
        unmapped: ['Favourite colour'],
      },
    ]);
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'refused-cells', place: 'companies.csv: Number of Employees', size: 4 }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ kind: 'unmapped-columns', place: 'companies.csv', size: 1 }),
    );
  });

  it('writes nothing but what it is told to', () => {
    const place = folder();
    const words = ['doctor', 'companies.csv', '--mapping', 'mapping.yaml'];
    expect(baton(words, place).out).toContain('companies.csv: 40 rows of accounts');
    expect(readdirSync(place).sort()).toEqual(['companies.csv', 'mapping.yaml']);
    expect(baton([...words, '--refused', 'kept.ndjson', '--out', 'page.html', '--strict'], place).code).toBe(1);
    expect(readdirSync(place).sort()).toEqual(['companies.csv', 'kept.ndjson', 'mapping.yaml', 'page.html']);
    expect(readFileSync(join(place, 'page.html'), 'utf8')).toContain('Favourite colour');
  });

  it('proposes a mapping where none is given, and asks what it cannot see', () => {
    const place = folder();
    const asked = baton(['doctor', 'companies.csv'], place);
    expect(asked.code).toBe(1);
    expect(asked.err).toContain('--zone');
    const answered = baton(['doctor', 'companies.csv', '--zone', 'Europe/Berlin'], place);
    expect(answered).toMatchObject({ code: 0 });
    expect(answered.out).toContain('40 rows of accounts');
  });
});
