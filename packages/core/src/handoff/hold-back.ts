// The draw that keeps a share of leads from sales, so that what hand-off truly adds can be measured (H8).
import { sha256Hex } from '../base/digest.ts';

/** Whether the lead is held back: the same answer for the same salt and lead, for ever. `share` is in thousandths. */
export function isHeldBack(holdBack: { readonly share: number; readonly salt: string }, leadId: string): boolean {
  const draw = Number.parseInt(sha256Hex(`${holdBack.salt}\n${leadId}`).slice(0, 8), 16);
  return Math.floor((draw * 1000) / 2 ** 32) < holdBack.share;
}
