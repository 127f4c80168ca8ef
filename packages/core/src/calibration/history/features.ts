// Features of cases out of a history: how often its people did what before sales talked to them, how many of them did anything, and what was known of them by then.
import { DAY } from '../../base/duration.ts';
import { compareText } from '../../base/text-order.ts';
import type { BuyingCase } from '../../funnel/cases/buying-cases.ts';
import type { Json } from '../../journal/entry.ts';
import { compareRef } from '../../journal/entry-order.ts';
import { own } from '../../journal/json.ts';
import { isPerson } from '../../lead/identity.ts';
import type { WhoIsWho } from '../../lead/who-is-who.ts';
import type { Feature } from '../sample/sample.ts';
import type { BehaviourKind, BehaviourLog, ToldAttributes } from './behaviour-log.ts';

/** What a feature stands for in the language. */
export type FeatureMeaning =
  | { readonly of: 'behaviour'; readonly kind: BehaviourKind; readonly days: number }
  | { readonly of: 'people'; readonly days: number }
  | { readonly of: 'lead' | 'account'; readonly attribute: string; readonly isBoolean: boolean };

/** A feature of a history, with what it stands for. */
export interface HistoryFeature {
  readonly feature: Feature;
  readonly meaning: FeatureMeaning;
}

/** An attribute that was known too late to learn from. */
export interface LateAttribute {
  readonly name: string;
  /** Cases of which it was known by the first conversation, and of which it is known at all. */
  readonly inTime: number;
  readonly ever: number;
}

/** Windows before the first conversation, in days (E1a). */
export const LOOK_BACKS = [30, 60, 90] as const;
export type LookBack = (typeof LOOK_BACKS)[number];

const LONGEST = 90 * DAY;
/** So many cases have to show a behaviour, or hold an attribute. */
const LEAST_CASES = 10;
/** An attribute of which less than so much was known in time is left out. */
const IN_TIME = 0.5;
const MOST_LEVELS = 60;

/** Who somebody is rather than what they are like, and what sales says of them (K2). */
const NO_FEATURES: ReadonlySet<string> = new Set(
  'email firstName lastName phone title name domain city owner lifecycleStage status createdAt consent language type campaign plan seats'.split(
    ' ',
  ),
);

/** Finds which cases a subject's entries speak for. */
export class CasesOfSubjects {
  private readonly found = new Map<string, readonly number[]>();
  private readonly byAccount = new Map<string, number[]>();

  constructor(
    private readonly cases: readonly BuyingCase[],
    private readonly who: WhoIsWho,
  ) {
    cases.forEach(({ account }, i) => {
      const held = this.byAccount.get(account);
      if (held === undefined) this.byAccount.set(account, [i]);
      else held.push(i);
    });
  }

  of(subject: string): readonly number[] {
    const known = this.found.get(subject);
    if (known !== undefined) return known;
    const ofAccount = this.byAccount.get(this.who.accountOf(subject)) ?? [];
    const lead = isPerson(subject) ? this.who.leadOf(subject) : undefined;
    const found = ofAccount.filter((i) => {
      const { people } = this.cases[i] as BuyingCase;
      return lead === undefined || people.size === 0 || people.has(lead);
    });
    this.found.set(subject, found);
    return found;
  }
}

/** Counts of behaviours by kind and look-back, and of people who did anything. */
export function behaviourFeatures(
  cases: readonly BuyingCase[],
  log: BehaviourLog,
  outKeys: ReadonlySet<string>,
  speaksFor: CasesOfSubjects,
  who: WhoIsWho,
): HistoryFeature[] {
  const counts = log.kinds.map(() => LOOK_BACKS.map(() => new Map<number, number>()));
  const engaged = LOOK_BACKS.map(() => cases.map(() => new Set<string>()));
  for (const { subject, kind, at, knownAt } of log.deeds(outKeys))
    for (const i of speaksFor.of(subject)) {
      const before = (cases[i] as BuyingCase).talkAt - at;
      if (before <= 0 || before > LONGEST || knownAt > (cases[i] as BuyingCase).talkAt) continue;
      LOOK_BACKS.forEach((days, w) => {
        if (before > days * DAY) return;
        const held = (counts[kind] as Map<number, number>[])[w] as Map<number, number>;
        held.set(i, (held.get(i) ?? 0) + 1);
        if (isPerson(subject)) engaged[w]?.[i]?.add(who.leadOf(subject));
      });
    }
  // By name, so that the order of entries does not matter.
  const byName = [...log.kinds.keys()].sort((a, b) => compareText(log.kinds[a]?.when ?? '', log.kinds[b]?.when ?? ''));
  const found: HistoryFeature[] = [];
  LOOK_BACKS.forEach((days, w) => {
    for (const k of byName) {
      const kind = log.kinds[k] as BehaviourKind;
      const held = counts[k]?.[w] as Map<number, number>;
      if (held.size < LEAST_CASES) continue;
      const values = new Float64Array(cases.length);
      for (const [i, count] of held) values[i] = count;
      found.push({
        feature: {
          kind: 'number',
          name: `${kind.label}, ${days} days`,
          about: kind.label,
          axis: 'engagement',
          isTimed: true,
          values,
        },
        meaning: { of: 'behaviour', kind, days },
      });
    }
    const values = Float64Array.from(engaged[w] ?? [], (people) => people.size);
    found.push({
      feature: {
        kind: 'number',
        name: `People who did anything, ${days} days`,
        about: 'people',
        axis: 'engagement',
        isTimed: true,
        values,
      },
      meaning: { of: 'people', days },
    });
  });
  return found;
}

