// One evaluation of one account (R3c): the verdicts, what a hand-raise does, nurture, and at most one hand-off.
import type { Clause, Definition, Gate } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import type { Cause } from '@baton/core/kernel/decision';
import type { Activation } from '@baton/core/kernel/rulebook-source';
import { hasDealOrIsCustomer, talkEnd } from '../evidence/sales.ts';
import type { View } from '../evidence/view.ts';
import type { Account } from '../identity/grouping.ts';
import { changedAt, gatesOf, inForce, isAccountGate } from '../judging/activations.ts';
import { freshForAccount, freshForLead } from '../judging/fresh.ts';
import {
  type AccountStanding,
  byRank,
  contactOf,
  firstAble,
  isHandRaise,
  type LeadStanding,
  standingOf,
} from '../judging/standing.ts';
import { after } from '../reading/calendar.ts';
import { accountRest, endRests, enterNurture, lastMark, leadRest, nurtureOf } from './commitments.ts';
import { handOver, type Pass } from './hand-over.ts';
import { definitionRef, openHandoff, type Run, say, viewNow } from './run.ts';
import { sayVerdicts } from './verdicts.ts';

/** What an evaluation has at hand. */
interface Scene {
  readonly run: Run;
  readonly view: View;
  readonly account: Account;
  readonly cause: Cause;
  /** The identifier of whom a `release` names, at its own evaluation (R17). */
  readonly released: string | undefined;
  readonly standings: readonly { readonly under: Activation; readonly standing: AccountStanding }[];
}

export function evaluate(run: Run, account: Account, cause: Cause, release?: string): void {
  const versions = inForce(run.rulebook, run.now);
  const view = viewNow(run);
  const standings = versions.map((under) => ({ under, standing: standingOf(view, under.definition, account) }));
  const released = release !== undefined && view.grouping.accountOf(release) === account ? release : undefined;
  const scene: Scene = { run, view, account, cause, released, standings };
  for (const { under, standing } of standings) sayVerdicts(run, under, standing, cause);
  playHandRaises(scene);
  playNurture(scene);
  const passes = openHandoff(run, account) === undefined ? passing(scene) : [];
  const [first, ...rest] = passes;
  if (first !== undefined) handOver(run, account, cause, first, rest);
}

/** R19. */
function playHandRaises({ run, view, account, cause, standings }: Scene): void {
  for (const { under, standing } of standings) {
    const { definition } = under;
    for (const gate of definition.gates.filter(isHandRaise)) {
      for (const lead of standing.leads) {
        if (!lead.open.has(gate.name) || lead.disqualified.length > 0) continue;
        if (freshForLead(view, definition, gate.clause, lead, markOf(run, account, definition, gate)).length === 0)
          continue;
        endRests(run.held, account, lead.lead);
        const open = openHandoff(run, account);
        if (open?.dueAt === undefined) continue;
        const { respondWithin, calendar } = definition.handoff;
        const sooner = after(run.now, gate.respondWithin ?? respondWithin, calendar);
        if (sooner >= open.dueAt) continue;
        open.dueAt = sooner;
        say(run, 'due-moved', open, cause, { dueAt: sooner });
      }
    }
  }
}

/** R16a. */
function markOf(run: Run, account: Account, definition: Definition, gate: Gate): number {
  return Math.max(changedAt(run.rulebook, definition.name, gate.name, run.now), lastMark(run.held, account));
}

/** R17: gates that hand over at once also in `nurture-first`. */
function skipsNurture({ clause }: { readonly clause: Clause }): boolean {
  return clause.signal !== undefined || clause.pattern !== undefined;
}

/** R19, but for the open hand-off. */
function isSuppressed({ run, view, account }: Scene): boolean {
  const talk = talkEnd(view, account);
  const rest = accountRest(run.held, account);
  if ((talk !== undefined && run.now < talk) || (rest !== undefined && run.now < rest)) return true;
  return hasDealOrIsCustomer(view, account);
}

