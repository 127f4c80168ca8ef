// The life of a programme's version: draft → active → paused and on again → ended; a newer version closes the one before. Each step holds from an instant that no unit has come to, so that a replay decides what was decided here.
import type { ProgrammeState } from '@baton/core/nurture/programme/programme-states';
import { Refusal } from '../refusal.ts';
import { note } from '../store/audit-rows.ts';
import {
  addProgramme,
  addState,
  afterAllUnits,
  allProgrammes,
  changeProgramme,
  programmeOf,
  wakeEnrolled,
} from '../store/programme-rows.ts';
import type { Changing } from '../store/store.ts';
import type { ProgrammesTable } from '../store/tables.ts';
import { takeTurn } from '../store/unit-rows.ts';
import type { CheckedProgramme, ProgrammeTexts } from './programme-folder.ts';

/** Who does it, and when. */
export interface By {
  readonly person: string;
  readonly now: number;
}

/** Adds a draft: the next version of the programme that its text names. */
export async function draftProgramme(
  tx: Changing,
  texts: ProgrammeTexts,
  checked: CheckedProgramme,
  { person, now }: By,
): Promise<ProgrammesTable> {
  const { name } = checked.programme;
  const earlier = (await allProgrammes(tx)).filter((each) => each.name === name);
  const row: ProgrammesTable = {
    name,
    version: Math.max(0, ...earlier.map(({ version }) => version)) + 1,
    ...rowOf(texts, checked),
    state: 'draft',
    author: person,
    made_at: now,
    edited_at: now,
    effective_at: null,
  };
  await addProgramme(tx, row);
  await noted(tx, 'nurture-drafted', row, { person, now });
  return row;
}

/** Writes a draft anew. */
export async function editProgramme(
  tx: Changing,
  row: ProgrammesTable,
  texts: ProgrammeTexts,
  checked: CheckedProgramme,
  by: By,
): Promise<void> {
  if (row.state !== 'draft')
    throw new Refusal(409, 'programme-state', `version ${row.version} is ${row.state}`, {
      hint: 'make a new draft of it',
    });
  if (checked.programme.name !== row.name)
    throw new Refusal(409, 'programme-state', `the text is of ${checked.programme.name}`, { hint: 'make a new draft' });
  const change = { ...rowOf(texts, checked), edited_at: by.now };
  await changeProgramme(tx, row, change);
  await noted(tx, 'nurture-edited', { ...row, ...change }, by);
}

/** Brings a draft into force; the version before takes in nobody more, and goes on with those it has. */
export async function activateProgramme(tx: Changing, row: ProgrammesTable, by: By): Promise<void> {
  const { versions, at } = await aloneWith(tx, row.name, by.now);
  const now = await programmeOf(tx, row.name, row.version);
  if (now?.state !== 'draft')
    throw new Refusal(409, 'programme-state', `version ${row.version} is ${now?.state ?? 'gone'}`);
  if (versions.some(({ state }) => state === 'paused'))
    throw new Refusal(409, 'programme-state', 'the programme is paused', { hint: 'let it go on, or end it, first' });
  for (const each of versions) if (each.state === 'active') await change(tx, each, 'closed', at, by);
  await changeProgramme(tx, row, { effective_at: at });
  await change(tx, row, 'active', at, by);
  await noted(tx, 'nurture-activated', row, by);
}

/** Nobody is taken in and nothing is sent until it goes on; what people do is followed, and what stops them stops them. */
export async function pauseProgramme(tx: Changing, name: string, by: By): Promise<void> {
  const { versions, at } = await aloneWith(tx, name, by.now);
  const running = versions.filter(({ state }) => state === 'active' || state === 'closed');
  refuseNone(running, 'running');
  for (const each of running) await change(tx, each, 'paused', at, by);
  await noted(tx, 'nurture-paused', running[0] as ProgrammesTable, by);
}

/** Goes on where it was paused. What was due meanwhile goes out one after the other, as caps and hours allow. */
export async function resumeProgramme(tx: Changing, name: string, by: By): Promise<void> {
  const { versions, at } = await aloneWith(tx, name, by.now);
  const paused = versions.filter(({ state }) => state === 'paused');
  refuseNone(paused, 'paused');
  for (const [i, each] of paused.entries()) await change(tx, each, i === 0 ? 'active' : 'closed', at, by);
  await wakeEnrolled(tx, name, at);
  await noted(tx, 'nurture-resumed', paused[0] as ProgrammesTable, by);
}

/** Stops it for everybody, for good. */
export async function endProgramme(tx: Changing, name: string, by: By): Promise<void> {
  const { versions, at } = await aloneWith(tx, name, by.now);
  const going = versions.filter(({ state }) => ['active', 'closed', 'paused'].includes(state));
  refuseNone(going, 'in force');
  for (const each of going) await change(tx, each, 'ended', at, by);
  await wakeEnrolled(tx, name, at);
  await noted(tx, 'nurture-ended', going[0] as ProgrammesTable, by);
}

/** The versions, the newest first, while no other transaction moves any unit; and the instant from which a change of state may hold. */
async function aloneWith(
  tx: Changing,
  name: string,
  now: number,
): Promise<{ readonly versions: readonly ProgrammesTable[]; readonly at: number }> {
  await takeTurn(tx, true);
  const versions = (await allProgrammes(tx)).filter((each) => each.name === name);
  return { versions, at: await afterAllUnits(tx, now) };
}

function refuseNone(versions: readonly ProgrammesTable[], what: string): void {
  if (versions.length === 0) throw new Refusal(409, 'programme-state', `no version of it is ${what}`);
}

function change(
  tx: Changing,
  { name, version }: ProgrammesTable,
  state: ProgrammeState,
  at: number,
  { person }: By,
): Promise<void> {
  return addState(tx, { name, version, at, state, person });
}

function rowOf({ text, tests, templates }: ProgrammeTexts, { programme, digest, reads }: CheckedProgramme) {
  return {
    digest,
    definition: programme.definition,
    title: programme.title ?? programme.name,
    text,
    tests,
    templates: JSON.stringify(templates),
    reads: JSON.stringify(reads),
  };
}

function noted(tx: Changing, action: string, row: ProgrammesTable, { person, now }: By): Promise<void> {
  const { name, version, digest } = row;
  return note(tx, { at: now, actor: person, action, subject: `${name} ${version}`, details: { digest } });
}
