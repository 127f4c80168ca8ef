// The dictionary of signatures: what an entry means to a rulebook, written once for all entries that mean the same. Each condition is decided once per distinct values of what
// it mentions.
import { canonicalJson } from '../../base/canonical-json.ts';
import { TRUE } from '../../base/trilean.ts';
import type { Condition, Mention } from '../../definition/condition.ts';
import { evaluateCondition, MACHINE, readEntry } from '../../definition/condition-evaluate.ts';
import type { Entry, Json } from '../../journal/entry.ts';
import type { Rulebook } from '../rulebook.ts';
import type { Effect, IdentityEffect, Signature } from './effect.ts';
import { SignatureTable } from './signature-table.ts';

interface HitSlot {
  readonly slot: number;
  readonly when: Condition;
  readonly sources: readonly Condition[];
  readonly distinctBy: readonly string[] | undefined;
  /** Whether the condition reads `entry.machine`: such a signal may match what machine flags hold. */
  readonly readsMachine: boolean;
}

type Matched = Pick<Signature, 'slots' | 'sources' | 'values'>;

/** What entries of equal values match, as they are and as a machine's. */
interface Match {
  readonly index: number;
  readonly matched: Matched;
  readonly asMachine: Matched;
}

const BULK = 'bulk';
const NO_MATCH: Matched = { slots: [], sources: [], values: [] };
const MAIL_NAMES: ReadonlySet<string> = new Set(['Email Opened', 'Email Link Clicked']);

/** Signatures by position; equal ones share one. */
export class SignatureBook {
  readonly signatures: Signature[] = [];
  /** The same as flat numbers, as far as anybody has asked for them. */
  readonly table: SignatureTable;
  private readonly positions = new Map<string, number>();
  private readonly slots: readonly HitSlot[];
  private readonly ofMachines: readonly HitSlot[];
  private readonly paths: readonly (readonly string[])[];
  private readonly matches = new Map<string, Match>();
  private readonly values = new Map<string, number>();
  private readonly identities = new Map<string, { readonly index: number; readonly identity: IdentityEffect }>();

  constructor(private readonly rulebook: Rulebook) {
    this.table = new SignatureTable(rulebook.slotNegativeHours);
    this.slots = rulebook.versions.flatMap((version) =>
      version.compiled.signals.map((signal, i): HitSlot => {
        const track = version.compiled.definition[signal.track === 0 ? 'engagement' : 'usage'];
        return {
          slot: version.firstSlot + i,
          when: signal.signal.when,
          sources: (track?.sources ?? []).map((source) => source.when),
          distinctBy: signal.signal.distinctBy,
          readsMachine: signal.signal.when.mentions.some(({ root, path }) => root === 'entry' && path[0] === MACHINE),
        };
      }),
    );
    this.ofMachines = this.slots.filter(({ readsMachine }) => readsMachine);
    this.paths = distinctPaths(this.slots);
  }

  /** The position of an entry's signature. */
  positionOf(entry: Entry, effect: Effect | undefined, identity: IdentityEffect | undefined): number {
    const match = this.match(entry);
    const mail = entry.kind === 'track' && MAIL_NAMES.has(entry.name ?? '');
    const traits = entry.kind === 'identify' || entry.kind === 'group' ? entry : undefined;
    const lead = this.rulebook.attributes.encode('lead', traits?.lead);
    const account = this.rulebook.attributes.encode('account', traits?.account);
    const who = identity && this.intern(identity);
    const what = effect === undefined ? '' : canonicalJson(effect);
    const key = `${match.index}|${mail ? 1 : 0}|${lead.join()}|${account.join()}|${who?.index ?? ''}|${what}`;
    const known = this.positions.get(key);
    if (known !== undefined) return known;
    const asMachine = this.asMachine(match, mail);
    const made = { ...match.matched, mail, asMachine, lead, account, effect, identity: who?.identity };
    const position = this.signatures.push(made) - 1;
    this.positions.set(key, position);
    return position;
  }

  /** The position of what such entries match while machine flags hold them; −1 where that is nothing. */
  private asMachine({ index, asMachine }: Match, mail: boolean): number {
    if (asMachine.slots.length === 0) return -1;
    const key = `machine|${index}|${mail}`;
    const known = this.positions.get(key);
    if (known !== undefined) return known;
    const nothing = { asMachine: -1, lead: [], account: [], effect: undefined, identity: undefined };
    const position = this.signatures.push({ ...asMachine, mail, ...nothing }) - 1;
    this.positions.set(key, position);
    return position;
  }

  /** The same signature with an assertion about who is who. */
  withIdentity(position: number, identity: IdentityEffect): number {
    const who = this.intern(identity);
    const key = `+${position}|${who.index}`;
    const known = this.positions.get(key);
    if (known !== undefined) return known;
    const made = this.signatures.push({ ...(this.signatures[position] as Signature), identity: who.identity }) - 1;
    this.positions.set(key, made);
    return made;
  }

  private intern(identity: IdentityEffect) {
    const key = canonicalJson({ ...identity, domainOf: identity.domainOf ?? null });
    let known = this.identities.get(key);
    if (known === undefined) {
      known = { index: this.identities.size, identity };
      this.identities.set(key, known);
    }
    return known;
  }

  private match(entry: Entry): Match {
    let key = '';
    // What was loaded with many others happened at no instant of its own: it matches nothing (K12).
    if ('bulk' in entry && entry.bulk === true) key = BULK;
    else for (const path of this.paths) key += `${keyOf(readEntry(entry, path))}\u0001`;
    let known = this.matches.get(key);
    if (known === undefined) {
      const index = this.matches.size;
      const isBulk = key === BULK;
      const matched = isBulk ? NO_MATCH : this.decide(entry, this.slots, false);
      known = { index, matched, asMachine: isBulk ? NO_MATCH : this.decide(entry, this.ofMachines, true) };
      this.matches.set(key, known);
    }
    return known;
  }

  private decide(entry: Entry, slots: readonly HitSlot[], isMachines: boolean): Matched {
    const read = (mention: Mention): Json | undefined =>
      mention.root === 'entry' ? readEntry(entry, mention.path, isMachines) : undefined;
    const hit = slots.filter((slot) => evaluateCondition(slot.when, read) === TRUE);
    return {
      slots: hit.map((slot) => slot.slot),
      sources: hit.map((slot) => {
        const first = slot.sources.findIndex((source) => evaluateCondition(source, read) === TRUE);
        return first < 0 ? slot.sources.length : first;
      }),
      values: hit.map((slot) =>
        slot.distinctBy === undefined ? -1 : this.valuePosition(readEntry(entry, slot.distinctBy, isMachines)),
      ),
    };
  }

  private valuePosition(value: Json | undefined): number {
    if (value === undefined || value === null) return -1;
    const key = canonicalJson(value);
    const known = this.values.get(key);
    if (known !== undefined) return known;
    this.values.set(key, this.values.size);
    return this.values.size - 1;
  }
}

function distinctPaths(slots: readonly HitSlot[]): (readonly string[])[] {
  const mentioned = slots.flatMap((slot) => [
    ...[slot.when, ...slot.sources].flatMap((condition) => condition.mentions.map((mention) => mention.path)),
    ...(slot.distinctBy === undefined ? [] : [slot.distinctBy]),
  ]);
  return [...new Map(mentioned.map((path) => [path.join('\u0001'), path])).values()];
}

function keyOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? `"${value}` : canonicalJson(value);
}
