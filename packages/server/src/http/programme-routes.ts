// Nurture programmes: read by everybody; written, brought into force, paused and ended by marketing.
import { describeProgramme } from '@baton/core/nurture/programme/programme-words';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { storedProgramme } from '../live/programmes-in-force.ts';
import { type CheckedProgramme, checkProgrammeTexts, type ProgrammeTexts } from '../nurture/programme-folder.ts';
import {
  activateProgramme,
  type By,
  draftProgramme,
  editProgramme,
  endProgramme,
  pauseProgramme,
  resumeProgramme,
} from '../nurture/programme-life.ts';
import { Refusal } from '../refusal.ts';
import { waitingBySteps } from '../store/enrolment-rows.ts';
import { allProgrammes, programmeOf, programmeStates } from '../store/programme-rows.ts';
import type { Changing, Reading } from '../store/store.ts';
import type { ProgrammesTable } from '../store/tables.ts';
import { actorOf } from './api.ts';
import type { AppContext } from './app-context.ts';
import { once } from './once.ts';
import {
  ProgrammeFolder,
  ProgrammeName,
  ProgrammeSummary,
  ProgrammeVersion,
  ProgrammeWhole,
} from './programme-shapes.ts';

const STEPS = {
  pause: { summary: 'Take in nobody and send nothing, until it goes on', work: pauseProgramme },
  resume: { summary: 'Go on where it was paused', work: resumeProgramme },
  end: { summary: 'Stop it for everybody, for good', work: endProgramme },
} as const;

