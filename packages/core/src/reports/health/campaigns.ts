// Campaigns that flood a month with people who are no market: a large share of all newcomers, far more of them with free mail than anybody else, and hardly any that sales talks to.
import { isSharedDomain } from '../../journal/identifiers.ts';
import { fisherGreater } from '../../statistics/fisher.ts';
import type { Finding } from './finding.ts';
import { MonthlyCounts, monthOf } from './months.ts';
import type { People, Person } from './people.ts';
import { BY_CHANCE } from './stand-out.ts';

/** A campaign brings more than others where a newcomer in five is its. */
const LARGE = 0.2;
const FEWEST = 15;
const TIMES = 1.8;
/** A flood brings so many times the share that its campaign has of other months. */
const FLOOD = 2;
/** Where sales talks to half as many again as elsewhere, free mail is how this market writes. */
const WANTED = 1.5;

/** Judges campaigns, or where people have none their sources, month by month; `talked` are people whose company sales has talked to. */
export function junkCampaigns(people: People, talked: ReadonlySet<string>, months: readonly string[]): Finding[] {
  const came = new MonthlyCounts();
  const free = new MonthlyCounts();
  const spoken = new MonthlyCounts();
  for (const person of people.all()) {
    if (person.createdAt === undefined || person.email === undefined) continue;
    const month = monthOf(person.createdAt);
    for (const key of ['', campaignOf(person) ?? '-']) {
      came.add(key, month);
      if (isSharedDomain(person.email.slice(person.email.lastIndexOf('@') + 1))) free.add(key, month);
      if (talked.has(person.subject)) spoken.add(key, month);
    }
  }
  const whole = came.of('', months);
  const floods = came
    .keys()
    .filter((campaign) => campaign !== '' && campaign !== '-')
    .flatMap((campaign) => {
      const [own, ownFree, ownSpoken] = [
        came.of(campaign, months),
        free.of(campaign, months),
        spoken.of(campaign, months),
      ];
      return months.map((month, i) => ({
        campaign,
        month,
        came: own[i] as number,
        free: ownFree[i] as number,
        spoken: ownSpoken[i] as number,
        newcomers: whole[i] as number,
      }));
    })
    .filter((flood) => {
      const others = (came.total(flood.campaign) - flood.came) / Math.max(1, came.total('') - flood.newcomers);
      return flood.came >= FEWEST && flood.came >= Math.max(LARGE, FLOOD * others) * flood.newcomers;
    });
  const all = { came: came.total(''), free: free.total(''), spoken: spoken.total('') };
  return floods.flatMap((flood) => {
    const others = { came: all.came - flood.came, free: all.free - flood.free, spoken: all.spoken - flood.spoken };
    const byChance = fisherGreater(flood.free, flood.came, others.free, others.came) * floods.length;
    const isFree = flood.free * others.came >= TIMES * others.free * flood.came && byChance <= BY_CHANCE;
    const isWanted = flood.spoken * others.came >= WANTED * others.spoken * flood.came;
    if (!isFree || isWanted) return [];
    return [
      {
        kind: 'junk-campaign' as const,
        place: flood.campaign,
        month: flood.month,
        size: flood.came,
        message: `${flood.campaign} brought ${flood.came} of ${flood.newcomers} newcomers of ${flood.month}; ${percent(flood.free / flood.came)} use free mail, ${percent(others.free / others.came)} elsewhere, and sales talked to ${flood.spoken} of them`,
        counts: { count: flood.free, of: flood.came, otherCount: others.free, otherOf: others.came },
        repair:
          'give what it brings no points for coming, and keep it out of rates that are compared with other months',
        weight: (0.4 * flood.came) / Math.max(1, all.came),
      },
    ];
  });
}

function campaignOf({ campaign, source }: Person): string | undefined {
  return campaign ?? source;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
