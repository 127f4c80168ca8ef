// Reviews: when they are due, the packets that were made, what was decided, and recording a decision.
import { sha256Hex } from '@baton/core/base/digest';
import type { ReviewEntry } from '@baton/core/journal/entry';
import { packetText } from '@baton/core/reports/review/freezing/frozen';
import { lateWords, reviewDue } from '@baton/core/reports/review/review-due';
import { reviewEntry } from '@baton/core/reports/review/review-entries';
import type { ReviewPacket } from '@baton/core/reports/review/review-packet';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { storedDefinition } from '../live/stored-definition.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import { doneJobs, jobById } from '../store/job-rows.ts';
import { entriesOfNobody } from '../store/journal-rows.ts';
import type { Reading } from '../store/store.ts';
import type { VersionsTable } from '../store/tables.ts';
import { activatedVersions } from '../store/version-rows.ts';
import { personOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { once } from './once.ts';

const Due = z.object({
  cadence: z.enum(['monthly', 'quarterly']),
  last: z.number(),
  lastWas: z.enum(['review', 'activation', 'first entry']),
  dueAt: z.number(),
  state: z.enum(['in time', 'overdue']),
});
/** When reviews of a definition in force are due. */
export const ReviewsDue = z.object({
  name: z.string(),
  version: z.number(),
  rate: Due,
  definition: Due,
  isStale: z.boolean().describe('nobody reviewed it for two quarters'),
  late: z.string().nullable().describe('what is late, in words'),
});
const Decision = z.object({
  at: z.number(),
  review: z.enum(['monthly', 'quarterly']),
  decision: z.string(),
  by: z.array(z.string()).readonly(),
});
const Packet = z.object({
  job: z.string(),
  review: z.enum(['monthly', 'quarterly']),
  definition: z.string(),
  period: z.string(),
  asOf: z.number(),
  digest: z.string(),
  madeBy: z.string(),
});
const Decided = z.object({
  review: z.enum(['monthly', 'quarterly']),
  decision: z.string().trim().min(1).max(2000),
  with: z.array(z.string().trim().min(1).max(200)).max(20).describe('who else decided').default([]),
  packet: z.string().max(100).describe('the job of the packet that was looked at').optional(),
});

/** Most packets and decisions that are listed. */
const MOST = 24;

/** The newest version of each definition in force, with when its reviews are due. */
export async function reviewsDue(read: Reading, now: number): Promise<z.infer<typeof ReviewsDue>[]> {
  const rows = await activatedVersions(read);
  const reviews = await reviewsOf(read);
  const newest = [...new Map(rows.map((row) => [row.name, row])).values()];
  return newest.map((row) => {
    const activations = rows.filter(({ name }) => name === row.name).map(activationOf);
    const due = reviewDue(storedDefinition(row), { reviews, activations, first: row.made_at, asOf: now });
    return { name: row.name, version: row.version, ...due, late: lateWords(due) ?? null };
  });
}

async function reviewsOf(read: Reading): Promise<ReviewEntry[]> {
  return (await entriesOfNobody(read, 'review')) as unknown as ReviewEntry[];
}

function activationOf({ name, version, digest, effective_at }: VersionsTable) {
  const at = effective_at ?? 0;
  const base = { source: 'baton', id: `${name} ${version}`, occurredAt: at, knownAt: at };
  return { ...base, kind: 'activation' as const, definition: name, version, digest, effectiveAt: at, signatures: [] };
}

/** Adds the routes. */
export function reviewRoutes(context: AppContext) {
  const { store, intake, clock } = context;
  const packetOf = async (job: string): Promise<ReviewPacket> => {
    const row = await jobById(store.read, job);
    if (row === undefined || row.kind !== 'review' || row.result === null)
      throw new Refusal(404, 'http-not-found', 'there is no such packet');
    return (JSON.parse(row.result) as { readonly packet: ReviewPacket }).packet;
  };
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/reviews',
      {
        config: { permission: 'see-reports' },
        schema: {
          summary: 'When reviews are due, packets that were made, and what was decided, the newest first',
          response: {
            200: z.object({ due: z.array(ReviewsDue), packets: z.array(Packet), decisions: z.array(Decision) }),
          },
        },
      },
      async () => ({
        due: await reviewsDue(store.read, clock()),
        packets: (await doneJobs(store.read, 'review', MOST)).map((row) => {
          const { packet, digest } = JSON.parse(row.result ?? '') as {
            readonly packet: ReviewPacket;
            readonly digest: string;
          };
          const { review, made, period } = packet;
          const { definition, asOf } = made;
          return { job: row.id, review, definition, period: period.name, asOf, digest, madeBy: row.made_by };
        }),
        decisions: (await reviewsOf(store.read))
          .reverse()
          .slice(0, MOST)
          .map(({ occurredAt: at, review, decision, by = [] }) => ({ at, review, decision, by })),
      }),
    );
    app.post(
      '/reviews',
      {
        config: { permission: 'record-reviews' },
        schema: {
          summary: 'Record what a review decided, as an entry of the journal',
          body: Decided,
          response: { 200: Decision },
        },
      },
      (request) =>
        once(request, context, async () => {
          const person = personOf(request);
          const { review, decision, with: others, packet } = request.body;
          const looked = packet === undefined ? undefined : await packetOf(packet);
          if (looked !== undefined && looked.review !== review)
            throw new Refusal(409, 'contract-other-packet', `the packet is of a ${looked.review} review`);
          const digest = looked === undefined ? {} : { packet: sha256Hex(packetText(looked)) };
          const entry = reviewEntry({ review, decision, by: [person.name, ...others], ...digest }, clock());
          await intake.command([entry], async (tx) => {
            const { id: subject } = entry;
            await note(tx, {
              at: entry.occurredAt,
              actor: person.id,
              action: 'reviewed',
              subject,
              details: { review },
            });
          });
          return { at: entry.occurredAt, review, decision: entry.decision, by: entry.by ?? [] };
        }),
    );
  };
}
