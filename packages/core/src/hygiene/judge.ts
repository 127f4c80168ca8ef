// Hygiene: judges entries as they come and tells, when all are in, which were made by machines, by people who try a form, or belong to the company itself or a competitor. Says what it thinks and changes nothing;
// flags are made of it in corrections/.
import type { Entry, Identity } from '../journal/entry.ts';
import { subjectOf } from '../journal/identifiers.ts';
import { own } from '../journal/json.ts';
import { HYGIENE_RULES, type HygieneRule, type HygieneRuleId, hygieneRule, ruleTag } from './rules.ts';
import { type HygieneSettings, NO_SETTINGS } from './settings.ts';
import { type OwnMark, type Sighting, Sightings } from './sightings.ts';
import { isBehaviour } from './signs/deeds.ts';
import { KNOWN_NETWORKS } from './signs/known-networks.ts';
import { OwnMarks } from './signs/own-marks.ts';
import { SENDER_MARKS } from './signs/sender-marks.ts';
import { looksLikeTest, TEST_PATTERNS } from './signs/test-records.ts';
import { agentPatterns } from './signs/user-agents.ts';
import type { Suspicion } from './suspicion.ts';
import { DELIVERY } from './timing/deliveries.ts';
import { BURST } from './timing/link-bursts.ts';
import { PAGES } from './timing/page-rate.ts';
import { CompanyWatch, emailIn } from './verdicts/company-watch.ts';
import { FOLLOWED_WITHIN, type Verdict, verdictsOn } from './verdicts/person-verdicts.ts';

/** Entries of one test record that one flag names at most. */
const MOST_NAMED = 1000;
const NO_MARKS: readonly OwnMark[] = [];

/** Whom a judge judges. */
export type Judged = 'everybody' | 'people' | 'companies';

/**
 * Judges a journal: entries in any order, each once. Holds some 70 bytes an entry of a person, and its id.
 *
 * @example const judge = new HygieneJudge(settings); for (const entry of entries) judge.add(entry); judge.finish()
 */
export class HygieneJudge {
  readonly sightings = new Sightings();
  private readonly own: OwnMarks;
  private readonly tests = new Map<string, Entry>();
  private readonly companies: readonly CompanyWatch[];

  constructor(
    private readonly settings: HygieneSettings = NO_SETTINGS,
    /** Whom it judges: where a journal is judged in parts, people and companies are judged apart. */
    private readonly about: Judged = 'everybody',
  ) {
    this.own = new OwnMarks(settings);
    this.companies = [
      new CompanyWatch('internal-domain', settings.internal, "the company's own domain"),
      new CompanyWatch('competitor-domain', settings.competitors, "a competitor's domain"),
    ];
  }

  add(entry: Entry): void {
    if (!isEvidence(entry)) return;
    if (this.about !== 'people') for (const watch of this.companies) watch.add(entry);
    const person = personOf(entry);
    if (person === undefined || this.about === 'companies') return;
    this.sightings.add(entry, person, isBehaviour(entry) ? this.own.of(entry) : NO_MARKS);
    if (!looksTried(entry)) return;
    const held = this.tests.get(person);
    if (held === undefined || entry.knownAt < held.knownAt) this.tests.set(person, entry);
  }

  /** Whether a rule is judged by: not where it was left out, nor where nothing was told that it needs. */
  isJudged(rule: HygieneRuleId): boolean {
    const { without, honeypots, internal, competitors } = this.settings;
    const isOfCompanies = rule === 'internal-domain' || rule === 'competitor-domain';
    if (without.includes(rule) || this.about === (isOfCompanies ? 'people' : 'companies')) return false;
    if (rule === 'honeypot') return honeypots.length > 0;
    if (rule === 'internal-domain') return internal.length > 0;
    return rule !== 'competitor-domain' || competitors.length > 0;
  }

  /** What an entry that a rule makes says of the rule. */
  tagOf(rule: HygieneRuleId): string {
    return ruleTag(hygieneRule(rule) as HygieneRule, judgedBy(rule, this.settings));
  }

  /** Whether enough was read of a company for a rule to judge it again. */
  isCompanyAtHand(rule: HygieneRuleId, company: Identity): boolean {
    return this.companies.some((watch) => watch.rule === rule && watch.isAtHand(company));
  }

