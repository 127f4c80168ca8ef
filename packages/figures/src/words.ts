// Numbers and texts as people read them in reports: escaped, rounded to one decimal, never a percentage of too few.
import { zonedText } from '@baton/core/base/zoned-text';
import type { Share } from '@baton/core/statistics/share';

/** Text made safe for HTML content and attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A number with thousands separators and at most one decimal. */
export function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}

/** Tenths of a point as points. */
export function points(tenths: number): string {
  return number(tenths / 10).replace('-', '−');
}

/** A share as a percentage with its interval; in words where there are too few or too young cases. */
export function share(value: Share): string {
  if (value.state === 'too young') return 'too young to tell';
  if (value.rate === undefined || value.low === undefined || value.high === undefined) return 'nothing to count yet';
  if (value.state === 'too few') return `${value.count} of ${value.of}: too few for a percentage`;
  return `${percent(value.rate)} (${number(value.count)} of ${number(value.of)}; 95 % interval ${percent(value.low)} to ${percent(value.high)})`;
}

/** What stands under a share that is told already: its counts and interval, or why there is no percentage. */
export function shareNote(value: Share): string {
  if (value.state !== 'ok' || value.low === undefined || value.high === undefined)
    return share(value).replace(/^.*: /, '');
  return `${number(value.count)} of ${number(value.of)}; 95 % interval ${percent(value.low)} to ${percent(value.high)}`;
}

export function percent(rate: number): string {
  return `${number(rate * 100)} %`;
}

/** Writes instants as `2026-03-31`, the local date of a zone. */
export function dateIn(zone: string): (at: number) => string {
  const text = zonedText(zone);
  return (at) => text(at).slice(0, 10);
}

/** An amount in minor units, rounded to whole units of its currency. */
export function money(minor: number, currency: string): string {
  return `${Math.round(minor / 100).toLocaleString('en')} ${escapeHtml(currency)}`.trim();
}

/** An amount in minor units, to the cent: what has to reconcile. */
export function moneyToTheCent(minor: number, currency: string): string {
  const text = (minor / 100).toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${text} ${escapeHtml(currency)}`.trim();
}

/** `1 lead`, `2 leads`. */
export function count(n: number, noun: string): string {
  return `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** Hand-offs a working day, the other way round where they are few: nobody pictures a tenth of a lead. */
export function rate(perDay: number): string {
  if (perDay >= 0.5 || perDay === 0) return `${number(perDay)} a working day`;
  return `one every ${Math.round(1 / perDay)} working days`;
}
