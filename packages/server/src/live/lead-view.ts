// One lead as it stands now, with everything behind it: its unit brought to life beside the store, read at an instant, and let go. Decides nothing and keeps nothing (R22).
import { type ExplainedStanding, explainStanding } from '@baton/core/kernel/judging/standing';
import { type Admitted, LiveUnit } from '@baton/core/kernel/live/live-unit';
import { keptBackInWords } from '@baton/core/replay/kept-back-words';
import { LeadDirectory } from '@baton/core/replay/lead-directory';
import { atomsOf } from '@baton/core/replay/score-table';
import { sentencesOfSteps, wordsOf } from '@baton/core/replay/words';
import { entriesOfUnits } from '../store/journal-rows.ts';
import type { Reading } from '../store/store.ts';
import { identifierCalled } from '../store/unit-rows.ts';
import { labelsFor } from './standings.ts';
import type { InForce } from './working-units.ts';

/** A lead by one definition. */
export interface StandingInWords {
  readonly standing: ExplainedStanding;
  readonly words: readonly string[];
  /** What would change it. */
  readonly steps: readonly string[];
  readonly keptBack: string | undefined;
  readonly version: number;
  /** What the parts of the version are called, by name. */
  readonly labels: Readonly<Record<'signals' | 'criteria' | 'gates', Readonly<Record<string, string>>>>;
}

/** A lead with its names, its account, its standing, and all that was ever said of it. */
export interface LeadView {
  readonly lead: string;
  readonly account: string;
  readonly label: string;
  readonly company: string | undefined;
  readonly source: string;
  readonly names: readonly string[];
  /** Every name of its account: of its people and of the company. */
  readonly accountNames: readonly string[];
  readonly standings: readonly StandingInWords[];
  /** Others of the account, with their standing by the first definition. */
  readonly committee: readonly {
    readonly lead: string;
    readonly label: string;
    readonly standing: ExplainedStanding;
  }[];
  /** Entries about the lead, oldest first. */
  readonly timeline: readonly Admitted[];
  /** All entries of its unit: those of others too. */
  readonly unit: readonly Admitted[];
}

/** The lead that goes by a name (`user:17`, `17`, an e-mail) at an instant; undefined where nobody does. */
export async function viewLead(
  read: Reading,
  inForce: InForce,
  name: string,
  at: number,
): Promise<LeadView | undefined> {
  const known = await leadCalled(read, name);
  if (known === undefined) return undefined;
  const entries = ((await entriesOfUnits(read, [known.unit])).get(known.unit) ?? []).filter(
    (each) => each.admittedAt <= at,
  );
  const live = new LiveUnit(inForce.rulebook, inForce.book, () => {});
  const directory = new LeadDirectory();
  for (const entry of entries) directory.add(entry);
  live.resume(entries, at + 1, 0);
  const { state } = live;
  state.now = Math.max(state.now, at);
  const standing = (lead: number, rank: number): ExplainedStanding | undefined => explainStanding(state, lead, rank);
  const lead = leadNamed(live, known.name);
  if (lead < 0) return undefined;
  const atoms = atomsOf(state, lead);
  const account = state.evidence.accountOfLead[lead] as number;
  const accountId = state.evidence.accountIdOf(account);
  const names = new Set(atoms);
  const others = [...Array(state.evidence.leads).keys()].filter(
    (other) =>
      other !== lead && state.evidence.leadSeen[other] === 1 && state.evidence.accountOfLead[other] === account,
  );
  return {
    lead: state.evidence.leadId(lead),
    account: accountId,
    label: directory.labelOf(atoms),
    company: directory.companyOf(accountId, atoms),
    source: directory.sourceOf(atoms),
    names: atoms,
    accountNames: state.evidence.unit.atoms.filter((_, atom) => state.evidence.accountOf[atom] === account),
    standings: inForce.rulebook.names.flatMap((_, rank) => {
      const found = standing(lead, rank);
      const version = state.version(rank);
      if (found === undefined || version === undefined) return [];
      const keptBack = found.suppressedBy.length === 0 ? undefined : keptBackInWords(found.suppressedBy);
      const called = labelsFor(version);
      const labels = {
        signals: Object.fromEntries(called.signals),
        criteria: Object.fromEntries(called.criteria),
        gates: Object.fromEntries(called.gates),
      };
      const words = wordsOf(found, called, showInstant);
      const steps = sentencesOfSteps(found.counterfactual, called, showInstant, found.suppressedBy);
      return { standing: found, words, steps, keptBack, version: version.ref.version, labels };
    }),
    committee: others.flatMap((other) => {
      const found = standing(other, 0);
      return found === undefined
        ? []
        : { lead: state.evidence.leadId(other), label: directory.labelOf(atomsOf(state, other)), standing: found };
    }),
    unit: entries,
    timeline: entries.filter((entry) => names.has(state.evidence.unit.atoms[live.subjectOf(entry)] ?? '')),
  };
}

/** Who goes by a name: an id as it is, a user id, an e-mail, an anonymous id. */
export function leadCalled(read: Reading, name: string) {
  return identifierCalled(read, [name, `user:${name}`, `email:${name.toLowerCase()}`, `anon:${name}`]);
}

/** The number of the lead that has a name in a unit; −1 for none. */
export function leadNamed(live: LiveUnit, name: string): number {
  const { evidence } = live.state;
  const atom = evidence.unit.atoms.indexOf(name);
  return atom < 0 ? -1 : (evidence.leadOf[atom] ?? -1);
}

/** `12 Nov 2026 14:03 UTC`. */
export function showInstant(at: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\d+:\d+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${Number(day)} ${month} ${year} ${time} UTC`;
}
