// The program behind `baton backup`, `restore`, `verify` and `export`: it works on the store that the environment names, says what it did, and ends.
import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { ledgerFileOf, placeOf, readConfig } from '../config.ts';
import { CannotStart } from '../store/migrate.ts';
import { CannotKeep } from './cannot-keep.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';
import { verdictOf, verifyDecisions } from './verify-decisions.ts';
import { exportStore } from './warehouse/export-store.ts';
import { FORMATS } from './warehouse/table-writers.ts';

interface Options {
  readonly replace?: boolean | undefined;
  readonly erasures?: readonly string[] | undefined;
  readonly 'without-ledger'?: boolean | undefined;
  readonly as?: string | undefined;
}

/** What was done, as `--json` tells it, and in words. */
interface Done {
  readonly result: object;
  readonly words: string;
  /** Whether what was looked for was found to be so. */
  readonly ok?: boolean;
}

async function run([task, file = '']: readonly string[], options: Options): Promise<Done> {
  const config = readConfig(process.env);
  const place = placeOf(config);
  if (task === 'backup') {
    const made = await takeBackup(place, file, systemClock);
    return { result: made, words: `${made.rows} rows of ${at(made.takenAt)} are in ${file}` };
  }
  if (task === 'export') {
    // It holds what the database holds: its owner alone reads it.
    process.umask(0o077);
    const as = FORMATS.find((format) => format === options.as) ?? 'ndjson';
    const made = await exportStore(place, file, as, systemClock);
    return { result: made, words: `${made.rows} rows of ${at(made.at)} are in ${made.files.length} files in ${file}` };
  }
  if (task === 'verify') {
    const found = await verifyDecisions(place, (share) => {
      if (process.stderr.isTTY) process.stderr.write(`\rPlaying every account again: ${Math.round(100 * share)} %`);
    });
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    return { result: found, words: verdictOf(found), ok: found.different.length === 0 };
  }
  const restored = await restoreBackup(place, file, {
    replace: options.replace === true,
    ledgerFile: ledgerFileOf(config),
    ledgers: options.erasures ?? [],
    withoutLedger: options['without-ledger'] === true,
    clock: systemClock,
  });
  const again = restored.erasedAgain === 0 ? '' : `; ${restored.erasedAgain} erased since then are erased again`;
  return { result: restored, words: `${restored.rows} rows of ${at(restored.takenAt)} are restored${again}` };
}

function at(instant: number): string {
  return new Date(instant).toISOString();
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean' },
    replace: { type: 'boolean' },
    erasures: { type: 'string', multiple: true },
    'without-ledger': { type: 'boolean' },
    as: { type: 'string' },
  },
});
try {
  const { result, words, ok = true } = await run(positionals, values);
  if (values.json === true) process.stdout.write(`${JSON.stringify({ version: 1, ok, ...result }, null, 2)}\n`);
  else process.stderr.write(`${words}\n`);
  if (!ok) process.exitCode = 1;
} catch (error) {
  process.exitCode = tell(error, values.json === true);
}

/** Says what went wrong; returns the exit code. */
function tell(error: unknown, asJson: boolean): number {
  const [code, hint, exit] =
    error instanceof CannotKeep
      ? [error.code, error.hint, error.exit]
      : error instanceof CannotStart
        ? ['keeping-busy', 'look at what the sentence names', error.exit]
        : refusedBySystem(error);
  const message = error instanceof Error ? error.message : String(error);
  if (asJson) {
    const problem = { code, severity: 'error', message, hint };
    process.stdout.write(`${JSON.stringify({ version: 1, ok: false, problems: [problem] }, null, 2)}\n`);
  } else process.stderr.write(`${message}\n  ${hint} [${code}]\n`);
  return exit;
}

function refusedBySystem(error: unknown): [string, string, number] {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === '') throw error;
  return ['keeping-refused', 'look at the path, its rights, the disk, or the database', 1];
}
