// What readers of mails and mail providers reach without signing in: the picture that tells of an open, links, the way out, and what comes back. All but the last by signed tokens.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isSecret } from '../auth/secrets.ts';
import { clickedEntry, type Fetched, leftEntry, openedEntry, returnedEntry } from '../mail/mail-entries.ts';
import type { MailToken } from '../mail/mail-tokens.ts';
import { readProviderEvents } from '../mail/provider-events.ts';
import { takeCameBack } from '../mail/take-came-back.ts';
import { Refusal } from '../refusal.ts';
import { mailById, noteFirst } from '../store/mail-rows.ts';
import type { MailsTable } from '../store/tables.ts';
import type { AppContext } from './app-context.ts';
import { leavePage, leftPage, MAIL_PAGE_POLICY, MAIL_PAGE_STYLE, returnedPage, strangePage } from './mail-pages.ts';

/** A picture of one transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Tokens are longer than a part of an address may be, and stand at its end. */
interface ByToken {
  Params: { '*': string };
}

/** Adds the routes. */
export function mailRoutes({ config, store, intake, clock, mail }: AppContext) {
  /** What a token says and the mail it is of; undefined where it is none of ours, or its mail is forgotten. */
  const find = async <Kind extends MailToken['kind']>(text: string, kind: Kind) => {
    const token = (await mail.tokens()).read(text);
    if (token?.kind !== kind) return undefined;
    const row = await mailById(store.read, token.mail);
    return { token: token as Extract<MailToken, { kind: Kind }>, row: row?.address === '' ? undefined : row };
  };
  const shown = (reply: FastifyReply, html: string, status = 200): FastifyReply =>
    reply
      .code(status)
      .header('content-security-policy', MAIL_PAGE_POLICY)
      .header('cache-control', 'no-store')
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(html);
  const happened = async (row: MailsTable, column: 'opened_at' | 'clicked_at', at: number): Promise<void> => {
    if (row[column] === null) await intake.aside((tx) => noteFirst(tx, row.id, column, at));
  };

  return async (app: FastifyInstance): Promise<void> => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 1024 * 1024 }, (_request, body, done) =>
      done(null, body),
    );

    app.get('/m/page.css', (_request, reply) =>
      reply.header('cache-control', 'max-age=3600').type('text/css; charset=utf-8').send(MAIL_PAGE_STYLE),
    );
    app.get<ByToken>('/m/open/*', { exposeHeadRoute: false }, async (request, reply) => {
      const found = await find(request.params['*'], 'open');
      if (found?.row !== undefined) {
        const fetched = fetchedBy(request, clock());
        await intake.offer({ entries: [openedEntry(found.row, fetched)], refused: [] });
        await happened(found.row, 'opened_at', fetched.at);
      }
      return reply.header('cache-control', 'no-store').type('image/gif').send(PIXEL);
    });
    app.get<ByToken>('/m/go/*', { exposeHeadRoute: false }, async (request, reply) => {
      const found = await find(request.params['*'], 'click');
      if (found === undefined) return shown(reply, strangePage(), 404);
      const { link, url } = found.token;
      if (found.row !== undefined) {
        const fetched = fetchedBy(request, clock());
        await intake.offer({ entries: [clickedEntry(found.row, link, url, fetched)], refused: [] });
        await happened(found.row, 'clicked_at', fetched.at);
      }
      return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').redirect(url);
    });
    app.get<ByToken>('/m/leave/*', async (request, reply) => {
      const found = await find(request.params['*'], 'leave');
      return found?.row === undefined ? shown(reply, strangePage(), 404) : shown(reply, leavePage(found.row));
    });
    app.post<ByToken>('/m/leave/*', async (request, reply) => {
      const found = await find(request.params['*'], 'leave');
      if (found?.row === undefined) return shown(reply, strangePage(), 404);
      const { row } = found;
      // RFC 8058: `List-Unsubscribe=One-Click`, from the reader's mail program.
      const scope = scopeIn(request.body);
      const entry = scope === 'back' ? returnedEntry(row, clock()) : leftEntry(row, scope === 'all', clock());
      await intake.offer({ entries: [entry], refused: [] });
      return shown(reply, scope === 'back' ? returnedPage(row) : leftPage(row, scope === 'all'));
    });
    app.post('/m/events', async (request) => {
      const { BATON_MAIL_SECRET: secret } = config;
      if (secret === undefined) throw new Refusal(404, 'http-not-found', 'there is nothing at this address');
      if (!isSecret(secretIn(request), secret))
        throw new Refusal(401, 'http-not-signed-in', 'this is not the secret of the mail provider', {
          hint: 'send BATON_MAIL_SECRET as a bearer token, or as the password of basic authentication',
        });
      return takeCameBack({ store, intake, clock }, readProviderEvents(request.body, clock()));
    });
  };
}

function fetchedBy(request: FastifyRequest, at: number): Fetched {
  return { at, userAgent: request.headers['user-agent'], ip: request.ip };
}

/** What the form or the mail program says; anything else is the least: this purpose. */
function scopeIn(body: unknown): 'purpose' | 'all' | 'back' {
  const scope = new URLSearchParams(typeof body === 'string' ? body : '').get('scope');
  return scope === 'all' || scope === 'back' ? scope : 'purpose';
}

function secretIn({ headers: { authorization = '' } }: FastifyRequest): string {
  if (authorization.startsWith('Bearer ')) return authorization.slice('Bearer '.length);
  if (!authorization.startsWith('Basic ')) return '';
  const pair = Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}
