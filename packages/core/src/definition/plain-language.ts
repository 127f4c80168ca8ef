// A definition as a page that a rep can read in two minutes: what we agreed, in sentences. Every number comes from the definition; nothing is judged here.
import { describeCondition } from './condition-describe.ts';
import { listed } from './condition-words.ts';
import type { CalendarDefinition, Definition, Fit, Gate, Handoff, Signal, Track } from './definition.ts';
import { gateCalled } from './gate-name.ts';
import {
  clauseInWords,
  counted,
  countInWords,
  decayInWords,
  durationInWords,
  gradesInWords,
  number,
  pointsInWords,
  spanInWords,
} from './phrases.ts';

/** A page of headed lists of sentences. */
export interface PlainPage {
  readonly title: string;
  readonly sections: readonly PlainSection[];
}

export interface PlainSection {
  readonly heading: string;
  readonly sentences: readonly string[];
}

const MOTIONS = {
  'sales-led': 'Marketing finds leads, sales talks to them.',
  'product-led': 'People try the product first; usage leads, marketing engagement comes second.',
  'account-based': 'We look at companies: several engaged people of one buying committee.',
  outbound: 'Sales approaches companies; the definition says who is worth it.',
} as const;

/** The definition in plain words. */
export function describeDefinition(definition: Definition): PlainPage {
  const { fit, engagement, usage } = definition;
  return {
    title: definition.title ?? definition.name,
    sections: [
      { heading: 'What this is', sentences: [MOTIONS[definition.motion]] },
      { heading: 'When sales gets a lead', sentences: handOver(definition) },
      ...(fit === undefined ? [] : [{ heading: 'Who fits', sentences: whoFits(fit) }]),
      ...(engagement === undefined
        ? []
        : [{ heading: 'What they do', sentences: whatTheyDo(engagement, 'engagement') }]),
      ...(usage === undefined
        ? []
        : [{ heading: 'What they do in the product', sentences: whatTheyDo(usage, 'usage') }]),
      { heading: 'What happens then', sentences: whatHappens(definition.handoff) },
      {
        heading: 'When we look again',
        sentences: [
          `We look at the conversion rate ${definition.review.rate} and at this definition ${definition.review.definition}.`,
        ],
      },
    ],
  };
}

/** The page as Markdown. */
export function renderMarkdown(page: PlainPage): string {
  const sections = page.sections.map(
    ({ heading, sentences }) =>
      `## ${heading}\n\n${sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`).join('\n')}\n`,
  );
  return `# ${escapeMarkdown(page.title)}\n\n${sections.join('\n')}`;
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|]/g, '\\$&').replaceAll(/\s+/g, ' ');
}

function handOver(definition: Definition): string[] {
  const { gates, handoff } = definition;
  const words = gates.map((gate, i) =>
    gateInWords(gate, definition, i > 0 && i === gates.length - 1 ? 'Last' : i === 0 ? 'First' : 'Then'),
  );
  const { continuous, ready } = handoff;
  if (continuous !== undefined) {
    words.push(
      `Every working day at ${continuous.at} the ${continuous.perWorkingDay} best leads of fit ${gradesInWords(continuous.fit)} go to sales; there is no threshold.`,
    );
  }
  if (handoff.mode === 'nurture-first' && ready !== undefined) {
    words.push(
      `Leads go into nurture first, unless they asked by themselves or followed a pattern; sales gets them at ${clauseInWords(ready, definition)}.`,
    );
  }
  words.push(
    'One hand-off per company at a time; nobody is handed over while sales is talking to the company, has an open deal with it, or it is a customer.',
  );
  return words;
}

function gateInWords(gate: Gate, definition: Definition, place: string): string {
  const soon = gate.respondWithin === undefined ? '' : ` Sales answers within ${durationInWords(gate.respondWithin)}.`;
  const start = definition.gates.length === 1 ? '' : `${place}: `;
  return `${start}${gateCalled(gate)}: ${clauseInWords(gate.clause, definition)}.${soon}`;
}