/** The fresh evidence on which a lead's gate passes; empty where a release waived it; undefined where it does not pass. */
function leadPasses(scene: Scene, under: Activation, gate: Gate, lead: LeadStanding): Entry[] | undefined {
  const { run, view, account, released } = scene;
  const rest = leadRest(run.held, lead.lead);
  if (!lead.open.has(gate.name) || lead.disqualified.length > 0 || (rest !== undefined && run.now < rest))
    return undefined;
  if (released !== undefined && lead.lead.identifiers.has(released)) return [];
  const fresh = freshForLead(view, under.definition, gate.clause, lead, markOf(run, account, under.definition, gate));
  return fresh.length > 0 ? fresh : undefined;
}

/** The same for an account's gate. */
function accountPasses(scene: Scene, under: Activation, gate: Gate, standing: AccountStanding): Entry[] | undefined {
  const { run, view, account, released } = scene;
  if (!standing.open.has(gate.name) || standing.disqualified.length > 0) return undefined;
  if (released !== undefined) return [];
  const fresh = freshForAccount(view, standing, markOf(run, account, under.definition, gate));
  return fresh.length > 0 ? fresh : undefined;
}

/** R17: every lead that passes a gate enters, and the account where its gate passes; once. */
function playNurture(scene: Scene): void {
  const { run, account, cause, standings } = scene;
  if (isSuppressed(scene)) return;
  for (const { under, standing } of standings) {
    const { definition } = under;
    if (definition.handoff.mode !== 'nurture-first') continue;
    const enter = (gate: Gate, lead?: LeadStanding): void => {
      if (nurtureOf(run.held, definition.name, account, lead?.lead) !== undefined) return;
      const who = lead === undefined ? {} : { lead: lead.lead.id };
      enterNurture(run.held, { definition: definition.name, gate: gate.name }, account, lead?.lead);
      const what = { at: run.now, account: account.id, cause, definition: definitionRef(under), gate: gate.name };
      run.said.push({ kind: 'nurture', ...what, ...who });
    };
    for (const gate of definition.gates.filter((each) => !skipsNurture(each))) {
      if (isAccountGate(gate)) {
        if (accountPasses(scene, under, gate, standing) !== undefined) enter(gate);
      } else {
        for (const lead of standing.leads) if (leadPasses(scene, under, gate, lead) !== undefined) enter(gate, lead);
      }
    }
  }
}

/** R18: all that pass, who goes first the first. */
function passing(scene: Scene): Pass[] {
  if (isSuppressed(scene)) return [];
  return scene.standings.flatMap(({ under, standing }) =>
    gatesOf(under.definition).flatMap((gate) => passingGate(scene, under, gate, standing)),
  );
}

function passingGate(scene: Scene, under: Activation, gate: Gate, standing: AccountStanding): Pass[] {
  const { definition } = under;
  const { held } = scene.run;
  const isReady = gate.name === 'ready';
  if (!isReady && definition.handoff.mode === 'nurture-first' && !skipsNurture(gate)) return [];
  const passes: Pass[] = [];
  if (!isAccountGate(gate)) {
    for (const lead of [...standing.leads].sort(byRank(definition))) {
      if (isReady && nurtureOf(held, definition.name, scene.account, lead.lead) === undefined) continue;
      const fresh = leadPasses(scene, under, gate, lead);
      if (fresh !== undefined) passes.push({ under, gate, ofAccount: false, lead, because: fresh[0] });
    }
  }
  const nurturedBy = isReady ? nurtureOf(held, definition.name, scene.account) : undefined;
  if (isAccountGate(gate) || nurturedBy !== undefined) {
    const fresh = accountPasses(scene, under, gate, standing);
    const lead = isReady ? firstAble(standing, definition) : contactOf(standing, definition, gate);
    if (fresh !== undefined && lead !== undefined)
      passes.push({ under, gate, ofAccount: true, lead, because: fresh[0] });
  }
  return passes;
}
