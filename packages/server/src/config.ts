// The one door to the environment: every variable Baton reads, checked at start. docs/service.md lists them, and a test compares both ways.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROLES } from './auth/policy.ts';
import { readAllowed } from './outgoing/checked-address.ts';
import { CannotStart } from './store/migrate.ts';
import type { StorePlace } from './store/snapshot.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const words = z.string().transform((text) => text.split(/[\s,]+/).filter((word) => word !== ''));
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

/** This machine: tests and development need no certificate. */
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/;

/** Every variable with its meaning and default. Each may also be given as `NAME_FILE`, a file that holds the value. */
export const VARIABLES = {
  BATON_HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  BATON_PORT: port.default(8080).describe('port to listen on; 0 takes any that is free'),
  BATON_DATA: z.string().default('baton-data').describe('folder of the embedded database and of uploads'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'should begin with postgres://')
    .optional()
    .describe('PostgreSQL instead of the embedded database'),
  BATON_URL: z.url().optional().describe('the address people reach it by; needed behind a proxy'),
  BATON_SECURE_COOKIES: flag.optional().describe('cookies for HTTPS only; by default where BATON_URL is https'),
  BATON_TRUST_PROXY: flag.default(false).describe('believe X-Forwarded-For of the proxy in front'),
  BATON_METRICS: flag.default(false).describe('serve /metrics on the public port'),
  BATON_METRICS_PORT: port
    .optional()
    .describe('serve /metrics on a port of its own, which nobody outside should reach'),
  BATON_OIDC_ISSUER: z.url().optional().describe('the identity provider people sign in by, beside passwords'),
  BATON_OIDC_CLIENT_ID: z.string().optional().describe('what Baton is called there'),
  BATON_OIDC_CLIENT_SECRET: z.string().optional().describe('its secret there'),
  BATON_OIDC_NAME: z.string().max(60).default('single sign-on').describe('what the button calls the provider'),
  BATON_OIDC_DOMAINS: words.optional().describe('e-mail domains that may sign in, with commas; any where absent'),
  BATON_OIDC_ROLE_CLAIM: z.string().optional().describe('the claim that tells the role of people who are new'),
  BATON_OIDC_ROLES: words.optional().describe('roles by values of that claim: marketers=marketing,reps=sales'),
  BATON_OIDC_TRUST_EMAIL: flag.default(false).describe('believe e-mails that the provider does not call verified'),
  BATON_OUTGOING_ALLOW: z
    .string()
    .default('')
    .superRefine((list, context) => {
      try {
        readAllowed(list);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
      }
    })
    .describe(
      'hosts and networks beyond the public internet that webhooks and CRMs may be spoken to at, separated by commas',
    ),
  BATON_MAIL_SMTP: z
    .string()
    .regex(/^smtps?:\/\/[^\s/]+\/?$/, 'should be smtp://user:password@host:587, or smtps://')
    .optional()
    .describe('the mail server that mails of programmes go to; without it none is sent'),
  BATON_MAIL_FROM: z
    .string()
    .max(300)
    .regex(/^([^<>\r\n]*<)?[^\s@<>]+@[^\s@<>]+>?$/, 'should be Name <name@company.example>')
    .optional()
    .describe('whom mails are from: Name <name@company.example>'),
  BATON_MAIL_REPLY_TO: z.email().optional().describe('whom answers go to; by default whom mails are from'),
  BATON_MAIL_PER_MINUTE: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(30)
    .describe('how many mails a minute go to one domain at most'),
  BATON_MAIL_SECRET: z.string().min(16).optional().describe('by which the mail provider tells of bounces and replies'),
  BATON_MAIL_IMAP: z
    .string()
    .regex(/^imaps?:\/\/[^\s@]+@[^\s/]+(\/[^\s]*)?$/, 'should be imaps://user:password@host/INBOX')
    .optional()
    .describe('the mailbox that bounces and replies come to, read every minute'),
  BATON_UPLOAD_MEGABYTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(2000)
    .describe('how much the files of one upload may have in all'),
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
      const value = environment[name] || fromFile(name, environment[`${name}_FILE`]);
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const parsed = SCHEMA.superRefine(checkSignIn).superRefine(checkMail).safeParse(given);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new CannotStart(`The environment does not hold together:\n${wrong.join('\n')}`, 2);
}

function fromFile(name: string, file: string | undefined): string | undefined {
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new CannotStart(`${name}_FILE cannot be read: ${(error as Error).message}`, 2);
  }
}

/** Signing in by a provider needs all of its parts, and an address that nobody on the way can read or change. */
function checkSignIn(config: z.output<typeof SCHEMA>, context: z.RefinementCtx): void {
  const wrong = (name: keyof typeof VARIABLES, message: string): void =>
    context.addIssue({ code: 'custom', path: [name], message });
  const { BATON_OIDC_ISSUER: issuer, BATON_OIDC_ROLES: roles = [] } = config;
  for (const pair of roles)
    if (!ROLES.some((role) => pair.endsWith(`=${role}`)))
      wrong('BATON_OIDC_ROLES', `"${pair}" should be a value, =, and one of ${ROLES.join(', ')}`);
  if (issuer === undefined) return;
  if (!issuer.startsWith('https://') && !LOOPBACK.test(issuer))
    wrong('BATON_OIDC_ISSUER', 'should begin with https://');
  for (const name of ['BATON_OIDC_CLIENT_ID', 'BATON_OIDC_CLIENT_SECRET', 'BATON_URL'] as const)
    if (config[name] === undefined) wrong(name, 'is needed where BATON_OIDC_ISSUER is set');
  if (roles.length > 0 && config.BATON_OIDC_ROLE_CLAIM === undefined)
    wrong('BATON_OIDC_ROLE_CLAIM', 'is needed where BATON_OIDC_ROLES is set');
}

/** Mail needs somebody it is from, and links that lead back here. */
function checkMail(config: z.output<typeof SCHEMA>, context: z.RefinementCtx): void {
  if (config.BATON_MAIL_SMTP === undefined) return;
  for (const name of ['BATON_MAIL_FROM', 'BATON_URL'] as const)
    if (config[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'is needed where BATON_MAIL_SMTP is set' });
}

/** Where the store is. */
export function placeOf({ BATON_DATA, DATABASE_URL }: Config): StorePlace {
  return DATABASE_URL === undefined ? { sqlite: join(BATON_DATA, 'baton.db') } : { postgres: DATABASE_URL };
}

/** Where the ledger of erasures is. */
export function ledgerFileOf({ BATON_DATA, BATON_ERASURES }: Config): string {
  return BATON_ERASURES ?? join(BATON_DATA, 'erasures.ndjson');
}
