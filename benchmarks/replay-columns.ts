// A made-up journal for the replay benchmark, written straight into columns: what an importer would leave after millions of entries.
import { createRandom } from '../packages/core/src/base/random.ts';
import type { Entry } from '../packages/core/src/journal/entry.ts';
import type { Columns, UnitRows } from '../packages/core/src/kernel/columns/columns.ts';
import type { Journal } from '../packages/core/src/kernel/columns/columns-writer.ts';
import { effectOf } from '../packages/core/src/kernel/columns/effect-of.ts';
import { SignatureBook } from '../packages/core/src/kernel/columns/signature-book.ts';
import type { Rulebook } from '../packages/core/src/kernel/rulebook.ts';
import { EVENT_NAMES } from './replay-definition.ts';

const DAY = 86_400_000;
const YEARS_3 = 1095 * DAY;
export const BENCH_START = Date.UTC(2022, 0, 1);

/** Signatures of everything the made-up company does, by what happened. */
export function benchSignatures(rulebook: Rulebook) {
  const book = new SignatureBook(rulebook);
  const base = { source: 'bench', id: 'x', userId: 'u', occurredAt: 0, knownAt: 0 };
  const of = (entry: object): number => {
    const full = { ...base, ...entry } as Entry;
    return book.positionOf(
      full,
      effectOf(full, (_, name) => Number(name)),
      undefined,
    );
  };
  const events = EVENT_NAMES.map((name) => of({ kind: 'track', name }));
  const accounts: number[] = [];
  for (let i = 0; i < 12; i++) {
    for (const employees of [5, 40, 120, 250, 900, 4000]) {
      for (const country of ['c0', 'c1', 'c2', 'c3', 'c4'])
        accounts.push(of({ kind: 'identify', account: { industry: `i${i}`, employees, country } }));
    }
  }
  const leads: number[] = [];
  for (let s = 0; s < 6; s++)
    for (let f = 0; f < 6; f++)
      leads.push(
        of({ kind: 'identify', lead: { seniority: `s${s}`, function: `f${f}`, student: s === 5 && f === 5 } }),
      );
  const facts = {
    conversation: of({ kind: 'conversation' }),
    touch: of({ kind: 'touch' }),
    opportunity: of({ kind: 'opportunity', deal: '0' }),
    won: of({ kind: 'won', deal: '0' }),
    lost: of({ kind: 'lost', deal: '0' }),
    rejected: of({ kind: 'disposition', answer: 'rejected', reason: 'no' }),
  };
  return { signatures: book.signatures, events, accounts, leads, facts };
}

/** Of 20 event names the first 15 match a signal; together they are about a quarter of all entries. */
const CUMULATED = (() => {
  const weights = EVENT_NAMES.map((_, i) => (i < 15 ? 0.25 / 15 : 0.75 / 5));
  let sum = 0;
  return weights.map((weight) => (sum += weight));
})();

/** A made-up journal as plain arrays, which threads can share. */
export interface BenchArrays {
  readonly occurredAt: Float64Array;
  readonly at: Float64Array;
  readonly atom: Int32Array;
  readonly signature: Int32Array;
  /** First row of each unit, and the end. */
  readonly starts: Int32Array;
  readonly leads: Int32Array;
}

