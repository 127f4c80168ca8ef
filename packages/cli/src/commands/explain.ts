// `baton explain`: one lead at one instant, line by line.
import type { Decision } from '@baton/core/kernel/decision';
import { type ExplainedStanding, explainStanding } from '@baton/core/kernel/judging/standing';
import { recordDecisions } from '@baton/core/kernel/recording/record-decisions';
import { plainId } from '@baton/core/replay/lead-directory';
import { replayJournal } from '@baton/core/replay/replay';
import { atomsOf } from '@baton/core/replay/score-table';
import { type Labels, labelsOf, sentencesOfFit, sentencesOfScore, sentencesOfSteps } from '@baton/core/replay/words';
import type { Command } from 'commander';
import { fail } from '../failure.ts';
import { onOutput } from '../print/colours.ts';
import { showInstant, tellNext } from '../print/words.ts';
import { type History, readHistory } from '../read/history.ts';

interface Options {
  readonly lead: string;
  readonly at?: string;
  readonly beside?: string[];
  readonly json?: boolean;
}

interface Explained {
  readonly standing: ExplainedStanding;
  readonly name: string;
  readonly company: string | undefined;
  readonly decisions: readonly Decision[];
}

export function define(command: Command): Command {
  return command
    .argument('<definition>', 'folder of the definition')
    .argument('<journal...>', 'journal files (NDJSON, gzip too; - is standard input)')
    .requiredOption('--lead <id>', 'user id, e-mail or anonymous id')
    .option(
      '--beside <folder...>',
      'definitions in force beside it, lower in rank: an account has one hand-off at a time',
    )
    .option('--at <instant>', 'as of this instant (a date is the end of that day); default: the last entry')
    .option('--json', 'JSON instead of text')
    .addHelpText(
      'before',
      'Examples:\n  baton explain my-definition journal.ndjson --lead ada@example.com\n  baton explain my-definition journal.ndjson --lead 4711 --at 2026-03-31T09:00Z\n',
    )
    .action(async (folder: string, files: string[], options: Options) => explain(folder, files, options));
}

async function explain(folder: string, files: readonly string[], options: Options): Promise<void> {
  const history = await readHistory(folder, files, options.at, options.beside);
  const found =
    explained(history, options.lead) ??
    fail('cli-no-such-lead', `nobody in these files is known as ${options.lead}`, 'baton score lists the ids');
  if (options.json === true) process.stdout.write(`${JSON.stringify(jsonOf(found, history), null, 2)}\n`);
  else process.stdout.write(`${textOf(found, history.until, labelsOf(history.definition)).join('\n')}\n`);
  tellNext('baton', 'backtest', folder, ...files, '--out', 'report.html');
}

/** Replays the unit of the one who is known by `id`, and reads how they stand at its end. */
function explained({ rulebook, journal, directory, until }: History, id: string): Explained | undefined {
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
          const standing = explainStanding(state, lead, 0);
          if (standing === undefined) continue;
          found = { standing, name: directory.labelOf(atoms), company: directory.companyOf(standing.account, atoms) };
        }
      },
    });
    if (found === undefined) continue;
    const { lead } = found.standing;
    return { ...found, decisions: decisions.filter((each) => each.lead === lead && each.kind !== 'verdict') };
  }
  return undefined;
}

/** Scores in points, as everywhere; lines and decisions are the kernel's records in tenths. */
function jsonOf({ standing, name, company, decisions }: Explained, { definition, digest, until }: History) {
  return {
    version: 1,
    definition: definition.name,
    digest,
    at: new Date(until).toISOString(),
    lead: standing.lead,
    account: standing.account,
    name,
    company: company ?? null,
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
    decisions,
  };
}

function textOf({ standing, name, company, decisions }: Explained, at: number, labels: Labels): string[] {
  const { bold, dim } = onOutput;
  const gates = standing.open.map((gate) => labels.gates.get(gate) ?? gate).join(', ');
  const lines: string[] = [
    bold(`${name}${company === undefined ? '' : `, ${company}`}`) + dim(`  ${plainId(standing.lead)}`),
    `As of ${showInstant(at)}: fit ${standing.grade}, engagement ${standing.engagement / 10}, usage ${standing.usage / 10}; ${gates === '' ? 'no gate open' : `open: ${gates}`}.`,
    ...(standing.suppressedBy.length > 0 ? [`Not handed over now: ${standing.suppressedBy.join(', ')}.`] : []),
    '',
    bold(`Fit ${standing.grade}: ${standing.fitTenths / 10} points`),
    ...indent(sentencesOfFit(standing.fit?.criteria ?? [], labels)),
    bold(`Engagement ${standing.engagement / 10}`),
    ...indent(sentencesOfScore(standing.engagementLines?.lines ?? [], labels, showInstant)),
    bold(`Usage ${standing.usage / 10}`),
    ...indent(sentencesOfScore(standing.usageLines?.lines ?? [], labels, showInstant)),
  ];
  const steps = sentencesOfSteps(standing.counterfactual, labels, showInstant);
  if (steps.length > 0) lines.push(bold('What would change it'), ...indent(steps));
  if (decisions.length > 0)
    lines.push(bold('What happened'), ...indent(decisions.map((each) => happened(each, labels))));
  return lines;
}

function happened(decision: Decision, labels: Labels): string {
  const by = 'gate' in decision ? ` by ${labels.gates.get(decision.gate) ?? decision.gate}` : '';
  return `${showInstant(decision.at)}: ${decision.kind}${by}.`;
}

function indent(lines: readonly string[]): string[] {
  return lines.length === 0 ? ['  Nothing.'] : lines.map((line) => `  ${line}`);
}
