// What sales answers to what it gets: who takes everything, who turns most away for one handy reason, months in which answers take more than a working week, thresholds lowered before a quarter is reported.
import { DAY } from '../../base/duration.ts';
import type { Entry } from '../../journal/entry.ts';
import { subjectOf } from '../../journal/identifiers.ts';
import { poissonGreater } from '../../statistics/fisher.ts';
import type { Finding } from './finding.ts';
import { commonest, monthOf } from './months.ts';
import { BY_CHANCE, countsOf, stretchOf } from './stand-out.ts';

/** An answer later than this came after a working week. */
const SLOW = 5 * DAY;
const QUARTERS_END = 5 * DAY;
/** Days before and after a quarter's end that show what is usual. */
const AROUND = 45 * DAY;

/** The first answer to somebody who was handed over. */
interface Answer {
  readonly rep: string;
  readonly at: number;
  readonly verdict: 'accepted' | 'rejected';
  readonly reason: string;
}

interface Step {
  readonly at: number;
  readonly entry: Extract<Entry, { readonly kind: 'handed' | 'disposition' }>;
}

/** Collects hand-offs and answers. */
export class Answers {
  private readonly bySubject = new Map<string, Step[]>();
  private dispositions = 0;

  add(entry: Entry): void {
    if (entry.kind !== 'handed' && entry.kind !== 'disposition') return;
    const subject = subjectOf(entry);
    if (subject === undefined) return;
    if (entry.kind === 'disposition') this.dispositions += 1;
    const step = { at: entry.occurredAt, entry };
    const held = this.bySubject.get(subject);
    if (held === undefined) this.bySubject.set(subject, [step]);
    else held.push(step);
  }

  findings(months: readonly string[], until: number): Finding[] {
    if (months.length === 0) return [];
    const { answers, waits, handed } = this.inOrder();
    return [
      ...this.eager(answers),
      ...this.handy(answers, months),
      ...this.slow(waits, months, until),
      ...lowered(handed, until),
    ];
  }

  /** First answers in order of time, how long each hand-off waited, and all hand-offs. */
  private inOrder(): {
    answers: Answer[];
    waits: { handed: number; answered: number | undefined }[];
    handed: Map<string, number[]>;
  } {
    const answers: Answer[] = [];
    const waits: { handed: number; answered: number | undefined }[] = [];
    const handed = new Map<string, number[]>();
    for (const steps of this.bySubject.values()) {
      let isOpen = true;
      // Whoever is worked already is handed over again without anybody answering anew.
      let isWorked = false;
      let waiting: { handed: number; answered: number | undefined } | undefined;
      for (const { at, entry } of steps.sort((a, b) => a.at - b.at)) {
        if (entry.kind === 'handed') {
          handed.set(entry.definition, [...(handed.get(entry.definition) ?? []), at]);
          waiting = { handed: at, answered: undefined };
          waits.push(waiting);
          isOpen ||= !isWorked;
          continue;
        }
        if (waiting !== undefined) waiting.answered ??= at;
        const verdict = entry.answer === 'accepted' || entry.answer === 'sql' ? 'accepted' : 'rejected';
        if (isOpen && entry.rep !== undefined && entry.answer !== 'snoozed' && entry.answer !== 'recycled')
          answers.push({ rep: entry.rep, at, verdict, reason: entry.reason ?? entry.answer });
        isOpen = false;
        isWorked = verdict === 'accepted';
      }
    }
    return { answers: answers.sort((a, b) => a.at - b.at), waits, handed };
  }

  /** Reps who turned nobody away from some day on: how probable the streak is by what others turn away. */
  private eager(answers: readonly Answer[]): Finding[] {
    const reps = [...new Set(answers.map(({ rep }) => rep))];
    return reps.flatMap((rep) => {
      const own = answers.filter((answer) => answer.rep === rep);
      const begins = own.findLastIndex(({ verdict }) => verdict === 'rejected') + 1;
      const streak = own.length - begins;
      const others = answers.length - streak;
      const rejected = answers.filter(({ verdict }) => verdict === 'rejected').length;
      const usual = (rejected + 0.5) / (others + 1);
      if (others < 30 || usual < 0.05 || (1 - usual) ** streak * reps.length > BY_CHANCE) return [];
      // The last somebody turned away came, in the mean, so many answers before the habit began.
      const since = own[
        Math.min(own.length - 1, begins + (begins === 0 ? 0 : Math.round((1 - usual) / usual)))
      ] as Answer;
      return [
        {
          kind: 'accepts-everything' as const,
          place: rep,
          month: monthOf(since.at),
          size: streak,
          message: `${rep} took all of the last ${streak} leads, since about ${monthOf(since.at)}; elsewhere ${Math.round(usual * 100)} % are turned away`,
          counts: { count: streak, of: streak, otherCount: others - rejected, otherOf: others },
          repair:
            'learn nothing from these answers; ask the rep what became of those leads, and whether there is a reason to accept',
          weight: (0.3 * streak) / Math.max(1, this.dispositions),
        },
      ];
    });
  }

