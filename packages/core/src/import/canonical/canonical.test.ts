// What exports write of countries and positions, in the words that conditions compare.
import { describe, expect, it } from 'vitest';
import { countryCode } from './countries.ts';
import { readJobTitle } from './job-titles.ts';

describe('a country', () => {
  it.each([
    ['United Kingdom', 'GB'],
    ['UK', 'GB'],
    ['U.S.A.', 'US'],
    ['united states', 'US'],
    ['USA', 'US'],
    ['DEU', 'DE'],
    ['de', 'DE'],
    ['Deutschland', 'DE'],
    ['Allemagne', 'DE'],
    ['Österreich', 'AT'],
    ['Osterreich', 'AT'],
    ['Côte d’Ivoire', 'CI'],
    ['España', 'ES'],
    ['Czech Republic', 'CZ'],
    ['Czechia', 'CZ'],
    ['Korea, Republic of', 'Korea, Republic of'],
    ['South Korea', 'KR'],
    ['The Netherlands', 'NL'],
    ['Bosnia & Herzegovina', 'BA'],
    ['Georgia', 'GE'],
    ['Atlantis', 'Atlantis'],
    ['  Narnia ', 'Narnia'],
  ])('%s is %s', (text, code) => {
    expect(countryCode(text)).toBe(code);
  });
});

describe('a job title', () => {
  it.each([
    ['CFO', 'c-level', 'finance'],
    ['Chief Financial Officer', 'c-level', 'finance'],
    ['CEO & Founder', 'owner', 'executive'],
    ['Managing Director', 'c-level', 'executive'],
    ['Geschäftsführerin', 'c-level', 'executive'],
    ['Vice President, Sales', 'vp', 'sales'],
    ['SVP Marketing', 'vp', 'marketing'],
    ['Director of IT', 'director', 'it'],
    ['Head of People', 'director', 'hr'],
    ['Leiter Controlling', 'director', 'finance'],
    ['Finance Manager', 'manager', 'finance'],
    ['Team-Lead Operations', 'manager', 'operations'],
    ['Sr. Software Engineer', 'senior', 'it'],
    ['Senior Product Designer', 'senior', 'product'],
    ['Marketing Specialist', 'junior', 'marketing'],
    ['Sales Intern', 'intern', 'sales'],
    ['Working Student', 'intern', undefined],
    ['Internal Auditor', undefined, 'finance'],
    ['Coordinator, Events', 'junior', 'marketing'],
    ['Leadership Coach', undefined, undefined],
    ['Wizard of Light Bulb Moments', undefined, undefined],
  ])('%s: %s, %s', (title, seniority, department) => {
    const found = readJobTitle(title);
    expect([found.seniority, found.function]).toEqual([seniority, department]);
  });
});
