// `baton explain`: one lead at one instant, line by line.

import { gradesInWords, pointsInWords } from '@baton/core/definition/phrases';
import type { Decision } from '@baton/core/kernel/decision';
import type { ExplainedTogether } from '@baton/core/kernel/judging/explain-account';
import { type ExplainedStanding, explainStanding } from '@baton/core/kernel/judging/standing';
import { recordDecisions } from '@baton/core/kernel/recording/record-decisions';
import { standingList } from '@baton/core/replay/daily-list';
import { definitionOf, happenedInWords } from '@baton/core/replay/happened-words';
import { keptBackInWords } from '@baton/core/replay/kept-back-words';
import { plainId } from '@baton/core/replay/lead-directory';
import { replayJournal } from '@baton/core/replay/replay';
import { atomsOf } from '@baton/core/replay/score-table';
import {
  type Labels,
  labelsOf,
  sentencesOfFit,
  sentencesOfScore,
  sentencesOfSteps,
  sentencesOfTogether,
} from '@baton/core/replay/words';
import type { Command } from 'commander';
import { fail } from '../failure.ts';
import { onOutput } from '../print/colours.ts';
import { readingJson } from '../print/reading.ts';
import { showInstant, tellNext } from '../print/words.ts';
import { type Inputs, inputsOf, takeDefinitionsAndJournals } from '../read/definitions-and-journals.ts';
import { type History, readHistory } from '../read/history.ts';
import type { ReadingOptions } from '../read/journal.ts';

interface Options extends ReadingOptions {
  readonly lead: string;
  readonly at?: string;
  readonly json?: boolean;
}

interface Explained {
  /** One a definition, in order of rank. */
  readonly standings: readonly [ExplainedStanding, ...ExplainedStanding[]];
  readonly name: string;
  readonly company: string | undefined;
  readonly decisions: readonly Decision[];
}

export function define(command: Command): Command {
  return takeDefinitionsAndJournals(command)
    .requiredOption('--lead <id>', 'user id, e-mail or anonymous id')
    .option('--at <instant>', 'as of this instant (a date is the end of that day); default: the last entry')
    .option('--json', 'JSON instead of text')
    .addHelpText(
      'before',
      'Examples:\n  baton explain my-definition journal.ndjson --lead ada@example.com\n  baton explain my-definition journal.ndjson --lead 4711 --at 2026-03-31T09:00Z\n  baton explain sales-led product-led journal.ndjson --lead ada@example.com\n',
    )
    .action(async (first: string, more: string[], options: Options) => explain(inputsOf(first, more), options));
}

async function explain(inputs: Inputs, options: Options): Promise<void> {
  const history = await readHistory(inputs, options);
  const found = explained(history, options.lead) ?? notFound(history, options.lead);
  if (options.json === true) process.stdout.write(`${JSON.stringify(jsonOf(found, history), null, 2)}\n`);
  else process.stdout.write(`${textOf(found, history).join('\n')}\n`);
  tellNext('baton', 'backtest', ...inputs.folders, ...inputs.files, '--out', 'report.html');
}

/** Replays the unit of the one who is known by `id`, and reads how they stand at its end. */
function explained({ definitions, rulebook, journal, directory, until }: History, id: string): Explained | undefined {
  const wanted = identifiersOf(id);
  for (let unit = 0; unit < journal.units; unit++) {
    if (!journal.unit(unit).atoms.some((atom) => wanted.has(atom))) continue;
    const decisions: Decision[] = [];
    let found: Omit<Explained, 'decisions'> | undefined;
    const recorder = recordDecisions((decision) => decisions.push(decision));
    replayJournal(rulebook, journal, recorder, {
      mode: 'backtest',
      until,
      units: [unit, unit + 1],
      visit: (state) => {
        for (let lead = 0; lead < state.evidence.leads; lead++) {
          const atoms = atomsOf(state, lead);
          if (!atoms.some((atom) => wanted.has(atom))) continue;
          const [first, ...rest] = definitions.flatMap((_, rank) => explainStanding(state, lead, rank) ?? []);
          if (first === undefined) continue;
          const company = directory.companyOf(first.account, atoms);
          found = { standings: [first, ...rest], name: directory.labelOf(atoms), company };
        }
      },
    });
    if (found === undefined) continue;
    const { lead } = found.standings[0];
    return { ...found, decisions: decisions.filter((each) => each.lead === lead && each.kind !== 'verdict') };
  }
  return undefined;
}

/** What a person may mean by an id. */
function identifiersOf(id: string): ReadonlySet<string> {
  return new Set([id, `user:${id}`, `email:${id.toLowerCase()}`, `anon:${id}`]);
}

/** Ends the command: nobody is known by `id`, or nobody yet. */
function notFound({ journal, until }: History, id: string): never {
  const wanted = identifiersOf(id);
  for (let unit = 0; unit < journal.units; unit++) {
    const { atoms, from, until: end } = journal.unit(unit);
    for (let row = from; row < end; row++) {
      // Rows of a unit stand in the order in which they became known: the first is the one.
      if (!wanted.has(atoms[journal.columns.atom[row] as number] ?? '')) continue;
      const known = showInstant(journal.columns.at[row] as number);
      fail(
        'cli-lead-not-yet',
        `${id} is not known by ${showInstant(until)}, only from ${known} on`,
        'give a later --at',
      );
    }
  }
  return fail('cli-no-such-lead', `nobody in these files is known as ${id}`, 'baton score lists the ids');
}

