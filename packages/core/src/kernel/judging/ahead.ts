// A lead's scores at later instants if nothing else happens, or one entry more: what its entries bring is summed up once for each hour that is asked for, since a search asks for the same hours again and again.
import { HOUR } from '../../base/duration.ts';
import type { CompiledSignal, CompiledTrack, ENGAGEMENT, USAGE } from '../../definition/compile.ts';
import { AxisScore, close, limitGroups, NO_EXTRA, signalTenths, sumSignals } from '../../qualification/score-axis.ts';
import type { Version } from '../rulebook.ts';
import type { UnitState } from '../unit/unit-state.ts';

/** Sums of one track before groups are limited: hours asked for so far; by hour positive tenths, negative ones, those of each group. */
interface Sums {
  readonly hours: number[];
  readonly tenths: number[];
}

const axis = new AxisScore();

/** Looks ahead for one lead under one version, from the state's instant. */
export class Ahead {
  private readonly sums: readonly [Sums, Sums] = [
    { hours: [], tenths: [] },
    { hours: [], tenths: [] },
  ];

  /** By position of a signal without entries: what a first one would bring. */
  private readonly firsts = new Map<number, number>();

  constructor(
    private readonly state: UnitState,
    private readonly lead: number,
    private readonly version: Version,
  ) {}

  /** The score of a track so many hours from now; `extra` is the position of a signal of which one more entry is supposed to happen then. */
  score(track: typeof ENGAGEMENT | typeof USAGE, hours: number, extra = NO_EXTRA): number {
    const compiled = this.version.compiled.tracks[track];
    if (compiled === undefined) return 0;
    this.sumUp(compiled, this.sums[track], hours);
    const signal = extra === NO_EXTRA ? undefined : compiled.signals[extra - compiled.first];
    if (signal !== undefined) this.suppose(compiled, signal, extra - compiled.first, hours);
    limitGroups(compiled, axis);
    close(axis);
    return axis.score;
  }

  /** Leaves the sums of that hour in `axis`. */
  private sumUp(track: CompiledTrack, { hours: known, tenths }: Sums, hours: number): void {
    const groups = track.groupLimits.length;
    const held = known.indexOf(hours);
    if (held < 0) {
      const { evidence, now } = this.state;
      sumSignals(evidence.hits, this.lead, track, this.version.firstSlot, now + hours * HOUR, axis);
      known.push(hours);
      tenths.push(axis.positive, axis.negative);
      for (let g = 0; g < groups; g++) tenths.push(axis.groups[g] as number);
      return;
    }
    const from = held * (2 + groups);
    axis.positive = tenths[from] as number;
    axis.negative = tenths[from + 1] as number;
    for (let g = 0; g < groups; g++) axis.groups[g] = tenths[from + 2 + g] as number;
  }

  /** Adds to `axis` what one more entry would bring at that hour. */
  private suppose(track: CompiledTrack, { points, group }: CompiledSignal, i: number, hours: number): void {
    const more = this.moreOf(track, i, hours);
    if (points < 0) axis.negative += more;
    else if (group >= 0) axis.groups[group] = (axis.groups[group] as number) + more;
    else axis.positive += more;
  }

  /** What one more entry adds to its signal; where it would be the first, the same at any hour. */
  private moreOf(track: CompiledTrack, i: number, hours: number): number {
    const { hits } = this.state.evidence;
    const { firstSlot } = this.version;
    const t = this.state.now + hours * HOUR;
    const position = track.first + i;
    if ((hits.tail[this.lead * hits.slots + firstSlot + position] as number) >= 0)
      return (
        signalTenths(hits, this.lead, track, firstSlot, i, t, true) -
        signalTenths(hits, this.lead, track, firstSlot, i, t, false)
      );
    const known = this.firsts.get(position);
    if (known !== undefined) return known;
    const first = signalTenths(hits, this.lead, track, firstSlot, i, t, true);
    this.firsts.set(position, first);
    return first;
  }
}
