// The erasure of a person: content goes, everywhere; digests, counts and what was decided stay, and name nobody. One transaction in turn with all else, so that nothing is half erased.
import { canonicalJson } from '@baton/core/base/canonical-json';
import type { Json } from '@baton/core/journal/entry';
import type { Decision } from '@baton/core/kernel/decision';
import { leadNames } from '../live/lead-names.ts';
import type { InForce } from '../live/working-units.ts';
import {
  BESIDE,
  type DecisionRow,
  decisionsConcerning,
  eraseHandoffs,
  forgetReasons,
  reasonsOfHandoffs,
  rewriteDecisions,
} from '../store/erased-rows.ts';
import {
  addErasure,
  countErased,
  type Digests,
  digestsOf,
  forgetNames,
  namesOfUnits,
  type Row,
  rewriteRows,
  rowsAbout,
  rowsOfUnits,
} from '../store/erasure-rows.ts';
import { endJobs } from '../store/job-rows.ts';
import type { Changing } from '../store/store.ts';
import { lockIdentifiers, lockUnits, unitsOfPositions } from '../store/unit-rows.ts';
import { eraseUploads } from './erase-uploads.ts';
import { appendToLedger, type LedgerLine } from './erasure-ledger.ts';
import type { KeepingContext } from './keeping-context.ts';
import { type Mentions, mentionsIn, wordsOf } from './mentions.ts';
import { PersonalWords } from './personal-words.ts';
import { whatStays } from './what-stays.ts';

/** Whose erasure, and what is said of it. */
export interface ErasureRequest {
  /** All names of the person, with their prefixes. */
  readonly names: readonly string[];
  /** Digests of all names, where some of them are not in this store. */
  readonly digests?: readonly string[];
  /** When it was asked for; now where absent. */
  readonly at?: number;
  readonly reason: string;
  readonly reference: string | null;
  readonly by: string;
  /** Goes into the same transaction. */
  readonly also?: (tx: Changing, erasure: number) => Promise<void>;
}

/** What an erasure came to. */
export interface ErasureDone {
  readonly erasure: number;
  readonly entries: number;
  /** Entries of others that named the person. */
  readonly mentions: number;
  readonly decisions: number;
  /** Texts beside the journal: refused bodies, answers, results, messages, uploads. */
  readonly beside: number;
}

/** Erases a person. The line stands in the ledger's file before anything is gone. */
export async function erasePerson(context: KeepingContext, request: ErasureRequest): Promise<ErasureDone> {
  const { store, intake, inForce, clock, ledgerFile } = context;
  const words = await wordsOf(store.read, request.names);
  // Reading through the whole journal keeps nobody waiting; what comes in meanwhile is looked at in the transaction.
  const seen = await mentionsIn(store.read, words);
  let done: ErasureDone | undefined;
  await intake.rewrite(async (tx) => {
    const { units, ...counts } = await new Erasing(tx, await digestsOf(tx), request, await inForce.load(tx)).run(
      seen,
      clock(),
      ledgerFile,
    );
    done = counts;
    return units;
  });
  if (done === undefined) throw new RangeError('a transaction that ended without an error has done its work');
  return { ...done, beside: done.beside + (await eraseUploads(context, words, request.by)) };
}

/** One erasure at work. */
class Erasing {
  private id = 0;
  /** What the person is called from now on, where something of them stays. */
  private called = '';
  private readonly erased = new Set<string>();
  private words = new PersonalWords([], []);

  constructor(
    private readonly tx: Changing,
    private readonly digests: Digests,
    private readonly request: ErasureRequest,
    private readonly inForce: InForce,
  ) {}

  async run(
    seen: Mentions,
    now: number,
    ledgerFile: string,
  ): Promise<ErasureDone & { readonly units: readonly number[] }> {
    const { tx, request } = this;
    const subjects = await lockIdentifiers(tx, request.names);
    const home = [...new Set(subjects.map(({ unit }) => unit))];
    await lockUnits(tx, home);
    this.words = await wordsOf(tx, request.names);
    const own = await rowsAbout(
      tx,
      subjects.map(({ id }) => id),
    );
    const line = this.line(now);
    const { at, reason, reference } = line;
    const row = {
      at,
      kind: 'person',
      names: JSON.stringify(line.names),
      reason,
      reference,
      made_by: line.by,
      entries: own.length,
      scrubbed_at: null,
    };
    this.id = await addErasure(tx, row);
    this.called = `erased-${this.id}`;
    for (const { source, id } of own) this.erased.add(`${source}\n${id}`);
    const everybody = await namesOfUnits(tx, home);
    await this.eraseOwn(own);
    const mentions = await this.eraseMentions(home, seen, new Set(own.map(({ position }) => position)));
    const decisions = await this.eraseDecisions(everybody);
    await eraseHandoffs(tx, request.names, `user:${this.called}`, now);
    await this.eraseReasons(everybody);
    await forgetNames(
      tx,
      subjects.map(({ id }) => id),
    );
    const beside = await this.eraseBeside(now);
    await endJobs(tx, now);
    await countErased(tx, this.id, own.length + mentions.length);
    await request.also?.(tx, this.id);
    appendToLedger(ledgerFile, line);
    const units = [...new Set([...home, ...(await unitsOfPositions(tx, mentions))])];
    return { units, erasure: this.id, entries: own.length, mentions: mentions.length, decisions, beside };
  }