  /** Reps who from some month on turn many away, most for one reason. */
  private handy(answers: readonly Answer[], months: readonly string[]): Finding[] {
    const position = new Map(months.map((month, i) => [month, i]));
    const reps = [...new Set(answers.map(({ rep }) => rep))];
    const isFor = (answer: Answer, reason: string): boolean =>
      answer.verdict === 'rejected' && answer.reason === reason;
    return reps.flatMap((rep) => {
      const own = answers.filter((answer) => answer.rep === rep);
      const reason = commonest(own.flatMap((answer) => (answer.verdict === 'rejected' ? [answer.reason] : [])));
      if (reason === undefined) return [];
      const [counts, of] = [months.map(() => 0), months.map(() => 0)];
      for (const answer of own) {
        const at = position.get(monthOf(answer.at)) ?? 0;
        of[at] = (of[at] as number) + 1;
        if (isFor(answer, reason)) counts[at] = (counts[at] as number) + 1;
      }
      const others = answers.filter((answer) => answer.rep !== rep);
      const stretch = stretchOf(counts, of, {
        fewest: 8,
        times: 3,
        share: 0.3,
        places: reps.length,
        until: 'any',
        others: { count: others.filter((answer) => isFor(answer, reason)).length, of: others.length },
      });
      if (stretch === undefined) return [];
      const share = (count: number, whole: number): string => `${Math.round((100 * count) / Math.max(1, whole))} %`;
      return [
        {
          kind: 'rejects-alike' as const,
          place: rep,
          month: months[stretch.from] as string,
          size: stretch.count,
          message: `since ${months[stretch.from]} ${rep} turned ${stretch.count} of ${stretch.of} away as "${reason}" (${share(stretch.count, stretch.of)}; elsewhere ${share(stretch.otherCount, stretch.otherOf)})`,
          counts: countsOf(stretch),
          reason,
          repair: 'learn nothing from this reason; talk with the rep about what is really wrong with the leads',
          weight: (0.5 * stretch.count) / Math.max(1, this.dispositions),
        },
      ];
    });
  }

  /** Months whose hand-offs waited for more than a working week. */
  private slow(
    waits: readonly { readonly handed: number; readonly answered: number | undefined }[],
    months: readonly string[],
    until: number,
  ): Finding[] {
    const position = new Map(months.map((month, i) => [month, i]));
    const [late, of] = [months.map(() => 0), months.map(() => 0)];
    for (const { handed, answered } of waits) {
      if (answered === undefined || handed > until - 2 * SLOW) continue;
      const at = position.get(monthOf(handed)) ?? 0;
      of[at] = (of[at] as number) + 1;
      if (answered - handed > SLOW) late[at] = (late[at] as number) + 1;
    }
    const stretch = stretchOf(late, of, { fewest: 5, times: 3, share: 0.3, places: 1, until: 'any' });
    if (stretch === undefined) return [];
    return [
      {
        kind: 'slow-response',
        place: 'sales',
        month: months[stretch.from] as string,
        size: stretch.count,
        message: `${stretch.count} of ${stretch.of} hand-offs of ${months[stretch.from]}${stretch.to - stretch.from > 1 ? ` to ${months[stretch.to - 1]}` : ''} waited more than five days for an answer; of the others ${stretch.otherCount} of ${stretch.otherOf}`,
        counts: countsOf(stretch),
        repair:
          'find out what kept sales; judge the leads of that time apart from others, since speed matters by itself',
        weight: (0.3 * stretch.count) / Math.max(1, waits.length),
      },
    ];
  }
}

/** Quarters in whose last five days many more were handed over than in the weeks around. */
function lowered(handed: ReadonlyMap<string, readonly number[]>, until: number): Finding[] {
  return [...handed].flatMap(([definition, times]) => {
    const first = Math.min(...times);
    const ends = quarterEnds(first, until);
    return ends.flatMap((end) => {
      const last = times.filter((at) => at >= end - QUARTERS_END && at < end).length;
      const [from, to] = [Math.max(first, end - AROUND), Math.min(until, end + AROUND)];
      const around = times.filter((at) => at >= from && at < to).length - last;
      const mean = ((around + 0.5) * QUARTERS_END) / Math.max(QUARTERS_END, to - from - QUARTERS_END);
      if (last < 8 || last < 2.5 * mean) return [];
      if (poissonGreater(last, mean) * ends.length * handed.size > BY_CHANCE) return [];
      const month = monthOf(end - DAY);
      return [
        {
          kind: 'threshold-gamed' as const,
          place: definition,
          month,
          size: last,
          message: `${definition} handed ${last} leads over in the last five days of the quarter that ended with ${month}, ${mean.toFixed(1)} in as many days around: the bar was lower then`,
          repair:
            'leave these hand-offs out when you compare months, and put changes of a definition in force by a version with a date',
          weight: (0.4 * last) / Math.max(1, times.length),
        },
      ];
    });
  });
}

/** The instants, in UTC, at which quarters end in a time. */
function quarterEnds(from: number, until: number): number[] {
  const ends: number[] = [];
  const date = new Date(from);
  for (let month = Math.floor(date.getUTCMonth() / 3) * 3 + 3; ; month += 3) {
    const end = Date.UTC(date.getUTCFullYear(), month, 1);
    if (end > until + DAY) return ends;
    ends.push(end);
  }
}