/** Scores in points, as everywhere; lines and decisions are the kernel's records in tenths. */
function jsonOf({ standings, name, company, decisions }: Explained, history: History) {
  const { definitions, until, reading } = history;
  const [first, ...beside] = standings.map((standing, rank) => ({
    definition: standing.definition,
    digest: definitions[rank]?.digest,
    ...standingJson(standing),
    rank: placeOnList(standing, rank, history)?.rank ?? null,
  }));
  const { lead, account } = standings[0];
  return {
    version: 1,
    at: new Date(until).toISOString(),
    lead,
    account,
    name,
    company: company ?? null,
    ...first,
    ...(beside.length > 0 && { beside }),
    decisions,
    reading: readingJson(reading),
  };
}

function standingJson(standing: ExplainedStanding) {
  return {
    grade: standing.grade,
    engagement: standing.engagement / 10,
    usage: standing.usage / 10,
    open: standing.open,
    disqualified: standing.disqualified,
    suppressedBy: standing.suppressedBy,
    inNurture: standing.inNurture,
    lines: {
      fit: standing.fit ?? null,
      engagement: standing.engagementLines ?? null,
      usage: standing.usageLines ?? null,
    },
    counterfactual: standing.counterfactual,
    ...(standing.together && {
      together: { ...standing.together, engagement: standing.together.engagement ?? null },
    }),
  };
}

function textOf({ standings, name, company, decisions }: Explained, history: History): string[] {
  const { bold, dim } = onOutput;
  const { definitions, until } = history;
  const labels = new Map(definitions.map(({ definition }) => [definition.name, labelsOf(definition)]));
  const [{ lead }] = standings;
  const lines: string[] = [
    bold(`${name}${company === undefined ? '' : `, ${company}`}`) + dim(`  ${plainId(lead)}`),
    ...standings.flatMap((standing, rank) => {
      const words = labels.get(standing.definition);
      if (words === undefined) return [];
      const title = standings.length === 1 ? [] : ['', bold(`By ${standing.definition}`)];
      return [...title, ...standingLines(standing, words, until, listLine(standing, rank, history))];
    }),
  ];
  if (decisions.length > 0) {
    const several = standings.length > 1;
    const happened = decisions.map((each) => {
      const words = happenedInWords(each, labels.get(definitionOf(each) ?? ''), several);
      return `${showInstant(each.at)}: ${words}.`;
    });
    lines.push(bold('What happened'), ...indent(happened));
  }
  return lines;
}

function standingLines(standing: ExplainedStanding, labels: Labels, at: number, list: string | undefined): string[] {
  const { bold } = onOutput;
  const gates = standing.open.map((gate) => labels.gates.get(gate) ?? gate).join(', ');
  const steps = sentencesOfSteps(standing.counterfactual, labels, showInstant, standing.suppressedBy);
  return [
    `As of ${showInstant(at)}: fit ${standing.grade}, engagement ${standing.engagement / 10}, usage ${standing.usage / 10}${list === undefined ? `; ${gates === '' ? 'no gate open' : `open: ${gates}`}` : ''}.`,
    ...(standing.inNurture ? ['In nurture.'] : []),
    ...(list === undefined ? [] : [list]),
    ...(standing.suppressedBy.length > 0 ? [`Not handed over now: ${keptBackInWords(standing.suppressedBy)}.`] : []),
    '',
    bold(`Fit ${standing.grade}: ${pointsInWords(standing.fitTenths)}`),
    ...indent(sentencesOfFit(standing.fit?.criteria ?? [], labels)),
    bold(`Engagement ${standing.engagement / 10}`),
    ...indent(sentencesOfScore(standing.engagementLines?.lines ?? [], labels, showInstant)),
    bold(`Usage ${standing.usage / 10}`),
    ...indent(sentencesOfScore(standing.usageLines?.lines ?? [], labels, showInstant)),
    ...(standing.together === undefined ? [] : togetherLines(standing.together, labels)),
    ...(steps.length > 0 ? [bold('What would change it'), ...indent(steps)] : []),
  ];
}

function togetherLines(together: ExplainedTogether, labels: Labels): string[] {
  const { engagement, grade } = together;
  return [
    onOutput.bold(`The account together: fit ${grade}, engagement ${(engagement?.tenths ?? 0) / 10}`),
    ...indent([
      ...sentencesOfTogether(together, labels, plainId),
      ...sentencesOfScore(engagement?.lines ?? [], labels, showInstant).map((line) => `  ${line}`),
    ]),
  ];
}

/** Where the lead stands on the daily list of a definition in continuous mode; undefined where there is no list or not this lead on it. */
function placeOnList({ lead }: ExplainedStanding, rank: number, { definitions, rulebook, journal, until }: History) {
  if (definitions[rank]?.definition.handoff.continuous === undefined) return undefined;
  const list = standingList(rulebook, journal, rank, until);
  const at = list.indexOf(lead);
  return at < 0 ? undefined : { rank: at + 1, of: list.length };
}

/** A sentence on the daily list: the lead's place, or why it has none; undefined where the definition has gates. */
function listLine(standing: ExplainedStanding, rank: number, history: History): string | undefined {
  const continuous = history.definitions[rank]?.definition.handoff.continuous;
  if (continuous === undefined) return undefined;
  const place = placeOnList(standing, rank, history);
  if (place !== undefined)
    return `Number ${place.rank} of ${place.of} for the daily list, which takes ${continuous.perWorkingDay} every working day.`;
  if (standing.suppressedBy.length > 0) return 'On no daily list.';
  return (continuous.fit as readonly string[]).includes(standing.grade)
    ? 'On no daily list: nothing that counts happened, or nothing since sales last had the company.'
    : `On no daily list: it takes fit ${gradesInWords(continuous.fit)}.`;
}

function indent(lines: readonly string[]): string[] {
  return lines.length === 0 ? ['  Nothing.'] : lines.map((line) => `  ${line}`);
}
