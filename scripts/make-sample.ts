// Makes up the bundled sample: a small made-up company that sells reporting software, about 500 leads over a year, everything a journal holds. The same seed gives the same bytes.
import { createRandom, type Random } from '../packages/core/src/base/random.ts';
import type { Entry } from '../packages/core/src/journal/entry.ts';
import { addRest } from './sample-rest.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2024, 6, 1);
const END = Date.UTC(2025, 6, 1);
const SYLLABLES = [
  'al',
  'bri',
  'cor',
  'dan',
  'el',
  'fen',
  'gar',
  'hol',
  'ist',
  'jun',
  'kel',
  'lor',
  'mir',
  'nov',
  'or',
  'pel',
  'quin',
  'ros',
  'sil',
  'tor',
  'ul',
  'ven',
  'wes',
  'yor',
  'zan',
];
const INDUSTRIES = ['Software', 'Financial services', 'Manufacturing', 'Logistics', 'Agency', 'Retail', 'Education'];
const COUNTRIES = ['US', 'US', 'US', 'GB', 'DE', 'DE', 'FR', 'NL', 'CA', 'IN', 'BR'];
const SENIORITIES = ['intern', 'junior', 'senior', 'manager', 'manager', 'director', 'vp', 'c-level'];
const SOURCES = [
  { source: 'search', medium: 'branded search', name: 'brand' },
  { source: 'search', medium: 'organic', name: undefined },
  { source: 'newsletter', medium: 'email', name: 'monthly' },
  { source: 'social', medium: 'paid', name: 'giveaway-tablet' },
  { source: 'partner', medium: 'referral', name: undefined },
  { source: 'events', medium: 'offline', name: 'autumn-fair' },
];

interface Company {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
  readonly country: string;
  readonly buys: boolean;
}

interface Person {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly seniority: string;
  readonly company: Company | undefined;
  readonly source: (typeof SOURCES)[number];
}

class Sample {
  readonly entries: Entry[] = [];
  private readonly ids = new Map<string, number>();
  constructor(private readonly random: Random) {}

