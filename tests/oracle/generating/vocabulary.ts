// The few words that random definitions and histories share, so that they meet: event names, attributes, conditions over them, calendars.
import type { Condition, ConditionNode } from '@baton/core/definition/condition';
import type { CalendarDefinition } from '@baton/core/definition/definition';
import type { Json } from '@baton/core/journal/entry';
import type { Chance } from './chance.ts';
import {
  arithmetic,
  both,
  choose,
  compare,
  condition,
  either,
  has,
  list,
  not,
  path,
  size,
  text,
  within,
} from './condition-trees.ts';

export const NAMES = [
  'Demo',
  'Webinar',
  'Paper',
  'Trial',
  'Report',
  'Invite',
  'Email Opened',
  'Email Link Clicked',
  'Unsubscribed',
];
export const TOPICS = ['plans', 'security', 'prices'];
export const PATHS = ['/pricing', '/pricing/teams', '/docs'];
export const MEDIA = ['cpc', 'mail'];
export const SOURCES = ['web', 'app'];
export const REASONS = ['no-budget', 'wrong-size'];
export const ROLES = ['champion', 'buyer'];

/** What may be learned of people and companies; a null says unknown from now on. */
export const LEAD_VALUES: Readonly<Record<string, readonly Json[]>> = {
  seniority: ['director', 'junior', 'intern', null],
  role: [...ROLES, ...ROLES, 'user', null],
  budget: [10, 60, 2.5, 'much'],
  student: [true, false],
  title: ['Head', 'Vp Sales', null],
};
export const ACCOUNT_VALUES: Readonly<Record<string, readonly Json[]>> = {
  industry: ['software', 'finance', 'farming', null],
  employees: [5, 80, 200, 900, null],
  type: ['prospect', 'rival'],
  technologies: [['crm', 'mail'], ['crm'], []],
  expectedValue: [100, 5000],
};

const name = path('entry', 'name');
const kind = path('entry', 'kind');
const ENTRY_NODES: readonly ConditionNode[] = [
  ...NAMES.map((each) => compare(name, '==', each)),
  compare(name, '==', 'Demo'),
  compare(name, '==', 'Webinar'),
  within(name, list(['Paper', 'Webinar'])),
  within(name, list(['Trial', 'Report', 'Invite'])),
  compare(kind, '==', 'page'),
  compare(kind, '==', 'conversation'),
  text(path('entry', 'path'), 'startsWith', '/pricing'),
  text(path('entry', 'path'), 'matches', 'pric.*teams$'),
  both(compare(kind, '==', 'dwell'), compare(path('entry', 'seconds'), '>=', 60)),
  both(compare(name, '==', 'Paper'), compare(path('entry', 'topic'), '!=', 'plans')),
  either(compare(name, '==', 'Report'), has('entry', 'properties', 'seats')),
  both(has('entry', 'topic'), not(compare(name, '==', 'Unsubscribed'))),
  compare(arithmetic(path('entry', 'seats'), '*', 2), '>', 6),
  both(path('entry', 'machine'), compare(kind, '==', 'track')),
  either(path('entry', 'machine'), compare(name, '==', 'Report')),
  both(compare(name, '==', 'Email Opened'), not(path('entry', 'machine'))),
];

const SOURCE_NODES: readonly ConditionNode[] = [
  compare(path('entry', 'campaign', 'medium'), '==', 'cpc'),
  compare(path('entry', 'source'), '==', 'app'),
  not(compare(path('entry', 'topic'), '==', 'plans')),
  path('entry', 'machine'),
];

const ACCOUNT_NODES: readonly ConditionNode[] = [
  within(path('account', 'industry'), list(['software', 'finance'])),
  compare(path('account', 'employees'), '>=', 80),
  compare(path('account', 'industry'), '!=', 'farming'),
  within({ start: 0, end: 0, op: 'literal', value: 'crm' }, path('account', 'technologies')),
  has('account', 'employees'),
  compare(size(path('account', 'technologies')), '>', 1),
];

const LEAD_NODES: readonly ConditionNode[] = [
  compare(path('lead', 'seniority'), '==', 'director'),
  within(path('lead', 'role'), list(ROLES)),
  compare(arithmetic(path('lead', 'budget'), '*', 2), '>=', 20),
  text(path('lead', 'title'), 'contains', 'Sales'),
  either(compare(path('lead', 'seniority'), '==', 'director'), compare(path('account', 'employees'), '>', 100)),
  choose(
    has('lead', 'role'),
    compare(path('lead', 'role'), '==', 'champion'),
    compare(path('account', 'employees'), '<', 100),
  ),
];

const SHUTTING_NODES: readonly ConditionNode[] = [
  compare(path('account', 'type'), '==', 'rival'),
  compare(path('account', 'expectedValue'), '<', 3000),
];
const SHUTTING_LEAD_NODES: readonly ConditionNode[] = [
  compare(path('lead', 'student'), '==', true),
  compare(path('lead', 'seniority'), '==', 'intern'),
];

const made = (nodes: readonly ConditionNode[]): readonly Condition[] => nodes.map(condition);
const ofEntry = made(ENTRY_NODES);
const ofSource = made(SOURCE_NODES);
const ofAccount = made(ACCOUNT_NODES);
const ofLead = made(LEAD_NODES);
const shutting = made(SHUTTING_NODES);
const shuttingLead = made(SHUTTING_LEAD_NODES);

export const entryCondition = (by: Chance): Condition => by.pick(ofEntry);
export const sourceCondition = (by: Chance): Condition => by.pick(ofSource);
export const fitCondition = (by: Chance): Condition => by.pick(by.happens(0.5) ? ofAccount : ofLead);
/** For `disqualify` and `unless`; of an account gate it reads the account alone. */
export const shuttingCondition = (by: Chance, accountOnly = false): Condition =>
  by.pick(accountOnly || by.happens(0.5) ? shutting : shuttingLead);

const OFFICE = [[540, 1020]] as const;
const WEEK = [OFFICE, OFFICE, OFFICE, OFFICE, OFFICE, [], []] as const;
const BROKEN = [
  [480, 720],
  [780, 1050],
] as const;

export const CALENDARS: readonly CalendarDefinition[] = [
  { zone: 'UTC', week: WEEK, holidays: [] },
  {
    zone: 'Europe/Berlin',
    week: [BROKEN, BROKEN, BROKEN, OFFICE, [[480, 720]], [], []],
    holidays: ['2025-03-31', '2025-04-18'],
  },
  { zone: 'America/New_York', week: [[], OFFICE, OFFICE, OFFICE, OFFICE, [[0, 1440]], []], holidays: ['2025-04-02'] },
  { zone: 'Asia/Kolkata', week: [OFFICE, [], OFFICE, [], OFFICE, [], []], holidays: [] },
  { zone: 'Europe/Berlin', week: Array.from({ length: 7 }, () => [[0, 1440]] as const), holidays: [] },
];
