// What would become of an upload's files: what each is, what nothing in them shows, what their first rows turn into; and where no question is open, all of it read once, so that what is brought in is what was looked at.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Problem } from '@baton/core/base/problem';
import { parseMapping } from '@baton/core/import/mapping/parse-mapping';
import { Failure } from '@baton/files/failure';
import { type AnswerFlags, readAnswers, withAnswer } from '@baton/files/importing/answers';
import { entryText } from '@baton/files/importing/entry-text';
import { type FilePlan, planOf, planOfJournals } from '@baton/files/importing/plan';
import { type MappedTable, prepareTables } from '@baton/files/importing/prepare-tables';
import { type Proposed, proposeFor } from '@baton/files/importing/propose-mapping';
import { runImport } from '@baton/files/importing/run-import';
import { isJournalName, tableName } from '@baton/files/importing/tables';
import { UploadFolder } from './upload-folder.ts';
import type { Answer, PlannedFile, UploadPlan } from './upload-plan.ts';

type Tell = (doing: string, thousandths: number) => void;

/** The flags that answers stand for. Throws {@link Failure} where one cannot be read. */
export function flagsOf(answers: readonly Answer[]): AnswerFlags {
  let flags: AnswerFlags = {};
  for (const { flag, file, words } of answers)
    flags = withAnswer({ flag, asks: '', choices: [], ...(file === undefined ? {} : { file }) }, words, flags);
  readAnswers(flags);
  return flags;
}

/** Plans the upload in a folder, and leaves the plan and what the files came to there. */
export async function planUpload(path: string, answers: readonly Answer[], now: number, tell: Tell): Promise<void> {
  const folder = new UploadFolder(path);
  folder.forgetPlan();
  const plan = await planned(folder, answers, now, tell);
  mkdirSync(dirname(folder.planPath), { recursive: true });
  writeFileSync(folder.planPath, JSON.stringify(plan), { mode: 0o600 });
}

async function planned(folder: UploadFolder, answers: readonly Answer[], now: number, tell: Tell): Promise<UploadPlan> {
  const paths = folder.paths();
  const tables = paths.filter((path) => !isJournalName(path));
  const journals = paths.filter(isJournalName);
  let proposed: Proposed | undefined;
  try {
    tell('Looking at the files', 0);
    proposed = tables.length === 0 ? undefined : await proposeFor(tables, readAnswers(flagsOf(answers)));
    if (proposed !== undefined && proposed.proposal.questions.length > 0) return planJson(proposed, [], [], null);
    const mapped = proposed === undefined ? [] : await mappedBy(proposed, tables, now);
    const plans = [...planOf(mapped), ...(await planOfJournals(journals))];
    tell('Reading all rows', 50);
    const outputs = { journal: folder.journal, refused: folder.refused, isAdding: false };
    const watcher = {
      rows: (_: number, share: number | undefined) => tell('Reading all rows', 50 + Math.round(950 * (share ?? 0))),
      goesOn: () => {},
      done: () => {},
    };
    const tally = await runImport(mapped, journals, outputs, watcher);
    return planJson(proposed, plans, [], tally.toJson('', ''));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return planJson(proposed, [], error.problems.map(withoutPath), null);
  }
}

async function mappedBy({ text }: Proposed, paths: readonly string[], now: number): Promise<MappedTable[]> {
  const parsed = parseMapping(text, { file: 'the proposal' });
  if (!parsed.ok) throw new Failure(parsed.problems);
  return prepareTables(paths, parsed.value, 'the proposal', now);
}

/** Files are known by their names; where they lie is nobody's business. */
function withoutPath(problem: Problem): Problem {
  const { place } = problem;
  return place?.file === undefined ? problem : { ...problem, place: { ...place, file: tableName(place.file) } };
}

function planJson(
  proposed: Proposed | undefined,
  plans: readonly FilePlan[],
  problems: readonly Problem[],
  counts: unknown,
): UploadPlan {
  const samplesOf = (file: string): PlannedFile['samples'] =>
    (plans.find((plan) => plan.file === file)?.samples ?? []).map((sample) => ({
      ...sample,
      entries: sample.entries.map(entryText),
    }));
  const tables = (proposed?.proposal.files ?? []).map(({ file, rows, sureness, why, columns }) => ({
    file,
    rows: rows ?? null,
    sureness,
    why,
    columns: columns.map(({ column, to, sureness: sure }) => ({ column, to: to ?? null, sureness: sure })),
    samples: samplesOf(file),
  }));
  const journals = plans
    .filter(({ file }) => isJournalName(file))
    .map(({ file }) => ({
      file,
      rows: 'entries',
      sureness: 'sure',
      why: 'a journal: its entries need no mapping',
      columns: [],
      samples: samplesOf(file),
    }));
  return {
    version: 1,
    files: [...tables, ...journals],
    questions: proposed?.proposal.questions ?? [],
    problems,
    mapping: proposed?.text ?? null,
    counts,
  };
}
