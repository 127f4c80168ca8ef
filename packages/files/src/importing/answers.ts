// Answers to the importer's questions, by the flags that give them.

import { ROW_KINDS, type RowKind } from '@baton/core/import/mapping/mapping';
import type { GivenAnswers, Question } from '@baton/core/import/recognise/proposal';
import { ANSWERED_BY } from '@baton/core/import/recognise/questions';
import { DATE_ORDERS, endOfDay, InstantReader, isZone } from '@baton/core/import/tables/cell-instants';
import { DECIMALS } from '@baton/core/import/tables/cell-numbers';
import { EXIT, fail } from '../failure.ts';

/** The flags as they are given, in words. */
export interface AnswerFlags {
  readonly zone?: string;
  readonly dateOrder?: string;
  readonly decimals?: string;
  readonly currency?: string;
  readonly exportedAt?: string;
  readonly salesOwners?: string;
  readonly won?: string;
  readonly lost?: string;
  readonly newBusiness?: string;
  readonly rows?: readonly string[];
  readonly person?: readonly string[];
}

/** Reads the flags; ends the command where one of them cannot be. */
export function readAnswers(flags: AnswerFlags): GivenAnswers {
  const { zone, currency } = flags;
  if (zone !== undefined && !isZone(zone)) wrong('--zone', zone, 'an IANA name such as Europe/Berlin');
  if (currency !== undefined && !/^[A-Za-z]{3}$/.test(currency)) wrong('--currency', currency, 'a code such as EUR');
  const given = {
    zone,
    dateOrder: oneOf('--date-order', flags.dateOrder, DATE_ORDERS),
    decimals: oneOf('--decimals', flags.decimals, DECIMALS),
    currency: currency?.toUpperCase(),
    exportedAt: exportInstant(flags.exportedAt, zone ?? 'UTC'),
    won: listOf(flags.won),
    lost: listOf(flags.lost),
    newBusiness: listOf(flags.newBusiness),
  };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(flags.salesOwners !== undefined && {
      salesOwners: flags.salesOwners.trim() === 'all' ? undefined : listOf(flags.salesOwners),
    }),
    rows: new Map(
      pairs('--rows', flags.rows).map(([file, kind]) => [file, oneOf('--rows', kind, ROW_KINDS) as RowKind]),
    ),
    person: new Map(pairs('--person', flags.person)),
  };
}

function exportInstant(text: string | undefined, zone: string): number | undefined {
  if (text === undefined) return undefined;
  const instant = new InstantReader(zone, 'day first').read(text);
  return instant === undefined ? wrong('--exported-at', text, 'a date such as 2026-03-31') : endOfDay(instant);
}

function listOf(text: string | undefined): readonly string[] | undefined {
  return text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function oneOf<T extends string>(flag: string, text: string | undefined, words: readonly T[]): T | undefined {
  if (text === undefined) return undefined;
  return words.find((word) => word === text.trim().toLowerCase()) ?? wrong(flag, text, words.join(', '));
}

function pairs(flag: string, given: readonly string[] = []): (readonly [string, string])[] {
  return given.map((pair) => {
    const at = pair.indexOf('=');
    return at < 1 ? wrong(flag, pair, 'FILE=WORD') : [pair.slice(0, at), pair.slice(at + 1)];
  });
}

function wrong(flag: string, text: string, wanted: string): never {
  return fail('cli-usage', `${flag} cannot be "${text}"`, `write ${wanted}`, EXIT.usage);
}

/** The flags with a line that answers a question. */
export function withAnswer({ flag, file = '' }: Question, line: string, flags: AnswerFlags): AnswerFlags {
  if (flag.startsWith('--rows')) return { ...flags, rows: [...(flags.rows ?? []), `${file}=${line}`] };
  if (flag.startsWith('--person')) return { ...flags, person: [...(flags.person ?? []), `${file}=${line}`] };
  const key = ANSWERED_BY[flag];
  if (key === undefined)
    return wrong(flag, line, `a flag that answers a question: ${Object.keys(ANSWERED_BY).join(', ')}`);
  return { ...flags, [key]: line };
}
