// The same engagement crossings in SQL: DuckDB on one thread, in two formulations, on the entries the kernel plays.
import type { DuckDBConnection } from '@duckdb/node-api';
import { HOUR } from '../packages/core/src/base/duration.ts';
import type { Rulebook } from '../packages/core/src/kernel/rulebook.ts';
import { BENCH_START, type BenchArrays, benchSignatures } from './replay-columns.ts';
import { UNTIL } from './replay-setup.ts';

/** A verdict of a lead that changed: who (the unit), when (milliseconds since the start), and to what. */
export type Crossing = readonly [unit: number, at: number, open: boolean];

const PAIRS = `
WITH hits AS (
  SELECT e.unit, e.occurred, e.known, s.signal, s.points, s.most, s.reach
  FROM entries e JOIN signals s ON s.event = e.event
), evaluations AS (
  SELECT DISTINCT unit, t FROM (
    SELECT unit, known AS t FROM entries
    UNION ALL SELECT unit, occurred + reach AS t FROM hits WHERE points < 0 AND occurred + reach > known AND occurred + reach <= ${UNTIL - BENCH_START})
), pairs AS (
  SELECT v.unit, v.t, h.signal, h.points, h.most, h.occurred,
    CAST(floor((v.t - h.occurred) / ${HOUR}) AS INTEGER) AS age
  FROM evaluations v JOIN hits h ON h.unit = v.unit AND h.known <= v.t AND v.t - h.occurred < h.reach
), contributions AS (
  SELECT unit, t, p.signal, most, occurred,
    CASE WHEN points < 0 THEN points ELSE (2 * points * 1000 * CAST(d.factor AS BIGINT) + 1000000000) // 2000000000 END AS tenths
  FROM pairs p JOIN decay d ON d.signal = p.signal AND d.age = p.age
)`;

const CHANGES = `
, verdicts AS (
  SELECT v.unit, v.t, coalesce(s.score, 0) >= $threshold AS open
  FROM evaluations v LEFT JOIN scores s ON s.unit = v.unit AND s.t = v.t
), changes AS (
  SELECT unit, t, open, lag(open, 1, false) OVER (PARTITION BY unit ORDER BY t) AS was FROM verdicts
)
SELECT unit, t, open FROM changes WHERE open <> was ORDER BY unit, t`;

/** The latest few by rank within each signal; and the same by sorted lists. */
const FORMULATIONS = {
  ranks: `${PAIRS}, scores AS (
  SELECT unit, t, greatest(0, least(1000, sum(greatest(tenths, 0))) + sum(least(tenths, 0))) AS score FROM (
    SELECT *, row_number() OVER (PARTITION BY unit, t, signal ORDER BY occurred DESC) AS nth FROM contributions)
  WHERE nth <= most GROUP BY unit, t
)${CHANGES}`,
  lists: `${PAIRS}, sums AS (
  SELECT unit, t, list_sum(list_slice(list(tenths ORDER BY occurred DESC), 1, any_value(most))) AS tenths
  FROM contributions GROUP BY unit, t, signal
), scores AS (
  SELECT unit, t, greatest(0, least(1000, sum(greatest(tenths, 0))) + sum(least(tenths, 0))) AS score FROM sums GROUP BY unit, t
)${CHANGES}`,
};

/** Crossings of the threshold (tenths), with the seconds that each formulation took. */
export async function crossingsInDuckDb(
  rulebook: Rulebook,
  arrays: BenchArrays,
  threshold: number,
): Promise<{ readonly seconds: Readonly<Record<keyof typeof FORMULATIONS, number>>; readonly crossings: Crossing[] }> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await load(connection, rulebook, arrays);
  const seconds = { ranks: 0, lists: 0 };
  let crossings: Crossing[] = [];
  for (const name of ['ranks', 'lists'] as const) {
    const started = performance.now();
    await connection.run(
      `CREATE OR REPLACE TABLE crossings_${name} AS ${FORMULATIONS[name].replace('$threshold', String(threshold))}`,
    );
    seconds[name] = (performance.now() - started) / 1000;
    const reader = await connection.runAndReadAll(`SELECT unit, t, open FROM crossings_${name} ORDER BY unit, t`);
    const found = reader.getRows().map(([unit, t, open]): Crossing => [Number(unit), Number(t), open === true]);
    if (crossings.length > 0 && JSON.stringify(found) !== JSON.stringify(crossings))
      throw new Error('the two formulations in SQL differ');
    crossings = found;
  }
  connection.closeSync();
  return { seconds, crossings };
}

async function load(connection: DuckDBConnection, rulebook: Rulebook, arrays: BenchArrays): Promise<void> {
  await connection.run('CREATE TABLE entries (unit INTEGER, event INTEGER, occurred DOUBLE, known DOUBLE)');
  await connection.run(
    'CREATE TABLE signals (signal INTEGER, event INTEGER, points BIGINT, most INTEGER, reach DOUBLE)',
  );
  await connection.run('CREATE TABLE decay (signal INTEGER, age INTEGER, factor INTEGER)');
  const entries = await connection.createAppender('entries');
  for (let unit = 0; unit < arrays.leads.length; unit++) {
    for (let row = arrays.starts[unit] as number; row < (arrays.starts[unit + 1] as number); row++) {
      entries.appendInteger(unit);
      entries.appendInteger(arrays.signature[row] as number);
      entries.appendDouble((arrays.occurredAt[row] as number) - BENCH_START);
      entries.appendDouble((arrays.at[row] as number) - BENCH_START);
      entries.endRow();
    }
  }
  entries.closeSync();
  const { signatures } = benchSignatures(rulebook);
  const signals = await connection.createAppender('signals');
  signatures.forEach((signature, event) => {
    for (const slot of signature.slots) {
      const signal = rulebook.versions[0]?.compiled.signals[slot];
      if (signal === undefined) continue;
      signals.appendInteger(slot);
      signals.appendInteger(event);
      signals.appendBigInt(BigInt(signal.points));
      signals.appendInteger(signal.atMost);
      signals.appendDouble(signal.withinHours * HOUR);
      signals.endRow();
    }
  });
  signals.closeSync();
  const decay = await connection.createAppender('decay');
  rulebook.versions[0]?.compiled.signals.forEach((signal, slot) => {
    for (let age = 0; age < signal.withinHours; age++) {
      decay.appendInteger(slot);
      decay.appendInteger(age);
      decay.appendInteger(signal.decay?.[age] ?? 1_000_000);
      decay.endRow();
    }
  });
  decay.closeSync();
}
