// The bottleneck: the step that has fallen behind what this company does at its best, and loses most won revenue by it. The company's own half years are the measure.
import { DAY } from '../../../base/duration.ts';
import type { HandoffFact } from '../../../funnel/funnel-facts.ts';
import { falseDiscovery } from '../../../statistics/false-discovery.ts';
import { fisherGreater } from '../../../statistics/fisher.ts';
import { rateRatio } from '../../../statistics/rate-ratio.ts';
import { type Share, shareOf } from '../../../statistics/share.ts';
import { type DiagnosisCase, rateOfStep } from '../diagnosis-case.ts';
import type { DiagnosisFinding, Gain, NotJudged } from '../diagnosis-finding.ts';
import { stakeOf, unsaid } from '../worth.ts';

const HALF_YEAR = 182 * DAY;
/** Of all steps and half years that are held against each other, at most so many are told falsely. */
const MOST_FALSE = 0.001;

/** The links of the chain from hand-off to win, each of what the one before brought. */
const LINKS = [
  { name: 'MQL → accepted', from: undefined, to: 'accepted' },
  { name: 'accepted → opportunity', from: 'accepted', to: 'opportunity' },
  { name: 'opportunity → won', from: 'opportunity', to: 'won' },
] as const;

interface Fall {
  readonly link: string;
  readonly now: Share;
  readonly best: Share;
  readonly bestFrom: string;
  readonly chance: number;
  readonly halves: readonly { readonly name: string; readonly share: Share; readonly isIt: boolean }[];
}

/** The bottleneck, where any link has fallen behind; else what was looked at. */
export function bottleneck(from: DiagnosisCase): readonly [DiagnosisFinding[], NotJudged[]] {
  const falls = LINKS.flatMap((link) => fallOf(from, link));
  const chances = falseDiscovery(falls.map(({ chance }) => chance));
  const sure = falls.flatMap((fall, i) =>
    (chances[i] as number) <= MOST_FALSE ? [{ ...fall, chance: chances[i] as number }] : [],
  );
  const lost = ({ now, best }: Fall): number => 1 - (now.rate ?? 0) / (best.rate ?? 1);
  const [worst] = sure.sort((a, b) => lost(b) - lost(a));
  if (worst === undefined)
    return [
      [],
      falls.length > 0
        ? []
        : [{ what: 'bottleneck', why: 'no step has two half years with 20 cases each that have had the time' }],
    ];
  const { link, now, best, bestFrom, chance, halves } = worst;
  return [
    [
      {
        kind: 'bottleneck',
        sort: 'condition',
        place: link,
        sentence: `The step "${link}" loses most won revenue: it has fallen behind what this company did in the half year from ${bestFrom}.`,
        follows: 'own baseline',
        evidence: [
          {
            what: `${link}, of the latest half year`,
            share: now,
            others: best,
            othersAre: `of the half year from ${bestFrom}`,
          },
        ],
        names: [],
        picture: { draws: 'places', what: link, rows: halves },
        confidence: 1 - chance,
        todo: 'See what changed since then at this step: who works it, from which sources leads come, what was agreed (`baton report` by source, rep and month).',
        gain: gainOf(from, now, best),
        stake: stakeOf(lost(worst), from.worth),
      },
    ],
    [],
  ];
}

/** Won revenue goes with every link in proportion, the others being as they are. */
function gainOf({ worth }: DiagnosisCase, now: Share, best: Share): Gain {
  const ratio = rateRatio(best.count, best.of, now.count, now.of);
  const [currency, minor] = Object.entries(worth.revenue).sort(([, a], [, b]) => b - a)[0] ?? [];
  if (ratio === undefined || currency === undefined || minor === undefined)
    return unsaid('nothing was won in the last year, or nobody took this step');
  const more = (times: number): number => Math.round((times - 1) * minor);
  return {
    state: 'told',
    what: 'won revenue',
    currency,
    at: more(ratio.ratio),
    low: more(ratio.low),
    high: more(ratio.high),
  };
}

function fallOf(from: DiagnosisCase, { name, from: before, to }: (typeof LINKS)[number]): Fall[] {
  const { journeys, numbers, report } = from;
  const within = rateOfStep(from, 'MQL → customer').withinDays * DAY;
  const counts = new Map<number, { count: number; of: number }>();
  for (const i of numbers) {
    const { at } = journeys.facts[i] as HandoffFact;
    const isThere = (step: keyof typeof journeys.steps): boolean => (journeys.steps[step][i] as number) - at <= within;
    const age = report.asOf - at;
    if (age < within || (before !== undefined && !isThere(before))) continue;
    const half = Math.floor((age - within) / HALF_YEAR);
    const held = counts.get(half) ?? { count: 0, of: 0 };
    counts.set(half, held);
    held.of += 1;
    if (isThere(to)) held.count += 1;
  }
  const halves = [...counts]
    .sort(([a], [b]) => b - a)
    .map(([half, { count, of }]) => ({
      half,
      name: new Date(report.asOf - within - (half + 1) * HALF_YEAR).toISOString().slice(0, 7),
      share: shareOf(count, of),
    }));
  const judged = halves.filter(({ share }) => share.state === 'ok');
  const now = judged.find(({ half }) => half === 0);
  const [best] = judged.filter(({ half }) => half !== 0).sort((a, b) => (b.share.rate ?? 0) - (a.share.rate ?? 0));
  if (now === undefined || best === undefined) return [];
  // The best of several is the best by chance too: each of them is a comparison.
  const chance = fisherGreater(best.share.count, best.share.of, now.share.count, now.share.of) * (judged.length - 1);
  return [
    {
      link: name,
      now: now.share,
      best: best.share,
      bestFrom: best.name,
      chance: Math.min(1, chance),
      halves: judged.map(({ half, name: from_, share }) => ({ name: `from ${from_}`, share, isIt: half === 0 })),
    },
  ];
}
