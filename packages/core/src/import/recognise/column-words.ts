// What headers are called in the exports of CRMs, marketing automation and trackers, by kind of row: data, in plain words.
import type { RowKind } from '../mapping/mapping.ts';

/** Headers by target. */
export type HeaderTable = ReadonlyMap<string, readonly string[]>;

function table(text: string): HeaderTable {
  return new Map(
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [target = '', list = ''] = line.split(': ');
        return [target.trim(), list.split(', ').map((word) => word.trim())] as const;
      }),
  );
}

const PERSON = `
email: email, email address, work email, business email, contact email, user email, recipient, email id, lead email, person email, email adresse, mail
userId: contact id, lead id, user id, prospect id, person id, who id, customer id, student id, member id, subscriber id, mql id, prospect, contact vid, canonical vid, distinct id, lead or contact id, contact or lead id, associated contact ids, associated contact id, userid, lead number
anonymousId: anonymous id, visitor id, user pseudo id, cookie id, device id, client id`;
const COMPANY = `
accountId: account id, company id, organization id, organisation id, associated company ids, associated company id, associatedcompanyid, primary associated company id, prospect account id, crm account fid, org id, group id, converted account id
domain: domain, company domain name, company domain, website, website url, web site, email domain, webseite
deleted: is deleted, deleted`;
const PLACE = `
lead.country: country, country region, mailing country, ip country, land
lead.region: state, state region, province, state province, mailing state, mailing state province, region, territory, bundesland
lead.city: city, mailing city, stadt, ort`;
const CREATED =
  'create date, createdate, created date, created at, created, date created, creation date, date added, created on, created time, erstellt am, angelegt am, erstellungsdatum, anlagedatum';
const CAMPAIGN = `
campaign.source: utm source, traffic source source, manual source, source parameter, campaign source
campaign.medium: utm medium, campaign medium, traffic source medium, manual medium, medium parameter, medium
campaign.name: utm campaign, traffic source name, manual campaign name, campaign parameter, campaign name, campaign, campaign id, email campaign id
campaign.term: utm term, campaign term, term parameter
campaign.content: utm content, campaign content, content parameter`;
const MODIFIED =
  'modifiedAt: last modified date, updated at, last modified, modified date, lastmodifieddate, system modstamp, update date, date modified';

const ATTRIBUTES = `lead.firstName: first name, firstname, given name, vorname
lead.lastName: last name, lastname, surname, family name, nachname
lead.phone: phone, phone number, mobile, mobile phone, mobilephone, telephone, telefon
lead.title: job title, title, jobtitle, position, berufsbezeichnung, titel, funktionsbezeichnung
lead.function: department, job function, function, abteilung, funktion
lead.seniority: seniority, job level, management level, seniority level
lead.role: buying role, role in committee
lead.language: language, preferred language
lead.budget: budget
lead.source: lead source, original source, origin, source, original traffic source, lead origin, contact source, latest source, analytics source, quelle, herkunft, lead quelle
lead.campaign: campaign, original campaign, campaign id, first campaign, source campaign
lead.selfReportedSource: how did you hear about us, self reported source
lead.student: student, is student
lead.unsubscribed: unsubscribed from all email, opted out of all email, opted out, email opt out, do not email, has opted out of email, is do not email, unsubscribed, opt out, email optout
lead.status: lead status, status, contact status
lead.lifecycleStage: lifecycle stage, lifecyclestage
lead.owner: contact owner, lead owner, hubspot owner, owner id, owner, crm owner fid, hubspot owner id
lead.doNotCall: do not call, is do not call
lead.crmScore: score, lead score, hubspot score
lead.crmGrade: grade, rating, lead grade
lead.pageviews: number of pageviews, analytics num page views, page views, pageviews, page view count
lead.visits: number of visits, analytics num visits, total visits, totalvisits, number of sessions, sessions
lead.pagesPerVisit: average pageviews, page views per visit
lead.secondsOnSite: total time spent on website, time on site
lead.lastActivity: last activity, last activity date, last activity at, last notable activity, recent interaction, last touch, last seen, last seen date
lead.converted: converted, is converted
lead.emailsOpened: marketing emails opened, emails opened
lead.emailsClicked: marketing emails clicked, emails clicked
account.name: company, company name, company account, account name, organization, organisation, associated company, firma, unternehmen, company name
account.industry: industry, sector, branche
account.employees: employees, number of employees, numberofemployees, no of employees, employee count, headcount, company size, mitarbeiter, mitarbeiterzahl
account.revenue: annual revenue, annualrevenue, revenue, total revenue, umsatz`;

