// Plays the golden cases of a definition through the kernel (J8): every story is a small journal, replayed up to the instant of asking.
import { HOUR } from '../base/duration.ts';
import { definitionDigest } from '../definition/canonical.ts';
import type { Definition, Grade } from '../definition/definition.ts';
import { type Bound, type Expectation, keepsWithin, type Story, type StoryCase } from '../definition/story.ts';
import type { Entry } from '../journal/entry.ts';
import type { Decision } from '../kernel/decision.ts';
import {
  type AccountStanding,
  accountStandingOf,
  type ExplainedStanding,
  explainStanding,
} from '../kernel/judging/standing.ts';
import { recordDecisions } from '../kernel/recording/record-decisions.ts';
import { RANK_OF_GRADE } from '../kernel/unit/unit-state.ts';
import { prepareRulebook, replayJournal, writeJournal } from './replay.ts';
import { labelsOf, wordsOf } from './words.ts';

/** How a story ended. `failures` says in words what was expected and what was found; empty where it passed. */
export interface TestResult {
  readonly name: string;
  readonly line: number;
  readonly passed: boolean;
  readonly failures: readonly string[];
}

/** When a story is asked that does not say: Thursday 15 January 2026, 12:00 UTC: a working day far from any change of the clocks. */
export const ASKED_AT = Date.UTC(2026, 0, 15, 12);
/** The definition has been in force for ever. */
const IN_FORCE_SINCE = Date.UTC(1990, 0, 1);

/** Runs every story of a definition, in order. */
export function runTests(definition: Definition, stories: readonly Story[]): readonly TestResult[] {
  return stories.map((story) => {
    const failures =
      story.kind === 'expecting'
        ? judge(definition, story, story.expect)
        : compare(definition, story.first, story.then);
    return { name: story.name, line: story.line, passed: failures.length === 0, failures };
  });
}

/** A story at its asking: its people in the order told, their account, and all that was decided on the way. */
export interface PlayedCase {
  readonly leads: readonly ExplainedStanding[];
  readonly account: AccountStanding | undefined;
  readonly decisions: readonly Decision[];
}

/** Plays a story's case and reads how its people stand at the asking. */
export function playCase(definition: Definition, told: StoryCase): PlayedCase {
  const activation = { definition, version: 1, digest: definitionDigest(definition), effectiveAt: IN_FORCE_SINCE };
  const rulebook = prepareRulebook({ order: [definition.name], activations: [activation] });
  const decisions: Decision[] = [];
  const standings = new Map<string, ExplainedStanding>();
  const until = told.now ?? ASKED_AT;
  let account: AccountStanding | undefined;
  const journal = writeJournal(rulebook, entriesOf(told, until), 'backtest');
  const recorder = recordDecisions((decision) => decisions.push(decision));
  replayJournal(rulebook, journal, recorder, {
    mode: 'backtest',
    until,
    visit: (state) => {
      for (let lead = 0; lead < state.evidence.leads; lead++) {
        const standing = explainStanding(state, lead, 0);
        if (standing !== undefined) standings.set(standing.lead, standing);
        account ??= accountStandingOf(state, state.evidence.accountOfLead[lead] as number, 0);
      }
    },
  });
  return { leads: told.leads.flatMap((_, i) => standings.get(userOf(i)) ?? []), account, decisions };
}

function userOf(lead: number): string {
  return `user:lead-${lead + 1}`;
}

/** The journal of a case: who its people are (`lead-1`, `lead-2`, … of one account, by the id `N-known`), then what happened. */
export function entriesOf(told: StoryCase, asked: number): Entry[] {
  const oldest = Math.ceil(Math.max(0, ...told.leads.flatMap((lead) => lead.entries.map((entry) => entry.agoHours))));
  const known = asked - (oldest + 1) * HOUR;
  return told.leads.flatMap((lead, i) => {
    const who = { source: 'test', userId: `lead-${i + 1}`, accountId: 'account' };
    const traits = { lead: lead.attributes, account: told.account };
    const described: Entry = {
      ...who,
      id: `${i}-known`,
      kind: 'identify',
      occurredAt: known,
      knownAt: known,
      ...traits,
    };
    const happened = lead.entries.flatMap((entry, j): Entry[] => {
      const at = asked - Math.round(entry.agoHours * HOUR);
      const base = { ...who, id: `${i}-${j}`, occurredAt: at, knownAt: at };
      const made = { ...entry.fields, kind: entry.kind, ...base } as Entry;
      const named = [{ source: base.source, id: base.id }];
      const flag: Entry = { ...base, id: `${base.id}-flag`, kind: 'flag', flag: 'machine', entries: named };
      return entry.machine ? [made, flag] : [made];
    });
    return [described, ...happened];
  });
}

type Say = (what: string, expected: string, found: string) => void;