  word(syllables: number): string {
    const text = Array.from({ length: syllables }, () => this.random.pick(SYLLABLES)).join('');
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  add(source: string, entry: object, occurredAt: number, lag = 2000): Entry {
    const number = (this.ids.get(source) ?? 0) + 1;
    this.ids.set(source, number);
    const happened = Math.floor(occurredAt);
    const made = {
      source,
      id: `${source}-${String(number).padStart(5, '0')}`,
      occurredAt: happened,
      knownAt: happened + lag,
      ...entry,
    } as unknown as Entry;
    this.entries.push(made);
    return made;
  }

  company(index: number): Company {
    const { random } = this;
    const industry = random.pick(INDUSTRIES);
    const employees = Math.max(3, Math.round(Math.exp(5.3 + 1.4 * random.normal())));
    const country = random.pick(COUNTRIES);
    const suits =
      (employees >= 200 ? 1 : 0) +
      (['Software', 'Financial services', 'Manufacturing', 'Logistics'].includes(industry) ? 1 : 0) +
      (['IN', 'BR'].includes(country) ? 0 : 0.5);
    const name = `${this.word(2)} ${random.pick(['Systems', 'Group', 'Works', 'Partners', 'Labs'])}`;
    return {
      id: `co-${String(index).padStart(3, '0')}`,
      name,
      domain: `${name.split(' ')[0]?.toLowerCase()}${index}.example`,
      industry,
      employees,
      country,
      buys: random.chance([0.05, 0.25, 0.5, 0.85][Math.floor(suits)] as number),
    };
  }

  person(index: number, company: Company | undefined): Person {
    const { random } = this;
    const [firstName, lastName] = [this.word(2), this.word(random.chance(0.5) ? 2 : 3)];
    const host = company === undefined ? random.pick(['gmail.com', 'outlook.com', 'gmx.de']) : company.domain;
    return {
      id: `p-${String(index).padStart(4, '0')}`,
      email: `${firstName}.${lastName}${index}@${host}`.toLowerCase(),
      firstName,
      lastName,
      seniority: random.pick(SENIORITIES),
      company,
      source: random.pick(SOURCES),
    };
  }
}

/** An instant in working hours on or after `at`, give or take. */
function officeHour(random: Random, at: number): number {
  let day = Math.floor(at / DAY) * DAY;
  const weekday = (day / DAY + 3) % 7;
  if (weekday >= 5 && random.chance(0.85)) day += (7 - weekday) * DAY;
  return day + (8 + 9 * random.uniform()) * HOUR;
}

function live(sample: Sample, random: Random, person: Person, born: number, buys: boolean): void {
  const { company } = person;
  const device = `device-${person.id}`;
  const known = random.chance(0.7) ? born + random.exponential(4 * DAY) : born;
  const campaign = {
    source: person.source.source,
    medium: person.source.medium,
    ...(person.source.name && { name: person.source.name }),
  };
  const who = (at: number) => (at < known ? { anonymousId: device } : { userId: person.id });
  const page = (path: string, at: number): void => {
    if (at < END)
      sample.add(
        'web',
        {
          kind: 'page',
          ...who(at),
          path,
          url: `https://tessel.example${path}`,
          campaign,
          properties: { topic: path.split('/')[1] || 'home' },
        },
        at,
        random.chance(0.03) ? 6 * HOUR : 1500,
      );
  };
  const track = (name: string, at: number, properties: object = {}): void => {
    if (at < END)
      sample.add(
        'web',
        { kind: 'track', ...who(Math.max(at, known)), name, campaign, properties },
        Math.max(at, known),
      );
  };
  page('/', born);
  if (random.chance(0.5)) page('/blog/reporting', born + 300_000);
  sample.add(
    'web',
    { kind: 'identify', userId: person.id, anonymousId: device, email: person.email, lead: { email: person.email } },
    known,
  );
  const traits = {
    lead: {
      firstName: person.firstName,
      lastName: person.lastName,
      ...(random.chance(0.8) && { seniority: person.seniority }),
      source: person.source.source,
    },
    ...(company && {
      account: {
        name: company.name,
        domain: company.domain,
        industry: company.industry,
        ...(random.chance(0.85) && { employees: company.employees }),
        country: company.country,
        expectedValue: company.employees * 60,
      },
    }),
  };
  sample.add(
    'crm',
    { kind: 'identify', userId: person.id, email: person.email, ...(company && { accountId: company.id }), ...traits },
    known + HOUR,
    30_000,
  );
  for (let month = known + 10 * DAY; month < Math.min(END, known + 300 * DAY); month += 30 * DAY) {
    if (!random.chance(0.6)) continue;
    const sent = officeHour(random, month);
    if (random.chance(0.25)) {
      const opens = Array.from({ length: 3 }, (_, i) =>
        sample.add(
          'mail',
          {
            kind: 'track',
            userId: person.id,
            name: i === 0 ? 'Email Opened' : 'Email Link Clicked',
            properties: { mail: `news-${Math.floor(month / (30 * DAY))}` },
          },
          sent + i * 400,
        ),
      );
      sample.add(
        'hygiene',
        {
          kind: 'flag',
          userId: person.id,
          flag: 'machine',
          because: 'every link of a mail within a second',
          entries: opens.map(({ source, id }) => ({ source, id })),
        },
        sent + 90_000,
      );
    } else if (random.chance(0.5))
      track('Email Opened', sent + random.exponential(5 * HOUR), { mail: `news-${Math.floor(month / (30 * DAY))}` });
  }
  // Some look around like buyers and never buy, some read everything there is to read: behaviour alone does not tell.
  const curious = !buys && random.chance(0.2);
  const reader = !buys && !curious && random.chance(0.25);
  const keen = buys || curious;
  const interest = buys
    ? 8 + random.poisson(7)
    : reader
      ? 10 + random.poisson(9)
      : random.poisson(curious ? 7 : person.source.name?.startsWith('giveaway') ? 3 : 1.6);
  const span = keen ? 21 * DAY : reader ? 45 * DAY : 120 * DAY;
  for (let i = 0; i < interest; i++) {
    const at = officeHour(random, known + random.uniform() * span);
    const what = random.uniform();
    if (keen ? what < 0.28 : what < 0.08) page('/pricing', at);
    else if (keen ? what < 0.52 : what < 0.16) page(random.pick(['/compare/spreadsheets', '/compare/others']), at);
    else if (keen ? what < 0.7 : what < 0.3) page(`/customers/${random.pick(['north', 'harbour', 'mill'])}`, at);
    else if (keen ? what < 0.82 : what < 0.4)
      track('Webinar Attended', at, { webinar: random.pick(['forecasting', 'month-end']) });
    else if (keen ? what < 0.9 : what < 0.85)
      track('Content Downloaded', at, { asset: random.pick(['guide-reporting', 'guide-budget', 'checklist']) });
    else page(random.pick(['/docs/start', '/careers', '/blog/month-end']), at);
  }
  if (random.chance(buys ? 0.45 : curious ? 0.2 : 0.02))
    track('Demo Requested', officeHour(random, known + (0.3 + 0.6 * random.uniform()) * span));
  if (random.chance(buys ? 0.5 : curious ? 0.3 : 0.06)) {
    const trial = officeHour(random, known + random.uniform() * span);
    track('Signed Up', trial);
    track('Trial Started', trial + 600_000);
    if (buys || random.chance(0.4)) {
      track('Source Connected', trial + HOUR);
      track('Report Built', trial + 2 * HOUR);
      if (random.chance(0.6)) track('Teammate Invited', trial + 3 * HOUR);
    }
  }
  if (!buys && random.chance(0.05)) track('Unsubscribed', known + 60 * DAY * random.uniform());
}

function sell(sample: Sample, random: Random, company: Company, people: readonly Person[], born: number): void {
  const lead = people[0];
  if (lead === undefined) return;
  const worked = company.buys || random.chance(0.25);
  if (!worked) return;
  const talk = officeHour(random, born + (18 + random.exponential(20)) * DAY);
  if (talk >= END) return;
  const who = { userId: lead.id, accountId: company.id };
  sample.add(
    'crm',
    {
      kind: 'touch',
      ...who,
      channel: 'mail',
      owner: random.pick(['rep-1', 'rep-2', 'rep-3']),
      rule: 'K6',
      confidence: 'recorded',
    },
    talk - DAY,
    HOUR,
  );
  sample.add('crm', { kind: 'conversation', ...who, channel: 'call', rule: 'K6', confidence: 'recorded' }, talk, HOUR);
  if (!company.buys && random.chance(0.6)) return;
  const deal = `deal-${company.id}`;
  const amountMinor = Math.round(company.employees * 60 * (0.6 + 0.8 * random.uniform())) * 100;
  const opened = talk + random.exponential(6 * DAY);
  const fact = (kind: string, at: number, more: object = {}): void => {
    if (at < END)
      sample.add(
        'crm',
        { kind, ...who, deal, name: `${company.name} – reporting`, amountMinor, currency: 'EUR', ...more },
        at,
        2 * HOUR,
      );
  };
  fact('opportunity', opened, { stage: 'Discovery' });
  fact('stage', opened + 8 * DAY, { stage: 'Proposal' });
  const closed = officeHour(random, opened + (12 + random.exponential(18)) * DAY);
  const wins = company.buys && random.chance(0.8);
  if (wins || random.chance(0.7))
    fact(
      wins ? 'won' : 'lost',
      closed,
      wins ? {} : { reason: random.pick(['No budget', 'Chose a competitor', 'Went dark']) },
    );
  if (!wins && random.chance(0.1)) fact('reopened', closed + 20 * DAY);
}

/** The sample's entries, in the order they became known. */
export function makeSample(seed = 20240701): Entry[] {
  const random = createRandom(seed);
  const sample = new Sample(random);
  let people = 0;
  for (let index = 1; index <= 180; index++) {
    const company = sample.company(index);
    const born = START + random.uniform() * (END - START - 20 * DAY);
    const size = 1 + Math.min(5, random.poisson(company.buys ? 2.2 : 1.3));
    const staff = Array.from({ length: size }, () => sample.person(++people, company));
    staff.forEach((person, i) => {
      live(
        sample,
        random,
        person,
        officeHour(random, born + i * random.exponential(6 * DAY)),
        company.buys && (i === 0 || random.chance(0.5)),
      );
    });
    sell(sample, random, company, staff, born);
  }
  for (let i = 0; i < 80; i++)
    live(
      sample,
      random,
      sample.person(++people, undefined),
      officeHour(random, START + random.uniform() * (END - START - DAY)),
      random.chance(0.02),
    );
  for (let month = 0; month < 12; month++) {
    const from = Date.UTC(2024, 6 + month, 1);
    for (const source of SOURCES) {
      sample.add(
        'finance',
        {
          kind: 'spend',
          from,
          until: Date.UTC(2024, 7 + month, 1),
          channel: source.source,
          campaign: { source: source.source, medium: source.medium },
          amountMinor: random.integer(800, 4000) * 100,
          currency: 'EUR',
        },
        Date.UTC(2024, 7 + month, 1),
      );
    }
  }
  const add = (source: string, entry: object, occurredAt: number, lag?: number): Entry =>
    sample.add(source, entry, occurredAt, lag);
  addRest(add, random, [...sample.entries], START, END);
  const late = sample.entries
    .filter((entry) => entry.knownAt < END)
    .sort((a, b) => a.knownAt - b.knownAt || (a.id < b.id ? -1 : 1));
  return late;
}
