// What nothing in the files shows and nobody may guess: each question with the flag that answers it, and the answers that the files do show (K0, L2).
import { cellTypeOf, isKnownAtExport } from '../mapping/targets.ts';
import { orderOfCells } from '../rows/date-orders.ts';
import { type DateOrder, isLocalTime } from '../tables/cell-instants.ts';
import { decimalMarkOf } from '../tables/cell-numbers.ts';
import type { ColumnEvidence } from './cell-evidence.ts';
import { type Found, type Look, leading, MOST_CHOICES } from './look.ts';
import type { GivenAnswers, Proposal, Question } from './proposal.ts';
import { askAboutSales } from './sales-questions.ts';

type Asked = Pick<Proposal, 'answers' | 'because' | 'questions'>;

/** All questions that the files leave open, and all answers that are given or shown. */
export function askAll(looks: readonly Look[], given: GivenAnswers): Asked {
  const found = [
    ...looks.flatMap(aboutFile),
    zone(looks),
    dateOrder(looks),
    decimals(looks),
    ...askAboutSales(looks),
    exportedAt(looks),
  ];
  let answers: GivenAnswers = {};
  let because: Proposal['because'] = {};
  const questions: Question[] = [];
  for (const { answer, because: why, question } of found) {
    answers = { ...answers, ...answer };
    because = { ...because, ...why };
    if (question !== undefined && !isAnswered(question, given)) questions.push(question);
  }
  return { answers: { ...answers, ...given }, because, questions };
}

/** Which answer each flag gives that holds for all files. */
export const ANSWERED_BY: Readonly<Record<string, Exclude<keyof GivenAnswers, 'rows' | 'person'>>> = {
  '--zone': 'zone',
  '--date-order': 'dateOrder',
  '--decimals': 'decimals',
  '--currency': 'currency',
  '--exported-at': 'exportedAt',
  '--sales-owners': 'salesOwners',
  '--won': 'won',
  '--lost': 'lost',
  '--new-business': 'newBusiness',
};

function isAnswered({ flag, file }: Question, given: GivenAnswers): boolean {
  if (flag.startsWith('--rows')) return given.rows?.has(file ?? '') ?? false;
  if (flag.startsWith('--person')) return given.person?.has(file ?? '') ?? false;
  const key = ANSWERED_BY[flag.split(' ')[0] ?? ''];
  return key !== undefined && key in given;
}

const instants = (look: Look): ColumnEvidence[] => leading(look, (to) => cellTypeOf(to) === 'instant');

function aboutFile(look: Look): Found[] {
  const { table, guesses, isUnsure, proposal } = look;
  const { file } = table;
  // A question with one answer is none: where a single kind fits, it is proposed as likely.
  if (isUnsure && guesses.length !== 1) {
    const kinds =
      guesses.length > 0 ? guesses.slice(0, 3).map(({ rows }) => rows) : ['leads', 'accounts', 'deals', 'events'];
    return [{ question: { flag: `--rows ${file}=KIND`, asks: `what is each row of ${file}?`, file, choices: kinds } }];
  }
  const needsPerson = ['events', 'activities', 'members', 'subscriptions', 'dispositions', 'changes'].includes(
    proposal.rows ?? '',
  );
  const hasWho = leading(look, (to) => ['userId', 'email', 'anonymousId', 'accountId', 'deal'].includes(to)).length > 0;
  if (!needsPerson || hasWho) return [];
  const ids = look.columns.filter(({ header }) => /id$|number$|email/i.test(header)).map(({ header }) => header);
  return [
    {
      question: {
        flag: `--person ${file}=COLUMN`,
        asks: `which column of ${file} names the person?`,
        file,
        choices: ids.slice(0, MOST_CHOICES),
      },
    },
  ];
}

function zone(looks: readonly Look[]): Found {
  const columns = looks.flatMap(instants);
  const local = columns.find(({ cells }) => cells.some(isLocalTime));
  if (local === undefined) {
    const clocks = columns.some(({ cells }) => cells.some((cell) => /\d:\d{2}/.test(cell)));
    return {
      answer: { zone: 'UTC' },
      because: {
        zone: clocks
          ? 'every instant names its own offset'
          : 'dates without a time of day: the zone moves them by hours at most',
      },
    };
  }
  const shown = local.cells.find(isLocalTime) ?? '';
  return {
    question: {
      flag: '--zone',
      asks: `in which time zone are instants such as ${shown} (${local.header})?`,
      choices: ['UTC', 'Europe/Berlin', 'America/New_York'],
    },
  };
}

function dateOrder(looks: readonly Look[]): Found {
  const columns = looks.flatMap(instants);
  const orders = columns.map((column) => ({ column, order: orderOfCells(column.cells) }));
  const unclear = orders.find(({ order }) => order === 'both');
  const shown = new Set(orders.flatMap(({ order }) => (order === undefined || order === 'both' ? [] : [order])));
  if (unclear === undefined) {
    const [only] = shown;
    return only === undefined
      ? {}
      : {
          answer: shown.size === 1 ? { dateOrder: only as DateOrder } : {},
          because: { dateOrder: 'days above 12 show it' },
        };
  }
  const cell = unclear.column.cells.find((each) => /[/-]/.test(each)) ?? '';
  return {
    question: {
      flag: '--date-order',
      asks: `does ${cell} (${unclear.column.header}) begin with the day or with the month?`,
      choices: ['day first', 'month first'],
    },
  };
}

function decimals(looks: readonly Look[]): Found {
  const columns = looks.flatMap((look) => leading(look, (to) => ['amount', 'number'].includes(cellTypeOf(to) ?? '')));
  const marks = columns.flatMap(({ cells }) => cells.map(decimalMarkOf));
  const [point, comma] = [marks.includes('point'), marks.includes('comma')];
  if (point !== comma)
    return { answer: { decimals: comma ? 'comma' : 'point' }, because: { decimals: 'amounts show it' } };
  const unclear = columns.find(({ cells }) => cells.some((cell) => decimalMarkOf(cell) === 'both'));
  if (unclear === undefined && !point) return {};
  const cell = unclear?.cells.find((each) => decimalMarkOf(each) === 'both') ?? 'an amount with both';
  return {
    question: {
      flag: '--decimals',
      asks: `is the mark in ${cell} (${unclear?.header ?? columns[0]?.header}) a decimal mark or a separator of thousands?`,
      choices: ['point', 'comma'],
    },
  };
}

function exportedAt(looks: readonly Look[]): Found {
  const undated = looks.find(
    ({ proposal }) =>
      (proposal.rows === 'leads' || proposal.rows === 'accounts') &&
      !proposal.columns.some(({ to }) => to === 'occurredAt'),
  );
  const column = looks.flatMap((look) => leading(look, isKnownAtExport))[0];
  if (undated === undefined && column === undefined) return {};
  const why =
    undated === undefined
      ? `${column?.header} and the like show how things were on that day`
      : `nothing in ${undated.table.file} says when its records were created, so they are known from that day on only`;
  return { question: { flag: '--exported-at', asks: `on which day were the files exported? ${why}`, choices: [] } };
}
