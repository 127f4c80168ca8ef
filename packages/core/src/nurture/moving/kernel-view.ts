// What programmes ask the kernel about a lead at the unit's instant: attributes, who has it, what would open a gate. Nothing is scored here a second time.
import { TRUE } from '../../base/trilean.ts';
import type { Condition, Mention } from '../../definition/condition.ts';
import { evaluateCondition } from '../../definition/condition-evaluate.ts';
import type { Json } from '../../journal/entry.ts';
import { ownAt } from '../../journal/json.ts';
import { labelBits } from '../../kernel/judging/account-view.ts';
import { counterfactuals } from '../../kernel/judging/counterfactual.ts';
import { openGatesOf } from '../../kernel/judging/lead-view.ts';
import { openNames } from '../../kernel/judging/verdict-names.ts';
import type { Version } from '../../kernel/rulebook.ts';
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import type { CompiledProgramme } from '../programme/programme-book.ts';
import type { StopReason } from './nurture-decision.ts';

/** What is known of a lead or its account as of the instant (R12). */
export function attributeOf(state: UnitState, lead: number, { root, path }: Mention): Json | undefined {
  const { attributes } = state.rulebook;
  const [name = '', ...rest] = path;
  const position = root === 'entry' ? -1 : attributes[root].indexOf(name);
  if (position < 0) return undefined;
  const { evidence } = state;
  const held =
    root === 'lead'
      ? evidence.attributes.ofLead(lead, position)
      : evidence.attributes.ofAccount(evidence.accountOfLead[lead] as number, position);
  const value = attributes.valueAt(held);
  return rest.length === 0 ? value : ownAt(value, rest);
}

/** Whether a condition is true of a lead; unknown is not. */
export function isTrueOf(state: UnitState, lead: number, condition: Condition): boolean {
  return evaluateCondition(condition, (mention) => attributeOf(state, lead, mention)) === TRUE;
}

/** The zone that a reader lives in: their own, else that of their country or their company's, else that of the programme. */
export function zoneOf(state: UnitState, lead: number, { send }: CompiledProgramme['programme']): string {
  const text = (mention: Mention): string => {
    const value = attributeOf(state, lead, mention);
    return typeof value === 'string' ? value : '';
  };
  const own = text({ root: 'lead', path: ['timezone'] });
  const zoneIn = (country: string): string | undefined =>
    Object.hasOwn(send.zones, country) ? send.zones[country] : undefined;
  return (
    own ||
    (zoneIn(text({ root: 'lead', path: ['country'] })) ??
      zoneIn(text({ root: 'account', path: ['country'] })) ??
      send.calendar.zone)
  );
}

/** Whether the lead has an address to write to. */
export function hasAddress(state: UnitState, lead: number): boolean {
  for (const atom of state.atomsOf(lead)) if (state.evidence.unit.atoms[atom]?.startsWith('email:')) return true;
  return false;
}

/** Why sales or the rules have the lead, by what stands at this instant; undefined where nobody has. Talks are told apart by who had the last word: see {@link NurtureUnit}. */
export function takenBy(state: UnitState, lead: number, definition: number): StopReason | undefined {
  const { evidence, commitments } = state;
  const account = evidence.accountOfLead[lead] as number;
  const version = state.version(definition);
  if (labelBits(state, account) !== 0) return 'disqualified';
  if (version !== undefined && evidence.classOfLead(lead, version.index).disqualified !== 0) return 'disqualified';
  if (commitments.openOf(state.accountName(account)) !== undefined) return 'hand-off';
  return evidence.facts.isInSales(account) ? 'deal' : undefined;
}

/** Names of the gates that stand open for the lead, as last judged. */
export function openGates(state: UnitState, lead: number, definition: number): readonly string[] {
  const { leads } = state.commitments;
  const at = state.leadName(lead) * state.rulebook.names.length + definition;
  const open = leads.open[at] as number;
  const version = state.rulebook.versions[leads.version[at] as number];
  return open === 0 || version === undefined ? [] : openNames(version, open);
}

/** The signal or criterion among `wanted` that alone would open a gate for the lead (J12); undefined where none would, or a gate is open. */
export function lacks(
  state: UnitState,
  lead: number,
  definition: number,
  wanted: readonly string[],
): string | undefined {
  const version = state.version(definition);
  if (version === undefined || !isNear(state, lead, version, wanted)) return undefined;
  const open = openGatesOf(state, lead, definition, version);
  if (open !== 0) return undefined;
  for (const step of counterfactuals(state, lead, definition, version, open, (name) => wanted.includes(name))) {
    if ('needs' in step) return step.needs === 'signal' ? step.signal : step.criterion;
  }
  return undefined;
}

/** A bound over undecayed points: whether some gate could open by one of these at all. Never *no* where it could. */
function isNear({ evidence, rulebook }: UnitState, lead: number, version: Version, wanted: readonly string[]): boolean {
  const { gates, leadGates, signals, definition } = version.compiled;
  const most = (lead * rulebook.versions.length + version.index) * 2;
  const more = [0, 0];
  for (const signal of signals)
    if (wanted.includes(signal.name)) more[signal.track] = Math.max(more[signal.track] as number, signal.most);
  const learns = definition.fit?.criteria.some(({ name }) => wanted.includes(name)) ?? false;
  const fit = learns ? -1 : 1 << evidence.classOfLead(lead, version.index).grade;
  return leadGates.some((position) => {
    const needs = gates[position]?.needs;
    if (needs === undefined || (needs.fit & fit) === 0) return false;
    const short = (track: number, asked: number): boolean =>
      asked > (evidence.most[most + track] as number) + (more[track] as number);
    return !short(0, needs.engagement) && !short(1, needs.usage);
  });
}
