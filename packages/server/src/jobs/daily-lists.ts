// The router of continuous mode (R28): on every working day, at its hour, the best leads go to sales, as many as the definition says. Somebody who is taken is looked at once more, as they stand by then.
import type { HandedEntry } from '@baton/core/journal/sales-entries';
import { listPlaces } from '@baton/core/kernel/handing-over/daily-list';
import type { Version } from '@baton/core/kernel/rulebook';
import type { Clock } from '../clock.ts';
import type { Intake } from '../ingest/intake.ts';
import type { RulebookInForce } from '../live/in-force.ts';
import { playedUnits } from '../live/played-units.ts';
import { BATON, identityOfLead } from '../live/router.ts';
import { openedFromList } from '../store/handoff-rows.ts';
import { jobById } from '../store/job-rows.ts';
import type { Changing, Store } from '../store/store.ts';
import { identifierCalled } from '../store/unit-rows.ts';
import type { JobParams } from './job-kinds.ts';
import type { Jobs } from './jobs.ts';
import type { DailyList } from './work/daily-list.ts';

/** Whoever was next stands on the list no more. */
class Gone extends Error {}
/** The day has had all it takes. */
class Full extends Error {}

/** Makes the lists of the day and takes from them. */
export class DailyLists {
  constructor(
    private readonly store: Store,
    private readonly intake: Intake,
    private readonly inForce: RulebookInForce,
    private readonly clock: Clock,
  ) {}

  /** Asks for every list whose hour has come today and that was not asked for yet. A day on which the service was down until midnight has none: nobody is flooded the morning after. */
  async look(jobs: Jobs): Promise<void> {
    const now = this.clock();
    const { rulebook } = await this.inForce.load(this.store.read);
    for (const name of rulebook.names.keys()) {
      const version = rulebook.versions.findLast((each) => each.name === name && each.effectiveAt <= now);
      const { continuous } = version?.compiled.definition.handoff ?? {};
      if (version === undefined || continuous === undefined || !isDue(version, continuous.at, now)) continue;
      const definition = version.ref.name;
      const id = `daily-list ${definition} ${version.calendar.localDate(now)}`;
      if ((await jobById(this.store.read, id)) !== undefined) continue;
      const since = version.calendar.timeOnDayOf(now, '00:00');
      await jobs.ask('daily-list', { definition, since, most: continuous.perWorkingDay }, BATON, id);
    }
  }

  /** Hands over whom the list names, until the day has had all it takes. Begun again after a crash it goes on where it was. */
  async take({ definition, since, most }: JobParams['daily-list'], { leads }: DailyList): Promise<void> {
    for (const lead of leads) {
      const id = `daily-list ${definition} ${since} ${lead}`;
      const at = this.clock();
      const entry: HandedEntry = {
        kind: 'handed',
        ...identityOfLead(lead),
        source: BATON,
        id,
        definition,
        occurredAt: at,
        knownAt: at,
      };
      try {
        await this.intake.command([entry], async (tx) => {
          if ((await openedFromList(tx, definition, since)) >= most) throw new Full();
          if (!(await this.stands(tx, lead, definition, at))) throw new Gone();
        });
      } catch (error) {
        if (error instanceof Full) return;
        if (!(error instanceof Gone)) throw error;
      }
    }
  }

  private async stands(tx: Changing, lead: string, definition: string, at: number): Promise<boolean> {
    const known = await identifierCalled(tx, [lead]);
    if (known === undefined) return false;
    const inForce = await this.inForce.load(tx);
    const rank = inForce.rulebook.names.indexOf(definition);
    const states = await playedUnits(tx, inForce, [known.unit], at);
    return states.some((state) => listPlaces(state, rank).some(({ id }) => id === lead));
  }
}

function isDue({ calendar }: Version, time: string, now: number): boolean {
  return calendar.isWorkingDay(now) && calendar.timeOnDayOf(now, time) <= now;
}
