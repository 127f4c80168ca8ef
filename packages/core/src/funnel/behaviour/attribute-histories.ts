// What asked attributes were at an instant, of leads and of accounts: as of a hand-off, not as of today.
import type { Entry, Json } from '../../journal/entry.ts';
import { compareOccurrence, type Occurrence } from '../../journal/entry-order.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { own } from '../../journal/json.ts';
import { isPerson } from '../../lead/identity.ts';
import type { WhoIsWho } from '../../lead/who-is-who.ts';

interface Value {
  readonly when: Occurrence;
  readonly text: string | undefined;
}

/** Headcounts and the like are told in bands: these are their upper ends, exclusive. */
const BANDS = [10, 50, 250, 1000] as const;

/** Takes every entry in, in any order, and keeps the asked attributes alone. Attributes are named as in conditions: `account.industry`, `lead.seniority`. */
export class AttributeHistories {
  private readonly histories = new Map<string, Value[]>();
  private readonly asked: readonly { readonly name: string; readonly side: 'lead' | 'account'; readonly key: string }[];

  constructor(
    private readonly who: WhoIsWho,
    names: readonly string[],
  ) {
    this.asked = names.map((name) => {
      const side = name.startsWith('lead.') ? 'lead' : 'account';
      return { name, side, key: name.replace(/^(lead|account)\./, '') };
    });
  }

  add(entry: Entry): void {
    if (entry.kind !== 'identify' && entry.kind !== 'group') return;
    const subject = subjectOf(entry);
    if (subject === undefined) return;
    const when = { occurredAt: entry.occurredAt, ref: { source: entry.source, id: entry.id } };
    for (const { name, side, key } of this.asked) {
      const told = entry[side] === undefined ? undefined : own(entry[side], key);
      if (told === undefined || (side === 'lead' && !isPerson(subject))) continue;
      const about = side === 'lead' ? this.who.leadOf(subject) : this.who.accountOf(subject);
      const place = `${name}\n${about}`;
      const held = this.histories.get(place);
      const value = { when, text: wordOf(told) };
      if (held === undefined) this.histories.set(place, [value]);
      else held.push(value);
    }
  }

  /** The values as of an instant, by attribute; what is not known then is absent. */
  at(lead: string, account: string, instant: number): Record<string, string> {
    const found: Record<string, string> = {};
    for (const { name, side } of this.asked) {
      const values = this.histories.get(`${name}\n${side === 'lead' ? lead : account}`) ?? [];
      const known = values.filter(({ when }) => when.occurredAt <= instant);
      const [latest] = known.sort((a, b) => compareOccurrence(b.when, a.when));
      if (latest?.text !== undefined) found[name] = latest.text;
    }
    return found;
  }
}

/** A value as people group by it; undefined where it is none. */
function wordOf(value: Json): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  if (typeof value === 'number') return bandOf(value);
  return typeof value === 'boolean' ? String(value) : undefined;
}

/** `10–49`, `1,000 and more`. */
function bandOf(value: number): string {
  const next = BANDS.findIndex((end) => value < end);
  if (next === 0) return `under ${BANDS[0]}`;
  if (next < 0) return `${(BANDS.at(-1) as number).toLocaleString('en')} and more`;
  return `${BANDS[next - 1]}–${(BANDS[next] as number) - 1}`;
}
