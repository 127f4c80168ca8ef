// A PostgreSQL of its own for a test file: a new cluster in a temporary folder, reached by a socket, gone afterwards.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A running cluster. */
export interface TemporaryPostgres {
  /** Where its files are. */
  readonly data: string;
  /** A new, empty database; returns its connection string. */
  database(name: string): Promise<string>;
  /** Breaks off, with every connection; the data stays. */
  breakOff(): void;
  /** Comes back after it broke off. */
  comeBack(): void;
  stop(): void;
}

/** Starts a cluster. Throws where PostgreSQL is not installed: `npm test` installs it where it may. */
export function startPostgres(settings: readonly string[] = ['fsync=off']): TemporaryPostgres {
  const programs = programsFolder();
  const folder = mkdtempSync(join(tmpdir(), 'baton-pg-'));
  const owner = ownerOfClusters();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const run = (program: string, words: readonly string[]): void => {
    execFileSync(join(programs, program), words, { ...owner, stdio: 'ignore', cwd: folder });
  };
  const data = join(folder, 'data');
  run('initdb', ['-D', data, '-U', 'baton', '--no-sync', '-E', 'UTF8', '--locale', 'C']);
  const options = [`-k ${folder}`, '-h ""', ...settings.map((setting) => `-c ${setting}`)].join(' ');
  const start = (): void => run('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start']);
  start();
  const urlOf = (name: string): string => `postgres://baton@/${name}?host=${encodeURIComponent(folder)}`;
  return {
    data,
    async database(name) {
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      await client.query(`create database ${client.escapeIdentifier(name)}`);
      await client.end();
      return urlOf(name);
    },
    breakOff: () => run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']),
    comeBack: start,
    stop() {
      run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function programsFolder(): string {
  const home = '/usr/lib/postgresql';
  const versions = existsSync(home) ? readdirSync(home).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(home, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  if (found === undefined) throw new Error('PostgreSQL is not installed: install the package postgresql');
  return found;
}

/** PostgreSQL refuses to run as root: then it runs as its own user. */
function ownerOfClusters(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const number = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: number('-u'), gid: number('-g') };
}
