// Questions about deals and the people who sell: currency, sales owners, stages that end a deal, new business (K4, K6).
import type { Answers } from '../mapping/mapping.ts';
import { BUSINESS, OPEN_STAGES, STAGES } from '../rows/kinds/words.ts';
import { plainWord, readFlagCell } from '../tables/cell-values.ts';
import { type Found, type Look, leading, MOST_CHOICES, wordsOf } from './look.ts';

/** Why stages need no answer: by the words that are known for won and lost. */
export const SAID_BY_THEMSELVES = 'stages that say so themselves';

/** All of them, each answered by the files or asked. */
export function askAboutSales(looks: readonly Look[]): Found[] {
  return [currency(looks), salesOwners(looks), ...stages(looks), newBusiness(looks)];
}

function currency(looks: readonly Look[]): Found {
  const bare = looks.find(
    (look) =>
      leading(look, (to) => to === 'amount').length > 0 && leading(look, (to) => to === 'currency').length === 0,
  );
  if (bare === undefined) return {};
  return {
    question: {
      flag: '--currency',
      asks: `in which currency are the amounts of ${bare.table.file}?`,
      choices: ['EUR', 'USD', 'GBP'],
    },
  };
}

function salesOwners(looks: readonly Look[]): Found {
  const names = [
    ...new Set(looks.flatMap((look) => (look.proposal.rows === 'activities' ? wordsOf(look, 'owner') : []))),
  ];
  if (names.length === 0) return {};
  return {
    question: {
      flag: '--sales-owners',
      asks: 'which owners of activities sell? Talks with others (support, success) are no sales conversations',
      choices: ['all', ...names.slice(0, MOST_CHOICES)],
    },
  };
}

/** Stages that end a deal. Where none says so itself, and no column does, they are asked for. */
function stages(looks: readonly Look[]): Found[] {
  const deals = looks.filter(({ proposal }) => proposal.rows === 'deals' || proposal.rows === 'stages');
  const said = stagesOfLookups(looks);
  if (said !== undefined) return said;
  const words = [...new Set(deals.flatMap((look) => wordsOf(look, 'stage')))];
  const isSaid = deals.some((look) => leading(look, (to) => ['wonAt', 'isWon'].includes(to)).length > 0);
  if (words.length === 0) return [];
  const isUnclear = words.some((word) => !STAGES.has(plainWord(word)) && !OPEN_STAGES.has(plainWord(word)));
  return (['won', 'lost'] as const).map((end) => {
    const ending = words.filter((word) => STAGES.get(plainWord(word)) === end);
    if (ending.length > 0)
      return { answer: { [end]: ending } as Partial<Answers>, because: { [end]: SAID_BY_THEMSELVES } };
    return isSaid || !isUnclear
      ? {}
      : { question: { flag: `--${end}`, asks: `which stages are ${end}?`, choices: words.slice(0, 12) } };
  });
}

/** Stages that another file says are won or lost; undefined where none does, or where one name is both. */
function stagesOfLookups(looks: readonly Look[]): Found[] | undefined {
  const rows = looks.flatMap(({ lookups }) => lookups.flatMap(({ found }) => found));
  const told = rows.filter(({ stage, isWon }) => stage !== undefined && readFlagCell(isWon ?? '') !== undefined);
  const names = (isEnd: (row: (typeof rows)[number]) => boolean): string[] => [
    ...new Set(told.filter(isEnd).flatMap(({ stage = '' }) => stage)),
  ];
  const isWon = (row: (typeof rows)[number]): boolean => readFlagCell(row.isWon ?? '') === true;
  const won = names(isWon);
  const lost = names((row) => !isWon(row) && readFlagCell(row.isClosed ?? '') === true);
  if (won.length === 0 || won.some((name) => lost.includes(name))) return undefined;
  const because = 'another file says so of its stages';
  return [
    {
      answer: { won, ...(lost.length > 0 && { lost }) },
      because: { won: because, ...(lost.length > 0 && { lost: because }) },
    },
  ];
}

function newBusiness(looks: readonly Look[]): Found {
  const types = [
    ...new Set(
      looks.flatMap((look) =>
        (look.proposal.rows === 'deals' ? leading(look, (to) => to === 'type') : []).flatMap(({ distinct }) => [
          ...distinct,
        ]),
      ),
    ),
  ];
  const unknown = types.filter((type) => !BUSINESS.has(plainWord(type)));
  if (types.length === 0) return {};
  if (unknown.length > 0)
    return {
      question: {
        flag: '--new-business',
        asks: `which types of deals are new business (not renewals or upsells)? ${unknown.slice(0, 3).join(', ')} could be either`,
        choices: types.slice(0, MOST_CHOICES),
      },
    };
  const fresh = types.filter((type) => BUSINESS.get(plainWord(type)) === 'new');
  return fresh.length === 0
    ? {}
    : { answer: { newBusiness: fresh }, because: { newBusiness: 'types that say so themselves' } };
}
