// What people host Baton with: the files of the image suffice to run it, without rights; compose, unit and environment name what there is, and nothing that is none.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig, VARIABLES } from '@baton/server/config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(root, 'deploy', file), 'utf8');
const names = Object.keys(VARIABLES);
/** Debian's user without rights. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Copies of the image's last stage, from where to where. */
function imageFiles(): { readonly from: string; readonly to: string }[] {
  const last =
    read('Dockerfile')
      .split(/^FROM /m)
      .at(-1) ?? '';
  return [...last.matchAll(/^COPY --from=build (.+) (\S+)$/gm)].flatMap(([, sources, to]) =>
    (sources ?? '').split(' ').map((source) => {
      const from = source.replace('/baton/', '');
      return { from, to: to === './' ? from : (to ?? '') };
    }),
  );
}

describe('the image', () => {
  let folder: string;
  let data: string;
  let server: ChildProcess;
  let address: string;
  const lines: string[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'baton-image-'));
    data = mkdtempSync(join(tmpdir(), 'baton-data-'));
    chmodSync(folder, 0o755);
    if (isRoot) chownSync(data, NOBODY, NOBODY);
    for (const { from, to } of imageFiles()) {
      mkdirSync(dirname(join(folder, to)), { recursive: true });
      // Sources and objects of the native library are not needed to run, and large.
      const filter = (path: string) => !/better-sqlite3\/(deps|src)|\/obj(\.target)?\//.test(path);
      cpSync(join(root, from), join(folder, to), { recursive: true, filter });
    }
    server = spawn(process.execPath, ['packages/server/dist/server.mjs'], {
      cwd: folder,
      env: { BATON_PORT: '0', BATON_DATA: data, BATON_LOG: 'debug' },
      ...(isRoot && { uid: NOBODY, gid: NOBODY }),
    });
    const told = new Promise<string>((resolve, reject) => {
      let text = '';
      server.stderr?.on('data', (chunk) => {
        text += chunk;
        const found = /listens on (\S+)/.exec(text)?.[1];
        if (found !== undefined) resolve(found);
      });
      server.on('exit', () => reject(new Error(text)));
    });
    server.stdout?.on('data', (chunk) => lines.push(...String(chunk).split('\n').filter(Boolean)));
    address = await told;
  });
  afterAll(() => {
    server?.kill('SIGKILL');
    for (const each of [folder, data]) rmSync(each, { recursive: true, force: true });
  });

  it('has all that runs: service, pages, snippet, command line', async () => {
    for (const path of ['/readyz', '/', '/v1/baton.js', '/api/v1/openapi.json'])
      expect([path, (await fetch(address + path)).status]).toEqual([path, 200]);
    const program = join(folder, 'packages/cli/dist/baton.mjs');
    expect(execFileSync(process.execPath, [program, '--help'], { cwd: folder, encoding: 'utf8' })).toContain('serve');
  });

  it('keeps counts off the public port unless told', async () => {
    expect((await fetch(`${address}/metrics`)).status).toBe(404);
  });

  it('logs JSON, a line a request with the id that its answer carries, and nothing of what was asked', async () => {
    const answer = await fetch(`${address}/api/v1/leads/ada@engines.example?search=ada`);
    const id = answer.headers.get('x-request-id');
    expect(await answer.json()).toMatchObject({ instance: id });
    await expect.poll(() => lines.some((line) => line.includes(id ?? ''))).toBe(true);
    const log = lines.map((line) => JSON.parse(line));
    const line = log.find(({ reqId }) => reqId === id);
    expect(line).toMatchObject({ route: '/api/v1/leads/:lead', status: '401', msg: 'answered' });
    expect(lines.join()).not.toContain('engines.example');
  });

  it('writes nowhere but into its folder of data, which nobody else can read, and stops when asked', async () => {
    if (isRoot) expect(statSync(join(data, 'baton.db')).uid).toBe(NOBODY);
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('is made by a build that sees every package', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (packages\/\w+)\/package\.json/gm)].map(([, name]) => name);
    const there = execFileSync('git', ['ls-files', 'packages/*/package.json'], { cwd: root, encoding: 'utf8' });
    expect(copied).toEqual(there.trim().split('\n').map(dirname));
    const last =
      read('Dockerfile')
        .split(/^FROM /m)
        .at(-1) ?? '';
    expect(last).toMatch(/^USER node$/m);
    expect(last).toMatch(/^HEALTHCHECK /m);
    const set = [...last.matchAll(/(BATON_\w+)=(\S+)/g)].map(([, name]) => name ?? '');
    expect(set.filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('the environment', () => {
  it('is shown whole in .env.example: every variable with its default, and no other', () => {
    const shown = [...read('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)];
    expect(shown.map(([, name]) => name)).toEqual(names);
    const defaults = readConfig({}) as Readonly<Record<string, unknown>>;
    for (const [, name, value] of shown) expect([name, value]).toEqual([name, String(defaults[name ?? ''] ?? '')]);
  });

  it('says which file of a secret cannot be read', () => {
    expect(() => readConfig({ DATABASE_URL_FILE: '/nowhere/url' })).toThrow('DATABASE_URL_FILE cannot be read');
  });
});

describe('compose.yaml', () => {
  interface Part {
    readonly environment: Readonly<Record<string, string>>;
    readonly secrets: readonly string[];
    readonly volumes: readonly string[];
    readonly networks: readonly string[];
    readonly ports?: readonly string[];
    readonly [field: string]: unknown;
  }
  const compose = parse(read('compose.yaml')) as {
    readonly services: Readonly<Record<'baton' | 'database', Part>>;
    readonly secrets: Readonly<Record<string, { readonly file: string }>>;
    readonly volumes: object;
    readonly networks: object;
  };
  const parts = Object.entries(compose.services);

  it('sets only variables that Baton reads', () => {
    const set = Object.keys(compose.services.baton.environment).map((name) => name.replace(/_FILE$/, ''));
    expect(set.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(parts)('%s runs without rights, writes into its volume alone, and tells how it is', (_, part) => {
    expect(part).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(part.user).toMatch(/^(node|postgres)$/);
    expect(part.healthcheck).toMatchObject({ test: expect.arrayContaining(['CMD']), retries: expect.any(Number) });
    expect(String(part.image)).not.toMatch(/:latest$/);
    for (const volume of part.volumes) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    for (const name of part.secrets) expect(Object.keys(compose.secrets)).toContain(name);
    for (const name of part.networks) expect(Object.keys(compose.networks)).toContain(name);
  });

  it('shows its port to this machine alone, and the database to nobody', () => {
    expect(compose.services.baton.ports).toEqual(['127.0.0.1:8080:8080']);
    expect(compose.services.database.ports).toBeUndefined();
  });

  it('holds no secret: they are made, differ each time, and are what the database is reached by', () => {
    expect(read('compose.yaml')).not.toMatch(/PASSWORD:|postgres:\/\//);
    const made = [1, 2].map(() => {
      const folder = mkdtempSync(join(tmpdir(), 'baton-secrets-'));
      cpSync(join(root, 'deploy/make-secrets.sh'), join(folder, 'make-secrets.sh'));
      const make = () => execFileSync('sh', ['make-secrets.sh'], { cwd: folder, encoding: 'utf8' });
      make();
      const [password, url] = Object.values(compose.secrets).map(({ file }) =>
        readFileSync(join(folder, file), 'utf8'),
      );
      expect(make()).toContain('already');
      expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
      rmSync(folder, { recursive: true });
      return { password: password ?? '', url: url ?? '' };
    });
    expect(made[0]?.password).toMatch(/^[0-9a-f]{64}$/);
    expect(made[0]?.password).not.toBe(made[1]?.password);
    for (const { password, url } of made)
      expect(readConfig({ DATABASE_URL: url }).DATABASE_URL).toBe(`postgres://baton:${password}@database:5432/baton`);
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toContain('deploy/secrets/');
  });
});

describe('baton.service', () => {
  const unit = read('baton.service');

  it('starts the program that is built, as a user of its own, and ends for good what no start can mend', () => {
    expect(unit).toContain('ExecStart=/usr/bin/node --max-semi-space-size=32 packages/server/dist/server.mjs');
    for (const line of ['DynamicUser=yes', 'ProtectSystem=strict', 'NoNewPrivileges=yes', 'CapabilityBoundingSet='])
      expect(unit.split('\n')).toContain(line);
    expect(unit).toContain('RestartPreventExitStatus=2 75');
    const set = [...unit.matchAll(/\b(BATON_\w+|DATABASE_URL)\w*=/g)].map(([, name]) => name ?? '');
    expect(set.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('is what systemd understands, and exposes little', () => {
    const analyze = '/usr/bin/systemd-analyze';
    const file = join(root, 'deploy/baton.service');
    if (!existsSync(analyze)) return;
    execFileSync(analyze, ['verify', file]);
    const told = execFileSync(analyze, ['security', '--offline=true', '--no-pager', file], { encoding: 'utf8' });
    expect(Number(/exposure level for baton\.service: ([\d.]+)/.exec(told)?.[1])).toBeLessThan(2);
  });
});
