// The bands that are published, as profiles to choose from and to edit. Data: they contradict each other, and none is a law.
import type { BandProfile } from './band-profile.ts';

/** In order of preference; the company's own baseline comes before all of them. */
export const PUBLISHED_PROFILES: readonly BandProfile[] = [
  {
    name: 'healthy 20–40 %',
    source:
      'MQL → SQL 20–40 % healthy, under 20 % too loose, over 60 % too tight; sales accepts 70–80 %; answered within 24–48 hours; MQL → closed-won 1–5 %; PQL conversion 10–25 %',
    bands: [
      { measure: 'MQL → SQL', low: 0.2, from: 0.2, to: 0.4, high: 0.6 },
      { measure: 'accepted', low: 0.7, from: 0.7, to: 0.8, high: 0.8 },
      { measure: 'rejected', to: 0.5, high: 0.5 },
      { measure: 'answered within 48 hours', low: 0.5, from: 0.9, to: 1 },
      { measure: 'MQL → customer', low: 0.01, from: 0.01, to: 0.05 },
      { measure: 'PQL → customer', low: 0.1, from: 0.1, to: 0.25 },
    ],
  },
  {
    name: 'target 10–30 %',
    source: 'MQL → SQL 10–30 % target, under 10 % threshold too low, over 40 % too high',
    bands: [{ measure: 'MQL → SQL', low: 0.1, from: 0.1, to: 0.3, high: 0.4 }],
  },
  {
    name: 'average 18–22 %',
    source:
      'MQL → SQL 18–22 % industry average, 25–35 % top; under 15 %, or more than half rejected, is a calibration problem',
    bands: [
      { measure: 'MQL → SQL', low: 0.15, from: 0.18, to: 0.35, high: 0.6 },
      { measure: 'rejected', to: 0.5, high: 0.5 },
    ],
  },
  {
    name: 'marks of Baton',
    source:
      'nobody publishes numbers for these: marks to argue about, set where most of something would be lost or most of a rule would hang on one thing',
    bands: [
      { measure: 'won without an MQL', to: 0.25, high: 0.25 },
      { measure: 'brought by an MQL', low: 0.5, from: 0.5 },
      { measure: 'missed just under the bar', to: 0.05, high: 0.05 },
      { measure: 'found out late', to: 0.15, high: 0.15 },
      { measure: 'easy points', to: 0.5, high: 0.5 },
      { measure: 'one signal', to: 0.5, high: 0.5 },
    ],
  },
];
