// Mails of programmes as we see them: what became of each, how one would look for a real lead, one to oneself, and whether others believe that they are ours.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { storedProgramme } from '../live/programmes-in-force.ts';
import { checkSenderRecords } from '../mail/sender-records.ts';
import { CannotWrite, type WrittenMail, writeMail } from '../mail/write-mail.ts';
import { variablesOfLead } from '../nurture/lead-variables.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { countMails, findMails } from '../store/mail-lists.ts';
import { MAIL_STATES, type MailState } from '../store/mail-rows.ts';
import { programmeOf } from '../store/programme-rows.ts';
import { personOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { once } from './once.ts';
import { MailShown, ProgrammeVersion, Written } from './programme-shapes.ts';

const Cursor = z.object({ at: z.number(), id: z.string() });
const Asked = z.object({
  mail: z.string().max(100),
  lead: z
    .string()
    .max(500)
    .optional()
    .describe('a name of the lead, e.g. email:ada@one.example; fallbacks where absent'),
});
/** Links in previews and tests lead to pages that say that they are nobody's. */
const NOBODYS = '0'.repeat(32);

/** Adds the routes. */
export function mailApiRoutes(context: AppContext) {
  const { config, store, intake, inForce, clock, mail } = context;
  const domain = /@([^@>\s]+)>?\s*$/.exec(config.BATON_MAIL_FROM ?? '')?.[1];

  const written = async (
    key: z.infer<typeof ProgrammeVersion>,
    asked: z.infer<typeof Asked>,
  ): Promise<WrittenMail & { readonly to: string | null }> => {
    const row = await programmeOf(store.read, key.name, key.version);
    if (row === undefined) throw new Refusal(404, 'http-not-found', 'there is no such version');
    const stored = storedProgramme(row);
    const { source } = await inForce.load(store.read);
    const lead =
      asked.lead === undefined ? undefined : await variablesOfLead(store.read, source, stored, asked.mail, asked.lead);
    if (asked.lead !== undefined && lead === undefined)
      throw new Refusal(404, 'http-not-found', 'nobody goes by this name');
    try {
      const content = { id: NOBODYS, mail: asked.mail, variables: lead?.variables ?? {} };
      return { ...writeMail(stored, content, await mail.paper()), to: lead?.address ?? null };
    } catch (error) {
      if (error instanceof CannotWrite) throw new Refusal(409, 'mailing-cannot-write', error.message);
      throw error;
    }
  };

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/mails',
      {
        config: { permission: 'see-programmes' },
        schema: {
          summary: 'Mails, the newest first',
          querystring: z.object({
            programme: z.string().max(100).optional(),
            state: z.enum(MAIL_STATES).optional(),
            lead: z.string().max(500).optional(),
            after: z.string().max(500).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: {
            200: z.object({
              mails: z.array(MailShown),
              next: z.string().nullable(),
              counts: z.record(z.string(), z.number()).describe('all mails by state'),
              sends: z.boolean().describe('whether a mail server is configured'),
            }),
          },
        },
      },
      async (request) => {
        const { after, limit, ...search } = request.query;
        const before = after === undefined ? undefined : decodeCursor(after, Cursor);
        const rows = await findMails(store.read, { ...search, before, limit });
        const last = rows.length === limit ? rows.at(-1) : undefined;
        const counts: Record<string, number> = {};
        for (const { state, count, programme } of await countMails(store.read))
          if (search.programme === undefined || search.programme === programme)
            counts[state] = (counts[state] ?? 0) + count;
        return {
          mails: rows.map((row) => ({
            id: row.id,
            programme: row.programme,
            version: row.version,
            step: row.step,
            mail: row.mail,
            lead: row.lead,
            address: row.address,
            state: row.state as MailState,
            problem: row.problem,
            decidedAt: row.decided_at,
            dueAt: row.due_at,
            attempts: row.attempts,
            sendingAt: row.sending_at,
            endedAt: row.ended_at,
            openedAt: row.opened_at,
            clickedAt: row.clicked_at,
          })),
          next: last === undefined ? null : encodeCursor({ at: last.decided_at, id: last.id }),
          counts,
          sends: mail.smtp !== undefined,
        };
      },
    );
    app.post(
      '/programmes/:name/versions/:version/preview',
      {
        config: { permission: 'see-programmes' },
        schema: {
          summary: 'A mail as a lead would get it',
          params: ProgrammeVersion,
          body: Asked,
          response: { 200: Written },
        },
      },
      async (request) => {
        const { subject, text, html, to } = await written(request.params, request.body);
        return { subject, text, html, to };
      },
    );
    app.post(
      '/programmes/:name/versions/:version/test',
      {
        config: { permission: 'run-programmes' },
        schema: {
          summary: 'Send a mail to oneself, written as for a lead',
          params: ProgrammeVersion,
          body: Asked,
          response: { 200: z.object({ to: z.string() }) },
        },
      },
      (request) =>
        once(request, context, async () => {
          const { smtp } = mail;
          const { BATON_MAIL_FROM: from, BATON_MAIL_REPLY_TO: replyTo } = config;
          if (smtp === undefined || from === undefined)
            throw new Refusal(409, 'mailing-no-server', 'no mail server is configured', {
              hint: 'set BATON_MAIL_SMTP',
            });
          const { id, email } = personOf(request);
          const { to: _, ...content } = await written(request.params, request.body);
          const messageId = `<test-${context.random(16).toString('hex')}@${domain}>`;
          const subject = `[Test] ${content.subject}`;
          const handed = await smtp.send({ ...content, subject, from, replyTo, to: email, at: clock(), messageId });
          if (handed.kind !== 'taken')
            throw new Refusal(502, 'mailing-not-taken', 'the mail server did not take it', { hint: handed.problem });
          const { name, version } = request.params;
          const deed = { at: clock(), actor: id, action: 'tested-mail', subject: `${name} ${version}` };
          await intake.aside((tx) => note(tx, { ...deed, details: { mail: request.body.mail } }));
          return { to: email };
        }),
    );
    app.get(
      '/mail/records',
      {
        config: { permission: 'see-programmes' },
        schema: {
          summary: 'SPF, DKIM and DMARC of the domain that mails are from',
          querystring: z.object({
            selector: z
              .string()
              .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/)
              .optional()
              .describe('the DKIM selector that the mail server signs with'),
          }),
          response: {
            200: z.object({
              domain: z.string(),
              records: z.array(
                z.object({
                  record: z.enum(['SPF', 'DKIM', 'DMARC']),
                  state: z.enum(['ok', 'weak', 'missing', 'wrong', 'unknown']),
                  name: z.string(),
                  found: z.string().nullable(),
                  words: z.string(),
                }),
              ),
            }),
          },
        },
      },
      async (request) => {
        if (domain === undefined)
          throw new Refusal(409, 'mailing-no-server', 'nobody is named whom mails are from', {
            hint: 'set BATON_MAIL_FROM',
          });
        const records = await checkSenderRecords(domain, request.query.selector, context.resolveTxt);
        return { domain, records };
      },
    );
  };
}
