// Patterns (R14): places filled by entries of their own, tried out one by one; and which entries a pattern looks at (R16).
import type { Definition, Pattern } from '@baton/core/definition/definition';
import type { Entry } from '@baton/core/journal/entry';
import { candidatesOf, matchesNow, signalNamed } from '../evidence/score.ts';
import { counts, type View } from '../evidence/view.ts';
import type { Lead } from '../identity/grouping.ts';

const HOUR = 3_600_000;

/** `signal: s` as a pattern. */
export function patternOfSignal(definition: Definition, name: string): Pattern {
  return { places: [{ signal: name, count: 1 }], within: signalNamed(definition, name).within, ordered: false };
}

/** The entries in the pattern's window that match one of its signals, ascending. */
export function seenBy(view: View, definition: Definition, lead: Lead, pattern: Pattern): Entry[] {
  const signals = pattern.places.map((each) => signalNamed(definition, each.signal));
  return candidatesOf(view, lead)
    .filter((each) => each.occurredAt > view.now - pattern.within * HOUR && each.occurredAt <= view.now)
    .filter((each) => counts(view, each) && signals.some((signal) => matchesNow(view, signal, each)));
}

/** Whether every place is filled. */
export function holds(view: View, definition: Definition, lead: Lead, pattern: Pattern): boolean {
  const entries = seenBy(view, definition, lead, pattern);
  const places = pattern.places.flatMap(({ signal, count }) =>
    Array.from({ length: count }, () => signalNamed(definition, signal)),
  );
  const fills = places.map((signal) => entries.map((entry) => matchesNow(view, signal, entry)));
  return pattern.ordered ? filledInOrder(fills) : filled(fills);
}

/** Each place by the first entry after the one before. */
function filledInOrder(fills: readonly (readonly boolean[])[]): boolean {
  let next = 0;
  return fills.every((place) => {
    const found = place.findIndex((does, i) => does && i >= next);
    next = found + 1;
    return found >= 0;
  });
}

/** A matching of places with entries, made longer by one place at a time; who is in the way tries elsewhere. */
function filled(fills: readonly (readonly boolean[])[]): boolean {
  const placeOf = new Map<number, number>();
  const settle = (place: number, asked: Set<number>): boolean =>
    (fills[place] ?? []).some((does, entry) => {
      if (!does || asked.has(entry)) return false;
      asked.add(entry);
      const holder = placeOf.get(entry);
      if (holder !== undefined && !settle(holder, asked)) return false;
      placeOf.set(entry, place);
      return true;
    });
  return fills.every((_, place) => settle(place, new Set()));
}
