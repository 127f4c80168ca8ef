// Who works a hand-off, and until when: the router's answer to the kernel's *hand over* (R20), made in the same transaction.
import { digest } from '@baton/core/base/digest';
import type { Handoff } from '@baton/core/definition/definition';
import type { Entry, Identity } from '@baton/core/journal/entry';
import type { HandoffDecision } from '@baton/core/kernel/decision';
import type { Rulebook, Version } from '@baton/core/kernel/rulebook';
import type { HandoffsTable } from '../store/tables.ts';

/** The journal's source of entries that Baton itself appends. */
export const BATON = 'baton';
/** Whom a hand-off is routed to while nobody is there to take it: an orphan, shown as such. */
export const NOBODY = 'nobody';

/** What a choice of rep may look at. */
export interface Asked {
  readonly decision: HandoffDecision;
  readonly routes: Handoff['route'];
  readonly at: number;
  /** Everything that was ever said of the lead and its account. */
  readonly entries: () => Promise<readonly Entry[]>;
  /** The lead's names. */
  readonly names: ReadonlySet<string>;
  /** Every name of its account: of its people, the lead among them, and of the company. */
  readonly accountNames: ReadonlySet<string>;
}

/** Chooses a rep for a hand-off; {@link NOBODY} where nobody is there. */
export type Choose = (asked: Asked) => Promise<string>;

/** Answers hand-offs of one rulebook. */
export class Router {
  private readonly calendars = new Map<Version, string>();

  constructor(
    private readonly rulebook: Rulebook,
    private readonly choose: Choose,
  ) {}

  /** The entry that says who works the hand-off and until when. */
  async answer(asked: Omit<Asked, 'routes'>): Promise<Entry> {
    const { decision, at } = asked;
    const version = this.versionOf(decision);
    const { handoff } = version.compiled.definition;
    const within = this.gateOf(version, decision)?.gate.respondWithin ?? handoff.respondWithin;
    const { until } = handoff.reject;
    return {
      kind: 'routed',
      source: BATON,
      id: `routed:${decision.id}`,
      ...identityOfLead(decision.lead),
      occurredAt: at,
      knownAt: at,
      handoff: decision.id,
      rep: await this.choose({ ...asked, routes: handoff.route }),
      calendar: this.calendarDigest(version),
      dueAt: version.calendar.after(at, within.amount, within.unit),
      rejectUntil: version.calendar.after(at, until.amount, until.unit),
    };
  }

  /** Whether the hand-off's gate is a hand-raise: first in every queue. */
  raisesHand(decision: HandoffDecision): boolean {
    return this.gateOf(this.versionOf(decision), decision)?.signalAtTop !== undefined;
  }

  /** When a rep is reminded of a hand-off whose clock runs from `from` to `due`: after a share of the team's open hours between. */
  remindAt(row: Pick<HandoffsTable, 'digest' | 'version'>, from: number, due: number, share: number): number {
    return this.versionCalled(row.digest, row.version).calendar.partWay(from, due, share);
  }

  private gateOf(version: Version, decision: HandoffDecision) {
    return version.compiled.gates.find(({ name }) => name === decision.gate);
  }

  private versionOf({ definition }: HandoffDecision): Version {
    return this.versionCalled(definition.digest, definition.version);
  }

  private versionCalled(digest: string, version: number): Version {
    const found = this.rulebook.versions.find(({ ref }) => ref.digest === digest && ref.version === version);
    if (found === undefined) throw new RangeError(`no version ${version} with the digest ${digest}`);
    return found;
  }

  private calendarDigest(version: Version): string {
    let known = this.calendars.get(version);
    if (known === undefined) {
      known = digest(version.compiled.definition.handoff.calendar).slice(0, 16);
      this.calendars.set(version, known);
    }
    return known;
  }
}

/** The identity by which a lead's id names it. */
export function identityOfLead(lead: string): Identity {
  const [kind, name] = [lead.slice(0, lead.indexOf(':')), lead.slice(lead.indexOf(':') + 1)];
  if (kind === 'email') return { email: name };
  return kind === 'anon' ? { anonymousId: name } : { userId: name };
}
