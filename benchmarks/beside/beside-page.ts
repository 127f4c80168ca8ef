// The page that sets a simulated company beside real ones: what is alike, what is not and whether that does harm, and the pictures to see it by.

import { key, page, section, table, textCell } from '../../packages/figures/src/page.ts';
import { escapeHtml, number } from '../../packages/figures/src/words.ts';
import { funnelPlot, lagPlot } from './beside-plots.ts';
import { type Finding, findingsOf, type Topic } from './findings.ts';
import { ACTIVITY_DAYS, HORIZON_DAYS, type Pair, USE_DAYS } from './observed.ts';
import { hourPlot, weekPlot } from './rhythm-plots.ts';
import { tailPlot } from './tail-plot.ts';

/** What the page says of the simulation itself. */
export interface Made {
  readonly seed: string;
  readonly years: number;
  readonly leads: number;
  readonly accounts: number;
}

/** The page as one HTML document without scripts. */
export function renderBeside(sold: Pair, alone: Pair, made: Made): string {
  const pairs = [sold, alone];
  const findings = findingsOf(sold, alone);
  return page(
    'A simulated company beside real ones',
    [
      `<h1>A simulated company beside real ones</h1>
<p class="soft">${number(made.leads)} leads in ${number(made.accounts)} accounts over ${number(made.years)} years, made up from the seed “${escapeHtml(made.seed)}”, with nothing planted. Real: ${real(pairs)}.</p>`,
      verdict(findings),
      overview(findings),
      section(
        'How far people came',
        `Purchases within ${HORIZON_DAYS} days, of everybody who was in view for so long; use within ${USE_DAYS} days of signing up.`,
        colours(),
        `<h3>${escapeHtml(sold.title)}</h3>`,
        funnelPlot(sold),
        `<h3>${escapeHtml(alone.title)}</h3>`,
        funnelPlot(alone),
        differences('funnel', findings),
      ),
      section(
        'From first contact to purchase',
        `Only people who were in view for ${HORIZON_DAYS} days count, so that nobody's purchase is cut off within them. A line that falls at once and then flattens is a company in which some buy on the spot and others much later; an S is one in which everybody takes about as long.`,
        colours(),
        lagPlot(pairs),
        differences('lags', findings),
      ),
      section(
        'The rhythm of the week',
        'By the calendar of each company. Simulated people are a little busier from Tuesday to Thursday, since the newsletter goes out on these days, in parts.',
        colours(),
        weekPlot(pairs),
        '<h3>Deals by hour</h3>',
        colours(),
        hourPlot(sold),
        differences('week', findings),
      ),
      section(
        'Long tails',
        `On how many of their first ${ACTIVITY_DAYS} days people did something, of all who did anything. Olist's data hold no activity of people.`,
        colours(),
        tailPlot(pairs),
        differences('tails', findings),
      ),
      method(),
    ].join('\n'),
  );
}

function real(pairs: readonly Pair[]): string {
  const names = pairs.flatMap(({ real }) => (real === undefined ? [] : [real.name]));
  return names.length === 0 ? 'none at hand' : names.map(escapeHtml).join(' and ');
}

function colours(): string {
  return key([
    { mark: 'line', text: 'real' },
    { mark: 'bar', text: 'simulated' },
  ]);
}

const isApart = ({ verdict }: Finding): boolean => verdict === 'somewhat apart' || verdict === 'far apart';

function verdict(findings: readonly Finding[]): string {
  const apart = findings.filter(isApart);
  const flaws = apart.filter(({ difference }) => difference === 'flaw').length;
  const alike = findings.filter((each) => each.verdict === 'alike').length;
  return `<p class="verdict">Of ${findings.length} things compared, ${alike} are alike, ${apart.length - flaws} differ as the businesses do, and ${flaws} are flaws${flaws === 0 ? '' : ': there the simulated company does not look like a real one'}.</p>`;
}

/** Everything compared in one table; what explains the differences stands in the sections. */
function overview(findings: readonly Finding[]): string {
  const meaning = (finding: Finding): string => {
    if (!isApart(finding)) return finding.verdict;
    return `${finding.verdict}: ${finding.difference === 'flaw' ? '<b>a flaw</b>' : 'another business'}`;
  };
  return table(
    'What was compared',
    ['What', 'Real', 'Simulated', 'How alike'].map(textCell),
    findings.map((finding) => [
      ...[finding.what, finding.real, finding.simulated].map(textCell),
      { html: meaning(finding) },
    ]),
  );
}

/** In words, what differs within a section and whether that does harm. */
function differences(topic: Topic, findings: readonly Finding[]): string {
  const lines = findings.filter((each) => each.topic === topic && isApart(each));
  const items = lines.map(({ what, verdict, why, apart }) => {
    const distance =
      apart === undefined
        ? ''
        : ` <span class="soft">Distance ${apart.distance.toFixed(2)}, by chance alone up to ${apart.chance.toFixed(2)}.</span>`;
    return `<li><b>${escapeHtml(what)}: ${verdict}.</b> ${escapeHtml(why)}${distance}</li>`;
  });
  return items.length === 0 ? '' : `<ul>${items.join('\n')}</ul>`;
}

function method(): string {
  return section(
    'How it was compared',
    '',
    `<ul>
<li><b>Olist</b>, a marketplace of Brazil (kaggle.com/datasets/olistbr/marketing-funnel-olist, by Olist): leads with a first contact from 2018-01-01 on and their deals until 2018-11-14. Earlier leads are left out, since deals were recorded from December 2017 on. Its times are UTC, read as those of São Paulo.</li>
<li><b>365 Data Science</b>, courses that are free to begin (project data of the platform, by way of github.com/MarynaLemiashuk/Calculating-Free-to-Paid-Conversion-Rate-with-SQL): who registered from 2021-12-01 to 2022-10-30, on which days they watched, when they first bought, until 2023-08-28. Days only, one kind of activity.</li>
<li><b>Sold to:</b> simulated accounts that do not take the self-serve way. <b>Trials:</b> those that do, from signing up. Use is what somebody does in the product, not the trial’s being set up. Days are those of Berlin. What machines did and the delivery of mail are no activity.</li>
<li><b>Distances</b> lie between 0 (the same) and 1: of lists of numbers the largest gap between the cumulative distributions (Kolmogorov and Smirnov), of weekdays and hours the share that would have to move (total variation). Up to 0.1, or to what chance explains, counts as alike, up to 0.25 as somewhat apart. Shares are alike where their intervals meet, somewhat apart where one is at most twice the other.</li>
<li>The simulator’s choices were set with these two companies in view, on the seed “beside”: that much is alike there is what it can look like, and no test passed unseen. With other seeds a few things are somewhat apart.</li>
<li>Neither real company is the one that is simulated: a marketplace that signs sellers up and a school for private people, beside software that is sold to companies. What is the same in both real ones and missing here is a fault of the simulator; what differs between them as well is a matter of business.</li>
</ul>`,
  );
}
