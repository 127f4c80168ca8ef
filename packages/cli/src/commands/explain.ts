// `baton explain`: one lead at one instant, line by line.
import type { Decision } from '@baton/core/kernel/decision';
import type { ExplainedTogether } from '@baton/core/kernel/judging/explain-account';
import { type ExplainedStanding, explainStanding } from '@baton/core/kernel/judging/standing';
import { recordDecisions } from '@baton/core/kernel/recording/record-decisions';
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
  const found =
    explained(history, options.lead) ??
    fail('cli-no-such-lead', `nobody in these files is known as ${options.lead}`, 'baton score lists the ids');
  if (options.json === true) process.stdout.write(`${JSON.stringify(jsonOf(found, history), null, 2)}\n`);
  else process.stdout.write(`${textOf(found, history).join('\n')}\n`);
  tellNext('baton', 'backtest', ...inputs.folders, ...inputs.files, '--out', 'report.html');
}

/** Replays the unit of the one who is known by `id`, and reads how they stand at its end. */
function explained({ definitions, rulebook, journal, directory, until }: History, id: string): Explained | undefined {
  const wanted = new Set([id, `user:${id}`, `email:${id.toLowerCase()}`, `anon:${id}`]);
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

/** Scores in points, as everywhere; lines and decisions are the kernel's records in tenths. */
function jsonOf({ standings, name, company, decisions }: Explained, { definitions, until, reading }: History) {
  const [first, ...beside] = standings.map((standing, rank) => ({
    definition: standing.definition,
    digest: definitions[rank]?.digest,
    ...standingJson(standing),
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

function textOf({ standings, name, company, decisions }: Explained, { definitions, until }: History): string[] {
  const { bold, dim } = onOutput;
  const labels = new Map(definitions.map(({ definition }) => [definition.name, labelsOf(definition)]));
  const [{ lead }] = standings;
  const lines: string[] = [
    bold(`${name}${company === undefined ? '' : `, ${company}`}`) + dim(`  ${plainId(lead)}`),
    ...standings.flatMap((standing) => {
      const words = labels.get(standing.definition);
      if (words === undefined) return [];
      const title = standings.length === 1 ? [] : ['', bold(`By ${standing.definition}`)];
      return [...title, ...standingLines(standing, words, until)];
    }),
  ];
  if (decisions.length > 0) {
    const several = standings.length > 1;
    lines.push(bold('What happened'), ...indent(decisions.map((each) => happened(each, labels, several))));
  }
  return lines;
}

function standingLines(standing: ExplainedStanding, labels: Labels, at: number): string[] {
  const { bold } = onOutput;
  const gates = standing.open.map((gate) => labels.gates.get(gate) ?? gate).join(', ');
  const steps = sentencesOfSteps(standing.counterfactual, labels, showInstant);
  return [
    `As of ${showInstant(at)}: fit ${standing.grade}, engagement ${standing.engagement / 10}, usage ${standing.usage / 10}; ${gates === '' ? 'no gate open' : `open: ${gates}`}.`,
    ...(standing.suppressedBy.length > 0 ? [`Not handed over now: ${standing.suppressedBy.join(', ')}.`] : []),
    '',
    bold(`Fit ${standing.grade}: ${standing.fitTenths / 10} points`),
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

function happened(decision: Decision, labels: ReadonlyMap<string, Labels>, several: boolean): string {
  const definition = definitionOf(decision);
  const gates = definition === undefined ? undefined : labels.get(definition)?.gates;
  const by = 'gate' in decision ? ` by ${gates?.get(decision.gate) ?? decision.gate}` : '';
  return `${showInstant(decision.at)}: ${decision.kind}${by}${several && definition !== undefined ? ` of ${definition}` : ''}.`;
}

function definitionOf(decision: Decision): string | undefined {
  if (!('definition' in decision)) return undefined;
  return typeof decision.definition === 'string' ? decision.definition : decision.definition.name;
}

function indent(lines: readonly string[]): string[] {
  return lines.length === 0 ? ['  Nothing.'] : lines.map((line) => `  ${line}`);
}
