// The sales queue: what waits, what is behind it, and what reps do about it.
import { DAY } from '@baton/core/base/duration';
import type { Handoff } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isOpen, OPEN_STATES } from '../live/handoff-evolution.ts';
import { packetOfHandoff } from '../live/handoff-packet.ts';
import {
  type Answer,
  assignmentEntry,
  type Command,
  checkAnswer,
  checkSql,
  dispositionEntry,
  evidenceEntry,
} from '../queue/commands.ts';
import { Refusal } from '../refusal.ts';
import { evidenceOn } from '../store/evidence-rows.ts';
import { isRep } from '../store/people-rows.ts';
import { handoffWithNames, lockHandoff, NEVER_DUE, type QueueRow, queueCounts, queueOf } from '../store/queue-rows.ts';
import type { Changing } from '../store/store.ts';
import type { HandoffsTable } from '../store/tables.ts';
import { actorOf, personOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { HandoffShape, Packet, shown } from './handoff-shape.ts';
import { entryIdOf, once } from './once.ts';

const Cursor = z.object({ due: z.number(), id: z.string() });
const ANSWERS = ['accepted', 'rejected', 'invalid', 'recycled', 'snoozed', 'sql'] as const;
const Short = z.string().min(1).max(200);

/** Throws what forbids a command, by the row as it is under its lock. */
type Check = (now: HandoffsTable, tx: Changing) => Promise<void>;

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
  const locked = async (tx: Changing, id: string): Promise<HandoffsTable> => {
    const found = await lockHandoff(tx, id);
    if (found === undefined) throw new Refusal(404, 'http-not-found', 'there is no such hand-off');
    return found;
  };

  /** What every command on a hand-off is: done once for a key, an entry made of the row, checked under its lock; the row as it is then. */
  const command = (
    request: FastifyRequest<{ Params: { id: string } }>,
    work: (row: QueueRow, by: Command) => Promise<{ readonly entry: Entry; readonly check?: Check }>,
  ) =>
    once(request, context, async () => {
      const row = await rowOf(request.params.id);
      const by = { id: entryIdOf(request, context), by: actorOf(request).id, at: clock() };
      const { entry, check } = await work(row, by);
      await intake.command([entry], async (tx) => check?.(await locked(tx, row.id), tx));
      return shown(await rowOf(row.id));
    });

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
        const states = state === undefined ? OPEN_STATES : state.split(',');
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
    app.get(
      '/handoffs/:id/packet',
      {
        config: { permission: 'see-queue' },
        schema: {
          summary: 'What a rep reads before the first call, as of when the lead was handed over',
          params: z.object({ id: Short }),
          response: { 200: Packet },
        },
      },
      async (request) => {
        const row = await rowOf(request.params.id);
        const packet = await packetOfHandoff(store.read, await inForce.load(store.read), row);
        if (packet === undefined) throw new Refusal(404, 'http-no-lead', 'nothing is left of the lead');
        return packet;
      },
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
        command(request, async (row, by) => {
          const agreed = await agreedFor(row);
          const answer = withDispute(request.body, agreed);
          const check: Check = async (now, tx) => {
            checkAnswer(now, answer, agreed, by.at);
            if (answer.answer === 'sql') checkSql(await evidenceOn(tx, now), agreed);
          };
          return { entry: dispositionEntry(row, answer, by), check };
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
        command(request, async (row, by) => {
          const rep = request.body.rep ?? personOf(request).id;
          const before = request.body.from === undefined ? row.rep : request.body.from;
          const check: Check = async (now, tx) => {
            if (!isOpen(now)) throw new Refusal(409, 'queue-over', `this hand-off is ${now.state} already`);
            if (now.rep !== before)
              throw new Refusal(409, 'queue-taken', 'somebody else has taken it in the meantime', {
                hint: 'look who has it now',
              });
            if (!(await isRep(tx, rep))) throw new Refusal(400, 'queue-no-rep', 'nobody of sales has this id');
          };
          return { entry: assignmentEntry(row, rep, by), check };
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
        command(request, async (row, by) => {
          const { answer, ...said } = request.body;
          return { entry: evidenceEntry(row, { ...said, ...(answer === undefined ? {} : { answer }) }, by) };
        }),
    );
  };
}

/** What a rejection disputes: what the rep says, else what the signed reason stands for. */
function withDispute(answer: Answer, agreed: Handoff): Answer {
  const signed = agreed.reject.reasons.find(({ name }) => name === answer.reason)?.disputes;
  const disputes = answer.disputes ?? signed;
  return { ...answer, ...(disputes === undefined ? {} : { disputes }) };
}
