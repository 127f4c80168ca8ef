// What the words of exports mean: kinds and outcomes of activities, answers of reps, stages, types of deals. Data; the keys are plain words (no case, no hyphens).

/** Meaning by word. */
export type Words = ReadonlyMap<string, string>;

function words(text: string): Words {
  return new Map(
    text
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [meaning = '', list = ''] = line.split(': ');
        return list.split(', ').map((word) => [word.trim(), meaning.trim()] as const);
      }),
  );
}

/** Kinds of activities. */
export const ACTIVITIES: Words = words(`
call: call, calls, phone, phone call, telephone, cold call, outbound call, inbound call, call logged, discovery call, logged call
meeting: meeting, meetings, event, appointment, demo, demo meeting, online meeting, in person meeting, video call, on site visit, visit, first meeting
email: email, e mail, emails, mail, outgoing email, incoming email, forwarded email, email sent, email reply, reply, email received, sent email, list email, sales email
message: message, sms, whats app, whatsapp, linkedin, linked in, linkedin message, linked in message, communication, chat
task: task, tasks, todo, to do, follow up, other
note: note, notes, comment, comments, logged note
`);

/** Who spoke. */
export const DIRECTIONS: Words = words(`
inbound: inbound, incoming, incoming email, received, reply, replied, in, inbound call, email reply, email received
outbound: outbound, outgoing, sent, out, outgoing email, forwarded email, email, outbound call, sent email, email sent, internal
`);

/** What came of an activity. */
export const OUTCOMES: Words = words(`
done: done, completed, complete, held, attended, connected, answered, contact made, reached, spoke, successful, success, showed, meeting held, qualified, interested, not interested, call back later, meeting booked, meeting scheduled, conversation, closed
open: open, scheduled, planned, not started, in progress, pending, confirmed, waiting on someone else, deferred
cancelled: cancelled, canceled, declined
no-show: no show, noshow, did not attend, not attended, missed
rescheduled: rescheduled, re scheduled, postponed
missed: voicemail, left voicemail, voice mail, left message, left live message, no answer, busy, wrong number, not connected, unanswered, gatekeeper, bad number, disconnected, failed, not reached
automatic: sequence, sequence step, automated, automatic, bounced, auto reply, out of office, ooo
`);

/** What a rep's status says of a hand-off (K11). `touched`: sales reached out, and nobody answered yet; `none`: nobody has looked at it. */
export const ANSWERS: Words = words(`
accepted: accepted, accept, working, working contacted, in progress, contacted, connected, open deal, engaged, sal, sales accepted, sales accepted lead, meeting booked, meeting scheduled, discovery
touched: touched, attempted to contact, attempted, attempting contact, attempting, contact attempted, left voicemail, emailed, in sequence, outreach, no answer
rejected: rejected, reject, unqualified, disqualified, not qualified, bad fit, wrong size, no fit, no interest, not interested, closed not converted, bad timing, no budget
invalid: invalid, duplicate, bounced, test, spam, job seeker, jobseeker, student, customer, existing customer, competitor
recycled: recycled, recycle, nurture, nurturing, returned to marketing
sql: sql, sales qualified, sales qualified lead, salesqualifiedlead, qualified, converted, closed converted, opportunity
snoozed: snoozed, later
none: new, open, open not contacted, not contacted, uncontacted, unworked, raw, unassigned, assigned, mql, marketing qualified, marketing qualified lead, marketing qualified leads, inquiry, subscriber, prospect
`);

/** Stages that say themselves how a deal ended. */
export const STAGES: Words = words(`
won: won, closed won, closedwon, close won, deal won, closed (won), gewonnen, ganado, ganho, gagne
lost: lost, closed lost, closedlost, close lost, deal lost, closed (lost), abandoned, dead, disqualified, verloren, perdido, perdu
`);

/** Stages that are plainly open. */
export const OPEN_STAGES: ReadonlySet<string> = new Set(
  'open, new, prospecting, prospect, engaging, engaged, qualification, qualified, discovery, demo, demo scheduled, needs analysis, value proposition, id. decision makers, perception analysis, proposal, proposal sent, angebot, angebot versendet, verhandlung, qualifizierung, interessent, proposal price quote, quote, negotiation, negotiation review, contract sent, appointment scheduled, appointmentscheduled, qualified to buy, qualifiedtobuy, presentation scheduled, presentationscheduled, decision maker bought in, decisionmakerboughtin, contractsent, verbal commit, commit, in progress, pending'.split(
    ', ',
  ),
);

