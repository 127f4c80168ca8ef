// A packet as bytes: the same numbers make the same text on every machine.
import type { ReviewPacket } from '../review-packet.ts';

/** Digits kept of a number: what sums of floating point may differ by from machine to machine lies far behind. */
const DIGITS = 9;

/** Numbers to nine digits; whole ones, such as instants and money, as they are. */
export function frozen<T>(value: T): T {
  if (typeof value === 'number') return (Number.isInteger(value) ? value : Number(value.toPrecision(DIGITS))) as T;
  if (Array.isArray(value)) return value.map(frozen) as T;
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) => (each === undefined ? [] : [[key, frozen(each)]])),
    ) as T;
  return value;
}

/** The bytes of `packet.json`. */
export function packetText(packet: ReviewPacket): string {
  return `${JSON.stringify(packet, null, 2)}\n`;
}
