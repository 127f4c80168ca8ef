// The kinds of faults that can be planted, with what they look like. What each does stands in the rooms it happens in.

/** Every kind with a sentence that says what happens at its place, from its month on. */
export const FAULTS = {
  'late-data': 'entries of one source arrive days after they happened',
  duplicates: 'entries of one source are delivered twice under the same id',
  'out-of-order': 'entries of one source arrive in another order than they happened',
  'broken-rows': 'lines of one source cannot be read',
  'clock-skew': "one source's clock goes wrong by hours",
  'bulk-load': 'a list of contacts is loaded within one minute',
  'tracking-gap': 'one behaviour is not recorded',
  'renamed-events': 'a re-designed site calls one behaviour by another name, for good',
  'attribute-gap': 'one attribute is not filled in any more',
  'leaking-field': 'a field is filled in only after a deal is won',
  'duplicate-people': 'people get a second record in the CRM',
  competitor: 'a competitor signs up and reads everything',
  'test-records': 'colleagues try forms with made-up people',
  'machine-wave': 'a mail scanner opens nearly every mail',
  'junk-campaign': 'a prize draw floods the CRM with people who want the prize',
  'gamed-threshold': 'the MQL threshold is lowered in the last days of a quarter',
  'new-product': 'a new product line brings pages and events of its own',
  'slow-response': 'sales takes a week to answer',
  'accepts-everything': 'one rep accepts every hand-off',
  'rejects-for-convenience': 'one rep rejects most hand-offs with the handiest reason',
  'late-stages': 'one rep enters all stages of a deal when it closes',
  'bulk-closed': "stalled deals are closed in bulk on a quarter's last day",
  'deals-without-people': "one rep's deals name the company and nobody else",
  'dark-wins': 'deals are won with companies of which no behaviour is known',
  'loose-threshold': 'the MQL threshold is far too low, all the time',
  'tight-threshold': 'the MQL threshold is far too high, all the time',
} as const;

export type FaultKind = keyof typeof FAULTS;

/** Every kind, in the order of the docs. */
export const FAULT_KINDS = Object.keys(FAULTS) as readonly FaultKind[];

/** Faults of the rule itself: they contradict each other, and no look at data alone can show them. */
const OF_THE_RULE: ReadonlySet<FaultKind> = new Set(['loose-threshold', 'tight-threshold']);

/** What `all` plants: every kind that can be planted beside all others. */
export const ALL_TOGETHER: readonly FaultKind[] = FAULT_KINDS.filter((kind) => !OF_THE_RULE.has(kind));
