// The ledger of erasures as a file beside the database: a line for each person, with keyed digests of names and nothing else that could tell who it was. What a restored backup is held against, so that who was erased stays erased.
import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { CannotKeep } from './cannot-keep.ts';

const Line = z.object({
  erased: z.literal('person'),
  at: z.number(),
  names: z.array(z.string().regex(/^[0-9a-f]{32}$/)),
  reason: z.string(),
  reference: z.string().nullable(),
  by: z.string(),
});

/** Somebody was erased. */
export type LedgerLine = Readonly<z.output<typeof Line>>;

/** Writes a line unless it stands there; it is on the disk when this returns. */
export function appendToLedger(file: string, line: LedgerLine): void {
  const text = JSON.stringify(line);
  if (existsSync(file) && readFileSync(file, 'utf8').split('\n').includes(text)) return;
  mkdirSync(dirname(file), { recursive: true });
  const held = openSync(file, 'a', 0o600);
  appendFileSync(held, `${text}\n`);
  fsyncSync(held);
  closeSync(held);
}

/** Reads a ledger; undefined where there is none. A last line that is not whole was never finished, and neither was its erasure. */
export function readLedger(file: string): LedgerLine[] | undefined {
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  lines.pop();
  return lines.map((text, i) => {
    const parsed = Line.safeParse(parsedJson(text));
    if (parsed.success) return parsed.data;
    throw new CannotKeep(
      'keeping-ledger',
      `${file}:${i + 1} is no line of a ledger of erasures`,
      'take the ledger from another place where it was kept',
    );
  });
}

/** The lines of several ledgers, each erasure once, oldest first. */
export function united(ledgers: readonly (readonly LedgerLine[])[]): LedgerLine[] {
  const lines = new Map(ledgers.flat().map((line) => [JSON.stringify([line.at, [...line.names].sort()]), line]));
  return [...lines.values()].sort((a, b) => a.at - b.at);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
