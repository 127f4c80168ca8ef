// `baton flag` on files: what it writes, what it leaves alone, and that other commands take what it writes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder } from './baton.ts';

beforeAll(buildWhereStale);

const DEFINITION = `definition: mail
language: 1
engagement:
  signals:
    open: { when: 'entry.name == "Email Opened"', points: 30, within: 30d }
qualify:
  mql: { engagement: 20 }
`;
const AT = Date.UTC(2026, 2, 3, 12, 0, 7);
const line = (id: string, more: object): string =>
  `${JSON.stringify({ kind: 'track', source: 'mail', id, userId: 'u1', name: 'Email Opened', occurredAt: AT, ...more })}\n`;
const JOURNAL = line('e1', { properties: { mail: 'm', userAgent: 'Mozilla/5.0' } }) + line('e2', { name: 'Demo' });

function staged(): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'journal.ndjson'), JOURNAL);
  writeFileSync(join(folder, 'mail.yaml'), DEFINITION);
  return folder;
}
const flags = (folder: string, file = 'flags.ndjson'): string => readFileSync(join(folder, file), 'utf8');
const engagement = (folder: string, ...files: string[]): number =>
  JSON.parse(baton(['score', 'mail.yaml', ...files, '--at', '2026-03-04', '--json'], folder).out).leads[0].engagement;

describe('baton flag', () => {
  it('writes flags beside the journal, and nothing the second time', () => {
    const folder = staged();
    const { code, out, err } = baton(['flag', 'journal.ndjson'], folder);
    expect(code).toBe(0);
    expect(out).toContain('1 new flag, 0 flags taken back');
    expect(out).toContain('mail:e1');
    expect(err).toContain('Next: baton score DEFINITION journal.ndjson flags.ndjson');
    expect(flags(folder).split('\n')).toHaveLength(2);
    expect(readFileSync(join(folder, 'journal.ndjson'), 'utf8')).toBe(JOURNAL);
    const before = flags(folder);
    expect(baton(['flag', 'journal.ndjson'], folder).out).toContain('0 new flags, 0 flags taken back');
    expect(flags(folder)).toBe(before);
  });

  it('flagged points go, undone they come back, and stay', () => {
    const folder = staged();
    expect(engagement(folder, 'journal.ndjson')).toBe(30);
    baton(['flag', 'journal.ndjson'], folder);
    expect(engagement(folder, 'journal.ndjson', 'flags.ndjson')).toBe(0);
    const before = flags(folder);
    const undone = baton(['flag', 'journal.ndjson', '--undo', 'e1'], folder);
    expect(undone).toMatchObject({ code: 0, out: expect.stringContaining('1 flag taken back') });
    expect(flags(folder).startsWith(before)).toBe(true);
    expect(baton(['flag', 'journal.ndjson'], folder).out).toContain('0 new flags');
    expect(engagement(folder, 'journal.ndjson', 'flags.ndjson')).toBe(30);
  });

  it('adds to the journal itself where that is asked, whose last line may lack its end', () => {
    const folder = staged();
    writeFileSync(join(folder, 'journal.ndjson'), JOURNAL.trimEnd());
    baton(['flag', 'journal.ndjson', '--out', 'journal.ndjson'], folder);
    const [first, second, third, ...rest] = flags(folder, 'journal.ndjson').split('\n');
    expect(`${first}\n${second}\n`).toBe(JOURNAL);
    expect(JSON.parse(third as string)).toMatchObject({ kind: 'flag', source: 'hygiene' });
    expect(rest).toEqual(['']);
    const { out } = baton(['flag', 'journal.ndjson', '--out', 'journal.ndjson', '--json'], folder);
    expect(JSON.parse(out).reading).toMatchObject({ received: 3, duplicate: 0 });
  });

  it('takes networks of one’s own', () => {
    const folder = staged();
    writeFileSync(join(folder, 'journal.ndjson'), line('e3', { properties: { ip: '192.0.2.9' } }));
    const network = { name: 'Ours', ranges: ['192.0.2.0/24'], source: 'its manual', read: '2026-11-28' };
    writeFileSync(join(folder, 'networks.json'), JSON.stringify([network]));
    const { out } = baton(['flag', 'journal.ndjson', '--networks', 'networks.json', '--json'], folder);
    expect(JSON.parse(out).rules.map(({ rule }: { rule: string }) => rule)).toEqual(['scanner-network']);
  });

  it.each([
    ['a domain of everybody', ['--competitor', 'gmail.com'], 'hygiene-shared-domain'],
    ['a misspelt rule', ['--without', 'user-agnt'], 'did you mean "user-agent"?'],
    ['nothing to undo', ['--undo', 'e2'], 'cli-nothing-to-undo'],
    ['a packed file', ['--out', 'flags.ndjson.gz'], 'cli-packed-output'],
    ['networks that are none', ['--networks', 'mail.yaml'], 'hygiene-bad-network'],
  ])('%s ends with 1 and writes nothing', (_, words, said) => {
    const folder = staged();
    const { code, out, err } = baton(['flag', 'journal.ndjson', ...words], folder);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(said);
    expect(existsSync(join(folder, 'flags.ndjson'))).toBe(false);
  });
});
