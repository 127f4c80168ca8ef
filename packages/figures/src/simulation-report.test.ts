// The page of a simulated company is one self-contained document that tells what was counted.

import { simulate } from '@baton/core/simulate/simulate';
import { SummaryCounter } from '@baton/core/simulate/summary/company-summary';
import { describe, expect, it } from 'vitest';
import { renderSimulationReport } from './simulation-report.ts';

function pageOf(leads: number, faults: 'none' | 'all') {
  const simulation = simulate({ seed: 'page', leads, years: 2, faults });
  const counter = new SummaryCounter(simulation.company);
  for (const account of simulation.accounts) counter.take(account);
  const [summary, truth] = [counter.finish(), simulation.truth()];
  return { summary, truth, html: renderSimulationReport(summary, truth) };
}

describe('the page of a simulated company', () => {
  const { summary, truth, html } = pageOf(3000, 'all');

  it('holds every picture with its numbers, and no script', () => {
    expect(html).toMatch(/^<!doctype html>/);
    expect(html.match(/<svg/g)?.length).toBeGreaterThanOrEqual(8);
    expect(html.match(/The numbers/g)?.length).toBe(8);
    expect(html).not.toMatch(/<script|NaN|undefined|Infinity/);
  });

  it('names every planted fault with its month and place', () => {
    for (const { kind, month, place } of truth.faults) expect(html).toContain(`<b>${kind}</b>, ${month}, ${place}`);
  });

  it('tells of steps that are each a part of the one before', () => {
    const people = summary.funnel.map((each) => each.people);
    expect(people.length).toBeGreaterThan(4);
    expect(people).toEqual([...people].sort((a, b) => b - a));
    expect(people[0]).toBeLessThanOrEqual(summary.leads);
  });

  it('counts every day of the week, most on working days', () => {
    const days = summary.week.map((hours) => hours.reduce((a, b) => a + b, 0));
    expect(Math.min(...days.slice(0, 5))).toBeGreaterThan(Math.max(...days.slice(5)));
  });

  it('tells of a company of ten as well, in which nobody may have bought', () => {
    expect(pageOf(10, 'none').html).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('the company looks like one', () => {
  const { summary } = pageOf(12_000, 'none');
  const of = (step: string): number => summary.funnel.find((each) => each.step === step)?.people ?? 0;

  it('[F3] with shares near published practice', () => {
    expect(of('Accepted') / of('MQL (point table)')).toBeGreaterThan(0.65);
    expect(of('Accepted') / of('MQL (point table)')).toBeLessThan(0.9);
    expect(of('SQL') / of('MQL (point table)')).toBeGreaterThan(0.15);
    expect(of('SQL') / of('MQL (point table)')).toBeLessThan(0.4);
    expect(of('Customer') / of('MQL (point table)')).toBeGreaterThan(0.01);
    expect(of('Customer') / of('MQL (point table)')).toBeLessThan(0.06);
  });

  it('with lags of weeks and a long tail, free mail for every third to fifth, and machines among the opens', () => {
    expect(summary.lags.median).toBeGreaterThan(14);
    expect(summary.lags.median).toBeLessThan(90);
    expect(summary.lags.p90).toBeGreaterThan(2 * summary.lags.median);
    expect(summary.freeMail / summary.leads).toBeGreaterThan(0.2);
    expect(summary.freeMail / summary.leads).toBeLessThan(0.4);
    const machines = summary.opens.reduce((sum, { machine }) => sum + machine, 0);
    const opens = summary.opens.reduce((sum, each) => sum + each.opens, 0);
    expect(machines / opens).toBeGreaterThan(0.2);
    // Privacy proxies and gateways fetch pictures of every mail, people open few: machines may well be the larger part.
    expect(machines / opens).toBeLessThan(0.7);
  });
});
