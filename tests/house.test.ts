// The house rules that a machine can watch: who may import whom, purity, names, sizes, words. What they are for stands in CONTRIBUTING.md.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'packages'], {
  cwd: root,
  encoding: 'utf8',
}).split('\n');
const sources = listed.filter(
  (file) =>
    existsSync(join(root, file)) && /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && file.includes('/src/'),
);
const text = new Map(sources.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

interface Import {
  readonly from: string;
  /** A source file of ours, or a library's name. */
  readonly to: string;
}

function importsOf(file: string): Import[] {
  const found = (text.get(file) ?? '').matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"\n]*(?:\{[^}]*\}[^'"\n]*)?['"]([^'"]+)['"]|import\('([^']+)'\)/g,
  );
  return [...found].map((match) => {
    // How Vite is to bring it in stands behind the file's name.
    const spec = (match[1] ?? match[2] ?? '').replace(/\?.*$/, '');
    if (/^\.\.?\//.test(spec)) return { from: file, to: normalize(join(dirname(file), spec)) };
    const own = /^@baton\/(\w+)\/(.+)$/.exec(spec);
    return { from: file, to: own === null ? spec : `packages/${own[1]}/src/${own[2]}.ts` };
  });
}
const imports = sources.flatMap(importsOf);
const packageOf = (file: string): string => file.split('/')[1] ?? '';
const isOurs = (file: string): boolean => file.startsWith('packages/');

/** From the ground up; shelves on one floor do not know each other. */
const FLOORS = [
  ['base'],
  ['statistics', 'journal'],
  ['import', 'hygiene'],
  ['lead'],
  ['definition'],
  ['qualification', 'handoff'],
  ['kernel'],
  ['replay'],
  ['funnel', 'nurture'],
  ['calibration', 'reports'],
  ['simulate'],
];
const floorOf = (file: string): number => FLOORS.findIndex((floor) => floor.includes(file.split('/')[3] ?? ''));
const shelfOf = (file: string): string => file.split('/')[3] ?? '';

