// The service with one deliberate defect, as a program: what its harnesses must catch, else their silence proves nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Libraries in the old module format call `require`; a module bundle has none of its own. */
const REQUIRE =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";
const SOURCES = fileURLToPath(new URL('../../packages/server/src/', import.meta.url));
/** Beside the libraries, so that native ones are found. */
const BROKEN = fileURLToPath(new URL('../../node_modules/.cache/baton-broken/', import.meta.url));

/** In `file` (under packages/server/src) `from`, which stands there once, becomes `to`. */
interface Change {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** A defect by its name. */
export interface Defect {
  readonly name: string;
  readonly changes: readonly Change[];
}

export const DEFECTS = {
  acknowledgesTooEarly: {
    name: 'acknowledges before the commit',
    changes: [
      {
        file: 'ingest/intake.ts',
        from: 'const entries = batch.flatMap(({ offer }) => offer.entries);\n',
        to: "const entries = batch.flatMap(({ offer }) => offer.entries);\n      for (const { offer, resolve } of batch) resolve(offer.entries.map(() => 'accepted'));\n",
      },
    ],
  },
  knowsNoRepetition: {
    name: 'has no unique key and looks for none',
    changes: [
      {
        file: 'store/migrations/0001-journal-and-decisions.ts',
        from: ".addUniqueConstraint('entries_once', ['source', 'id'])",
        to: '',
      },
      {
        file: 'store/journal-rows.ts',
        from: 'found.set(source, new Map(rows.map(({ id, payload }) => [id, payload])));',
        to: 'found.set(source, new Map());',
      },
    ],
  },
  leasesNothing: {
    name: 'takes work that another process has without a lease',
    changes: [{ file: 'store/outbox-rows.ts', from: 'leased_until: now + LEASE,', to: 'leased_until: 0,' }],
  },
  voidsNoSignature: {
    name: 'leaves signatures standing after an edit',
    changes: [
      {
        file: 'store/migrations/0004-two-signatures.ts',
        from: '`create trigger edits_void_signatures after update on versions when new.digest <> old.digest',
        to: '`create trigger edits_void_signatures after update on versions when new.digest <> new.digest',
      },
    ],
  },
  announcesLater: {
    name: 'fills the outbox outside the transaction',
    changes: [
      {
        file: 'ingest/intake.ts',
        from: 'await this.announce(tx, finished.decisions, now);',
        to: 'setTimeout(() => void this.aside((later) => this.announce(later, finished.decisions, now)), 250);',
      },
    ],
  },
} as const satisfies Record<string, Defect>;

/** The source of a file. */
export const sourceOf = (file: string): string => readFileSync(join(SOURCES, file), 'utf8');

/** Builds the service with a defect; returns its program. */
export async function buildBroken({ name, changes }: Defect): Promise<string> {
  const folder = join(BROKEN, name.replaceAll(' ', '-'));
  await build({
    entryPoints: { server: join(SOURCES, 'main.ts'), job: join(SOURCES, 'jobs/job-thread.ts') },
    external: ['better-sqlite3', 'pg-native'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    banner: { js: REQUIRE },
    logLevel: 'silent',
    plugins: [
      {
        name: 'defect',
        setup(builder) {
          builder.onLoad({ filter: /packages\/server\/src\/.*\.ts$/ }, ({ path }) => {
            const mine = changes.filter(({ file }) => path === join(SOURCES, file));
            if (mine.length === 0) return undefined;
            const contents = mine.reduce(
              (text, { from, to }) => text.replace(from, () => to),
              readFileSync(path, 'utf8'),
            );
            return { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  return join(folder, 'server.mjs');
}
