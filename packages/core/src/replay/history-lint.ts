// A definition held against a history: names that nothing in it has, attributes that nobody has, signals that no entry matches. Misspelt and misnamed things show here and nowhere else.
import { didYouMean } from '../base/did-you-mean.ts';
import type { Problem } from '../base/problem.ts';
import type { Mention, Root } from '../definition/condition.ts';
import { readEntry } from '../definition/condition-evaluate.ts';
import type { Definition } from '../definition/definition.ts';
import { conditionsOf } from '../definition/lint/condition-rules.ts';
import { askedTexts } from '../definition/lint/literals.ts';
import { warn } from '../definition/lint/warn.ts';
import type { Entry } from '../journal/entry.ts';
import { type Json, ownAt } from '../journal/json.ts';
import type { Journal } from '../kernel/columns/columns-writer.ts';
import { everySlotOf, type Signature } from '../kernel/columns/effect.ts';
import type { Rulebook } from '../kernel/rulebook.ts';

/** More values of one attribute than this are not remembered: nothing is said of it then. */
const MOST_VALUES = 5000;

/** What a history says of one value that the definition reads. */
interface Seen extends Mention {
  known: number;
  /** Texts and how often; undefined where there are too many. */
  texts: Map<string, number> | undefined;
}

/** Takes a history in, entry by entry, and tells what the definition looks for in vain. */
export class HistoryLint {
  private readonly seen = new Map<string, Seen>();
  /** Names of attributes that anybody has. */
  private readonly names: Record<Root, Set<string>> = { entry: new Set(), lead: new Set(), account: new Set() };
  private readonly ofRoot: Record<'entry' | 'traits', Seen[]> = { entry: [], traits: [] };

  constructor(private readonly definition: Definition) {
    for (const { when } of conditionsOf(definition))
      for (const { root, path } of when.mentions) {
        const key = keyOf(root, path);
        if (this.seen.has(key)) continue;
        const seen: Seen = { root, path, known: 0, texts: new Map() };
        this.seen.set(key, seen);
        this.ofRoot[root === 'entry' ? 'entry' : 'traits'].push(seen);
      }
  }

  /** Takes an entry in. */
  add(entry: Entry): void {
    for (const seen of this.ofRoot.entry) note(seen, readEntry(entry, seen.path));
    if ('properties' in entry) this.noteNames('entry', entry.properties);
    if (entry.kind !== 'identify' && entry.kind !== 'group') return;
    this.noteNames('lead', entry.lead);
    this.noteNames('account', entry.account);
    for (const seen of this.ofRoot.traits)
      note(seen, ownAt(seen.root === 'lead' ? entry.lead : entry.account, seen.path));
  }

  /** Warnings, in the order of the definition. `journal` holds the entries taken in, laid out for a rulebook that the definition is part of. */
  problems(rulebook: Rulebook, journal: Journal): Problem[] {
    const inVain = conditionsOf(this.definition).flatMap(({ path, when }) => [
      ...when.mentions.flatMap((mention) => this.unknownField(mention, path)),
      ...askedTexts(when).flatMap(({ root, path: field, text }) => this.unknownText(root, field, text, path)),
    ]);
    const said = new Set(inVain.map((problem) => problem.place?.path));
    const signals = this.unmatched(rulebook, journal).filter((problem) => !said.has(problem.place?.path));
    return [...inVain, ...signals];
  }

  private noteNames(root: Root, attributes: Readonly<Record<string, Json>> | undefined): void {
    const names = this.names[root];
    for (const name in attributes) if (names.size < MOST_VALUES) names.add(name);
  }

  private unknownField({ root, path }: Mention, at: string): Problem[] {
    const seen = this.seen.get(keyOf(root, path));
    if (seen === undefined || seen.known > 0) return [];
    const [first = ''] = path;
    const near = didYouMean(first, this.names[root]);
    const what = `${root}.${path.join('.')}`;
    const hint =
      near === undefined || near === first
        ? 'map a column to it, or leave this out: it is unknown for everybody'
        : `did you mean ${root}.${near}, which this history knows?`;
    return [warn('lint-field-unseen', at, `nothing in this history says ${what}`, hint)];
  }

  private unknownText(root: Root, path: readonly string[], text: string, at: string): Problem[] {
    const seen = this.seen.get(keyOf(root, path));
    if (seen?.texts === undefined || seen.known === 0 || seen.texts.has(text)) return [];
    const near = nearest(text, seen.texts);
    // Countries and titles that nobody has yet are common; names of events are not.
    const isName = root === 'entry' && path[0] === 'name';
    if (near === undefined && !isName) return [];
    const often = [...seen.texts].sort((a, b) => b[1] - a[1]).slice(0, 3);
    const hint =
      near === undefined
        ? `seen most often: ${often.map(([name]) => JSON.stringify(name)).join(', ')}`
        : `did you mean ${JSON.stringify(near)}, seen ${seen.texts.get(near)} times?`;
    return [
      warn('lint-value-unseen', at, `no ${root}.${path.join('.')} in this history is ${JSON.stringify(text)}`, hint),
    ];
  }

  private unmatched(rulebook: Rulebook, { columns }: Journal): Problem[] {
    const version = rulebook.versions.find(({ compiled }) => compiled.definition.name === this.definition.name);
    if (version === undefined || columns.signature.length === 0) return [];
    const matched = new Set<number>();
    const hasMachines = columns.signatures.some(({ effect }) => effect?.kind === 'flag' && effect.flag === 'machine');
    for (const signature of new Set(columns.signature))
      for (const slot of slotsOf(columns.signatures, signature, hasMachines)) matched.add(slot);
    return version.compiled.signals.flatMap((compiled, i) => {
      if (matched.has(version.firstSlot + i)) return [];
      const { name } = compiled.signal;
      const path = `${compiled.track === 0 ? 'engagement' : 'usage'}.signals.${name}.when`;
      return [
        warn(
          'lint-signal-unmatched',
          path,
          `no entry of this history matches ${name}`,
          'check it against the names of events and pages in the journal, or leave it out',
        ),
      ];
    });
  }
}

/** The slots of a signature; where machine flags are about, those of `entry.machine` too. */
function slotsOf(signatures: readonly Signature[], position: number, hasMachines: boolean): readonly number[] {
  const signature = signatures[position];
  if (signature === undefined) return [];
  return hasMachines ? everySlotOf(signature, signatures) : signature.slots;
}

function note(seen: Seen, value: Json | undefined): void {
  if (value === undefined || value === null) return;
  seen.known += 1;
  if (typeof value !== 'string' || seen.texts === undefined) return;
  const times = seen.texts.get(value) ?? 0;
  if (times === 0 && seen.texts.size >= MOST_VALUES) seen.texts = undefined;
  else seen.texts.set(value, times + 1);
}

function nearest(text: string, known: ReadonlyMap<string, number>): string | undefined {
  const plain = text.toLowerCase();
  for (const other of known.keys()) if (other.toLowerCase() === plain) return other;
  return text.length > 3 ? didYouMean(text, known.keys(), 2) : undefined;
}

function keyOf(root: Root, path: readonly string[]): string {
  return JSON.stringify([root, ...path]);
}