/** Adds the routes. */
export function programmeRoutes(context: AppContext) {
  const { store, intake, inForce, clock } = context;

  const checked = async (texts: ProgrammeTexts): Promise<CheckedProgramme> => {
    const { source } = await inForce.load(store.read);
    const now = clock();
    return checkProgrammeTexts(
      texts,
      (name) =>
        source.activations.findLast(({ definition, effectiveAt }) => definition.name === name && effectiveAt <= now)
          ?.definition,
    );
  };
  const find = async (read: Reading, { name, version }: z.infer<typeof ProgrammeVersion>): Promise<ProgrammesTable> => {
    const row = await programmeOf(read, name, version);
    if (row === undefined) throw new Refusal(404, 'http-not-found', 'there is no such version');
    return row;
  };
  const summaries = async (rows: readonly ProgrammesTable[]) => {
    const waiting = await waitingBySteps(store.read);
    return rows.map((row) => ({
      name: row.name,
      version: row.version,
      title: row.title,
      definition: row.definition,
      digest: row.digest,
      state: row.state as z.infer<typeof ProgrammeSummary>['state'],
      author: row.author,
      madeAt: row.made_at,
      editedAt: row.edited_at,
      effectiveAt: row.effective_at,
      running: waiting
        .filter(({ programme, version }) => programme === row.name && version === row.version)
        .reduce((sum, { count }) => sum + count, 0),
    }));
  };
  const whole = async (key: z.infer<typeof ProgrammeVersion>): Promise<z.infer<typeof ProgrammeWhole>> => {
    const row = await find(store.read, key);
    const texts = textsOf(row);
    const { warnings, stories } = await checked(texts);
    const [summary] = await summaries([row]);
    const states = (await programmeStates(store.read)).filter(
      ({ name, version }) => name === row.name && version === row.version,
    );
    return {
      ...(summary as NonNullable<typeof summary>),
      ...texts,
      words: describeProgramme(storedProgramme(row).programme).sections.map(({ heading, sentences }) => ({
        title: heading,
        sentences: [...sentences],
      })),
      problems: [...warnings],
      stories: stories.map(({ name, passed, failures }) => ({ name, passed, failures: failures.map(String) })),
      states: states.map(({ at, state, person }) => ({ at, state, person })),
    };
  };
  /** One change in one transaction, once for a key. */
  const change = (request: FastifyRequest, work: (tx: Changing, by: By) => Promise<unknown>): Promise<void> =>
    once(request, context, async () => {
      await intake.aside((tx) => work(tx, { person: actorOf(request).id, now: clock() }));
    });

  return async (plain: FastifyInstance): Promise<void> => {
    const app = plain.withTypeProvider<ZodTypeProvider>();
    app.get(
      '/programmes',
      {
        config: { permission: 'see-programmes' },
        schema: {
          summary: 'All versions of all programmes',
          response: { 200: z.object({ programmes: z.array(ProgrammeSummary) }) },
        },
      },
      async () => ({ programmes: await summaries(await allProgrammes(store.read)) }),
    );
    app.post(
      '/programmes',
      {
        config: { permission: 'run-programmes' },
        schema: {
          summary: 'A new draft; its name is the one the text gives',
          body: ProgrammeFolder,
          response: { 201: ProgrammeWhole },
        },
      },
      async (request, reply) => {
        const found = await checked(request.body);
        const key = await once(request, context, () =>
          intake.aside(async (tx) => {
            const by = { person: actorOf(request).id, now: clock() };
            const { name, version } = await draftProgramme(tx, request.body, found, by);
            return { name, version };
          }),
        );
        return reply.code(201).send(await whole(key));
      },
    );
    app.get(
      '/programmes/:name/versions/:version',
      {
        config: { permission: 'see-programmes' },
        schema: {
          summary: 'One version with its texts, words, stories and states',
          params: ProgrammeVersion,
          response: { 200: ProgrammeWhole },
        },
      },
      (request) => whole(request.params),
    );
    app.put(
      '/programmes/:name/versions/:version',
      {
        config: { permission: 'run-programmes' },
        schema: {
          summary: 'Edit a draft',
          params: ProgrammeVersion,
          body: ProgrammeFolder,
          response: { 200: ProgrammeWhole },
        },
      },
      async (request) => {
        const found = await checked(request.body);
        await change(request, async (tx, by) =>
          editProgramme(tx, await find(tx, request.params), request.body, found, by),
        );
        return whole(request.params);
      },
    );
    app.post(
      '/programmes/:name/versions/:version/activate',
      {
        config: { permission: 'run-programmes' },
        schema: {
          summary: 'Bring a draft into force; the version before takes in nobody more',
          params: ProgrammeVersion,
          response: { 200: ProgrammeWhole },
        },
      },
      async (request) => {
        const row = await find(store.read, request.params);
        const { stories } = await checked(textsOf(row));
        await refuseUnready(row, stories);
        await change(request, (tx, by) => activateProgramme(tx, row, by));
        return whole(request.params);
      },
    );
    for (const [path, { summary, work }] of Object.entries(STEPS))
      app.post(
        `/programmes/:name/${path}`,
        {
          config: { permission: 'run-programmes' },
          schema: {
            summary,
            params: ProgrammeName,
            response: { 200: z.object({ programmes: z.array(ProgrammeSummary) }) },
          },
        },
        async (request) => {
          const { name } = request.params;
          await change(request, (tx, by) => work(tx, name, by));
          return {
            programmes: (await summaries(await allProgrammes(store.read))).filter((each) => each.name === name),
          };
        },
      );
  };

  /** What stands in the way of coming into force: a definition that is not, or a story that fails. */
  async function refuseUnready({ definition }: ProgrammesTable, stories: CheckedProgramme['stories']): Promise<void> {
    const { source } = await inForce.load(store.read);
    if (!source.activations.some((each) => each.definition.name === definition && each.effectiveAt <= clock()))
      throw new Refusal(409, 'programme-no-definition', `the definition ${definition} is not in force`);
    const failed = stories.filter(({ passed }) => !passed);
    if (failed.length > 0)
      throw new Refusal(409, 'programme-stories', `${failed.length} of its stories fail`, {
        hint: failed.map(({ name }) => name).join('; '),
      });
  }
}

/** The folder of a stored version. */
export function textsOf({ text, tests, templates }: ProgrammesTable): ProgrammeTexts & {
  readonly templates: Record<string, string>;
} {
  return { text, tests, templates: JSON.parse(templates) as Record<string, string> };
}
