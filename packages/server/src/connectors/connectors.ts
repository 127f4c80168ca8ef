// Works on connectors, one after the other: each round writes what is due and reads what changed. A round that fails is told on the connector and tried again later.
import { MINUTE } from '@baton/core/base/duration';
import type { Clock } from '../clock.ts';
import type { Intake } from '../ingest/intake.ts';
import type { RulebookInForce } from '../live/in-force.ts';
import { changeConnector, holdOn, LeaseLost, leaseConnector, letGo } from '../store/connector-rows.ts';
import type { Store } from '../store/store.ts';
import type { ConnectorsTable } from '../store/tables.ts';
import { Settings } from './connector-settings.ts';
import { CrmProblem } from './crm.ts';
import type { CrmShelf } from './crm-of.ts';
import { readBack } from './read-back.ts';
import { writeOut } from './write-out.ts';

/** Between two rounds; what is decided meanwhile is written with the next one. */
export const ROUND = 10_000;
/** Between two readings. */
export const READ_EVERY = MINUTE;
/** Pauses after the first, second, … round in a row that failed. */
const PAUSES = [5000, 30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE] as const;

/** What rounds need. */
export interface ConnectorContext {
  readonly store: Store;
  readonly intake: Intake;
  readonly inForce: RulebookInForce;
  readonly clock: Clock;
  readonly base: string | undefined;
  readonly crms: CrmShelf;
}

/** Works on all connectors. */
export class Connectors {
  constructor(private readonly context: ConnectorContext) {}

  /** A round of every connector that is due. */
  async look(): Promise<void> {
    for (;;) {
      const { intake, clock } = this.context;
      const leased = await intake.aside((tx) => leaseConnector(tx, clock()));
      if (leased === undefined) return;
      await this.round(leased);
    }
  }

  private async round(connector: ConnectorsTable): Promise<void> {
    const { intake, clock } = this.context;
    try {
      await this.work(connector);
      const done = { problem: null, problem_at: null, failures: 0, due_at: clock() + ROUND };
      await intake.aside((tx) => letGo(tx, connector, done));
    } catch (error) {
      if (error instanceof LeaseLost) return;
      const isKnown = error instanceof CrmProblem;
      const usual = PAUSES[Math.min(connector.failures, PAUSES.length - 1)] as number;
      const pause = isKnown && error.pause !== undefined ? Math.max(error.pause, 1000) : usual;
      const told = {
        problem: isKnown ? error.message : 'something went wrong inside Baton; its log tells what',
        problem_at: clock(),
        failures: connector.failures + 1,
        due_at: clock() + pause,
      };
      await intake.aside((tx) => letGo(tx, connector, told));
      if (!isKnown) throw error;
    }
  }

  private async work(connector: ConnectorsTable): Promise<void> {
    const { clock, crms } = this.context;
    const settings = Settings.parse(JSON.parse(connector.settings));
    const crm = crms.of(connector);
    await crm.checkRoom?.();
    const wrote = await writeOut(this.context, connector, crm, settings);
    if (wrote > 0) await this.note(connector, { wrote_at: clock() });
    if (!settings.reads || clock() < (connector.read_at ?? Number.NEGATIVE_INFINITY) + READ_EVERY) return;
    await readBack(this.context, connector, crm, settings);
    await this.note(connector, { read_at: clock() });
  }

  private note(connector: ConnectorsTable, change: Partial<ConnectorsTable>): Promise<void> {
    return this.context.intake.aside(async (tx) => {
      await holdOn(tx, connector, this.context.clock());
      await changeConnector(tx, connector.id, change);
    });
  }
}