/** Types of deals (K4). */
export const BUSINESS: Words = words(`
new: new, new business, newbusiness, new customer, new logo, new account, net new
existing: existing, existing business, existingbusiness, existing customer upgrade, existing customer replacement, existing customer downgrade, renewal, renewals, upsell, up sell, cross sell, crosssell, expansion, upgrade, downgrade, add on, addon, amendment, extension, existing customer
test: test, testing, demo, internal, dummy
`);

/** Statuses of campaign members who did something (K12). */
export const RESPONSES: Words = words(`
yes: responded, registered, attended, attended on demand, attended on-demand, clicked, downloaded, replied, requested, filled out form, filled form, visited booth, engaged, converted, subscribed, interested, rsvp, confirmed
no: sent, invited, planned, member, on list, opened, delivered, bounced, no show, not attended, unsubscribed, declined, waitlisted, cancelled, targeted, not sent
`);

/** Changes of subscriptions. */
export const CHANGES: Words = words(`
started: started, start, new, created, active, activated, subscribed, trialing to active, paid, purchase, purchased, resumed
upgraded: upgraded, upgrade, expanded, expansion
cancelled: cancelled, canceled, cancel, ended, expired, churned, churn, unsubscribed, inactive, terminated
`);

/** What trackers call an event that is a page view. */
export const PAGE_VIEWS: ReadonlySet<string> = new Set([
  'page viewed',
  'page view',
  'pageview',
  '$pageview',
  'viewed page',
  'viewed a page',
  'loaded a page',
  'page visited',
  'visited page',
]);

/** Fields of a history that are the stage. */
export const STAGE_FIELDS: ReadonlySet<string> = new Set([
  'stage',
  'stagename',
  'stage name',
  'dealstage',
  'deal stage',
  'opportunity stage',
]);

/** Events of marketing automation that are outcomes of deals: the deals tell them, and people did nothing. */
export const OF_DEALS: ReadonlySet<string> = new Set([
  'new opportunity',
  'opportunity created',
  'opportunity won',
  'opportunity lost',
  'opportunity reopened',
  'opportunity linked',
]);

/** What marketing automation logs of a record: nothing that its person did. */
export const OF_RECORDS: ReadonlySet<string> = new Set(
  'new lead, change data value, change score, change status in progression, add to list, remove from list, sync lead to sfdc, change owner, change revenue stage, merge leads, delete lead, data value changed, score changed, revenue stage changed, list changed, status changed, record changed'.split(
    ', ',
  ),
);

/** Those of them that tell which field of the record changed, and to what. */
export const RECORD_CHANGES: ReadonlySet<string> = new Set(
  'change data value, change score, change revenue stage, data value changed, score changed, revenue stage changed'.split(
    ', ',
  ),
);

/** Statuses of people who buy: they say nothing of a hand-off that came before the purchase (K11). */
export const CUSTOMERS: ReadonlySet<string> = new Set(['customer', 'existing customer']);

/** Fields of a history of people that are the rep's status (K11). */
export const STATUS_FIELDS: ReadonlySet<string> = new Set(
  'status, lead status, leadstatus, hs lead status, contact status, prospect status, sales status'.split(', '),
);

/** Fields of a history of people that are the lifecycle stage. */
export const LIFECYCLE_FIELDS: ReadonlySet<string> = new Set(
  'lifecycle stage, lifecyclestage, hs lifecyclestage, lifecycle, revenue stage, revenue cycle stage'.split(', '),
);

/** Lifecycle stages in their order: going back from an MQL or further is a rejection where a sales owner does it (K11). */
export const LIFECYCLE: readonly (readonly string[])[] = [
  ['other', 'subscriber', 'unqualified', 'known'],
  ['lead', 'inquiry', 'nurture', 'nurturing', 'recycled'],
  ['marketingqualifiedlead', 'marketing qualified lead', 'mql'],
  ['salesacceptedlead', 'sales accepted lead', 'sal'],
  ['salesqualifiedlead', 'sales qualified lead', 'sql'],
  ['opportunity'],
  ['customer'],
  ['evangelist'],
];

/** Events that people did not do, or that machines do for them: they name nobody for a deal (K5, K7). */
export const NO_DEEDS: ReadonlySet<string> = new Set(
  'email opened, email sent, email delivered, email bounced, email deferred, email dropped, spam complaint'.split(', '),
);