function judge(definition: Definition, told: StoryCase, expect: Expectation): string[] {
  const played = playCase(definition, told);
  const [lead] = played.leads;
  if (lead === undefined || played.account === undefined) return ['nothing is known of the lead'];
  const failures: string[] = [];
  const say: Say = (what, expected, found) => failures.push(`${what}: expected ${expected}, found ${found}`);
  const several = played.leads.length > 1;
  judgeGates(definition, played, expect, say, failures);
  const grade = several ? played.account.grade : lead.grade;
  if (expect.fit && !expect.fit.includes(grade as Grade)) say('fit', expect.fit.join(' or '), grade);
  judgeBound('engagement', expect.engagement, several ? played.account.engagement : lead.engagement, say);
  judgeBound('usage', expect.usage, Math.max(...played.leads.map((standing) => standing.usage)), say);
  judgeCriteria(lead, expect, say, failures);
  const disqualified = new Set(played.leads.flatMap((standing) => standing.disqualified));
  for (const name of expect.disqualified) {
    if (!disqualified.has(name)) say('disqualified', name, [...disqualified].join(', ') || 'not');
  }
  if (expect.handoff !== undefined) judgeHandoff(expect.handoff, played.decisions, say);
  if (expect.nurture !== undefined) {
    const inNurture = played.account.inNurture || played.leads.some((standing) => standing.inNurture);
    if (inNurture !== expect.nurture) say('nurture', yesOrNo(expect.nurture), yesOrNo(inNurture));
  }
  const words =
    expect.words.length === 0 ? '' : wordsOf(lead, labelsOf(definition), (at) => new Date(at).toISOString()).join('\n');
  for (const text of expect.words) if (!words.includes(text)) say('words', `"${text}"`, `"${words}"`);
  return failures;
}

function judgeGates(
  definition: Definition,
  played: PlayedCase,
  expect: Expectation,
  say: Say,
  failures: string[],
): void {
  for (const [name, wanted] of Object.entries(expect.gates)) {
    if (!definition.gates.some((gate) => gate.name === name)) {
      failures.push(`there is no gate called ${name}`);
      continue;
    }
    const ofLeads = played.leads.some((standing) => standing.open.includes(name) && standing.disqualified.length === 0);
    const open = ofLeads || (played.account?.open.includes(name) ?? false);
    if (open !== wanted) say(name, yesOrNo(wanted), yesOrNo(open));
  }
}

function judgeBound(what: string, bound: Bound | undefined, tenths: number, say: Say): void {
  if (bound === undefined || keepsWithin(tenths, bound)) return;
  say(what, `${bound.how === '==' ? '' : `${bound.how} `}${bound.tenths / 10}`, String(tenths / 10));
}

function judgeCriteria(lead: ExplainedStanding, expect: Expectation, say: Say, failures: string[]): void {
  for (const criterion of expect.missing) {
    const line = lead.fit?.criteria.find((candidate) => candidate.criterion === criterion);
    if (line === undefined) failures.push(`there is no criterion called ${criterion}`);
    else if (line.outcome === 'true') say(criterion, 'missing', 'met');
  }
}

function judgeHandoff(wanted: string | boolean, decisions: readonly Decision[], say: Say): void {
  const gates = decisions.filter((decision) => decision.kind === 'hand-off').map((decision) => decision.gate);
  const found = gates.length === 0 ? 'none' : gates.join(', ');
  if (wanted === false && gates.length > 0) say('hand-off', 'none', found);
  else if (wanted === true && gates.length === 0) say('hand-off', 'one', found);
  else if (typeof wanted === 'string' && !gates.includes(wanted)) say('hand-off', `by ${wanted}`, found);
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** R18 between two companies: raised hand, grade, the higher score. */
function compare(definition: Definition, first: StoryCase, then: StoryCase): string[] {
  const [a, b] = [first, then].map((told) => playCase(definition, told).leads[0]);
  if (a === undefined || b === undefined) return ['nothing is known of one of the leads'];
  const [one, other] = [rankKey(a), rankKey(b)];
  const difference = one.map((value, i) => value - (other[i] as number)).find((value) => value !== 0) ?? 0;
  if (difference < 0) return [];
  return [`the first should go before the second; first: ${rankWords(a)}; second: ${rankWords(b)}`];
}

function rankKey(standing: ExplainedStanding): readonly [number, number, number] {
  const best = Math.max(standing.engagement, standing.usage);
  return [Number(!standing.raisesHand), RANK_OF_GRADE[standing.grade as Grade], -best];
}

function rankWords(standing: ExplainedStanding): string {
  const hand = standing.raisesHand ? ', hand raised' : '';
  return `fit ${standing.grade}, engagement ${standing.engagement / 10}, usage ${standing.usage / 10}${hand}`;
}
