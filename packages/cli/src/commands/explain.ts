// `baton explain`: one lead at one instant, line by line.
import { definitionDigest } from '@baton/core/definition/canonical';
import { ColumnsWriter } from '@baton/core/kernel/columns/columns-writer';
import type { Decision } from '@baton/core/kernel/decision';
import { type ExplainedStanding, explainStanding } from '@baton/core/kernel/judging/standing';
import { recordDecisions } from '@baton/core/kernel/recording/record-decisions';
import { LeadDirectory, plainId } from '@baton/core/replay/lead-directory';
import { prepareRulebook, replayJournal } from '@baton/core/replay/replay';
import { atomsOf } from '@baton/core/replay/score-table';
import { type Labels, labelsOf, sentencesOfFit, sentencesOfScore, sentencesOfSteps } from '@baton/core/replay/words';
import type { Command } from 'commander';
import pc from 'picocolors';
import { fail } from '../failure.ts';
import { tellReading } from '../print/reading.ts';
import { readDefinition } from '../read/definition-folder.ts';
import { readInstant, showInstant } from '../read/instant.ts';
import { readJournal } from '../read/journal.ts';

interface Options {
  readonly lead: string;
  readonly at?: string;
  readonly json?: boolean;
}

export function define(command: Command): Command {
  return command
    .argument('<definition>', 'folder of the definition')
    .argument('<journal...>', 'journal files (NDJSON, gzip too)')
    .requiredOption('--lead <id>', 'user id, e-mail or anonymous id')
    .option('--at <instant>', 'as of this instant (a date is the end of that day); default: the last entry')
    .option('--json', 'JSON instead of text')
    .addHelpText(
      'before',
      'Examples:\n  baton explain my-definition journal.ndjson --lead ada@example.com\n  baton explain my-definition journal.ndjson --lead 4711 --at 2026-03-31T09:00Z\n',
    )
    .action(async (folder: string, files: string[], options: Options) => explain(folder, files, options));
}

async function explain(folder: string, files: readonly string[], options: Options): Promise<void> {
  const { definition } = readDefinition(folder);
  const digest = definitionDigest(definition);
  const rulebook = prepareRulebook({
    order: [definition.name],
    activations: [{ definition, version: 1, digest, effectiveAt: 0 }],
  });
  const writer = new ColumnsWriter(rulebook, 'backtest');
  const directory = new LeadDirectory();
  let last = 0;
  const reading = await readJournal(files, (entry) => {
    writer.add(entry);
    directory.add(entry);
    last = Math.max(last, entry.knownAt);
  });
  tellReading(reading);
  const until = options.at === undefined ? last : readInstant(options.at, '--at', true);
  const journal = writer.finish();
  const wanted = new Set([
    options.lead,
    `user:${options.lead}`,
    `email:${options.lead.toLowerCase()}`,
    `anon:${options.lead}`,
  ]);
  for (let unit = 0; unit < journal.units; unit++) {
    if (!journal.unit(unit).atoms.some((atom) => wanted.has(atom))) continue;
    const decisions: Decision[] = [];
    let found: { standing: ExplainedStanding; label: string; company: string | undefined } | undefined;
    replayJournal(
      rulebook,
      journal,
      recordDecisions((decision) => decisions.push(decision)),
      {
        mode: 'backtest',
        until,
        units: [unit, unit + 1],
        visit: (state) => {
          for (let lead = 0; lead < state.evidence.leads; lead++) {
            const atoms = atomsOf(state, lead);
            const standing = atoms.some((atom) => wanted.has(atom)) ? explainStanding(state, lead, 0) : undefined;
            if (standing !== undefined)
              found = {
                standing,
                label: directory.labelOf(atoms),
                company: directory.companyOf(standing.account, atoms),
              };
          }
        },
      },
    );
    if (found === undefined) continue;
    const own = decisions.filter((decision) => decision.lead === found?.standing.lead && decision.kind !== 'verdict');
    if (options.json)
      process.stdout.write(
        `${JSON.stringify({ version: 1, digest, at: new Date(until).toISOString(), standing: found.standing, decisions: own }, null, 2)}\n`,
      );
    else print(found.standing, found.label, found.company, until, labelsOf(definition), own);
    return;
  }
  fail('cli-no-such-lead', `nobody in these files is known as ${options.lead}`, 'baton score lists the ids');
}

function print(
  standing: ExplainedStanding,
  label: string,
  company: string | undefined,
  at: number,
  labels: Labels,
  decisions: readonly Decision[],
): void {
  const gates = standing.open.map((gate) => labels.gates.get(gate) ?? gate).join(', ');
  const lines: string[] = [
    pc.bold(`${label}${company === undefined ? '' : `, ${company}`}`) + pc.dim(`  ${plainId(standing.lead)}`),
    `As of ${showInstant(at)}: fit ${standing.grade}, engagement ${standing.engagement / 10}, usage ${standing.usage / 10}; ${gates === '' ? 'no gate open' : `open: ${gates}`}.`,
    ...(standing.suppressedBy.length > 0 ? [`Not handed over now: ${standing.suppressedBy.join(', ')}.`] : []),
    '',
    pc.bold(`Fit ${standing.grade}: ${standing.fitTenths / 10} points`),
    ...indent(sentencesOfFit(standing.fit?.criteria ?? [], labels)),
    pc.bold(`Engagement ${standing.engagement / 10}`),
    ...indent(sentencesOfScore(standing.engagementLines?.lines ?? [], labels, showInstant)),
    pc.bold(`Usage ${standing.usage / 10}`),
    ...indent(sentencesOfScore(standing.usageLines?.lines ?? [], labels, showInstant)),
  ];
  const steps = sentencesOfSteps(standing.counterfactual, labels, showInstant);
  if (steps.length > 0) lines.push(pc.bold('What would change it'), ...indent(steps));
  if (decisions.length > 0)
    lines.push(
      pc.bold('What happened'),
      ...indent(
        decisions.map(
          (decision) =>
            `${showInstant(decision.at)}: ${decision.kind}${'gate' in decision ? ` by ${labels.gates.get(decision.gate) ?? decision.gate}` : ''}.`,
        ),
      ),
    );
  process.stdout.write(`${lines.join('\n')}\n`);
}

function indent(lines: readonly string[]): string[] {
  return lines.length === 0 ? ['  Nothing.'] : lines.map((line) => `  ${line}`);
}
