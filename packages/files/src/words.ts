// Numbers and counts as people read them.
import type { LedgerCounts } from '@baton/core/journal/ledger';

/** `1,234`. */
export function amount(number: number): string {
  return number.toLocaleString('en');
}

/** `1 lead`, `1,234 leads`. */
export function countOf(number: number, one: string, many = `${one}s`): string {
  return `${amount(number)} ${number === 1 ? one : many}`;
}

/** The counts in words. */
export function ledgerWords({ received, accepted, duplicate, conflict, refused }: LedgerCounts): string {
  return `${countOf(received, 'entry', 'entries')}: ${amount(accepted)} accepted, ${amount(duplicate)} duplicate, ${amount(conflict)} conflicting, ${amount(refused)} refused`;
}