describe('who may import whom', () => {
  it('finds the imports it watches', () => {
    expect(imports.length).toBeGreaterThan(200);
    expect(imports.filter(({ to }) => isOurs(to) && !/\.(css|svg)$/.test(to) && !text.has(to))).toEqual([]);
  });

  it('core stands on libraries alone, figures and files on core, the command line and the server on all three, the web app on core and figures; spokes never know each other, and the snippet knows nobody', () => {
    const allowed: Record<string, readonly string[]> = {
      core: ['core'],
      figures: ['core', 'figures'],
      files: ['core', 'files'],
      cli: ['core', 'figures', 'files', 'cli'],
      server: ['core', 'figures', 'files', 'server'],
      web: ['core', 'figures', 'web'],
      snippet: ['snippet'],
    };
    expect(imports.filter(({ from, to }) => isOurs(to) && !allowed[packageOf(from)]?.includes(packageOf(to)))).toEqual(
      [],
    );
  });

  it("core's shelves import downwards only", () => {
    const inside = imports.filter(
      ({ from, to }) => packageOf(from) === 'core' && isOurs(to) && shelfOf(from) !== shelfOf(to),
    );
    expect(inside.filter(({ from, to }) => floorOf(from) < 0 || floorOf(from) <= floorOf(to))).toEqual([]);
  });

  it("the server's rooms import downwards only", () => {
    const rooms = [
      'store',
      'live',
      'ingest',
      'queue',
      'contract',
      'nurture',
      'uploads',
      'keeping',
      'jobs',
      'outgoing',
      'connectors',
      'mail',
      'auth',
      'assistant',
      'http',
    ];
    const roomOf = (file: string): number => rooms.indexOf(file.split('/')[3] ?? '');
    const inside = imports.filter(({ from, to }) => packageOf(from) === 'server' && packageOf(to) === 'server');
    expect(inside.filter(({ from, to }) => roomOf(from) >= 0 && roomOf(to) > roomOf(from))).toEqual([]);
  });

  it('SQL stands in the store, the web framework in http', () => {
    const outside = (library: string, room: string): readonly Import[] =>
      imports.filter(({ from, to }) => to === library && !from.startsWith(`packages/server/src/${room}/`));
    expect([...outside('kysely', 'store'), ...outside('better-sqlite3', 'store'), ...outside('pg', 'store')]).toEqual(
      [],
    );
    expect(outside('fastify', 'http')).toEqual([]);
  });

  it('a package lists every library that it imports, so that a clean install has it', () => {
    const listed = (name: string): readonly string[] => {
      const manifest = JSON.parse(readFileSync(join(root, `packages/${name}/package.json`), 'utf8'));
      return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    };
    const named = sources.flatMap((from) =>
      [...(text.get(from) ?? '').matchAll(/^(?:import|export|\})[^'\n]* from '([^'.][^']*)';$/gm)].map(
        ([, spec = '']) => ({
          from,
          library: spec
            .split('/')
            .slice(0, spec.startsWith('@') ? 2 : 1)
            .join('/'),
        }),
      ),
    );
    const libraries = named.filter(({ library }) => !/^(node:|@baton\/)/.test(library));
    expect(libraries.length).toBeGreaterThan(50);
    expect(libraries.filter(({ from, library }) => !listed(packageOf(from)).includes(library))).toEqual([]);
  });

  it('the simulator and hygiene never know each other: only tests compare them', () => {
    const between = imports.filter(
      ({ from, to }) =>
        isOurs(to) && ['hygiene simulate', 'simulate hygiene'].includes(`${shelfOf(from)} ${shelfOf(to)}`),
    );
    expect(between).toEqual([]);
  });

  it('no file imports itself by a detour', () => {
    const next = new Map(
      sources.map((file) => [
        file,
        importsOf(file)
          .map(({ to }) => to)
          .filter((to) => text.has(to)),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const to of next.get(file) ?? []) walk(to, [...path, file]);
      done.add(file);
    };
    for (const file of sources) walk(file, []);
    expect(circles).toEqual([]);
  });
});

describe('core and figures are pure', () => {
  const pure = sources.filter((file) => ['core', 'figures'].includes(packageOf(file)));
  const code = (file: string): string =>
    (text.get(file) ?? '').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\\n]|\\.)*'/g, "''");

  it.each([
    ['Node', /\bprocess\.|\bBuffer\b|\brequire\(|\b__dirname\b/],
    ['a clock of its own', /\bDate\.now\b|\bnew Date\(\)|\bperformance\.|Temporal\.Now\b/],
    ['randomness of its own', /\bMath\.random\b|\bcrypto\./],
    ['timers or the network', /\bsetTimeout\b|\bsetInterval\b|\bfetch\(|\bXMLHttpRequest\b/],
    ['a browser', /\bwindow\.|\blocalStorage\b|\bnavigator\./],
  ])('without %s', (_, pattern) => {
    expect(pure.filter((file) => pattern.test(code(file)))).toEqual([]);
  });

  it('without Node modules', () => {
    expect(imports.filter(({ from, to }) => pure.includes(from) && to.startsWith('node:'))).toEqual([]);
  });
});

describe('names, sizes, words', () => {
  it('files are named in kebab-case, for the thing they hold', () => {
    const vague = /^(utils?|helpers?|common|shared|lib|misc|manager|service|types|index)$/;
    const parts = sources.flatMap((file) =>
      file
        .split('/')
        .slice(3)
        .map((part) => ({ file, part: part.replace(/\.tsx?$/, '') })),
    );
    expect(
      parts.filter(({ part }) => vague.test(part) || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part)).map(({ file }) => file),
    ).toEqual([]);
  });

  it('no room is longer than 250 lines', () => {
    expect(
      sources.flatMap((file) =>
        (text.get(file) ?? '').split('\n').length > 251 ? [`${(text.get(file) ?? '').split('\n').length} ${file}`] : [],
      ),
    ).toEqual([]);
  });

  it('every file says in its first line what lives there', () => {
    expect(sources.filter((file) => !/^(#!.*\n)?\/\/ \S/.test(text.get(file) ?? ''))).toEqual([]);
  });

  it('every exported function and class of core has a docstring', () => {
    const bare = sources
      .filter((file) => packageOf(file) === 'core')
      .flatMap((file) => {
        const found = (text.get(file) ?? '').matchAll(
          /(\*\/\n|\n)export (?:async )?(?:function\*?|class|abstract class) (\w+)/g,
        );
        return [...found].filter((match) => !match[1]?.startsWith('*/')).map((match) => `${file}: ${match[2]}`);
      });
    expect(bare).toEqual([]);
  });

  it('no test is skipped, and none is alone', () => {
    const tests = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts'], {
      cwd: root,
      encoding: 'utf8',
    })
      .split('\n')
      .filter((file) => file !== '' && !file.endsWith('house.test.ts'));
    const pattern = /\b(it|test|describe)\.(skip|only|todo)\b/;
    expect(tests.filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});
