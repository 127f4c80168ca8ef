// One deal as a CRM's export tells it, before anything is concluded from other rows (K0, K1, K4).
import type { Identity } from '../../../journal/entry.ts';
import type { Answers } from '../../mapping/mapping.ts';
import { type Draft, flagOf, instantOf, type LeftOut, textOf } from '../../rows/draft.ts';
import { moneyOf, whoOf } from '../../rows/kinds/row-parts.ts';
import { BUSINESS, STAGES } from '../../rows/kinds/words.ts';
import { type CellInstant, endOfDay } from '../../tables/cell-instants.ts';
import { plainWord } from '../../tables/cell-values.ts';

/** A person of a deal and when they were attached to it, where that is known. */
export interface DealPerson {
  readonly who: Identity;
  readonly attachedAt?: number;
}

export type DealState = 'open' | 'won' | 'lost';

export interface DealRecord {
  readonly id: string;
  /** The sender, and the beginning of the ids of the entries it makes. */
  readonly source: string;
  readonly key: string;
  /** What the row says of the company and the person. */
  readonly who: Identity;
  readonly accountName: string | undefined;
  readonly name: string | undefined;
  readonly stage: string | undefined;
  readonly type: string | undefined;
  readonly pipeline: string | undefined;
  readonly owner: string | undefined;
  readonly reason: string | undefined;
  readonly money: { readonly amountMinor?: number; readonly currency?: string };
  readonly openedAt: CellInstant | undefined;
  readonly modifiedAt: number | undefined;
  /** Outcomes with their instants as the row has them. The close date of an open deal is a forecast and not among them. */
  readonly closings: readonly { readonly state: 'won' | 'lost'; readonly at: number }[];
  readonly state: DealState;
}

/** Whether a stage is open, won or lost: by the answers, else by its own words. */
export function stateOfStage(stage: string, answers: Answers): DealState {
  const word = plainWord(stage);
  const named = (list: readonly string[] | undefined): boolean | undefined =>
    list?.some((each) => plainWord(each) === word);
  if (named(answers.won) ?? STAGES.get(word) === 'won') return 'won';
  return (named(answers.lost) ?? STAGES.get(word) === 'lost') ? 'lost' : 'open';
}

/** Reads a deal. One without an id is named as its row is: by its content. */
export function readDeal(draft: Draft, answers: Answers, source: string, key: string): DealRecord | LeftOut {
  const id = textOf(draft, 'deal') ?? draft.id ?? key;
  const [type, pipeline] = [textOf(draft, 'type'), textOf(draft, 'pipeline')];
  if ([type, pipeline].some((each) => each !== undefined && isTest(each, answers))) return 'test deal';
  const stage = textOf(draft, 'stage');
  const state = stateOf(draft, stage, answers);
  return {
    id,
    source,
    key,
    who: whoOf(draft) as Identity,
    accountName: textOf(draft, 'accountName'),
    name: textOf(draft, 'name'),
    stage,
    type,
    pipeline,
    owner: textOf(draft, 'owner'),
    reason: textOf(draft, 'reason'),
    money: moneyOf(draft, answers.currency),
    openedAt: instantOf(draft, 'openedAt'),
    modifiedAt: instantOf(draft, 'modifiedAt')?.at,
    closings: closingsOf(draft, state, answers),
    state,
  };
}

function isTest(word: string, answers: Answers): boolean {
  const plain = plainWord(word);
  return BUSINESS.get(plain) === 'test' || answers.testDeals.some((each) => plainWord(each) === plain);
}

function stateOf(draft: Draft, stage: string | undefined, answers: Answers): DealState {
  const [isWon, isClosed] = [flagOf(draft, 'isWon'), flagOf(draft, 'isClosed')];
  if (isWon === true) return 'won';
  if (isClosed !== undefined)
    return isClosed && isWon === false
      ? 'lost'
      : stage === undefined
        ? 'open'
        : isClosed
          ? stateOfStage(stage, answers)
          : 'open';
  if (stage !== undefined) return stateOfStage(stage, answers);
  const [won, lost] = [instantOf(draft, 'wonAt'), instantOf(draft, 'lostAt')];
  if (won === undefined) return lost === undefined ? 'open' : 'lost';
  return lost !== undefined && lost.at > won.at ? 'lost' : 'won';
}

/** Won and lost count from the end of their day, but never after their receipt (K1). */
function closingsOf(draft: Draft, state: DealState, answers: Answers): DealRecord['closings'] {
  const at = (to: string): number | undefined => {
    const instant = instantOf(draft, to);
    return instant && Math.max(instant.at, Math.min(endOfDay(instant), answers.exportedAt ?? Number.POSITIVE_INFINITY));
  };
  const [won, lost, closed] = [at('wonAt'), at('lostAt'), at('closedAt')];
  const found: { state: 'won' | 'lost'; at: number }[] = [];
  if (won !== undefined) found.push({ state: 'won', at: won });
  if (lost !== undefined) found.push({ state: 'lost', at: lost });
  if (closed !== undefined && state !== 'open' && !found.some((each) => each.state === state))
    found.push({ state, at: closed });
  return found.sort((a, b) => a.at - b.at);
}
