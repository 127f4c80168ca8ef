// The definition that the replay benchmark runs: 15 signals with caps, windows and half-lives, 2 patterns, 6 fit criteria.
export const EVENT_NAMES = [
  'Pricing Viewed',
  'Demo Requested',
  'Webinar Attended',
  'Guide Downloaded',
  'Comparison Viewed',
  'Case Study Read',
  'Trial Started',
  'Report Built',
  'Teammate Invited',
  'Limit Reached',
  'Question Asked',
  'Newsletter Clicked',
  'Event Visited',
  'Docs Read',
  'Unsubscribed',
  'Home Viewed',
  'Blog Read',
  'Careers Viewed',
  'Login',
  'Heartbeat',
] as const;

export const DEFINITION = `
definition: bench
language: 1
fit:
  criteria:
    headcount: { when: 'account.employees >= 200', points: 30 }
    industry:  { when: 'account.industry in ["i0", "i1", "i2", "i3"]', points: 20 }
    country:   { when: 'account.country in ["c0", "c1", "c2"]', points: 10 }
    seniority: { when: 'lead.seniority in ["s0", "s1"]', points: 20 }
    function:  { when: 'lead.function == "f0" || lead.function == "f1"', points: 10 }
    student:   { when: 'lead.student', points: -30 }
  grades: { A: 60, B: 40, C: 20 }
engagement:
  signals:
    pricing:    { when: 'entry.name == "Pricing Viewed"', points: 15, within: 30d, atMost: 3, halfLife: 14d }
    demo:       { when: 'entry.name == "Demo Requested"', points: 40, within: 30d, halfLife: 30d }
    webinar:    { when: 'entry.name == "Webinar Attended"', points: 10, within: 60d, atMost: 2, halfLife: 30d }
    guide:      { when: 'entry.name == "Guide Downloaded"', points: 5, within: 60d, atMost: 3, halfLife: 20d }
    comparison: { when: 'entry.name == "Comparison Viewed"', points: 10, within: 30d, atMost: 2, halfLife: 14d }
    casestudy:  { when: 'entry.name == "Case Study Read"', points: 6, within: 30d, atMost: 2, halfLife: 14d }
    question:   { when: 'entry.name == "Question Asked"', points: 30, within: 30d, halfLife: 14d }
    newsletter: { when: 'entry.name == "Newsletter Clicked"', points: 3, within: 30d, atMost: 3, halfLife: 7d }
    event:      { when: 'entry.name == "Event Visited"', points: 12, within: 90d, atMost: 2, halfLife: 45d }
    docs:       { when: 'entry.name == "Docs Read"', points: 4, within: 14d, atMost: 5, halfLife: 7d }
    trial:      { when: 'entry.name == "Trial Started"', points: 20, within: 30d, halfLife: 14d }
    report:     { when: 'entry.name == "Report Built"', points: 10, within: 14d, atMost: 4, halfLife: 7d }
    invite:     { when: 'entry.name == "Teammate Invited"', points: 12, within: 14d, atMost: 2, halfLife: 7d }
    limit:      { when: 'entry.name == "Limit Reached"', points: 15, within: 14d, halfLife: 7d }
    unsub:      { when: 'entry.name == "Unsubscribed"', points: -30, within: 90d }
qualify:
  fast-lane: { pattern: [webinar, pricing x2, trial], within: 30d, fit: C }
  ladder:    { pattern: [guide, comparison, pricing], within: 60d, ordered: true, fit: B }
  mql:       { any: [ { fit: A, engagement: 40 }, { fit: B, engagement: 55 } ] }
handoff:
  respondWithin: 24h
  reject: { until: 5d }
  recycle: { coolDown: 30d }
`;