export const COLUMN_WORDS: Readonly<Record<RowKind, HeaderTable>> = {
  leads: table(`${PERSON}${COMPANY}${PLACE}
occurredAt: ${CREATED}, date registered, registered, registered at, registration date, signup date, sign up date, signed up at, signed up, first contact date, lead created, trial start, trial started, trial start date, became a lead date, date joined, joined
${MODIFIED}
${ATTRIBUTES}
convertedAt: converted date, converted at, conversion date
mergedFrom: merged object ids, merged vids, calculated merged vids, merged contact ids, merged lead ids
mergedInto: converted contact id, master record id
convertedDeal: converted opportunity id, converted deal id
legacyMqlAt: became a marketing qualified lead date, mql date, date became mql, lifecyclestage marketingqualifiedlead date, marketing qualified at, became mql date
conversationAt: first conversation date, first sales conversation, first meeting held date, first discovery call`),
  accounts: table(`${COMPANY}
occurredAt: ${CREATED}
${MODIFIED}
name: name, account name, company name, account, company, organization, organisation, firma, unternehmen
account.industry: industry, sector, vertical, branche
account.employees: employees, number of employees, numberofemployees, no of employees, employee count, headcount, company size, mitarbeiter, mitarbeiterzahl
account.revenue: annual revenue, annualrevenue, revenue, total revenue, umsatz
account.country: country, country region, billing country, office location, headquarters, hq country, land
account.region: state, state region, billing state, billing state province, province
account.city: city, billing city
account.technologies: technologies, technologies used, web technologies, tech stack
account.segment: segment, company segment
account.owner: account owner, company owner, owner, owner id, hubspot owner id
account.type: type, account type, company type
account.tier: tier, target account tier
account.plan: plan, subscription plan
account.seats: seats, licences, licenses`),
  deals: table(`${PERSON}${COMPANY}
deal: deal id, opportunity id, opp id, nummer, angebotsnummer, vorgang
name: deal name, opportunity name, dealname, name, angebot, bezeichnung
stage: deal stage, stage, stage name, dealstage, status, deal pipeline stage id, opportunity stage, phase, stufe
pipeline: pipeline, deal pipeline id, pipeline name, deal pipeline
type: deal type, type, opportunity type, dealtype
amount: amount, close value, value, deal value, deal amount, opportunity amount, acv, contract value, betrag, wert, summe, auftragswert
currency: currency, currency code, currency iso code, deal currency code, deal currency, wahrung
openedAt: ${CREATED}, engage date, open date, opened at, opened, opportunity created date
closedAt: close date, closed at, closedate, closed date, closed on, abschlussdatum, abschluss, geschlossen am
wonAt: won date, won at, date won, closed won date, converted at, purchase date
lostAt: lost date, lost at, date lost, closed lost date
isWon: is won, won, is closed won
isClosed: is closed, closed
owner: deal owner, opportunity owner, owner, owner id, sales agent, sr id, hubspot owner id, sales rep, account executive, rep, verantwortlich, vertriebsmitarbeiter, assigned
reason: closed lost reason, loss reason, lost reason, reason lost, verlustgrund
accountName: account name, account, company, company name, associated company, organization, organisation, firma, unternehmen
${MODIFIED}`),
  'deal people': table(`${PERSON}
deal: deal id, opportunity id
attachedAt: ${CREATED}, attached at
deleted: is deleted, deleted`),
  stages: table(`
deal: deal id, opportunity id
stage: value, stage, new value, property value, stage name, deal stage, to stage, new stage, stage id
oldStage: old value, from stage, old stage
field: field, field name, property, property name, name
occurredAt: date entered, changed at, entered at, timestamp, change date, date, ${CREATED}
deleted: is deleted, deleted`),
  activities: table(`${PERSON}${COMPANY}
activity: type, activity type, engagement type, task subtype, activity, task type
direction: direction, call type, call direction, email direction
outcome: outcome, meeting outcome, call outcome, call disposition, status, result, disposition
seconds: duration seconds, call duration in seconds, call duration seconds, duration in seconds, call duration
milliseconds: call duration, duration ms, duration milliseconds
owner: owner, owner id, assigned to, activity assigned to, hubspot owner id, activity owner, sales rep, rep, assigned, created by, all owner ids
occurredAt: start time, start date time, meeting start time, activity date time, activity date, timestamp, call date, date, due date, activity date and time, start date, ended at, ${CREATED}
deal: what id, deal id, opportunity id, associated deal ids, associated deal id
accountName: account name, company, company account, account`),
  dispositions: table(`${PERSON}${COMPANY}
answer: answer, disposition, sales response, response, decision, outcome, lead status, status
reason: rejection reason, reason, disqualification reason, reject reason, unqualified reason
note: note, notes, comment, comments
owner: rep, sales rep, owner, sdr, answered by, owner id
occurredAt: answered at, decided at, date, timestamp, changed at, ${CREATED}`),
  events: table(`${PERSON}${COMPANY}${CAMPAIGN}
previousId: previous id, anon distinct id
name: event text, event name, event, action, event type, type name, activity, activity type, interaction, conversion event
path: path, page path, pathname, page
field: primary attribute value
value: new value, new stage
oldValue: old value, old stage
url: url, page url, webpage url, page location, current url, link
referrer: referrer, referer, referrer url, page referrer
title: page title, title
occurredAt: timestamp, time, event time, occurred at, event timestamp, event date, activity date, original timestamp, received at, date, datetime, ${CREATED}
seconds: seconds, duration seconds, time on page`),
  members: table(`${PERSON}${COMPANY}
campaign.name: campaign name, campaign, campaign id, program name, program, list name
status: member status, status, progression status
responded: has responded, responded, is responded
occurredAt: first responded date, responded date, response date, member first responded date, status updated at, membership date, ${CREATED}`),
  subscriptions: table(`${PERSON}${COMPANY}
subscription: subscription id, purchase id, order id, invoice id, payment id, transaction id
occurredAt: start date, started at, date purchased, purchase date, purchased at, current period start, subscription start, paid at, order date, ${CREATED}
cancelledAt: canceled at, cancelled at, end date, ended at, cancellation date
change: change, status, event, event type
amount: amount, price, mrr, total, plan amount, value
currency: currency, currency code`),
  spend: table(`
from: date, day, start date, period start, month, week, reporting starts, from
until: end date, period end, reporting ends, to, until
campaign.name: campaign, campaign name
campaign.source: utm source, traffic source source, manual source, campaign source, source
campaign.medium: medium, utm medium
channel: channel, platform, network, source medium, ad network
amount: cost, spend, amount spent, amount, total cost, ad spend, total spend
currency: currency, currency code, account currency`),
  identifies: table(`${PERSON}${COMPANY}
previousId: previous id, anon distinct id${PLACE}
${ATTRIBUTES}
occurredAt: timestamp, original timestamp, sent at, received at, time, date, ${CREATED}`),
  changes: table(`${PERSON}${COMPANY}
field: field, field name, field event, property, property name, attribute, name, primary attribute value
value: new value, new stage, value, property value, to value
oldValue: old value, old stage, previous value, from value
owner: modifying user, edited by, changed by, created by, updated by, updated by user id, created by id
occurredAt: timestamp, activity date, changed at, change date, edit date, change timestamp, date entered, date, ${CREATED}`),
  merges: table(`
userId: canonical vid, winner id, surviving id, merged into id, master id, lead id, contact id, person id, user id
mergedFrom: vid to merge, merge ids, merged ids, merged id, merged lead ids, loser id, losing id, duplicate id
occurredAt: merged at, merge date, activity date, timestamp, date, ${CREATED}`),
};

/** Columns of export tools that say nothing of the row. */
export const TECHNICAL: ReadonlySet<string> = new Set(
  'synced, active, uuid ts, ip, client ip address, user agent, library name, library version, ga session id, team id, elements chain, portal id, photo url, jigsaw company id, last viewed date, last referenced date, record type id, created by id, last modified by id, type id, category, index, row number, unnamed 0'.split(
    ', ',
  ),
);