function whoFits(fit: Fit): string[] {
  const { A, B, C } = fit.grades;
  return [
    ...fit.criteria.map(
      (criterion) => `${criterion.label}: ${describeCondition(criterion.when)} (${signed(criterion.points)}).`,
    ),
    `${number(A / 10)} points are an A, ${number(B / 10)} a B, ${number(C / 10)} a C, fewer a D. While less than half of the points are known, the grade is "?", which is not bad, only unknown.`,
    ...fit.disqualify.map((rule) => `Never: ${rule.because}, when ${describeCondition(rule.when)}.`),
  ];
}

function signed(tenths: number): string {
  return `${tenths > 0 ? '+' : ''}${pointsInWords(tenths)}`;
}

function whatTheyDo(track: Track, name: string): string[] {
  return [
    ...track.signals.map((signal) => signalInWords(signal)),
    ...track.groups.map(
      (group) =>
        `${listed(
          group.signals.map((member) => `"${track.signals.find((signal) => signal.name === member)?.label ?? member}"`),
          'and',
        )} together give at most ${pointsInWords(group.limit)}.`,
    ),
    ...track.sources.map(
      (source) => `When somebody ${describeCondition(source.when)}, it counts ${number(source.weight / 1000)} times.`,
    ),
    `The points add up to ${name}, from 0 to 100.`,
  ];
}

function signalInWords(signal: Signal): string {
  const fades = decayInWords(signal.decay);
  const points =
    signal.points === 0 ? 'no points, only looked at in patterns' : `${signed(signal.points)}, ${countInWords(signal)}`;
  return `${signal.label}: ${describeCondition(signal.when)} in the last ${spanInWords(signal.within)} (${points}${fades === undefined ? '' : `; ${fades}`}).`;
}

function whatHappens(handoff: Handoff): string[] {
  const { reject, recycle, sql, holdBack } = handoff;
  const reasons = reject.reasons.map(
    ({ name, label, disputes }) => `${label ?? name}${disputes === undefined ? '' : ` (disputes ${disputes})`}`,
  );
  const silence =
    reject.silence === 'accepted' ? 'silence counts as accepted, and is reported apart' : 'without an answer it lapses';
  const waits = Object.entries(recycle.reasons).map(([reason, hours]) => `${spanInWords(hours)} after "${reason}"`);
  return [
    `Sales answers within ${durationInWords(handoff.respondWithin)}.`,
    ...routes(handoff),
    `Sales may reject within ${durationInWords(reject.until)}${reasons.length === 0 ? '' : `, for one of these reasons: ${reasons.join(', ')}`}; ${silence}.`,
    `A rejected or recycled lead rests for ${spanInWords(recycle.coolDown)}${waits.length === 0 ? '' : ` (${waits.join(', ')})`} and comes back only by doing something new, or at once by asking for us.`,
    ...(sql === undefined
      ? []
      : [
          `It becomes an SQL when ${sql.require} of the ${sql.of} questions of ${sql.framework} are answered${sql.after === undefined ? '' : `, after the ${sql.after}`}.`,
        ]),
    ...(holdBack === undefined
      ? []
      : [
          `${number(holdBack.share / 10)} % of the leads, drawn by lot, are held back to measure what the hand-off adds; never those who ask.`,
        ]),
    calendarInWords(handoff.calendar),
  ];
}

function routes(handoff: Handoff): string[] {
  return handoff.route.map(({ when, to }, i) => {
    if (when === undefined) return i === 0 ? `Leads go to ${to}.` : `All others go to ${to}.`;
    return `Where ${describeCondition(when)}, leads go to ${to}.`;
  });
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** "Business hours are Monday to Friday 09:00–17:00 (Europe/Berlin)." */
export function calendarInWords({ zone, week, holidays }: CalendarDefinition): string {
  const open = week.map((day) => day.map(([from, until]) => `${clock(from)}–${clock(until)}`).join(' and '));
  const runs: { first: number; last: number; hours: string }[] = [];
  open.forEach((hours, day) => {
    const run = runs.at(-1);
    if (run !== undefined && run.hours === hours) run.last = day;
    else runs.push({ first: day, last: day, hours });
  });
  const words = runs
    .filter((run) => run.hours !== '')
    .map(({ first, last, hours }) => `${DAYS[first]}${last > first ? ` to ${DAYS[last]}` : ''} ${hours}`);
  return `Business hours are ${words.join(', ')} (${zone})${holidays.length === 0 ? '' : `, except on ${counted(holidays.length, 'holiday')}`}.`;
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
