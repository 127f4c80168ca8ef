// Offers what records came to to the journal: what was told is not told again, what stands otherwise than it was told is a version of its own, and what cannot be read is kept where people see it.
import type { Entry } from '@baton/core/journal/entry';
import { KnownEntries } from '@baton/files/remembering/known-entries';
import type { Clock } from '../clock.ts';
import { type Intake, Overloaded } from '../ingest/intake.ts';
import type { Fate } from '../live/named-entry.ts';
import { holdOn } from '../store/connector-rows.ts';
import { keepTold, toldOf } from '../store/crm-record-rows.ts';
import type { Store } from '../store/store.ts';
import type { ConnectorsTable } from '../store/tables.ts';
import { CrmProblem } from './crm.ts';
import type { FoldedEntry, RefusedRow } from './fold-records.ts';
import { ToldNumbers } from './told-numbers.ts';

/** What reading needs of the service. */
export interface ReadContext {
  readonly store: Store;
  readonly intake: Intake;
  readonly clock: Clock;
}

/** Offers; one for each connector's round. */
export class NewsDesk {
  constructor(
    private readonly context: ReadContext,
    private readonly connector: ConnectorsTable,
  ) {}

  /** Returns how many entries were new. */
  async offer(folded: readonly FoldedEntry[], refused: readonly RefusedRow[]): Promise<number> {
    const { store, intake, clock } = this.context;
    const prefix = `${this.connector.id}\n`;
    const names = folded.flatMap(({ entry }) => KnownEntries.namesOf(entry).map((name) => prefix + name));
    const held = new Map(
      [...(await toldOf(store.read, names))].map(([name, number]) => [name.slice(prefix.length), number]),
    );
    const told = new ToldNumbers(held);
    const known = new KnownEntries(told);
    const news = folded.flatMap(({ entry, modifiedAt }) => {
      const version = known.newsOf(entry, modifiedAt);
      return version === undefined || known.offer(version) !== 'accepted' ? [] : { entry, version, modifiedAt };
    });
    const shelved = refused.map(({ table, row, problems }) => ({
      source: table.split('/')[0] ?? table,
      verdict: 'refused' as const,
      raw: JSON.stringify(row),
      problems: JSON.stringify(problems),
    }));
    if (news.length + shelved.length > 0) {
      const offered = news.map(({ version }) => version);
      const fates = await this.patiently(() => intake.offer({ entries: offered, refused: shelved }));
      await this.offerVersions(news.filter((_, i) => fates[i] === 'conflict'));
    }
    await intake.aside(async (tx) => {
      await holdOn(tx, this.connector, clock());
      const rows = [...told.changed].map(([name, number]) => ({
        id: prefix + name,
        connector: this.connector.id,
        number,
      }));
      await keepTold(tx, rows);
    });
    return news.length;
  }

  /** The journal has something else under the id, which a process that died had offered: then it is a version. */
  private async offerVersions(news: readonly { readonly entry: Entry; readonly modifiedAt: number }[]): Promise<void> {
    const versions = news.flatMap(({ entry, modifiedAt }) => KnownEntries.versionOf(entry, modifiedAt) ?? []);
    if (versions.length > 0) await this.patiently(() => this.context.intake.offer({ entries: versions, refused: [] }));
  }

  private async patiently(work: () => Promise<readonly Fate[]>): Promise<readonly Fate[]> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Overloaded) throw new CrmProblem('later', 'Baton has too much to take in', 2000);
      throw error;
    }
  }
}
