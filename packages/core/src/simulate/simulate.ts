// A made-up company that sells software to companies, over years, account after account, with the truth about it beside it. Streaming: nothing of an account is held once it was given out.
import { createRandom } from '../base/random.ts';
import type { Entry } from '../journal/entry.ts';
import { type Company, makeCompany } from './company/company.ts';
import { spendEntries } from './company/spend.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { spoil } from './faults/spoiling/spoil.ts';
import { liveAccount, type SimulatedAccount } from './make-account.ts';
import { partSeed, type SimulationOptions, settle } from './options.ts';
import type { AccountTruth } from './truth/account-truth.ts';
import { type Truth, TruthTally } from './truth/truth.ts';

/** A company to be lived through, once. */
export interface Simulation {
  readonly company: Company;
  /** The faults planted in it; their sizes grow while accounts are given out. */
  readonly plan: FaultPlan;
  /** What is about the company and no account: spend. */
  readonly companyEntries: readonly Entry[];
  /** The accounts in the order in which they were first seen. Drawn one by one as they are asked for; can be gone through once. */
  readonly accounts: Iterable<SimulatedAccount>;
  /** Sums over all accounts given out so far. */
  truth(): Truth;
}

/**
 * Makes up a company. The same options give the same entries and the same truth, byte for byte.
 *
 * @example for (const { entries, truth } of simulate({ seed: 'demo', leads: 1000, years: 2 }).accounts) console.log(truth.account, entries.length);
 * @throws RangeError where leads or years are none.
 */
export function simulate(options: SimulationOptions): Simulation {
  const settings = settle(options);
  const company = makeCompany(settings);
  const plan = new FaultPlan(company);
  const companyEntries = spendEntries(company);
  const tally = new TruthTally(settings.until);
  function* accounts(): Generator<SimulatedAccount> {
    let leads = 0;
    for (let index = 0; leads < settings.leads; index++) {
      const random = createRandom(partSeed(settings, index));
      const share = (leads + random.uniform()) / settings.leads;
      const { draft, truth } = liveAccount(
        { company, plan },
        random,
        index,
        company.seasons.instantOf(share),
        settings.leads - leads,
      );
      leads += draft.people.length;
      const { entries, broken } = spoil(draft.entries, plan, random, draft.account);
      const arrived = entries.filter((entry) => entry.knownAt < settings.until).sort(byKnown);
      const told = plan.faults.length === 0 ? truth : withoutLost(truth, arrived);
      tally.add(told, arrived.length, broken.length);
      yield { draft, entries: arrived, broken, truth: told };
    }
  }
  return { company, plan, companyEntries, accounts: accounts(), truth: () => tally.finish(company, plan.faults) };
}

function byKnown(a: Entry, b: Entry): number {
  return a.knownAt - b.knownAt || a.occurredAt - b.occurredAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The truth about machines, of entries that arrived: what was not recorded, or is broken, is no machine's any more. */
function withoutLost(truth: AccountTruth, arrived: readonly Entry[]): AccountTruth {
  const ids = new Set(arrived.map(({ id }) => id));
  const leads = truth.leads.map((lead) => ({ ...lead, machine: lead.machine.filter(({ id }) => ids.has(id)) }));
  return { ...truth, leads };
}
