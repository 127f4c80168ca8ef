// A restored backup held against the ledger: who was erased after it was taken is erased in it too.
import type { Clock } from '../clock.ts';
import { Intake } from '../ingest/intake.ts';
import { RulebookInForce } from '../live/in-force.ts';
import { routeByDefinition } from '../queue/route-by-definition.ts';
import { allErasures, type Digests, digestsOf, identifierPages } from '../store/erasure-rows.ts';
import type { Reading, Store } from '../store/store.ts';
import { erasePerson } from './erase-person.ts';
import { type LedgerLine, united } from './erasure-ledger.ts';
import { scrubStore } from './scrub-store.ts';

/** The erasures that a store knows of, as lines of a ledger. */
export async function ledgerOf(read: Reading): Promise<LedgerLine[]> {
  return (await allErasures(read)).flatMap(({ kind, at, names, reason, reference, made_by }) =>
    kind === 'person'
      ? { erased: 'person', at, names: JSON.parse(names) as string[], reason, reference, by: made_by }
      : [],
  );
}

/** Erases everybody whom the ledgers name and the store does not know as erased. Returns how many. */
export async function holdAgainstLedger(
  store: Store,
  ledgers: readonly (readonly LedgerLine[])[],
  ledgerFile: string,
  clock: Clock,
): Promise<number> {
  const known = await ledgerOf(store.read);
  const isKnown = new Set(known.map((line) => keyOf(line)));
  const missing = united(ledgers).filter((line) => !isKnown.has(keyOf(line)));
  if (missing.length === 0) return 0;
  const inForce = new RulebookInForce();
  const intake = new Intake(store, clock, inForce, routeByDefinition);
  const names = await namesBehind(store.read, missing, await digestsOf(store.read));
  for (const line of missing) {
    const { at, reason, reference, by } = line;
    const behind = line.names.flatMap((digest) => names.get(digest) ?? []);
    await erasePerson(
      { store, intake, inForce, clock, ledgerFile },
      { names: behind, digests: line.names, at, reason, reference, by },
    );
  }
  await scrubStore({ store, intake, inForce, clock, ledgerFile });
  return missing.length;
}

/** The names that digests stand for, as far as the store holds them. */
async function namesBehind(
  read: Reading,
  lines: readonly LedgerLine[],
  digests: Digests,
): Promise<ReadonlyMap<string, string>> {
  const wanted = new Set(lines.flatMap(({ names }) => names));
  const found = new Map<string, string>();
  for await (const page of identifierPages(read)) {
    for (const { name } of page) {
      const digest = digests.ofName(name);
      if (wanted.has(digest)) found.set(digest, name);
    }
  }
  return found;
}

function keyOf({ at, names }: LedgerLine): string {
  return JSON.stringify([at, [...names].sort()]);
}
