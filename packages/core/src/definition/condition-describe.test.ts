import { describe, expect, test } from 'vitest';
import { describeCondition } from './condition-describe.ts';
import { parseCondition } from './condition-parse.ts';

function words(source: string): string {
  const parsed = parseCondition(source);
  if (!parsed.ok) throw new Error(parsed.problems[0]?.message);
  return describeCondition(parsed.value);
}

describe('conditions in words', () => {
  test.each([
    ['account.employees >= 200', 'company headcount is at least 200'],
    ['3000 > account.expectedValue', 'expected yearly value is under 3,000'],
    ['account.industry in ["Software", "Financial services"]', 'company industry is Software or Financial services'],
    ['lead.seniority in ["director", "vp", "c-level"]', 'seniority is director, vp or c-level'],
    ['!(account.country in ["US", "DE"])', 'company country is none of US and DE'],
    ['"SSO" in account.technologies', 'company technologies includes SSO'],
    ['has(lead.phone) && !has(lead.title)', 'phone is known and job title is not known'],
    [
      'lead.student || lead.budget < 10 && lead.budgetOwner == true',
      'student is true or (budget is under 10 and budget owner is true)',
    ],
    ['!(lead.student || account.employees < 5)', 'student is false and company headcount is at least 5'],
    ['account.seats * 40 > 1000', '(seats in use times 40) is over 1,000'],
    ['size(lead.title) > 3', 'the length of job title is over 3'],
    [
      'account.country == "DE" ? account.employees > 50 : account.employees > 200',
      'if company country is DE then company headcount is over 50, else company headcount is over 200',
    ],
  ])('[L30] who they are: %s', (source, expected) => {
    expect(words(source)).toBe(expected);
  });

  test.each([
    ['entry.path.startsWith("/pricing")', 'visited a page whose path starts with /pricing'],
    ['entry.name == "Demo Requested"', 'did "Demo Requested"'],
    ['entry.name in ["Report Built", "Source Connected"]', 'did "Report Built" or "Source Connected"'],
    ['entry.kind == "page"', 'visited a page'],
    ['entry.kind == "page" && entry.name == "Pricing"', 'visited "Pricing"'],
    [
      'entry.kind == "dwell" && entry.path == "/pricing" && entry.seconds >= 60',
      'stayed on a page whose path is /pricing for at least 60 seconds',
    ],
    ['entry.campaign.medium == "branded search"', 'did anything where campaign medium is branded search'],
    [
      'entry.name == "Download" && entry.properties["asset kind"] != "logo"',
      'did "Download" where asset kind is not logo',
    ],
    [
      'entry.name == "Chat" || entry.path.contains("contact")',
      'did "Chat", or visited a page whose path contains contact',
    ],
  ])('[L30] what they did: %s', (source, expected) => {
    expect(words(source)).toBe(expected);
  });
});
