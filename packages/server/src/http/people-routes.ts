// People: who may sign in, as what, and how much of the hand-offs a rep takes. Whoever changes somebody's function voids what they signed and is not in force yet.
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ROLES } from '../auth/policy.ts';
import { hashPassword } from '../auth/secrets.ts';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import {
  addPerson,
  changePerson,
  endSessions,
  everybody,
  otherAdmins,
  personByEmail,
  personById,
} from '../store/people-rows.ts';
import { loads } from '../store/roster-rows.ts';
import { pendingSignatures, voidPending } from '../store/signature-rows.ts';
import type { Changing, Reading } from '../store/store.ts';
import type { PeopleTable } from '../store/tables.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { Me, meOf, newPerson, Password } from './session-routes.ts';

const Person = Me.extend({
  team: z.string().nullable(),
  weight: z.number().describe('hand-offs taken for each that a rep of weight 1 takes; 0 takes none'),
  awayUntil: z.number().nullable(),
  disabled: z.boolean(),
  open: z.number().describe('hand-offs on their desk'),
  pendingSignatures: z.number().describe('signatures of theirs under versions that are not in force'),
});
const Name = z.string().min(1).max(100);
const Change = z
  .object({
    name: Name,
    role: z.enum(ROLES),
    team: z.string().max(100).nullable(),
    weight: z.number().min(0).max(100),
    awayUntil: z.number().int().nullable(),
    disabled: z.boolean(),
  })
  .partial();

/** Adds the routes. */
export function peopleRoutes(context: AppContext) {
  const { store, intake, clock, random } = context;
  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/people',
      {
        config: { permission: 'see-people' },
        schema: { summary: 'Everybody who may sign in', response: { 200: z.object({ people: z.array(Person) }) } },
      },
      async () => ({ people: await shown(store.read, await everybody(store.read)) }),
    );
    app.post(
      '/people',
      {
        config: { permission: 'manage-people' },
        schema: {
          summary: 'Add a person',
          body: z.object({
            name: Name,
            email: z.email(),
            role: z.enum(ROLES),
            team: z.string().max(100).optional(),
            password: Password.optional().describe('none for who signs in by the identity provider alone'),
          }),
          response: { 201: Me },
        },
      },
      async (request, reply) => {
        const { name, email, role, team, password } = request.body;
        const person = {
          ...newPerson(random(8).toString('hex'), name, email, role, clock()),
          team: team ?? null,
          password: password === undefined ? null : await hashPassword(password, random, context.passwordCost),
        };
        if (password === undefined && context.config.BATON_OIDC_ISSUER === undefined)
          throw new Refusal(400, 'http-invalid', 'without an identity provider nobody signs in without a password');
        await store.change(async (tx) => {
          if ((await personByEmail(tx, person.email)) !== undefined)
            throw new Refusal(409, 'http-taken', 'somebody has this e-mail already');
          await addPerson(tx, person);
          const actor = actorOf(request).id;
          await note(tx, { at: clock(), actor, action: 'added-person', subject: person.id, details: { role } });
        });
        return reply.code(201).send(meOf(person));
      },
    );
    app.patch(
      '/people/:id',
      {
        config: { permission: 'manage-people' },
        schema: {
          summary: 'Change somebody: name, role, team, weight, absence, or whether they may sign in at all',
          params: z.object({ id: z.string().max(100) }),
          body: Change,
          response: { 200: Person },
        },
      },
      async (request) => {
        const actor = actorOf(request).id;
        const { id } = request.params;
        return intake.aside(async (tx) => {
          const before = await personById(tx, id);
          if (before === undefined) throw new Refusal(404, 'http-not-found', 'there is no such person');
          await change(tx, before, request.body, { actor, at: clock() });
          const after = (await personById(tx, id)) as PeopleTable;
          return (await shown(tx, [after]))[0] as z.infer<typeof Person>;
        });
      },
    );
  };
}

async function change(
  tx: Changing,
  before: PeopleTable,
  { name, role, team, weight, awayUntil, disabled }: z.infer<typeof Change>,
  { actor, at }: { readonly actor: string; readonly at: number },
): Promise<void> {
  const isOther = role !== undefined && role !== before.role;
  const isLeaving = disabled === true && before.disabled_at === null;
  if (before.role === 'admin' && (isOther || isLeaving) && (await otherAdmins(tx, before.id)) === 0)
    throw new Refusal(409, 'http-last-admin', 'somebody has to be admin', { hint: 'make somebody else one first' });
  const told = <Key extends keyof PeopleTable>(key: Key, value: PeopleTable[Key] | undefined) =>
    value === undefined ? {} : { [key]: value };
  await changePerson(tx, before.id, {
    ...told('name', name?.trim()),
    ...told('role', role),
    ...told('team', team),
    ...told('weight', weight),
    ...told('away_until', awayUntil),
    ...told('disabled_at', disabled === undefined ? undefined : disabled ? (before.disabled_at ?? at) : null),
  });
  if (isOther || isLeaving) await voidPending(tx, before.id, at, isLeaving ? 'signer disabled' : 'function changed');
  if (isLeaving) await endSessions(tx, { person: before.id });
  const details = { ...told('role', role), ...told('weight', weight), ...(disabled !== undefined && { disabled }) };
  await note(tx, { at, actor, action: 'changed-person', subject: before.id, details });
}

async function shown(read: Reading, people: readonly PeopleTable[]): Promise<z.infer<typeof Person>[]> {
  const [desks, pending] = [await loads(read), await pendingSignatures(read)];
  return people.map((person) => ({
    ...meOf(person),
    team: person.team,
    weight: person.weight,
    awayUntil: person.away_until,
    disabled: person.disabled_at !== null,
    open: desks.get(person.id)?.open ?? 0,
    pendingSignatures: pending.get(person.id) ?? 0,
  }));
}