  /** Every suspicion of every rule; of one entry there may be several. By rule, then by person as they came. */
  finish(): Suspicion[] {
    const found: Suspicion[] = [];
    const isJudged = (rule: HygieneRuleId): boolean => this.isJudged(rule);
    for (const { subject, entries } of this.sightings.byPerson()) {
      const who = identityOf(subject);
      const verdicts = verdictsOn(entries, (index) => this.sightings.marksOf(index), isJudged);
      for (const verdict of verdicts) found.push(this.suspicion(who, verdict));
      const test = this.tests.get(subject);
      if (test !== undefined && isJudged('test-record')) found.push(...this.testRecord(who, test, entries));
    }
    for (const watch of this.companies) found.push(...watch.finish().filter(({ rule }) => isJudged(rule)));
    const rank = new Map(HYGIENE_RULES.map(({ id }, i) => [id, i]));
    return found.sort((a, b) => (rank.get(a.rule) as number) - (rank.get(b.rule) as number));
  }

  private suspicion(subject: Identity, { rule, entries, because, rests = [] }: Verdict): Suspicion {
    return {
      rule,
      subject,
      entries: entries.map(({ index }) => this.sightings.ref(index)),
      because,
      occurredAt: Math.max(...entries.map(({ at }) => at)),
      knownAt: Math.max(...entries.map(({ knownAt }) => knownAt), ...rests.map(({ knownAt }) => knownAt)),
    };
  }

  /** All that somebody did who is none, from the instant on at which that was known. */
  private testRecord(subject: Identity, { occurredAt, knownAt }: Entry, entries: readonly Sighting[]): Suspicion[] {
    const refs = entries.map(({ index }) => this.sightings.ref(index));
    return Array.from({ length: Math.ceil(refs.length / MOST_NAMED) }, (_, i) => ({
      rule: 'test-record' as const,
      subject,
      entries: refs.slice(i * MOST_NAMED, (i + 1) * MOST_NAMED),
      because: 'a name or an address that people type to try a form',
      occurredAt,
      knownAt,
    }));
  }
}

/** What a rule judged by, besides itself: when this changes, so does its digest. */
function judgedBy(rule: HygieneRuleId, { honeypots, networks, internal, competitors }: HygieneSettings): unknown {
  switch (rule) {
    case 'sender-mark':
      return SENDER_MARKS;
    case 'honeypot':
      return honeypots;
    case 'user-agent':
    case 'mail-privacy':
      return agentPatterns();
    case 'scanner-network':
      return { known: KNOWN_NETWORKS, networks, FOLLOWED_WITHIN };
    case 'link-burst':
      return { BURST, FOLLOWED_WITHIN };
    case 'delivery-timing':
    case 'before-sending':
      return { DELIVERY, FOLLOWED_WITHIN };
    case 'page-rate':
      return PAGES;
    case 'test-record':
      return TEST_PATTERNS;
    case 'internal-domain':
      return internal;
    case 'competitor-domain':
      return competitors;
  }
}

/** Whether an entry can be evidence: what people did, what is known of them, what sales did. Corrections, answers and what is about the company itself cannot. */
function isEvidence(entry: Entry): boolean {
  switch (entry.kind) {
    case 'conversation':
    case 'meeting':
    case 'touch':
    case 'opportunity':
    case 'stage':
    case 'won':
    case 'lost':
    case 'reopened':
    case 'subscription':
    case 'identify':
    case 'group':
      return true;
    default:
      return isBehaviour(entry);
  }
}

function personOf(entry: Entry): string | undefined {
  const subject = subjectOf(entry);
  return subject === undefined || /^(company|domain):/.test(subject) ? undefined : subject;
}

/** A subject's identity: the one identifier that a flag on its entries names. */
function identityOf(subject: string): Identity {
  const at = subject.indexOf(':');
  const value = subject.slice(at + 1);
  const kind = subject.slice(0, at);
  if (kind === 'user') return { userId: value };
  return kind === 'email' ? { email: value } : { anonymousId: value };
}

function looksTried(entry: Entry): boolean {
  const lead = entry.kind === 'identify' ? entry.lead : undefined;
  const email = entry.email ?? emailIn(lead);
  if (email === undefined && lead === undefined) return false;
  return looksLikeTest(email, own(lead ?? {}, 'firstName'), own(lead ?? {}, 'lastName'));
}
