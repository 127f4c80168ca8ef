// The sales queue: what waits, what is behind it, and what reps do about it.
import type { Handoff } from '@baton/core/definition/definition';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  type Answer,
  assignmentEntry,
  checkAnswer,
  checkSql,
  dispositionEntry,
  evidenceEntry,
} from '../queue/commands.ts';
import { Refusal } from '../refusal.ts';
import { evidenceOn } from '../store/evidence-rows.ts';
import { isRep } from '../store/people-rows.ts';
import { handoffWithNames, lockHandoff, NEVER_DUE, type QueueRow, queueCounts, queueOf } from '../store/queue-rows.ts';
import type { HandoffsTable } from '../store/tables.ts';
import { actorOf, personOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { HandoffShape, shown } from './handoff-shape.ts';
import { entryIdOf, once } from './once.ts';

const Cursor = z.object({ due: z.number(), id: z.string() });
const OPEN = ['open', 'accepted'];
const ANSWERS = ['accepted', 'rejected', 'invalid', 'recycled', 'snoozed', 'sql'] as const;
const Short = z.string().min(1).max(200);
const DAY = 86_400_000;

/** Adds the routes. */
export function queueRoutes(context: AppContext) {
  const { store, intake, inForce, clock } = context;

  const agreedFor = async (row: HandoffsTable): Promise<Handoff> => {
    const { rulebook } = await inForce.load(store.read);
    const found = rulebook.versions.find(({ ref }) => ref.digest === row.digest && ref.version === row.version);
    if (found === undefined) throw new Refusal(409, 'queue-no-version', 'the version it was handed over by is gone');
    return found.compiled.definition.handoff;
  };
  const rowOf = async (id: string): Promise<QueueRow> => {
    const found = await handoffWithNames(store.read, id);
    if (found === undefined) throw new Refusal(404, 'http-not-found', 'there is no such hand-off');
    return found;
  };
  /** The row under its lock, or a 404. */
  const locked = async (tx: Parameters<typeof lockHandoff>[0], id: string): Promise<HandoffsTable> => {
    const found = await lockHandoff(tx, id);
    if (found === undefined) throw new Refusal(404, 'http-not-found', 'there is no such hand-off');
    return found;
  };

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/queue',
      {
        config: { permission: 'see-queue' },
        schema: {
          summary: 'Hand-offs that wait for sales, the soonest due first',
          querystring: z.object({
            rep: z.string().max(200).optional().describe('a rep’s id, or "me"'),
            state: z.string().max(100).optional().describe('states, separated by commas; else all that are open'),
            cursor: z.string().max(500).optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
          response: {
            200: z.object({
              handoffs: z.array(HandoffShape),
              next: z.string().nullable(),
              today: z.record(z.string(), z.number()),
            }),
          },
        },
      },
      async (request) => {
        const { rep, state, cursor, limit } = request.query;
        const whose = rep === 'me' ? actorOf(request).id : rep;
        const states = state === undefined ? OPEN : state.split(',');
        const rows = await queueOf(store.read, { rep: whose, states, after: decodeCursor(cursor, Cursor), limit });
        const last = rows.length === limit ? rows.at(-1) : undefined;
        return {
          handoffs: rows.map(shown),
          next: last === undefined ? null : encodeCursor({ due: last.due_at ?? NEVER_DUE, id: last.id }),
          today: await queueCounts(store.read, clock() - DAY, whose),
        };
      },
    );
    app.get(
      '/handoffs/:id',
      {
        config: { permission: 'see-queue' },
        schema: { summary: 'One hand-off', params: z.object({ id: Short }), response: { 200: HandoffShape } },
      },
      async (request) => shown(await rowOf(request.params.id)),
    );
    app.post(
      '/handoffs/:id/answer',
      {
        config: { permission: 'work-queue' },
        schema: {
          summary: 'Accept, reject with a signed reason, recycle, snooze, call it invalid, or confirm an SQL',
          params: z.object({ id: Short }),
          body: z.object({
            answer: z.enum(ANSWERS),
            reason: Short.optional(),
            disputes: Short.optional(),
            note: z.string().max(2000).optional(),
            until: z.number().int().optional().describe('until when it is snoozed'),
          }),
          response: { 200: HandoffShape },
        },
      },
      async (request) =>
        once(request, context, async () => {
          const row = await rowOf(request.params.id);
          const answer: Answer = withDispute(request.body, await agreedFor(row));
          const agreed = await agreedFor(row);
          const at = clock();
          const by = actorOf(request).id;
          await intake.command([dispositionEntry(row, answer, { id: entryId(request), by, at })], async (tx) => {
            const now = await locked(tx, row.id);
            checkAnswer(now, answer, agreed, at);
            if (answer.answer === 'sql') checkSql(await evidenceOn(tx, now), agreed);
          });
          return shown(await rowOf(row.id));
        }),
    );
    app.post(
      '/handoffs/:id/assign',
      {
        config: { permission: 'assign-work' },
        schema: {
          summary: 'Give a hand-off to somebody; without a rep: claim it',
          params: z.object({ id: Short }),
          body: z.object({
            rep: Short.optional(),
            from: z.string().nullable().optional().describe('whose it was when you looked'),
          }),
          response: { 200: HandoffShape },
        },
      },
      async (request) =>
        once(request, context, async () => {
          const row = await rowOf(request.params.id);
          const rep = request.body.rep ?? personOf(request).id;
          const command = { id: entryId(request), by: actorOf(request).id, at: clock() };
          await intake.command([assignmentEntry(row, rep, command)], async (tx) => {
            const now = await locked(tx, row.id);
            const before = request.body.from === undefined ? row.rep : request.body.from;
            if (!OPEN.includes(now.state))
              throw new Refusal(409, 'queue-over', `this hand-off is ${now.state} already`);
            if (now.rep !== before)
              throw new Refusal(409, 'queue-taken', 'somebody else has taken it in the meantime', {
                hint: 'look who has it now',
              });
            if (!(await isRep(tx, rep))) throw new Refusal(400, 'queue-no-rep', 'nobody of sales has this id');
          });
          return shown(await rowOf(row.id));
        }),
    );
    app.post(
      '/handoffs/:id/evidence',
      {
        config: { permission: 'work-queue' },
        schema: {
          summary: 'Note what was found out: one question of BANT, MEDDIC or MEDDPICC',
          params: z.object({ id: Short }),
          body: z.object({
            framework: z.enum(['BANT', 'MEDDIC', 'MEDDPICC']),
            question: Short,
            state: z.enum(['known', 'unknown', 'negative']),
            answer: z.string().min(1).max(2000).optional(),
          }),
          response: { 200: HandoffShape },
        },
      },
      async (request) =>
        once(request, context, async () => {
          const row = await rowOf(request.params.id);
          const { answer, ...said } = request.body;
          const found = { ...said, ...(answer === undefined ? {} : { answer }) };
          const command = { id: entryId(request), by: actorOf(request).id, at: clock() };
          await intake.command([evidenceEntry(row, found, command)], async () => {});
          return shown(await rowOf(row.id));
        }),
    );
  };

  function entryId(request: Parameters<typeof once>[0]): string {
    return entryIdOf(request, context);
  }
}

/** What a rejection disputes: what the rep says, else what the signed reason stands for. */
function withDispute(answer: Answer, agreed: Handoff): Answer {
  const signed = agreed.reject.reasons.find(({ name }) => name === answer.reason)?.disputes;
  const disputes = answer.disputes ?? signed;
  return { ...answer, ...(disputes === undefined ? {} : { disputes }) };
}
