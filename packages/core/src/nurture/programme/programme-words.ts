// A programme as a page that marketing and sales can read in two minutes. Every number comes from the programme; nothing is judged here.
import { describeCondition } from '../../definition/condition-describe.ts';
import { listed } from '../../definition/condition-words.ts';
import type { Definition } from '../../definition/definition.ts';
import { counted, durationInWords, number, spanInWords } from '../../definition/phrases.ts';
import { calendarInWords, type PlainPage } from '../../definition/plain-language.ts';
import { END, type Programme, type Step } from './programme.ts';

/** The programme in plain words; labels of signals and gates are the definition's. */
export function describeProgramme(programme: Programme, definition?: Definition): PlainPage {
  const words = new Words(programme, definition);
  return {
    title: programme.title ?? programme.name,
    sections: [
      { heading: 'Who gets it', sentences: words.whoEnrols() },
      { heading: 'What happens', sentences: programme.steps.map((step, i) => words.step(step, i)) },
      { heading: 'When it stops', sentences: words.stops() },
      { heading: 'When mails go out', sentences: words.sending() },
      { heading: 'How we know what it brings', sentences: words.measuring() },
    ],
  };
}

class Words {
  constructor(
    private readonly programme: Programme,
    private readonly definition: Definition | undefined,
  ) {}

  whoEnrols(): string[] {
    const { nurture, recycled, missing, segment, only, again } = this.programme.enrol;
    const reasons = (recycled ?? []).map((name) => `"${this.reason(name)}"`);
    const ways = [
      ...(missing
        ? [
            `one more thing would open a gate for them: ${listed(
              missing.map((name) => `"${this.label(name)}"`),
              'or',
            )}`,
          ]
        : []),
      ...(recycled ? [`sales gives them back${reasons.length === 0 ? '' : ` for ${listed(reasons, 'or')}`}`] : []),
      ...(nurture
        ? [
            `${
              nurture.length === 0
                ? 'any gate'
                : listed(
                    nurture.map((name) => this.gate(name)),
                    'or',
                  )
            } opens nurture for them`,
          ]
        : []),
      ...(segment ? [describeCondition(segment)] : []),
    ];
    return [
      `Somebody enrols as soon as ${ways.join(', or ')}.`,
      ...(only ? [`Only where ${describeCondition(only)}.`] : []),
      again === undefined
        ? 'Nobody enrols twice.'
        : `Nobody enrols again within ${spanInWords(again)} of the end of the last time.`,
      this.programme.consent === 'opt-in'
        ? `Only who agreed to be written to for ${this.programme.purpose}.`
        : `Nobody who left the mails for ${this.programme.purpose}, or all mails.`,
      'Nobody whom sales has, who is a customer, who is disqualified, or whom we have no address of.',
    ];
  }

  step(step: Step, i: number): string {
    const name = `Step ${step.name}: `;
    if (step.kind === 'mail') {
      const mail = this.programme.mails.find((each) => each.name === step.mail);
      const asset = this.programme.assets.find((each) => each.name === mail?.offers);
      const offer = asset === undefined ? '' : `, which offers "${asset.label}"`;
      const next = step.next === undefined ? '' : ` Then ${this.to(step.next, i)}.`;
      return `${name}${this.after(step.wait)}the mail "${mail?.subject ?? step.mail}"${offer}.${next}`;
    }
    if (step.kind === 'segment')
      return `${name}${this.after(step.wait)}who is such that ${describeCondition(step.is)} goes to ${this.to(step.then, i)}, the others to ${this.to(step.else, i)}.`;
    const { looks } = step;
    const shown =
      'asset' in looks
        ? `uses "${this.programme.assets.find((each) => each.name === looks.asset)?.label ?? looks.asset}"`
        : `shows "${this.label(looks.signal)}"`;
    return `${name}we wait at most ${durationInWords(step.within)}; who ${shown} (or did since enrolling) goes to ${this.to(step.then, i)} at once, the others to ${this.to(step.else, i)}.`;
  }

  stops(): string[] {
    const { stopAt } = this.programme;
    const gates =
      stopAt !== undefined
        ? `when ${listed(
            stopAt.map((gate) => this.gate(gate)),
            'or',
          )} opens for them, or they are handed over`
        : this.definition?.handoff.mode === 'nurture-first'
          ? 'when they are handed over'
          : 'when any gate opens for them';
    return [
      `At the threshold: ${gates}.`,
      'When they reply, unsubscribe, take their consent back, complain, or their address bounces.',
      'When anybody of their company is handed over, talks with sales, is written to or called by sales, or has an opportunity.',
      'After a reply or a talk nothing is sent until sales gives them back.',
    ];
  }

  sending(): string[] {
    const { calendar, zones, atMost } = this.programme.send;
    return [
      calendarInWords(calendar).replace('Business hours are', 'Mails go out'),
      `The hours are those of the reader: of their own time zone where we know it, else of their country${Object.keys(zones).length === 0 ? '' : ` (${Object.keys(zones).join(', ')})`}, else ${calendar.zone}.`,
      ...atMost.map(
        ({ count, within }) =>
          `At most ${counted(count, 'mail')} within ${spanInWords(within)}, over all programmes together; what is too much waits.`,
      ),
    ];
  }

  measuring(): string[] {
    const { holdOut, goal } = this.programme;
    const outcome = { qualified: 'are handed over', opportunity: 'have an opportunity', won: 'are won' }[goal.outcome];
    return [
      holdOut === undefined
        ? 'Nobody is held out, so we will not know.'
        : `${number(holdOut.share / 10)} % of those who enrol, drawn by lot, get nothing.`,
      `We compare how many ${outcome} within ${spanInWords(goal.within)}.`,
    ];
  }

  private after(
    wait: { readonly amount: number; readonly unit: 'hours' | 'business hours' | 'business days' } | undefined,
  ): string {
    return wait === undefined ? '' : `after ${durationInWords(wait)} `;
  }

  private to(target: string | undefined, i: number): string {
    const name = target ?? this.programme.steps[i + 1]?.name ?? END;
    return name === END ? 'the end' : name;
  }

  private label(name: string): string {
    const { engagement, usage, fit } = this.definition ?? {};
    const named = [...(engagement?.signals ?? []), ...(usage?.signals ?? []), ...(fit?.criteria ?? [])];
    return named.find((each) => each.name === name)?.label ?? name;
  }

  private gate(name: string): string {
    return this.definition?.gates.find((gate) => gate.name === name)?.label ?? name;
  }

  private reason(name: string): string {
    return this.definition?.handoff.reject.reasons.find((reason) => reason.name === name)?.label ?? name;
  }
}
