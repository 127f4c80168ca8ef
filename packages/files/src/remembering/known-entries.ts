// What a journal holds already, in the fingerprints of its entries: the same again is a duplicate, another content under a known id a conflict, and a record that changed between two exports a new version (K2).
import { canonicalJson } from '@baton/core/base/canonical-json';
import { numberOfText, type RememberedTexts } from '@baton/core/base/seen-texts';
import type { Entry, Instant } from '@baton/core/journal/entry';
import { parseEntry } from '@baton/core/journal/parse-entry';

/** Kinds that say how things stand: a later export may say it anew. */
const STANDING: ReadonlySet<string> = new Set(['identify', 'group', 'opportunity', 'stage', 'won', 'lost', 'reopened']);
/** A line as this importer writes it, up to the entry's id. */
const START = /^\{"kind":"([a-z-]+)","source":"((?:[^"\\]|\\.)*)","id":"((?:[^"\\]|\\.)*)"/;
/** When an entry was known and admitted, which is no part of what it says. */
const TRANSPORT = /,"knownAt":\d+(,"admittedAt":\d+)?(,"seq":\d+)?/;
const VERSION = /@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

type Verdict = 'accepted' | 'duplicate' | 'conflict';

/** The entries of one journal. */
export class KnownEntries {
  /** Entries that were there before anything was offered. */
  held = 0;

  constructor(private readonly texts: Pick<RememberedTexts, 'remember' | 'replace'>) {}

  /** By which names an entry is remembered: what must be at hand before it is offered. */
  static namesOf({ source, id }: Pick<Entry, 'source' | 'id'>): readonly string[] {
    return [keyOf(source, id), standingKey(source, id)];
  }

  /** Learns a line of the journal that is there. */
  learn(line: string): void {
    const start = START.exec(line);
    if (start === null) return;
    this.held += 1;
    const [, kind = '', source = '', id = ''] = start;
    const isPlain = !source.includes('\\') && !id.includes('\\');
    const [from, name] = isPlain ? [source, id] : [JSON.parse(`"${source}"`), JSON.parse(`"${id}"`)];
    this.texts.remember(keyOf(from, name), numberOfText(told(line)));
    if (STANDING.has(kind)) this.texts.replace(standingKey(from, name), numberOfText(standing(JSON.parse(line))));
  }

  /** Offers an entry, with its line where that is known. */
  offer(entry: Entry, line = JSON.stringify(entry)): Verdict {
    const number = numberOfText(told(line));
    const before = this.texts.remember(keyOf(entry.source, entry.id), number);
    return before === undefined ? 'accepted' : before === number ? 'duplicate' : 'conflict';
  }

  /** Nothing is remembered of what is refused. */
  refuse(): void {}

  /** What a row that says how things stand comes to: itself where nobody knew, nothing where it was known, else a version of its own, known when the export was made. */
  newsOf(entry: Entry, exportedAt: Instant): Entry | undefined {
    if (!STANDING.has(entry.kind)) return entry;
    const number = numberOfText(standing(entry));
    const before = this.texts.replace(standingKey(entry.source, entry.id), number);
    if (before === undefined) return entry;
    if (before === number) return undefined;
    return KnownEntries.versionOf(entry, exportedAt);
  }

  /** A version of its own of what stands otherwise than it was told; undefined for what happens once. */
  static versionOf(entry: Entry, exportedAt: Instant): Entry | undefined {
    if (!STANDING.has(entry.kind)) return undefined;
    const id = `${entry.id}@${new Date(exportedAt).toISOString()}`;
    const isOfDeal = entry.kind !== 'identify' && entry.kind !== 'group';
    const version = isOfDeal
      ? { ...entry, id, knownAt: Math.max(exportedAt, entry.occurredAt) }
      : { ...entry, id, occurredAt: exportedAt, knownAt: exportedAt, confidence: 'recorded' };
    // Read again, so that its fields stand in the order of all others.
    const parsed = parseEntry(version, { source: entry.source });
    return parsed.ok ? parsed.value : undefined;
  }
}

function keyOf(source: string, id: string): string {
  return `${source}\n${id}`;
}

function standingKey(source: string, id: string): string {
  return `standing\n${source}\n${id.replace(VERSION, '')}`;
}

function told(line: string): string {
  return line.replace(TRANSPORT, '');
}

/** How things stand by an entry: of people and companies whenever it was told, of deals with its instant. */
function standing(entry: Entry): string {
  const { id: _id, knownAt: _known, admittedAt: _admitted, seq: _seq, rule: _rule, confidence: _sure, ...says } = entry;
  if (entry.kind !== 'identify' && entry.kind !== 'group') return canonicalJson(says);
  const { occurredAt: _at, ...held } = says;
  return canonicalJson(held);
}
