// The card that an import ends with (L3): what the files can and cannot answer, and which one would help most next. It counts entries as they are written and holds none.
import type { FolderFacts } from '@baton/core/import/facts/folder-facts';
import type { Entry } from '@baton/core/journal/entry';
import { type Ability, abilitiesOf } from '@baton/core/reports/health/abilities';
import { feedOf } from '@baton/core/reports/health/feeds';
import { nextFile } from '@baton/core/reports/health/next-file';
import { abilityLines } from '../print/abilities.ts';
import { onTalk } from '../print/colours.ts';
import { amount, countOf } from '../print/words.ts';

type Facts = ReturnType<FolderFacts['finish']>['counts'];

const MOST_NAMES = 1000;

/** What an import shows. */
export interface Coverage {
  readonly won: number;
  readonly wonLastYear: number;
  readonly seen: number;
  readonly dark: number;
  readonly abilities: readonly Ability[];
  readonly next?: string;
}

/** Counts what entries hold. */
export class CoverageCard {
  private readonly kinds = new Map<string, number>();
  private readonly attributes = new Map<string, number>();
  private readonly feeds = new Set<string>();
  private people = 0;

  take(entry: Entry): void {
    this.kinds.set(entry.kind, (this.kinds.get(entry.kind) ?? 0) + 1);
    const feed = feedOf(entry);
    if (feed !== undefined && this.feeds.size < MOST_NAMES) this.feeds.add(feed);
    if (entry.kind !== 'identify') return;
    this.people += 1;
    for (const [root, traits] of [
      ['lead', entry.lead],
      ['account', entry.account],
    ] as const)
      for (const name in traits) {
        const attribute = `${root}.${name}`;
        if (traits[name] !== null && (this.attributes.size < MOST_NAMES || this.attributes.has(attribute)))
          this.attributes.set(attribute, (this.attributes.get(attribute) ?? 0) + 1);
      }
  }

  /** What all files together show. */
  coverage(facts: Facts): Coverage {
    const { people, kinds } = this;
    const withPeople = {
      recorded: facts.linkedRecorded,
      inferred: facts.linkedInferred,
      none: facts.unlinked,
    };
    const conversations = {
      recorded: facts.conversationsRecorded,
      inferred: facts.conversationsInferred,
      assumed: facts.conversationsAssumed,
    };
    const deals = { ...facts, subscriptions: 0, withPeople, conversations, darkAccounts: [] };
    const feeds = [...this.feeds].map((feed) => ({ feed, total: 0, counts: [] }));
    const attributes = [...this.attributes].map(([attribute, known]) => ({
      attribute,
      known,
      of: people,
      knownBy: [],
      people: [],
    }));
    const next = nextFile({ people, deeds: feeds.length, deals, kinds });
    return {
      won: facts.won,
      wonLastYear: facts.wonLastYear,
      seen: facts.seen,
      dark: facts.dark,
      abilities: abilitiesOf({ people, deals, attributes, feeds, kinds }),
      ...(next !== undefined && { next }),
    };
  }
}

/** The card as lines. */
export function cardLines({ won, wonLastYear, seen, abilities, next }: Coverage): string[] {
  return [
    onTalk.bold('What these files can and cannot answer'),
    ...(won === 0
      ? []
      : [
          `  ${countOf(won, 'deal')} of new business won, ${amount(wonLastYear)} in the last twelve months; of ${amount(seen)} anything is known that people did in the 90 days before.`,
        ]),
    ...abilityLines(abilities),
    ...(next === undefined ? [] : [`What would help most next: ${next}.`]),
  ];
}
