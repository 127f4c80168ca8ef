// Times in the viewer's zone, which is always said; and spans of time in words.

const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});
const TIME = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** `12 Nov 2026, 14:03 CET`. */
export const dayAndTime = (at: number): string => DAY_AND_TIME.format(at);

/** `Thu 14:03 CET`. */
export const weekdayAndTime = (at: number): string => TIME.format(at).replace(',', '');

/** `12 Nov 2026`. */
export const day = (at: number): string => DAY.format(at);

/** The two largest units of a span: `3 d 4 h`, `1 h 12 min`, `4 min`; `under a minute`. */
export function spanInWords(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  if (minutes < 1) return 'under a minute';
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return rest > 0 ? `${hours} h ${rest} min` : `${hours} h`;
  return `${rest} min`;
}
