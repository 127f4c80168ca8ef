// An account's buying cycles (K6, K10): a new one starts after 180 days without sales touch or open deal, or with a deal opened 90 days or more after a loss.

const DAY_MS = 86_400_000;
/** Silence that ends a cycle. */
const SILENCE_MS = 180 * DAY_MS;
/** A deal opened so long after a loss is a new cycle, sooner the same. */
const AFTER_LOSS_MS = 90 * DAY_MS;

/** A deal as far as cycles go. Open deals end at `now`. */
export interface CycleDeal {
  readonly id: string;
  readonly openedAt: number;
  readonly closedAt: number | undefined;
  readonly isLost: boolean;
}

/** A buying cycle. What happens after its last closing is no evidence for it. */
export interface BuyingCycle {
  readonly from: number;
  /** Whether another cycle ended at `from`: then it begins just after. */
  readonly startsAfter: boolean;
  readonly until: number;
  readonly deals: readonly CycleDeal[];
  /** Undefined while a deal is open, or where there is none. */
  readonly lastClosing: number | undefined;
}

/** The cycles of an account, in order. `touches` are instants of sales touches and conversions. */
export function buyingCycles(touches: readonly number[], deals: readonly CycleDeal[], now: number): BuyingCycle[] {
  const spans = [
    ...touches.map((at) => ({ from: at, until: at })),
    ...deals.map((deal) => ({ from: deal.openedAt, until: Math.max(deal.openedAt, deal.closedAt ?? now) })),
  ].sort((a, b) => a.from - b.from || a.until - b.until);
  const merged: { from: number; until: number }[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last === undefined || span.from - last.until > SILENCE_MS) merged.push({ ...span });
    else last.until = Math.max(last.until, span.until);
  }
  return merged.flatMap((span) =>
    split(
      span,
      deals.filter((deal) => deal.openedAt >= span.from && deal.openedAt <= span.until),
    ),
  );
}

/** Cuts a span where a deal opens long after a loss, at that loss; after a win only silence cuts. */
function split(span: { readonly from: number; readonly until: number }, deals: readonly CycleDeal[]): BuyingCycle[] {
  const cycles: BuyingCycle[] = [];
  let from = span.from;
  let startsAfter = false;
  let held: CycleDeal[] = [];
  for (const deal of [...deals].sort((a, b) => a.openedAt - b.openedAt)) {
    const closing = lastClosing(held);
    const lost = held.some((each) => each.closedAt === closing && each.isLost);
    if (closing !== undefined && lost && deal.openedAt - closing >= AFTER_LOSS_MS) {
      cycles.push({ from, startsAfter, until: closing, deals: held, lastClosing: closing });
      startsAfter = true;
      from = closing;
      held = [];
    }
    held.push(deal);
  }
  cycles.push({ from, startsAfter, until: span.until, deals: held, lastClosing: lastClosing(held) });
  return cycles;
}

function lastClosing(deals: readonly CycleDeal[]): number | undefined {
  const closings = deals.map((deal) => deal.closedAt);
  if (closings.length === 0 || closings.includes(undefined)) return undefined;
  return Math.max(...(closings as number[]));
}