/** Units of one company each, or with `alone` of one person each. */
export function benchArrays(rulebook: Rulebook, entries: number, alone = false, seed = 7): BenchArrays {
  const random = createRandom(seed);
  const { events, accounts, leads, facts } = benchSignatures(rulebook);
  const occurredAt = new Float64Array(new SharedArrayBuffer(entries * 8));
  const at = new Float64Array(new SharedArrayBuffer(entries * 8));
  const atom = new Int32Array(new SharedArrayBuffer(entries * 4));
  const signature = new Int32Array(new SharedArrayBuffer(entries * 4));
  const unitStart: number[] = [];
  const unitLeads: number[] = [];
  let row = 0;
  const times = new Float64Array(4096);
  while (row < entries) {
    const people = alone ? 1 : 1 + Math.min(11, random.poisson(1.2));
    unitStart.push(row);
    unitLeads.push(people);
    const born = BENCH_START + random.uniform() * YEARS_3;
    const count = Math.min(
      entries - row,
      Math.min(4000, people + Math.round(people * random.exponential(9))),
      times.length,
    );
    for (let i = 0; i < count; i++)
      times[i] = Math.min(
        BENCH_START + YEARS_3 - i * 1000,
        born + (i < people ? i * 60_000 : random.exponential(90 * DAY)),
      );
    times.subarray(0, count).sort();
    const dealt = !alone && random.chance(0.04);
    for (let i = 0; i < count; i++, row++) {
      const who = i < people ? i : random.integer(0, people - 1);
      atom[row] = who;
      occurredAt[row] = Math.floor(times[i] as number);
      at[row] = (occurredAt[row] as number) + (random.chance(0.05) ? 3_600_000 : 500);
      signature[row] =
        i === 0
          ? random.pick(accounts)
          : i < people
            ? random.pick(leads)
            : pick(random.uniform(), random.chance(0.02), !alone && random.chance(0.005), dealt, i, count);
    }
    sortUnit(unitStart[unitStart.length - 1] as number, row);
  }
  unitStart.push(row);
  return { occurredAt, at, atom, signature, starts: shared(unitStart), leads: shared(unitLeads) };

  function pick(u: number, attribute: boolean, fact: boolean, dealt: boolean, i: number, count: number): number {
    if (dealt && i === count - 3) return facts.conversation;
    if (dealt && i === count - 2) return facts.opportunity;
    if (dealt && i === count - 1) return u < 0.3 ? facts.won : facts.lost;
    if (fact) return u < 0.5 ? facts.touch : facts.rejected;
    if (attribute) return random.pick(leads);
    return events[CUMULATED.findIndex((edge) => u < edge)] ?? (events[19] as number);
  }
  function sortUnit(from: number, until: number): void {
    const order = Array.from({ length: until - from }, (_, i) => from + i).sort(
      (a, b) => (at[a] as number) - (at[b] as number) || (occurredAt[a] as number) - (occurredAt[b] as number) || a - b,
    );
    const copy = (column: Float64Array | Int32Array): void => {
      const sorted = order.map((i) => column[i] as number);
      for (let i = 0; i < sorted.length; i++) column[from + i] = sorted[i] as number;
    };
    for (const column of [occurredAt, at, atom, signature]) copy(column);
  }
}

function shared(numbers: readonly number[]): Int32Array {
  const array = new Int32Array(new SharedArrayBuffer(numbers.length * 4));
  array.set(numbers);
  return array;
}

/** The journal that arrays stand for. */
export function journalOf(rulebook: Rulebook, arrays: BenchArrays): Journal {
  const { starts, leads } = arrays;
  const shapes = Array.from({ length: leads.reduce((a, b) => Math.max(a, b), 0) + 1 }, (_, n) => shapeOf(n));
  const columns: Columns = {
    occurredAt: arrays.occurredAt,
    at: arrays.at,
    atom: arrays.atom,
    signature: arrays.signature,
    signatures: benchSignatures(rulebook).signatures,
    refOf: (r) => ({ id: `e${String(r).padStart(9, '0')}`, source: 'bench' }),
    compareRows: (a, b) => a - b,
  };
  return {
    columns,
    units: leads.length,
    starts,
    unit: (index) =>
      rowsOf(starts[index] as number, starts[index + 1] as number, shapes[leads[index] as number] as Shape),
    withoutSubject: 0,
  };
}

type Shape = { readonly atoms: readonly string[]; readonly fixed: NonNullable<UnitRows['fixed']> };

/** `n` people of one company: identifiers 0…n−1 are theirs, the last is the company's. */
function shapeOf(n: number): Shape {
  const leadOf = Int32Array.from({ length: n + 1 }, (_, i) => (i < n ? i : -1));
  const accountOf = new Int32Array(n + 1);
  const atoms = [...Array.from({ length: n }, (_, i) => `user:${String(i).padStart(2, '0')}`), 'company:c'];
  return { atoms, fixed: { leadOf, accountOf, from: 0, count: n + 1, leads: n, accounts: 1 } };
}

function rowsOf(from: number, until: number, shape: Shape): UnitRows {
  return { from, until, atoms: shape.atoms, fixed: shape.fixed };
}
