// Writes the bundled sample into examples/sample: the journal, and the tables that the company's systems would export.
import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { makeSample } from './make-sample.ts';
import { exportsOf } from './sample-exports.ts';

/** Tables from this size on are packed. */
const LARGE = 200_000;

const entries = makeSample();
const sample = new URL('../examples/sample/', import.meta.url);
const journal = entries.map((entry) => JSON.stringify(entry)).join('\n');
writeFileSync(new URL('journal.ndjson.gz', sample), gzipSync(`${journal}\n`, { level: 9 }));
mkdirSync(new URL('exports/', sample), { recursive: true });
for (const [name, text] of exportsOf(entries)) {
  const isLarge = text.length > LARGE;
  writeFileSync(
    new URL(`exports/${name}${isLarge ? '.gz' : ''}`, sample),
    isLarge ? gzipSync(text, { level: 9 }) : text,
  );
}
console.log(`${entries.length} entries`);
