// Plays the stories of a programme: each is a small journal, replayed up to the asking. Nobody in them is held out.
import { HOUR } from '../../base/duration.ts';
import type { Definition } from '../../definition/definition.ts';
import type { Entry } from '../../journal/entry.ts';
import { ASKED_AT, entriesOf, type TestResult } from '../../replay/run-tests.ts';
import type { NurtureDecision } from '../moving/nurture-decision.ts';
import type { Programme } from '../programme/programme.ts';
import { bookOf, idsOf } from '../replaying/programme-run.ts';
import { ProgrammeWriter, replayProgrammes } from '../replaying/replay-programmes.ts';
import type { ProgrammeExpectation, ProgrammeStory } from './parse-stories.ts';

/** Runs every story of a programme, in order. */
export function runProgrammeStories(
  programme: Programme,
  definition: Definition,
  stories: readonly ProgrammeStory[],
): readonly TestResult[] {
  return stories.map((story) => {
    const failures = judge(story.expect, playStory(programme, definition, story));
    return { name: story.name, line: story.line, passed: failures.length === 0, failures };
  });
}

/** All that is decided about the first person of a story, in order. */
export function playStory(programme: Programme, definition: Definition, story: ProgrammeStory): NurtureDecision[] {
  const until = story.told.now ?? ASKED_AT;
  const book = bookOf([programme], definition);
  const writer = new ProgrammeWriter(book, 'backtest');
  for (const entry of journalOf(story, programme.purpose, until)) writer.add(entry);
  const decisions: NurtureDecision[] = [];
  replayProgrammes(
    book,
    writer.finish(),
    (decision, unit, atom) => {
      if (idsOf(unit, atom).includes('user:lead-1')) decisions.push(decision);
    },
    { mode: 'backtest', since: Number.NEGATIVE_INFINITY, until, draws: false },
  );
  return decisions;
}

/** Everybody has an address, and has given consent where the story does not say otherwise. */
function journalOf({ told, consent }: ProgrammeStory, purpose: string, asked: number): Entry[] {
  return entriesOf(told, asked).flatMap((entry): Entry[] => {
    if (entry.kind !== 'identify' || !entry.id.endsWith('-known')) return [entry];
    const at = entry.occurredAt - HOUR;
    const agreed: Entry = {
      source: entry.source,
      id: `${entry.id}-consent`,
      userId: entry.userId as string,
      accountId: 'account',
      kind: 'consent',
      purpose,
      state: 'given',
      occurredAt: at,
      knownAt: at,
    };
    return [...(consent ? [agreed] : []), { ...entry, email: `${entry.userId}@company.example` }];
  });
}

function judge(expect: ProgrammeExpectation, decisions: readonly NurtureDecision[]): string[] {
  const enrolled = decisions.flatMap((each) => (each.kind === 'enrolled' ? [each.by] : []));
  const passed = decisions.flatMap((each) => (each.kind === 'passed-over' ? [`passed over: ${each.reason}`] : []));
  const stopped = decisions.flatMap((each) => (each.kind === 'stopped' ? [each.reason] : []));
  const mails = decisions.flatMap((each) => (each.kind === 'send' ? [each.step] : []));
  const finished = decisions.some(({ kind }) => kind === 'finished');
  const failures: string[] = [];
  const say = (what: string, wanted: string, found: string): void => {
    failures.push(`${what}: expected ${wanted}, found ${found}`);
  };
  const hold = (what: string, wanted: boolean | string | undefined, found: readonly string[], none: string): void => {
    if (wanted === undefined || wanted === found.length > 0) return;
    if (typeof wanted === 'string' && found.includes(wanted)) return;
    say(what, typeof wanted === 'string' ? wanted : wanted ? 'yes' : 'no', found.join(', ') || none);
  };
  hold('enrolled', expect.enrolled, enrolled, passed.join(', ') || 'no');
  hold('stopped', expect.stopped, stopped, 'no');
  if (expect.mails !== undefined && expect.mails.join() !== mails.join())
    say('mails', expect.mails.join(', ') || 'none', mails.join(', ') || 'none');
  if (expect.finished !== undefined && expect.finished !== finished)
    say('finished', expect.finished ? 'yes' : 'no', finished ? 'yes' : 'no');
  return failures;
}
