// Clicks that no person makes: several links of mails within two seconds. What is flagged as a machine already is counted apart.
import type { UnitState } from '../../kernel/unit/unit-state.ts';
import type { Finding } from './finding.ts';

const TOGETHER = 2000;
const LINKS = 3;

/** Suspected and flagged clicks. */
export interface MachineHealth {
  readonly opens: number;
  readonly clicks: number;
  /** Clicks in a run of three or more of one person within two seconds. */
  readonly suspectedClicks: number;
  /** Entries that flags have taken out. */
  readonly flagged: number;
}

/** Counts mail opens and clicks, lead by lead. */
export class Machines {
  private readonly counts = { opens: 0, clicks: 0, suspectedClicks: 0, flagged: 0 };

  visit(state: UnitState, isOpen: (row: number) => boolean, isClick: (row: number) => boolean): void {
    const { evidence, columns } = state;
    this.counts.flagged += evidence.takenOut.size;
    const clicks = new Map<number, number[]>();
    for (let row = evidence.unit.from; row < evidence.admitted; row++) {
      if (isOpen(row)) this.counts.opens += 1;
      if (!isClick(row) || evidence.takenOut.has(row)) continue;
      this.counts.clicks += 1;
      const lead = evidence.leadOf[columns.atom[row] as number] as number;
      const held = clicks.get(lead);
      if (held === undefined) clicks.set(lead, [columns.occurredAt[row] as number]);
      else held.push(columns.occurredAt[row] as number);
    }
    for (const instants of clicks.values()) this.counts.suspectedClicks += inBursts(instants);
  }

  measure(): MachineHealth {
    return { ...this.counts };
  }

  findings(): Finding[] {
    const { clicks, suspectedClicks } = this.counts;
    if (suspectedClicks < 15 || suspectedClicks / clicks < 0.02) return [];
    return [
      {
        kind: 'machine-clicks',
        place: 'mail clicks',
        size: suspectedClicks,
        message: `${suspectedClicks} of ${clicks} clicks in mails came three or more within two seconds: scanners follow every link`,
        repair: 'flag them as machine, and pay no points for clicks alone',
        weight: (0.5 * suspectedClicks) / Math.max(1, clicks),
      },
    ];
  }
}

/** How many instants stand in a run of three or more within two seconds. */
function inBursts(instants: number[]): number {
  instants.sort((a, b) => a - b);
  let inside = 0;
  let counted = -1;
  for (let i = LINKS - 1; i < instants.length; i++) {
    const first = i - LINKS + 1;
    if ((instants[i] as number) - (instants[first] as number) > TOGETHER) continue;
    inside += i - Math.max(counted, first - 1);
    counted = i;
  }
  return inside;
}
