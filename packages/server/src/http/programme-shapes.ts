// How programmes, the people in them and their mails are shown and written over HTTP.
import { z } from 'zod';
import { MAIL_STATES } from '../store/mail-rows.ts';

const Name = z.string().min(1).max(100);
const Counts = z.record(z.string(), z.number());

export const ProgrammeName = z.object({ name: Name });
export const ProgrammeVersion = z.object({ name: Name, version: z.coerce.number().int().min(1) });
export const ProgrammeFolder = z.object({
  text: z.string().min(1).max(500_000).describe('programme.yaml'),
  tests: z.string().max(500_000).default('').describe('tests.yaml'),
  templates: z
    .record(z.string().regex(/^[A-Za-z0-9-]{1,61}$/), z.string().max(200_000))
    .describe('bodies by mail, in Liquid: what stands in templates/NAME.liquid'),
});
export const ProgrammeSummary = z.object({
  name: z.string(),
  version: z.number(),
  title: z.string(),
  definition: z.string(),
  digest: z.string(),
  state: z.enum(['draft', 'active', 'closed', 'paused', 'ended']),
  author: z.string(),
  madeAt: z.number(),
  editedAt: z.number(),
  effectiveAt: z.number().nullable(),
  running: z.number().describe('who is in it now'),
});
const Told = z.object({ title: z.string(), sentences: z.array(z.string()) });
const Found = z.object({
  code: z.string(),
  severity: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  place: z
    .object({
      file: z.string().optional(),
      path: z.string().optional(),
      line: z.number().optional(),
      column: z.number().optional(),
    })
    .optional(),
});
export const ProgrammeWhole = ProgrammeSummary.extend({
  text: z.string(),
  tests: z.string(),
  templates: z.record(z.string(), z.string()),
  words: z.array(Told).describe('the programme in plain words'),
  problems: z.array(Found).describe('what is unwise'),
  stories: z.array(z.object({ name: z.string(), passed: z.boolean(), failures: z.array(z.string()) })),
  states: z.array(z.object({ at: z.number(), state: z.string(), person: z.string() })),
});
const Share = z.object({ state: z.string() }).loose();
const Uplift = z.object({
  outcome: z.enum(['qualified', 'opportunity', 'won']),
  withinDays: z.number(),
  state: z.enum(['ok', 'too few', 'no hold-out']),
  mailed: Share.optional(),
  heldOut: Share.optional(),
  difference: z.object({ at: z.number(), low: z.number(), high: z.number() }).optional(),
  verdict: z.string(),
});
export const Results = z.object({
  enrolled: z.number(),
  heldOut: z.number(),
  running: z.number(),
  by: Counts.describe('how they came in'),
  ended: Counts.describe('why it ended for them'),
  uplift: Uplift.describe('what being mailed adds to being held out'),
  steps: z.array(
    z.object({
      step: z.string(),
      does: z.enum(['mail', 'behaviour', 'segment']),
      mail: z.string().nullable(),
      waiting: z.number(),
      mails: Counts.describe('by state'),
      opened: z.number().describe('mails that anybody, or a machine, opened'),
      clicked: z.number(),
      uplift: Uplift.nullable(),
    }),
  ),
});
export const PersonIn = z.object({
  id: z.string(),
  lead: z.string(),
  label: z.string().nullable(),
  version: z.number(),
  number: z.number().describe('counts the times of this person'),
  at: z.number(),
  by: z.enum(['nurture', 'recycled', 'missing', 'segment']),
  arm: z.enum(['mailed', 'held-out']),
  step: z.string().nullable(),
  dueAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  endedBy: z.string().nullable(),
});
export const MailShown = z.object({
  id: z.string(),
  programme: z.string(),
  version: z.number(),
  step: z.string(),
  mail: z.string(),
  lead: z.string(),
  address: z.string(),
  state: z.enum(MAIL_STATES),
  problem: z.string().nullable(),
  decidedAt: z.number(),
  dueAt: z.number(),
  attempts: z.number(),
  sendingAt: z.number().nullable().describe('when it was last handed to the mail server'),
  endedAt: z.number().nullable(),
  openedAt: z.number().nullable(),
  clickedAt: z.number().nullable(),
});
export const Written = z.object({ subject: z.string(), text: z.string(), html: z.string(), to: z.string().nullable() });
