// The funnel of what was really handed over: its report, its diagnosis, and the audit of the rule of before.
import type { Definition } from '@baton/core/definition/definition';
import type { FunnelOptions } from '@baton/core/funnel/funnel';
import type { GivenHandoff } from '@baton/core/funnel/handoffs/given-handoff';
import type { Entry } from '@baton/core/journal/entry';
import { auditOf } from '@baton/core/reports/audit/audit';
import { diagnose } from '@baton/core/reports/diagnosis/diagnose';
import { DiagnosisReading } from '@baton/core/reports/diagnosis/diagnosis-reading';
import { lowered } from '@baton/core/reports/diagnosis/near-misses';
import { FunnelReading } from '@baton/core/reports/funnel/funnel-reading';
import { funnelReport } from '@baton/core/reports/funnel/funnel-report';
import { USUAL_SEGMENTS } from '@baton/core/reports/funnel/groups/dimensions';
import { handoffRows } from '@baton/core/reports/funnel/handoff-rows';
import { ReplayedHandoffs } from '@baton/core/reports/funnel/replayed-handoffs';
import { VolumeChanges } from '@baton/core/reports/volume/volume-change';
import { renderAuditPage } from '@baton/figures/audit-page';
import { renderDiagnosisPage } from '@baton/figures/diagnosis-page';
import { renderFunnelPage } from '@baton/figures/funnel-page';
import { erasedHandoffs } from '../../keeping/erased-handoffs.ts';
import type { JobParams } from '../job-kinds.ts';
import { type Activated, activated, type Desk, eachEntry, type Finished, newestOf } from './desk.ts';

/** The replay of what was in force beside a first reading; of the rule of before where nothing ever was. */
async function handedOver(
  desk: Desk,
  { rule }: Pick<JobParams['diagnose'], 'rule'>,
): Promise<{
  readonly all: readonly Activated[];
  readonly definitions: readonly Definition[];
  readonly replayed: ReplayedHandoffs | undefined;
  readonly options: Pick<FunnelOptions, 'handoffs'>;
  /** What stands for the deals and talks of those who were erased: read before all others. */
  readonly erased: readonly Entry[];
}> {
  const all = rule === 'before' ? [] : await activated(desk);
  const replayed = all.length === 0 ? undefined : new ReplayedHandoffs(all);
  const erased = await erasedHandoffs(desk.read);
  const given = (): GivenHandoff[] => [
    ...(replayed?.handoffs() ?? []).filter((handoff) => !erased.isLate(handoff)),
    ...erased.handoffs,
  ];
  const options = replayed === undefined ? {} : { handoffs: given };
  return { all, definitions: newestOf(all), replayed, options, erased: erased.entries };
}

/** What reports are asked, without what is absent. */
function questionOf({ from, confidence, withinDays }: JobParams['diagnose']) {
  return { confidence, ...(from !== undefined && { from }), ...(withinDays !== undefined && { withinDays }) };
}

/** The funnel report, with the change in volume where it is asked for. */
export async function report(desk: Desk, asked: JobParams['report']): Promise<Finished> {
  const { all, definitions, replayed, options, erased } = await handedOver(desk, asked);
  const changes = asked.since === undefined ? undefined : volumeChanges(all, asked.since);
  const reads = new FunnelReading({ ...options, attributes: USUAL_SEGMENTS });
  for (const entry of erased) reads.readSales(entry);
  await eachEntry(desk, 0, 300, (entry) => {
    reads.readSales(entry);
    replayed?.add(entry);
    changes?.read(entry);
  });
  for (const entry of erased) reads.readBehaviour(entry);
  await eachEntry(desk, 300, 600, (entry) => {
    reads.readBehaviour(entry);
    changes?.readAgain(entry);
  });
  desk.tell('Counting', 650);
  const read = reads.finish();
  const question = { definitions, ...questionOf(asked), isHandedOver: true };
  const told = funnelReport(read, question);
  if (changes !== undefined) desk.tell('Holding the definition constant', 800);
  const result = { ...told, ...(changes !== undefined && { volume: changes.finish() }) };
  return { result, page: renderFunnelPage(result), rows: handoffRows(read, question) };
}

/** The first definition's version before `since` against its newest. Nothing can be held constant where none was in force. */
function volumeChanges(all: readonly Activated[], since: number): VolumeChanges | undefined {
  const name = all[0]?.definition.name;
  const versions = all.filter(({ definition }) => definition.name === name);
  const after = versions.at(-1)?.definition;
  const before = versions.findLast(({ effectiveAt }) => effectiveAt < since)?.definition ?? versions[0]?.definition;
  return before === undefined || after === undefined ? undefined : new VolumeChanges({ before, after, since });
}

/** What is wrong, in the order in which it is worth mending. */
export async function diagnosis(desk: Desk, asked: JobParams['diagnose']): Promise<Finished> {
  const { all, definitions, replayed, options, erased } = await handedOver(desk, asked);
  const reads = new DiagnosisReading({
    ...options,
    attributes: USUAL_SEGMENTS,
    ...(replayed !== undefined && {
      nearMisses: () =>
        replayed.handoffs(
          undefined,
          all.map(({ definition, effectiveAt }) => ({ definition: lowered(definition), effectiveAt })),
        ),
    }),
  });
  for (const entry of erased) reads.readSales(entry);
  await eachEntry(desk, 0, 300, (entry) => {
    reads.readSales(entry);
    replayed?.add(entry);
  });
  for (const entry of erased) reads.readBehaviour(entry);
  await eachEntry(desk, 300, 600, (entry) => reads.readBehaviour(entry));
  desk.tell('Judging', 650);
  const result = diagnose(reads.finish(), { definitions, ...questionOf(asked), isHandedOver: true });
  return { result, page: renderDiagnosisPage(result) };
}

/** The audit of the MQL dates that were imported. */
export async function audit(desk: Desk): Promise<Finished> {
  const reads = new FunnelReading({});
  await eachEntry(desk, 0, 500, (entry) => reads.readSales(entry));
  await eachEntry(desk, 500, 950, (entry) => reads.readBehaviour(entry));
  const result = auditOf(reads.finish(), { confidence: 'assumed' });
  return { result, page: renderAuditPage(result) };
}
