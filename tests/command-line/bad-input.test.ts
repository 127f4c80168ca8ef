// Input that nobody meant to send: told with its place and a remedy, in bounded memory, and nothing else is lost.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { baton, buildWhereStale, emptyFolder, enterprise, root, sample } from './baton.ts';

beforeAll(buildWhereStale);

const good = gunzipSync(readFileSync(sample)).toString().split('\n').slice(0, 50).join('\n');
let table = '';
beforeAll(() => {
  table = baton(['score', enterprise, '-'], root, good).out;
});

describe('one bad line among good ones', () => {
  it.each([
    ['no JSON', Buffer.from('{"kind": '), 'journal-not-json'],
    ['a wrong encoding', Buffer.from('{"kind": "M\xfcller"}', 'latin1'), 'journal-not-utf8'],
    ['zero bytes', Buffer.from('{"kind": "track"}', 'utf16le'), 'journal-not-utf8'],
    ['JSON nested 400,000 deep', Buffer.from('['.repeat(400_000) + ']'.repeat(400_000)), 'journal-not-an-object'],
    [
      'a value nested 100,000 deep',
      Buffer.from(`{"kind":"track","properties":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}`),
      'journal-',
    ],
    ['two megabytes', Buffer.from(`{"kind": "${'x'.repeat(2_000_000)}"}`), 'journal-line-too-long'],
    ['reserved keys', Buffer.from('{"__proto__": {"kind": "track"}, "kind": "track"}'), 'journal-unknown-field'],
    ['nothing', Buffer.from('null'), 'journal-not-an-object'],
  ])('%s is refused with its line', (_, bad, code) => {
    const input = Buffer.concat([Buffer.from(`${good}\n`), bad, Buffer.from(`\n${good}\n`)]);
    const ended = baton(['score', enterprise, '-'], root, input);
    expect(ended.code).toBe(0);
    expect(ended.err).toContain('Read 101 entries: 50 accepted, 50 duplicate, 0 conflicting, 1 refused.');
    expect(ended.err).toContain(`standard input:51 error`);
    expect(ended.err).toContain(`[${code}`);
    expect(ended.out).toBe(table);
  });
});

describe('a whole file', () => {
  it('in UTF-16 says so and fails', () => {
    const { code, err } = baton(['score', enterprise, '-'], root, Buffer.from(`\ufeff${good}\n`, 'utf16le'));
    expect(code).toBe(1);
    expect(err).toContain('[journal-not-utf8]');
    expect(err).toContain('[cli-no-entries]');
  });

  it('with a byte order mark and Windows line ends reads like any other', () => {
    const input = `\ufeff${good.replaceAll('\n', '\r\n')}`;
    expect(baton(['score', enterprise, '-'], root, input).out).toBe(table);
  });

  it('of gzip that is cut short fails with its name', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'cut.ndjson.gz'), readFileSync(sample).subarray(0, 5000));
    const { code, err } = baton(['score', enterprise, 'cut.ndjson.gz'], folder);
    expect(code).toBe(1);
    expect(err).toContain('cut.ndjson.gz error: ');
    expect(err).toContain('[cli-broken-gzip]');
  });

  it('without a line end for a gigabyte takes little memory', async () => {
    const megabytes = process.env.BATON_PROOF === '1' ? 1024 : 200;
    const child = spawn(
      'node',
      ['--max-old-space-size=100', join(root, 'packages/cli/dist/baton.mjs'), 'score', enterprise, '-'],
      { stdio: ['pipe', 'ignore', 'pipe'] },
    );
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    const megabyte = Buffer.alloc(2 ** 20, 'a');
    child.stdin.write(`${good}\n`);
    for (let i = 0; i < megabytes; i++)
      if (!child.stdin.write(megabyte)) await new Promise((resolve) => child.stdin.once('drain', resolve));
    child.stdin.end(`\n${good}\n`);
    expect(await ended).toBe(0);
    expect(err).toContain('50 accepted, 50 duplicate, 0 conflicting, 1 refused.');
  });
});
