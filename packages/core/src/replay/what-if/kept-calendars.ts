// Calendars that are kept from one question to the next, with what they worked out: the same hand-offs come again with every question.
import { BusinessCalendar, type WorkingHours } from '../../base/business-calendar.ts';
import { canonicalJson } from '../../base/canonical-json.ts';

/** Calendars by their hours. */
export class KeptCalendars {
  private readonly calendars = new Map<string, BusinessCalendar>();

  /** The calendar of these hours: always the same one. */
  readonly of = (hours: WorkingHours): BusinessCalendar => {
    const key = canonicalJson(hours);
    const calendar = this.calendars.get(key) ?? new KeptCalendar(hours);
    this.calendars.set(key, calendar);
    return calendar;
  };
}

/** Remembers when what is due. */
class KeptCalendar extends BusinessCalendar {
  private readonly known = new Map<string, number>();

  override after(...asked: Parameters<BusinessCalendar['after']>): number {
    const key = asked.join(' ');
    const known = this.known.get(key) ?? super.after(...asked);
    this.known.set(key, known);
    return known;
  }
}
