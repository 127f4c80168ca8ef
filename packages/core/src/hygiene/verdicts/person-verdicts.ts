// What the rules say of one person's entries, read together: marks of single entries gathered, bursts, deliveries, pages. A click that led to a page is a person's, whatever its time and network.
import { MINUTE } from '../../base/duration.ts';
import type { HygieneRuleId } from '../rules.ts';
import type { OwnMark, Sighting } from '../sightings.ts';
import { Deliveries, tellsSeconds } from '../timing/deliveries.ts';
import { linkBursts } from '../timing/link-bursts.ts';
import { pageRuns } from '../timing/page-rate.ts';

/** Entries of one person that a rule suspects together. `rests` are those that the verdict rests on besides. */
export interface Verdict {
  readonly rule: HygieneRuleId;
  readonly entries: readonly Sighting[];
  readonly because: string;
  readonly rests?: readonly Sighting[];
}

/** A page within so long after a click is what the click led to. */
export const FOLLOWED_WITHIN = MINUTE;
/** Entries that one mark stands on are one verdict while no more than this lies between them; and a honeypot taints what was done so near to it. */
const TOGETHER = MINUTE;

type MailSighting = Sighting & { readonly deed: 'open' | 'click' };

/** Everything that the rules say of one person, of entries by time. */
export function verdictsOn(
  entries: readonly Sighting[],
  marksOf: (index: number) => readonly OwnMark[],
  isJudged: (rule: HygieneRuleId) => boolean,
): Verdict[] {
  const marked = markedBy(entries, marksOf, isJudged);
  const proven = followedClicks(entries, marked.any);
  const isOpenToDoubt = (entry: Sighting): boolean => !proven.has(entry.index);
  const verdicts = marked.verdicts.flatMap((verdict) => {
    if (verdict.rule === 'honeypot') return [tainting(verdict, entries)];
    if (verdict.rule !== 'scanner-network') return [verdict];
    const left = verdict.entries.filter(isOpenToDoubt);
    return left.length > 0 ? [{ ...verdict, entries: left }] : [];
  });
  const mails = entries.filter((entry): entry is MailSighting => entry.deed === 'open' || entry.deed === 'click');
  if (mails.length > 0) {
    if (isJudged('link-burst')) verdicts.push(...bursts(mails, isOpenToDoubt));
    verdicts.push(...timed(entries, mails.filter(isOpenToDoubt), isJudged));
  }
  if (isJudged('page-rate')) verdicts.push(...tooManyPages(entries));
  return verdicts;
}

/** What single entries gave away, those near each other in one verdict. */
function markedBy(
  entries: readonly Sighting[],
  marksOf: (index: number) => readonly OwnMark[],
  isJudged: (rule: HygieneRuleId) => boolean,
): { readonly verdicts: Verdict[]; readonly any: ReadonlySet<number> } {
  const any = new Set<number>();
  const open = new Map<string, { rule: HygieneRuleId; because: string; entries: Sighting[] }>();
  const verdicts: Verdict[] = [];
  for (const entry of entries)
    for (const { rule, because } of marksOf(entry.index)) {
      if (!isJudged(rule)) continue;
      any.add(entry.index);
      const key = `${rule}\n${because}`;
      const held = open.get(key);
      if (held !== undefined && entry.at - (held.entries.at(-1) as Sighting).at <= TOGETHER) held.entries.push(entry);
      else {
        const made = { rule, because, entries: [entry] };
        open.set(key, made);
        verdicts.push(made);
      }
    }
  return { verdicts, any };
}

/** The last click before each page that nothing is held against, within a minute. */
function followedClicks(entries: readonly Sighting[], suspected: ReadonlySet<number>): ReadonlySet<number> {
  const followed = new Set<number>();
  let click: Sighting | undefined;
  for (const entry of entries) {
    if (entry.deed === 'click') click = entry;
    if (entry.deed !== 'page' || click === undefined || suspected.has(entry.index)) continue;
    if (entry.at - click.at <= FOLLOWED_WITHIN) followed.add(click.index);
    click = undefined;
  }
  return followed;
}

/** Who touches a honeypot did everything about it: the same mail, or whatever came within a minute of it. */
function tainting(verdict: Verdict, entries: readonly Sighting[]): Verdict {
  const touched = verdict.entries;
  const [first, last] = [(touched[0] as Sighting).at - TOGETHER, (touched.at(-1) as Sighting).at + TOGETHER];
  const mails = new Set(touched.map(({ mail }) => mail).filter((mail) => mail >= 0));
  const isTainted = ({ deed, mail, at, index }: Sighting): boolean =>
    touched.some((each) => each.index === index) ||
    (at >= first &&
      at <= last &&
      (deed === 'open' || deed === 'click'
        ? mails.size === 0 || mails.has(mail)
        : deed === 'page' && mails.size === 0));
  return { ...verdict, entries: entries.filter(isTainted), rests: touched };
}

function bursts(mails: readonly MailSighting[], isOpenToDoubt: (entry: Sighting) => boolean): Verdict[] {
  const byMail = new Map<number, MailSighting[]>();
  for (const each of mails) {
    const held = byMail.get(each.mail);
    if (held === undefined) byMail.set(each.mail, [each]);
    else held.push(each);
  }
  return [...byMail.values()].flatMap((deeds) =>
    linkBursts(deeds).flatMap((run) => {
      const left = run.filter(isOpenToDoubt);
      const ms = (run.at(-1) as Sighting).at - (run[0] as Sighting).at;
      if (left.length === 0 || !run.some(({ at }) => tellsSeconds(at))) return [];
      const because = `${run.length} opens and clicks of one mail within ${seconds(ms)}`;
      return [{ rule: 'link-burst' as const, entries: left, because, rests: run }];
    }),
  );
}

function timed(
  entries: readonly Sighting[],
  mails: readonly MailSighting[],
  isJudged: (rule: HygieneRuleId) => boolean,
): Verdict[] {
  const deliveries = new Deliveries(entries);
  return mails.flatMap((entry) => {
    const found: Verdict[] = [];
    const word = entry.deed === 'open' ? 'opened' : 'clicked';
    const soon = isJudged('delivery-timing') ? deliveries.tooSoon(entry) : undefined;
    if (soon !== undefined) {
      const because = `${word} ${seconds(soon.ms)} after delivery`;
      const opened = entry.deed === 'click' ? mails.filter((each) => isOpenBetween(each, soon.delivery, entry)) : [];
      found.push({ rule: 'delivery-timing', entries: [...opened, entry], because, rests: [soon.delivery] });
    }
    const before = isJudged('before-sending') ? deliveries.beforeSending(entry) : undefined;
    if (before !== undefined)
      found.push({
        rule: 'before-sending',
        entries: [entry],
        because: `${word} ${seconds(before)} before it was sent`,
      });
    return found;
  });
}

/** Whoever clicked that soon is who opened it just before. */
function isOpenBetween({ deed, mail, at }: Sighting, delivery: Sighting, click: Sighting): boolean {
  return deed === 'open' && mail === click.mail && at >= delivery.at && at <= click.at;
}

function tooManyPages(entries: readonly Sighting[]): Verdict[] {
  return pageRuns(entries.filter(({ deed }) => deed === 'page')).flatMap((run) => {
    if (!run.some(({ at }) => tellsSeconds(at))) return [];
    const ms = (run.at(-1) as Sighting).at - (run[0] as Sighting).at;
    return [{ rule: 'page-rate' as const, entries: run, because: `${run.length} pages within ${seconds(ms)}` }];
  });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
