// What keeps a lead that qualifies from sales (R19), in plain words: the kernel's names for it stay in JSON.
import type { Suppression } from '../kernel/judging/standing.ts';

const KEPT_BACK: Readonly<Record<Suppression, string>> = {
  disqualified: 'the lead is disqualified',
  'open hand-off': 'the company has an open hand-off',
  'in talks': 'sales is talking to the company',
  'open deal or customer': 'the company has an open deal or is a customer',
  'cool-down': 'the lead rests after an answer of sales (only asking by itself ends that)',
};

/** `sales is talking to the company and the lead is disqualified`; empty where nothing keeps the lead from sales. */
export function keptBackInWords(suppressedBy: readonly Suppression[]): string {
  return suppressedBy.map((each) => KEPT_BACK[each]).join(', and ');
}
