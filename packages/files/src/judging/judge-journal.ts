// Hygiene of a whole journal file in bounded memory: a large one is parted by person first, since machines and tests are judged person by person. What the rules are is core's.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { countByRule, FlagJournal, type RuleCount } from '@baton/core/hygiene/corrections/flag-journal';
import type { Rejudged } from '@baton/core/hygiene/corrections/rejudge';
import { HYGIENE_RULES, type HygieneRuleId } from '@baton/core/hygiene/rules';
import type { HygieneSettings } from '@baton/core/hygiene/settings';
import type { Entry } from '@baton/core/journal/entry';
import { LONGEST_LINE } from '@baton/core/journal/journal-lines';
import { openBytes } from '../reading/bytes.ts';
import { linesOf } from '../reading/lines.ts';
import { partByPerson } from './part-by-person.ts';

/** What hygiene wrote, and what stands of each rule then. */
export interface JournalHygiene {
  flags: number;
  withdrawals: number;
  readonly rules: Map<HygieneRuleId, Omit<RuleCount, 'rule' | 'examples'>>;
  readonly notJudged: readonly HygieneRuleId[];
}

/** Bytes of a journal whose people are judged at once: some two hundred thousand entries. */
const AT_ONCE = 64_000_000;

/**
 * Judges a journal of entries as the importer writes them and hands over what has to be added to it: flags, and withdrawals of what no rule says any more; nothing where the same rules judged it before. `folder` is its
 * own while it judges. `now` matters only where the journal was admitted live.
 */
export async function judgeJournal(
  journal: { readonly path: string; readonly folder: string },
  settings: HygieneSettings,
  now: number,
  write: (entry: Entry) => Promise<void>,
  atOnce = AT_ONCE,
): Promise<JournalHygiene> {
  const { path, folder } = journal;
  const notJudged = new FlagJournal(settings).notJudged();
  const found: JournalHygiene = { flags: 0, withdrawals: 0, rules: new Map(), notJudged };
  const settle = async (rejudged: Rejudged): Promise<void> => {
    addCounts(found, rejudged);
    for (const entry of [...rejudged.withdrawals, ...rejudged.flags]) await write(entry);
  };
  const parts = Math.ceil(statSync(path).size / atOnce);
  if (parts <= 1) {
    const everything = new FlagJournal(settings);
    await eachEntry(path, (entry) => everything.add(entry));
    await settle(everything.rejudge(now));
    return found;
  }
  mkdirSync(folder, { recursive: true });
  const { files, corrections } = await partByPerson(path, folder, parts);
  const companies = new FlagJournal(settings, 'companies');
  for (const entry of corrections) if (!isOfPerson(entry)) companies.add(entry);
  for (const file of files) {
    const people = new FlagJournal(settings, 'people');
    for (const entry of corrections) if (!isOfHygiene(entry)) people.add(entry);
    await eachEntry(file, (entry) => {
      people.add(entry);
      if (!isOfPerson(entry)) companies.add(entry);
    });
    rmSync(file);
    await settle(people.rejudge(now));
  }
  await settle(companies.rejudge(now));
  rmSync(folder, { recursive: true, force: true });
  return found;
}

/** A flag on entries of a person. */
function isOfPerson(entry: Entry): boolean {
  return entry.kind === 'flag' && entry.entries !== undefined;
}

/** A flag of ours: those on companies are the companies' alone. */
function isOfHygiene(entry: Entry): boolean {
  return entry.kind === 'flag' && entry.entries === undefined && entry.source === 'hygiene';
}

async function eachEntry(path: string, take: (entry: Entry) => void): Promise<void> {
  for await (const lines of linesOf(openBytes(path).chunks, LONGEST_LINE))
    for (const line of lines) if ('text' in line && line.text !== '') take(JSON.parse(line.text) as Entry);
}

/** People are in one part each, so that what the parts count adds up. */
function addCounts(found: JournalHygiene, rejudged: Rejudged): void {
  found.flags += rejudged.flags.length;
  found.withdrawals += rejudged.withdrawals.length;
  for (const { rule, examples: _, ...counts } of countByRule(rejudged)) {
    const before = found.rules.get(rule.id);
    const sum = before === undefined ? counts : { ...counts };
    if (before !== undefined)
      for (const key of Object.keys(counts) as (keyof typeof counts)[]) sum[key] = before[key] + counts[key];
    found.rules.set(rule.id, sum);
  }
}

/** The rules of which anything stands or was written, in their order. */
export function rulesOf({ rules }: JournalHygiene): object[] {
  return HYGIENE_RULES.flatMap(({ id, flag }) => {
    const counts = rules.get(id);
    return counts === undefined ? [] : [{ rule: id, flag, ...counts }];
  });
}
