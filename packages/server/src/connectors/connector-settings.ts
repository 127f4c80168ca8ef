// What a connector writes and reads, as people set it.
import { z } from 'zod';

/** CRMs that can be connected. */
export const CONNECTOR_KINDS = ['hubspot', 'salesforce'] as const;
export type ConnectorKind = (typeof CONNECTOR_KINDS)[number];

/** What is told of a lead. */
export const WRITTEN_PARTS = ['grade', 'engagement', 'whyNow', 'due', 'status', 'link'] as const;
export type WrittenPart = (typeof WRITTEN_PARTS)[number];

/** States of a hand-off that a stage may be set at. */
const STAGED = ['open', 'accepted', 'rejected', 'invalid', 'recycled', 'sql', 'won', 'lost', 'lapsed'] as const;

const field = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, 'should be the internal name of a field');
const word = z.string().min(1).max(200);

export const Settings = z.object({
  /** Where its API is, if not at the usual place. */
  url: z.url().max(500).optional().describe('address of its API; of Salesforce the company’s own (My Domain)'),
  fields: z
    .partialRecord(z.enum(WRITTEN_PARTS), field)
    .describe('internal names of the fields that each part is written to; parts that are absent are not written'),
  tasks: z.boolean().default(true).describe('a task for the rep on every hand-off'),
  stage: z
    .object({
      field,
      values: z.partialRecord(z.enum(STAGED), word).describe('the stage by the state of the hand-off'),
      over: z
        .array(word)
        .max(50)
        .default([])
        .describe('values of the CRM that may be written over, beside none and Baton’s own'),
    })
    .optional()
    .describe('the lead status or lifecycle stage that is set'),
  reads: z.boolean().default(true).describe('whether the CRM is read'),
  readFrom: z.number().int().min(0).default(0).describe('records changed before this instant are not read'),
  salesOwners: z
    .array(z.string().max(320))
    .max(2000)
    .optional()
    .describe('e-mails of owners who sell; all where absent'),
  answers: z.record(word, word).default({}).describe('what the company’s own lead statuses mean (rule K11)'),
  won: z.array(word).optional().describe('stages that are won; as the CRM says where absent'),
  lost: z.array(word).optional().describe('stages that are lost; as the CRM says where absent'),
  newBusiness: z.array(word).optional().describe('types and pipelines of deals that are new business (rule K4)'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR')
    .describe('of amounts without one'),
});
export type Settings = z.output<typeof Settings>;

/** What HubSpot is signed in to by: the token of a private app, or an app with a refresh token. */
export const HubSpotSecrets = z.union([
  z.object({ token: word }),
  z.object({ clientId: word, clientSecret: word, refreshToken: z.string().min(1).max(4000) }),
]);
/** What Salesforce is signed in to by: an app that acts as a user of its own, or one with a refresh token. */
export const SalesforceSecrets = z.object({
  clientId: z.string().min(1).max(2000),
  clientSecret: word,
  refreshToken: z.string().min(1).max(4000).optional(),
});
export type HubSpotSecrets = z.output<typeof HubSpotSecrets>;
export type SalesforceSecrets = z.output<typeof SalesforceSecrets>;
