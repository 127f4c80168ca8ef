import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, InstantReader, isLocalTime, orderOf } from './cell-instants.ts';
import { decimalMarkOf, minorDecimals, readAmountCell, readNumberCell } from './cell-numbers.ts';
import { isBlank, isDamagedId, readFlagCell, readListCell, readPlainCell } from './cell-values.ts';
import { encodingOf } from './encoding.ts';

const berlin = new InstantReader('Europe/Berlin', 'day first');
const utc = new InstantReader('UTC', 'month first');
const iso = (reader: InstantReader, cell: string): string | undefined => {
  const found = reader.read(cell);
  return found && new Date(found.at).toISOString();
};

describe('[K0] instants', () => {
  it.each([
    ['2025-04-03', '2025-04-03T00:00:00.000Z'],
    ['2025/04/03', '2025-04-03T00:00:00.000Z'],
    ['20250403', '2025-04-03T00:00:00.000Z'],
    ['2025-04-03 10:00:05', '2025-04-03T10:00:05.000Z'],
    ['2025-04-03T10:00:05.250Z', '2025-04-03T10:00:05.250Z'],
    ['2020-01-23 17:09:29.889 UTC', '2020-01-23T17:09:29.889Z'],
    ['2025-04-03T10:00:00-05:00', '2025-04-03T15:00:00.000Z'],
    ['2025-04-03 10:00+0530', '2025-04-03T04:30:00.000Z'],
    ['2022-04-14 4:30:42', '2022-04-14T04:30:42.000Z'],
    ['4/3/2025, 2:05 PM', '2025-04-03T14:05:00.000Z'],
    ['4/3/25 12:05 am', '2025-04-03T00:05:00.000Z'],
    ['3 Apr 2025', '2025-04-03T00:00:00.000Z'],
    ['3-April-2025 09:00', '2025-04-03T09:00:00.000Z'],
    ['Apr 3, 2025', '2025-04-03T00:00:00.000Z'],
    ['Apr 3, 2025 9:15 PM', '2025-04-03T21:15:00.000Z'],
    ['1743667200', '2025-04-03T08:00:00.000Z'],
    ['1743667200123', '2025-04-03T08:00:00.123Z'],
    [' 2025-04-03 ', '2025-04-03T00:00:00.000Z'],
  ])('%s', (cell, instant) => {
    expect(iso(utc, cell)).toBe(instant);
  });

  it('reads days and months by the one answer; dots are always day first', () => {
    expect(iso(berlin, '03/04/2025')).toBe('2025-04-02T22:00:00.000Z');
    expect(iso(utc, '03/04/2025')).toBe('2025-03-04T00:00:00.000Z');
    expect(iso(utc, '03.04.2025')).toBe('2025-04-03T00:00:00.000Z');
  });

  it.each([
    'soon',
    '',
    '2025-02-30',
    '31/31/2025',
    '25/04/2025',
    '0001-01-01',
    '9999-12-31',
    '2025-13-01',
    '2025',
    '99:99',
    '2025-04-03 25:00',
    '13:00 PM',
    '1',
    '00000000000',
    '2025-04-03T10:00:00+99:99:99',
  ])('"%s" is none', (cell) => {
    expect(utc.read(cell)).toBeUndefined();
  });

  it('[K1] takes the earlier offset of a local time that occurs twice, and the offset before a gap', () => {
    expect(iso(berlin, '2025-10-26 02:30')).toBe('2025-10-26T00:30:00.000Z');
    expect(iso(berlin, '2025-03-30 02:30')).toBe('2025-03-30T01:30:00.000Z');
    expect(iso(berlin, '2025-03-30 03:30')).toBe('2025-03-30T01:30:00.000Z');
  });

  it('[K1] a date counts from 00:00, and its end is 23:59:59', () => {
    const day = utc.read('2025-04-03');
    expect(day).toEqual({ at: Date.UTC(2025, 3, 3), isDate: true });
    expect(day && endOfDay(day)).toBe(Date.UTC(2025, 3, 3, 23, 59, 59));
    expect(endOfDay({ at: 5, isDate: false })).toBe(5);
  });

  it('knows what a written date shows of the order', () => {
    expect(['25/04/2025', '4/25/25', '3/4/2025', '4/4/2025', '3.4.2025', '2025-04-03'].map(orderOf)).toEqual([
      'day first',
      'month first',
      'both',
      undefined,
      undefined,
      undefined,
    ]);
    expect(['2025-04-03 10:00', '2025-04-03', '2025-04-03T10:00Z', '2025-04-03 10:00 UTC'].map(isLocalTime)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('reads back every instant it is shown, in every zone', () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Asia/Kolkata', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(zone, fc.integer({ min: Date.UTC(1990, 0, 2), max: Date.UTC(2099, 0, 1) }), (name, at) => {
        const reader = new InstantReader(name, 'day first');
        expect(reader.read(new Date(at).toISOString())?.at).toBe(at);
      }),
    );
  });
});