  private async eraseOwn(own: readonly Row[]): Promise<void> {
    const [first] = this.request.names;
    const lead = first === undefined ? undefined : await leadNames(this.tx, this.inForce, first);
    const changed = own.map(({ position, source, id, body }) => {
      const renamed = this.digests.ofEntry(source, id);
      return { position, id: renamed, body: whatStays(body, this.called, renamed, lead?.account, this.words) };
    });
    await rewriteRows(this.tx, this.id, changed);
  }

  private line(now: number): LedgerLine {
    const { names, digests, at = now, reason, reference, by } = this.request;
    return {
      erased: 'person',
      at,
      names: [...(digests ?? names.map((name) => this.digests.ofName(name)))].sort(),
      reason,
      reference,
      by,
    };
  }

  /** Entries of others that name the person, wherever they stand, or cite what is gone. Returns their positions. */
  private async eraseMentions(home: readonly number[], seen: Mentions, own: ReadonlySet<number>): Promise<number[]> {
    const isSame = this.words.searched.join('\n') === seen.words.searched.join('\n');
    const later = await mentionsIn(this.tx, this.words, isSame ? seen.upTo : 0);
    const candidates = [...seen.rows, ...later.rows, ...(await rowsOfUnits(this.tx, home))];
    const changed = new Map<number, Pick<Row, 'position' | 'id' | 'body'>>();
    for (const { position, id, body } of candidates) {
      if (own.has(position)) continue;
      const without = this.without(body);
      if (without !== body) changed.set(position, { position, id, body: without });
    }
    await rewriteRows(this.tx, this.id, [...changed.values()]);
    return [...changed.keys()];
  }

  /** Decisions about the person keep what kind they were and when; those about others in the same unit lose what names the person. */
  private async eraseDecisions(everybody: readonly string[]): Promise<number> {
    const names = new Set(this.request.names);
    const accounts = new Set([...names].map((name) => `lead:${name}`));
    const rows = await decisionsConcerning(this.tx, everybody);
    const become = rows.map((row): DecisionRow => {
      if (row.lead === null ? !accounts.has(row.account) : !names.has(row.lead))
        return { ...row, body: this.without(row.body) };
      const account = accounts.has(row.account) ? `lead:user:${this.called}` : row.account;
      return {
        position: row.position,
        lead: row.lead === null ? null : `user:${this.called}`,
        account,
        body: this.skeleton(row.body, account),
      };
    });
    await rewriteDecisions(this.tx, become);
    return rows.length;
  }

  private skeleton(body: string, account: string): string {
    const { id, at, kind, ...rest } = JSON.parse(body) as Decision &
      Partial<Record<'definition' | 'gate' | 'handoff' | 'lead', Json>>;
    const { definition, gate, handoff } = rest;
    const kept = { id, at, kind, account, ...(rest.lead === undefined ? {} : { lead: `user:${this.called}` }) };
    return canonicalJson({ ...kept, ...present({ definition, gate, handoff }), erased: true } as Json);
  }

  private async eraseReasons(everybody: readonly string[]): Promise<void> {
    const rows = await reasonsOfHandoffs(this.tx, everybody);
    await forgetReasons(
      this.tx,
      rows.filter(({ because }) => this.without(because) !== because).map(({ id }) => id),
    );
  }

  private async eraseBeside(now: number): Promise<number> {
    let count = 0;
    for (const { pages, empty } of BESIDE) {
      for await (const page of pages(this.tx)) {
        const keys = page
          .filter(({ texts }) => texts.some((text) => text !== null && this.words.isIn(text)))
          .map(({ key }) => key);
        if (keys.length > 0) await empty(this.tx, keys, now);
        count += keys.length;
      }
    }
    return count;
  }

  /** A text of JSON without the person; the very same where it does not name them. */
  private without(body: string): string {
    const value = JSON.parse(body) as Json;
    const changed = this.words.without(value, this.called, (source, id) =>
      this.erased.has(`${source}\n${id}`) ? this.digests.ofEntry(source, id) : undefined,
    );
    return changed === value ? body : JSON.stringify(changed);
  }
}

function present(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