/** Attributes as they were known when sales first talked to the case, and those that came too late. Companies speak for their cases, people for those whose contact they are. */
export function attributeFeatures(
  cases: readonly BuyingCase[],
  told: readonly ToldAttributes[],
  speaksFor: CasesOfSubjects,
  who: WhoIsWho,
): { readonly features: readonly HistoryFeature[]; readonly late: readonly LateAttribute[] } {
  const held = { lead: new Map<string, AttributeColumn>(), account: new Map<string, AttributeColumn>() };
  for (const entry of [...told].sort((a, b) => a.occurredAt - b.occurredAt || compareRef(a.ref, b.ref)))
    for (const i of speaksFor.of(entry.subject)) {
      const each = cases[i] as BuyingCase;
      const inTime = entry.occurredAt <= each.talkAt && entry.knownAt <= each.talkAt;
      for (const of of ['lead', 'account'] as const) {
        if (of === 'lead' && each.contact !== undefined && who.leadOf(entry.subject) !== each.contact) continue;
        for (const name of Object.keys(entry[of] ?? {})) {
          if (NO_FEATURES.has(name)) continue;
          const column = held[of].get(name) ?? new AttributeColumn(cases.length);
          held[of].set(name, column);
          column.tell(i, own(entry[of] as Readonly<Record<string, Json>>, name) ?? null, inTime);
        }
      }
    }
  const features: HistoryFeature[] = [];
  const late: LateAttribute[] = [];
  for (const of of ['account', 'lead'] as const)
    for (const [attribute, column] of [...held[of]].sort(([a], [b]) => compareText(a, b))) {
      const { ever, inTime } = column;
      if (ever < LEAST_CASES) continue;
      if (inTime < IN_TIME * ever) late.push({ name: `${of}.${attribute}`, inTime, ever });
      else {
        const feature = column.feature(`${of}.${attribute}`);
        if (feature) features.push({ feature, meaning: { of, attribute, isBoolean: column.isBoolean } });
      }
    }
  return { features, late };
}

/** One attribute over all cases. */
class AttributeColumn {
  private readonly values: (Json | undefined)[];
  private readonly known: Uint8Array;

  constructor(cases: number) {
    this.values = new Array(cases).fill(undefined);
    this.known = new Uint8Array(cases);
  }

  tell(i: number, value: Json, inTime: boolean): void {
    if (value !== null) this.known[i] = 1;
    if (inTime) this.values[i] = value === null ? undefined : value;
  }

  get ever(): number {
    return this.known.reduce((sum, each) => sum + each, 0);
  }

  get isBoolean(): boolean {
    return this.values.every((value) => value === undefined || typeof value === 'boolean');
  }

  get inTime(): number {
    return this.values.filter((value) => value !== undefined).length;
  }

  /** A number where all values are; else levels, unless there are too many to be any. */
  feature(name: string): Feature | undefined {
    const known = this.values.filter((value) => value !== undefined);
    if (known.every((value) => typeof value === 'number'))
      return {
        kind: 'number',
        name,
        about: name,
        axis: 'fit',
        values: Float64Array.from(this.values, (value) => (typeof value === 'number' ? value : Number.NaN)),
      };
    const texts = this.values.map((value) =>
      typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined,
    );
    const levels = [...new Set(texts.filter((text) => text !== undefined))].sort();
    if (levels.length < 2 || levels.length > MOST_LEVELS) return undefined;
    const place = new Map(levels.map((level, i) => [level, i]));
    return {
      kind: 'level',
      name,
      about: name,
      axis: 'fit',
      levels,
      codes: Int32Array.from(texts, (text) => (text === undefined ? -1 : (place.get(text) as number))),
    };
  }
}