describe('[K0] numbers and amounts', () => {
  it.each([
    ['1,234.50', 123450],
    ['1.234,50 €', 123450],
    ['$99', 9900],
    ['USD 12', 1200],
    ['-7.5', -750],
    ['12 000', 1200000],
    ["1'234.50", 123450],
    ['(1,234.50)', -123450],
    ['1,234', 123400],
    ['1.234', 123],
    ['12,5', 1250],
    ['0.125', 13],
    ['24120000', 2412000000],
    ['50000.0', 5000000],
    ['1,234,567', 123456700],
    ['1.234.567', 123456700],
  ])('%s', (cell, minor) => {
    expect(readAmountCell(cell, 'point')).toBe(minor);
  });

  it('asks which mark stands before decimals only where it matters', () => {
    expect(readNumberCell('1.234', 'comma')).toBe(1234);
    expect(readNumberCell('1,234', 'comma')).toBe(1.234);
    expect(readNumberCell('1234.5', 'comma')).toBe(1234.5);
    expect(['1,234', '1.234', '1,5', '1.50', '12', '1.234,5', '1,234,567'].map(decimalMarkOf)).toEqual([
      'both',
      'both',
      'comma',
      'point',
      undefined,
      'comma',
      'point',
    ]);
  });

  it.each(['about 12', '', '12-13', '1,23,456', '12.3.4', '(12', '51-200', '1e5', '99999999999999999999'])(
    '"%s" is no amount',
    (cell) => {
      expect(readAmountCell(cell, 'point')).toBeUndefined();
    },
  );

  it('counts in minor units of the currency', () => {
    expect(['EUR', 'JPY', 'KWD'].map((code) => readAmountCell('12.5', 'point', minorDecimals(code)))).toEqual([
      1250, 13, 12500,
    ]);
  });
});

describe('[K0] other cells', () => {
  it('nothing, yes and no, lists, plain values', () => {
    expect(['', ' NULL ', 'Select', 'n/a', '0', 'nobody at all', '          '].map(isBlank)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      true,
    ]);
    expect(['12', '007', '1.5', 'yes', 'Software'].map(readPlainCell)).toEqual([12, '007', 1.5, true, 'Software']);
    expect(['TRUE', '0', 'Y', 'maybe'].map(readFlagCell)).toEqual([true, false, true, undefined]);
    expect(readListCell('Slack; Jira ;')).toEqual(['Slack', 'Jira']);
  });

  it('[K13] knows the damage that spreadsheets do to ids', () => {
    expect(['1.23457E+11', '5E+3', '00Q5g00000E1x', '12'].map(isDamagedId)).toEqual([true, true, false, false]);
  });

  it('encodings by their first bytes', () => {
    const text = 'Id,Name\n1,Ärzte\n';
    expect(encodingOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('utf-16le');
    expect(encodingOf(Buffer.from(text, 'utf16le'))).toBe('utf-16le');
    expect(encodingOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe('utf-16be');
    expect(encodingOf(Buffer.from(text))).toBe('utf-8');
    expect(encodingOf(new Uint8Array())).toBe('utf-8');
  });

  it('nothing that stands in a cell makes them throw', () => {
    const scrap = fc.array(
      fc.constantFrom(
        '1',
        '9',
        '0',
        '/',
        '-',
        '.',
        ',',
        ' ',
        ':',
        'T',
        'Z',
        '+',
        'e',
        'PM',
        'Apr',
        '(',
        ')',
        '€',
        '\u0000',
        '\ud800',
        '٣',
      ),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          scrap.map((parts) => parts.join('')),
        ),
        (cell) => {
          for (const reader of [berlin, utc]) {
            const found = reader.read(cell);
            if (found !== undefined) expect(found.at).toBeGreaterThan(Date.UTC(1989, 11, 1));
          }
          for (const mark of ['point', 'comma'] as const) {
            const amount = readAmountCell(cell, mark);
            if (amount !== undefined) expect(Number.isSafeInteger(amount)).toBe(true);
            readNumberCell(cell, mark);
          }
          [decimalMarkOf, orderOf, isLocalTime, isBlank, isDamagedId, readFlagCell, readListCell, readPlainCell].map(
            (read) => read(cell),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });
});
