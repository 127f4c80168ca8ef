// The one door to the environment: every variable Baton reads, checked at start. docs/service.md lists them, and a test compares both ways.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CannotStart } from './store/migrate.ts';
import type { StorePlace } from './store/snapshot.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** Every variable with its meaning and default. Each may also be given as `NAME_FILE`, a file that holds the value. */
export const VARIABLES = {
  BATON_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  BATON_PORT: port.default(8080).describe('port to listen on; 0 takes any that is free'),
  BATON_DATA: z.string().default('baton-data').describe('folder of the embedded database'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'should begin with postgres://')
    .optional()
    .describe('PostgreSQL instead of the embedded database'),
  BATON_URL: z.url().optional().describe('the address people reach it by; needed behind a proxy'),
  BATON_SECURE_COOKIES: flag.optional().describe('cookies for HTTPS only; by default where BATON_URL is https'),
  BATON_TRUST_PROXY: flag.default(false).describe('believe X-Forwarded-For of the proxy in front'),
  BATON_METRICS: flag.default(false).describe('serve /metrics on the public port'),
  BATON_ERASURES: z
    .string()
    .optional()
    .describe('file with the ledger of erasures; by default erasures.ndjson in BATON_DATA'),
  BATON_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info').describe('what is logged'),
} as const;

/** The configuration as checked. */
const SCHEMA = z.object(VARIABLES);
export type Config = Readonly<z.output<typeof SCHEMA>>;

/** Reads the configuration. Throws {@link CannotStart} that names every variable that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(VARIABLES).flatMap((name) => {
      const file = environment[`${name}_FILE`];
      const value = environment[name] ?? (file === undefined ? undefined : readFileSync(file, 'utf8').trim());
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = SCHEMA.safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new CannotStart(`The environment does not hold together:\n${wrong.join('\n')}`, 2);
}

/** Where the store is. */
export function placeOf({ BATON_DATA, DATABASE_URL }: Config): StorePlace {
  return DATABASE_URL === undefined ? { sqlite: join(BATON_DATA, 'baton.db') } : { postgres: DATABASE_URL };
}

/** Where the ledger of erasures is. */
export function ledgerFileOf({ BATON_DATA, BATON_ERASURES }: Config): string {
  return BATON_ERASURES ?? join(BATON_DATA, 'erasures.ndjson');
}
