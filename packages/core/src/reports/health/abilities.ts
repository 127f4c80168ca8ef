// What the data can and cannot answer, question by question, with the reason; and the three repairs that would help most.
import type { DealHealth } from './deals.ts';
import type { FeedMonths } from './feeds.ts';
import type { Finding } from './finding.ts';
import type { AttributeMonths } from './people.ts';

/** A question that somebody will ask of the data. */
export interface Ability {
  readonly question: string;
  readonly verdict: 'yes' | 'with care' | 'no';
  readonly because: string;
}

/** What abilities are judged by. */
export interface Known {
  readonly people: number;
  readonly deals: DealHealth;
  readonly attributes: readonly AttributeMonths[];
  readonly feeds: readonly FeedMonths[];
  readonly kinds: ReadonlyMap<string, number>;
}

/** Won deals below which nothing is learned. */
const FEWEST_WON = 30;

/** The questions in the order of the funnel. */
export function abilitiesOf(known: Known): Ability[] {
  return [
    volume(known),
    conversion(known),
    fit(known),
    behaviour(known),
    sourcing(known),
    answers(known),
    cost(known),
    product(known),
  ];
}

function volume({ people, feeds }: Known): Ability {
  const question = 'Who would qualify, how many a month and from where?';
  if (people === 0) return { question, verdict: 'no', because: 'nobody is in the data' };
  if (feeds.length === 0)
    return { question, verdict: 'no', because: 'nothing that people did is in the data: only fit can be graded' };
  return { question, verdict: 'yes', because: `${people} people, ${feeds.length} kinds of events` };
}

function conversion({ deals }: Known): Ability {
  const question = 'Do those who qualify become customers?';
  if (deals.won === 0) return { question, verdict: 'no', because: 'no deal was won' };
  if (deals.won < FEWEST_WON)
    return { question, verdict: 'with care', because: `only ${deals.won} deals were won: intervals will be wide` };
  return {
    question,
    verdict: 'yes',
    because: `${deals.won} deals were won${deals.matureUntil === undefined ? '' : `; leads of ${deals.matureUntil} and earlier have had their time`}`,
  };
}

function fit({ deals, attributes, people }: Known): Ability {
  const question = 'Which companies and people are worth talking to?';
  const usable = attributes.filter(({ known, of }) => known >= 0.4 * of);
  if (people === 0 || usable.length < 2)
    return { question, verdict: 'no', because: `${usable.length} attributes are known of two people in five` };
  if (deals.won < FEWEST_WON || deals.lost < FEWEST_WON)
    return {
      question,
      verdict: 'with care',
      because: `${deals.won} won and ${deals.lost} lost deals; 30 of each are the least`,
    };
  return {
    question,
    verdict: 'yes',
    because: `${usable.length} attributes are known of two people in five, ${deals.won} deals won, ${deals.lost} lost`,
  };
}

function behaviour({ deals }: Known): Ability {
  const question = 'Which behaviour precedes closed-won?';
  const { conversations, seen, dark } = deals;
  const talks = conversations.recorded + conversations.inferred + conversations.assumed;
  const assumed = talks === 0 ? 1 : conversations.assumed / talks;
  if (seen < FEWEST_WON)
    return {
      question,
      verdict: 'no',
      because: `${seen} won deals show behaviour before the first conversation; ${FEWEST_WON} are the least`,
    };
  if (assumed > 0.6)
    return {
      question,
      verdict: 'no',
      because: `${Math.round(assumed * 100)} % of first conversations are only assumed`,
    };
  if (assumed > 0.3 || dark > seen)
    return {
      question,
      verdict: 'with care',
      because: `${Math.round(assumed * 100)} % of first conversations are assumed, ${dark} of ${seen + dark} wins show no behaviour`,
    };
  return {
    question,
    verdict: 'yes',
    because: `${seen} of ${seen + dark} won deals show behaviour in the 90 days before`,
  };
}

function sourcing({ deals }: Known): Ability {
  const question = 'What share of revenue did marketing source?';
  const { recorded, inferred, none } = deals.withPeople;
  const all = recorded + inferred + none;
  if (all === 0) return { question, verdict: 'no', because: 'there are no deals' };
  const share = Math.round((100 * (recorded + inferred)) / all);
  return {
    question,
    verdict: share >= 70 ? 'yes' : share >= 30 ? 'with care' : 'no',
    because: `${share} % of deals name their people`,
  };
}

function answers({ kinds }: Known): Ability {
  const question = 'Does sales accept what it gets, and in time?';
  const said = kinds.get('disposition') ?? 0;
  const touched = (kinds.get('touch') ?? 0) + (kinds.get('meeting') ?? 0) + (kinds.get('conversation') ?? 0);
  if (said > 0) return { question, verdict: 'yes', because: `${said} answers of reps, ${touched} sales touches` };
  return touched > 0
    ? { question, verdict: 'with care', because: `${touched} sales touches, but no lead status with its date` }
    : { question, verdict: 'no', because: 'neither lead statuses nor activities of sales are in the data' };
}

function cost({ kinds }: Known): Ability {
  const spend = kinds.get('spend') ?? 0;
  return {
    question: 'What does an MQL, and a customer, cost?',
    verdict: spend > 0 ? 'yes' : 'no',
    because: spend > 0 ? `${spend} periods of spend` : 'no spend is in the data',
  };
}

function product({ kinds, feeds }: Known): Ability {
  const subscriptions = kinds.get('subscription') ?? 0;
  const question = 'Does product use precede a purchase?';
  if (subscriptions === 0) return { question, verdict: 'no', because: 'no subscription is in the data' };
  return { question, verdict: feeds.length > 0 ? 'yes' : 'no', because: `${subscriptions} changes of subscriptions` };
}

/** The findings whose repair would help most, one of a kind, heaviest first. */
export function repairsOf(findings: readonly Finding[], most = 3): Finding[] {
  const kinds = new Set<string>();
  return [...findings]
    .sort((a, b) => b.weight - a.weight || (a.place < b.place ? -1 : 1))
    .filter(({ kind }) => {
      if (kinds.has(kind)) return false;
      kinds.add(kind);
      return true;
    })
    .slice(0, most);
}
