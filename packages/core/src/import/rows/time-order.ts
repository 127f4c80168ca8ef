// In which order a file's first rows have the events of a person: pages can be timed only where it is one (C8a).
import { type TimeOrder, timeOrderOf } from '../../journal/dwell.ts';
import type { FileMapping } from '../mapping/mapping.ts';
import { InstantReader } from '../tables/cell-instants.ts';
import type { Reading } from './compile-columns.ts';

const WHO = ['userId', 'email', 'anonymousId'];

/** The order of a file of pages; undefined where it has no pages, or its rows are in no order. */
export function timeOrderOfRows(
  mapping: FileMapping,
  header: readonly string[],
  samples: readonly (readonly string[])[],
  reading: Reading,
): TimeOrder | undefined {
  const indexOf = (...targets: string[]): number => {
    const found = [...mapping.columns].find(([, mapped]) => mapped.some(({ to }) => targets.includes(to)));
    return found === undefined ? -1 : header.indexOf(found[0]);
  };
  const [who, at] = [indexOf(...WHO), indexOf('occurredAt')];
  const hasPages = indexOf('path', 'url') >= 0 && indexOf('name') < 0 && mapping.set.name === undefined;
  if (mapping.rows !== 'events' || !hasPages || who < 0 || at < 0) return undefined;
  const column = header[at] ?? '';
  const order = mapping.columns.get(column)?.[0]?.dateOrder ?? reading.orders.get(column) ?? reading.answers.dateOrder;
  const reader = new InstantReader(reading.answers.zone, order ?? 'month first');
  return timeOrderOf(
    samples.flatMap((cells) => {
      const instant = reader.read(cells[at] ?? '');
      return instant === undefined || instant.isDate ? [] : [{ who: cells[who] ?? '', at: instant.at }];
    }),
  );
}
