// The router of continuous mode in a replay (R27, R28): on every working day, at its hour, the best leads of the whole journal, as many as sales can work.
import type { BusinessCalendar } from '../base/business-calendar.ts';
import { DAY } from '../base/duration.ts';
import { advanceRows, wake } from '../kernel/advance.ts';
import type { Journal } from '../kernel/columns/columns-writer.ts';
import { comparePlaces, handOverFromList, type ListPlace, listPlaces } from '../kernel/handing-over/daily-list.ts';
import type { Rulebook } from '../kernel/rulebook.ts';
import { UnitState } from '../kernel/unit/unit-state.ts';
import { type FromList, replayJournal, SILENT } from './replay.ts';

interface Candidate {
  readonly unit: number;
  readonly id: string;
  readonly grade: number;
  readonly score: number;
}

interface Span {
  readonly start: number;
  readonly until: number;
}

/** The lists of every definition of the rulebook that works by them, one after the other, by unit and time. */
export function allDailyLists(rulebook: Rulebook, journal: Journal, span: Span): Map<number, FromList[]> {
  const all = new Map<number, FromList[]>();
  for (let definition = 0; definition < rulebook.names.length; definition++) {
    for (const [unit, list] of dailyLists(rulebook, journal, definition, span))
      all.set(
        unit,
        [...(all.get(unit) ?? []), ...list].sort((a, b) => a.at - b.at || a.definition - b.definition),
      );
  }
  return all;
}

/**
 * Whom the router of the rulebook's definition at `definition` takes, by unit. Everybody who could stand on a day's list is found unit by unit; then the days are gone through in order, and who was
 * taken before is looked at again as they stand by then. Empty where the definition is not in continuous mode.
 */
export function dailyLists(
  rulebook: Rulebook,
  journal: Journal,
  definition: number,
  span: Span,
): Map<number, FromList[]> {
  const version = rulebook.versions.find((each) => each.name === definition);
  const continuous = version?.compiled.definition.handoff.continuous;
  const taken = new Map<number, FromList[]>();
  if (version === undefined || continuous === undefined) return taken;
  const days = workingDays(version.calendar, continuous.at, span);
  const byDay = candidatesByDay(rulebook, journal, definition, days, span);
  const playing = new Map<number, UnitOnItsWay>();
  byDay.forEach((candidates, day) => {
    const at = days[day] as number;
    let left = continuous.perWorkingDay;
    for (const { unit, id } of candidates.sort(comparePlaces)) {
      if (left === 0) break;
      const way = playing.get(unit) ?? new UnitOnItsWay(rulebook, journal, unit, span.start);
      way.goTo(at);
      const place = listPlaces(way.state, definition).find((each) => each.id === id);
      if (place === undefined) continue;
      left -= 1;
      playing.set(unit, way);
      const atom = way.state.leadName(place.lead);
      handOverFromList(way.state, place.lead, definition);
      taken.set(unit, [...(taken.get(unit) ?? []), { at, atom, definition }]);
    }
  });
  return taken;
}

/** The ids of the leads that the definition's list would hold at `until` if none had been taken from a list before, the best first. */
export function standingList(rulebook: Rulebook, journal: Journal, definition: number, until: number): string[] {
  const places: ListPlace[] = [];
  replayJournal(rulebook, journal, SILENT, {
    mode: 'backtest',
    until,
    visit: (state) => places.push(...listPlaces(state, definition)),
  });
  return places.sort(comparePlaces).map((place) => place.id);
}

/** One unit played up to an instant, and then further. */
class UnitOnItsWay {
  readonly state: UnitState;
  private row: number;
  private readonly end: number;

  constructor(rulebook: Rulebook, journal: Journal, unit: number, start: number) {
    const rows = journal.unit(unit);
    this.state = new UnitState(rulebook, journal.columns, rows, SILENT, { mode: 'backtest', start, handed: false });
    this.row = rows.from;
    this.end = rows.until;
  }

  goTo(at: number): void {
    this.row = advanceRows(this.state, this.row, this.end, at);
    wake(this.state, at);
  }
}

/** Who could stand on each day's list if nobody had been taken: being taken only ever keeps somebody off it. */
function candidatesByDay(
  rulebook: Rulebook,
  journal: Journal,
  definition: number,
  days: readonly number[],
  span: Span,
): Candidate[][] {
  const byDay = days.map((): Candidate[] => []);
  for (let unit = 0; unit < journal.units; unit++) {
    const way = new UnitOnItsWay(rulebook, journal, unit, span.start);
    days.forEach((at, day) => {
      way.goTo(at);
      for (const { id, grade, score } of listPlaces(way.state, definition))
        byDay[day]?.push({ unit, id, grade, score });
    });
  }
  return byDay;
}

/** The hour of the list on every working day of the span. */
function workingDays(calendar: BusinessCalendar, time: string, { start, until }: Span): number[] {
  const days: number[] = [];
  for (let day = start - DAY; day <= until + DAY; day += DAY) {
    const at = calendar.timeOnDayOf(day, time);
    if (at >= start && at <= until && at > (days.at(-1) ?? 0) && calendar.isWorkingDay(at)) days.push(at);
  }
  return days;
}
