// What a programme and each of its steps have brought: people by how they came and ended, mails by what became of them, and what being mailed adds to being held out, with its interval.
import type { Step } from '@baton/core/nurture/programme/programme';
import { type Enrolled, type Uplift, upliftOf } from '@baton/core/nurture/replaying/uplift';
import { type StoredProgramme, storedProgramme } from '../live/programmes-in-force.ts';
import { enrolmentsOf, firstMailsOf } from '../store/enrolment-rows.ts';
import { countMails } from '../store/mail-lists.ts';
import { allProgrammes } from '../store/programme-rows.ts';
import type { Reading } from '../store/store.ts';
import type { EnrolmentsTable } from '../store/tables.ts';

/** One step, over all versions that have it. */
export interface StepResult {
  readonly step: string;
  readonly does: Step['kind'];
  readonly mail: string | null;
  /** Who waits at it now. */
  readonly waiting: number;
  /** Mails by state, of those that got it. */
  readonly mails: Readonly<Record<string, number>>;
  readonly opened: number;
  readonly clicked: number;
  /** Of whoever came to it: who was mailed beside who would have been. Null where it sends nothing. */
  readonly uplift: Uplift | null;
}

/** A programme. */
export interface ProgrammeResults {
  readonly enrolled: number;
  readonly heldOut: number;
  readonly running: number;
  readonly by: Readonly<Record<string, number>>;
  readonly ended: Readonly<Record<string, number>>;
  readonly uplift: Uplift;
  readonly steps: readonly StepResult[];
}

/** The results of a programme as of an instant, read by the steps and the goal of its newest version; undefined where there is no such programme. */
export async function programmeResults(
  read: Reading,
  name: string,
  asOf: number,
): Promise<ProgrammeResults | undefined> {
  const versions = (await allProgrammes(read)).filter((each) => each.name === name);
  const newest = versions.find(({ effective_at }) => effective_at !== null) ?? versions[0];
  if (newest === undefined) return undefined;
  const stored = storedProgramme(newest);
  const enrolments = await enrolmentsOf(read, name);
  const { goal } = stored.programme;
  return {
    enrolled: enrolments.length,
    heldOut: enrolments.filter(({ arm }) => arm === 'held-out').length,
    running: enrolments.filter(({ ended_at }) => ended_at === null).length,
    by: tally(enrolments.map(({ by }) => by)),
    ended: tally(enrolments.flatMap(({ ended_by }) => ended_by ?? [])),
    uplift: upliftOf(
      enrolments.map((each) => enrolledOf(each, each.at)),
      goal,
      asOf,
    ),
    steps: await stepsOf(read, stored, enrolments, asOf),
  };
}

async function stepsOf(
  read: Reading,
  { name, programme }: StoredProgramme,
  enrolments: readonly EnrolmentsTable[],
  asOf: number,
): Promise<StepResult[]> {
  const byId = new Map(enrolments.map((each) => [each.id, each]));
  const first = await firstMailsOf(read, name);
  const mails = (await countMails(read)).filter((each) => each.programme === name);
  return programme.steps.map((step): StepResult => {
    const own = mails.filter((each) => each.step === step.name);
    const came = first.flatMap(({ enrolment, step: at, at: when }) => {
      const found = at === step.name ? byId.get(enrolment ?? '') : undefined;
      return found === undefined ? [] : enrolledOf(found, when);
    });
    const states: Record<string, number> = {};
    for (const { state, count } of own) states[state] = (states[state] ?? 0) + count;
    return {
      step: step.name,
      does: step.kind,
      mail: step.kind === 'mail' ? step.mail : null,
      waiting: enrolments.filter((each) => each.ended_at === null && each.step === step.name).length,
      mails: states,
      opened: own.reduce((sum, { opened }) => sum + opened, 0),
      clicked: own.reduce((sum, { clicked }) => sum + clicked, 0),
      uplift: step.kind === 'mail' ? upliftOf(came, programme.goal, asOf) : null,
    };
  });
}

/** An enrolment as the estimate reads it, counted from an instant on. */
function enrolledOf({ lead, account, arm, ...row }: EnrolmentsTable, at: number): Enrolled {
  const reached = {
    qualified: row.qualified_at ?? Number.POSITIVE_INFINITY,
    opportunity: row.opportunity_at ?? Number.POSITIVE_INFINITY,
    won: row.won_at ?? Number.POSITIVE_INFINITY,
  };
  return { lead, account, at, arm: arm as Enrolled['arm'], reached };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
