// R22: what is said when open gates or disqualifications change.
import type { Cause } from '@baton/core/kernel/decision';
import type { Activation } from '@baton/core/kernel/rulebook-source';
import type { Lead } from '../identity/grouping.ts';
import { isAccountGate } from '../judging/activations.ts';
import type { AccountStanding, LeadStanding } from '../judging/standing.ts';
import { lastVerdict } from './commitments.ts';
import { definitionRef, type Run } from './run.ts';

/** Of each lead by id, then of the account where the definition has gates for it. */
export function sayVerdicts(run: Run, under: Activation, standing: AccountStanding, cause: Cause): void {
  for (const lead of standing.leads) sayVerdict(run, under, standing, cause, lead);
  if (under.definition.gates.some(isAccountGate)) sayVerdict(run, under, standing, cause);
}

function sayVerdict(run: Run, under: Activation, standing: AccountStanding, cause: Cause, ofLead?: LeadStanding): void {
  const { definition } = under;
  const { account } = standing;
  const judged: AccountStanding | LeadStanding = ofLead ?? standing;
  const gates = definition.gates.filter((gate) => isAccountGate(gate) === (ofLead === undefined));
  const open = gates.map((gate) => gate.name).filter((name) => judged.open.has(name));
  const { disqualified, fit } = judged;
  const last = lastVerdict(run.held, definition.name, account, ofLead?.lead);
  const was = last?.open ?? [];
  if (same(open, was) && same(disqualified, last?.disqualified ?? [])) return;
  const lead: Lead | undefined = ofLead?.lead;
  const who = lead === undefined ? {} : { lead: lead.id };
  run.held.verdicts.push({ definition: definition.name, account: account.id, open, disqualified, ...who });
  const score = (track: 'engagement' | 'usage') => {
    const found = track === 'engagement' ? judged.engagement : ofLead?.usage;
    return found === undefined ? {} : { [track]: { tenths: found.tenths, lines: found.lines } };
  };
  run.said.push({
    kind: 'verdict',
    at: run.now,
    account: account.id,
    cause,
    definition: definitionRef(under),
    open,
    was,
    disqualified,
    ...who,
    ...(fit && { fit }),
    ...score('engagement'),
    ...score('usage'),
  });
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}
