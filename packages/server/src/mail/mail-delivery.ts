// Sends what stands in the table of mails: looked at once more in the transaction that takes it (stopped since, too many, too fast), handed over, and settled under the lease's fence. What broke off in between is shown as unknown and never sent again.
import { HOUR, MINUTE } from '@baton/core/base/duration';
import { type CompiledProgramme, runsAt } from '@baton/core/nurture/programme/programme-book';
import { stateAt } from '@baton/core/nurture/programme/programme-states';
import type { Clock } from '../clock.ts';
import type { RulebookInForce } from '../live/in-force.ts';
import { type ProgrammesInForce, type StoredProgramme, storedProgramme } from '../live/programmes-in-force.ts';
import {
  dueMails,
  giveUpUnknown,
  leaseMail,
  putOff,
  sentSince,
  settleMail,
  stopMail,
  stopOfMail,
} from '../store/mail-rows.ts';
import { programmeOf } from '../store/programme-rows.ts';
import type { Changing } from '../store/store.ts';
import type { MailsTable } from '../store/tables.ts';
import type { Envelope, Handed } from './smtp.ts';
import { CannotWrite, type MailPaper, writeMail } from './write-mail.ts';

/** Pauses after the first, second, … attempt that the server put off. */
export const MAIL_PAUSES = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR] as const;
/** So many are taken in one look, and handed over side by side. */
const AT_ONCE = 10;
/** A look goes through at most so many mails that must wait. */
const LOOKED_AT = 200;

/** Who sends. */
export interface Sender {
  readonly from: string;
  readonly replyTo: string | undefined;
  /** Most mails a minute to one domain. */
  readonly perMinute: number;
}

type Aside = <T>(work: (tx: Changing) => Promise<T>) => Promise<T>;

interface Leased {
  readonly row: MailsTable;
  readonly stored: StoredProgramme;
}

/** Sends. */
export class MailDelivery {
  constructor(
    private readonly aside: Aside,
    private readonly clock: Clock,
    private readonly inForce: RulebookInForce,
    private readonly sender: Sender,
    private readonly paper: () => Promise<MailPaper>,
    private readonly send: (envelope: Envelope) => Promise<Handed>,
    /** Told of what became of each, once it is stored. */
    private readonly told: (row: MailsTable, handed: Handed) => Promise<unknown> = async () => {},
  ) {}

  /** Sends all that is due and may go, until nothing is; returns how many were taken by the mail server. */
  async deliver(): Promise<number> {
    await this.aside((tx) => giveUpUnknown(tx, this.clock()));
    let taken = 0;
    for (;;) {
      const { leased, isMore } = await this.aside((tx) => this.lease(tx));
      const handed = await Promise.all(leased.map((each) => this.handOver(each)));
      taken += handed.filter((each) => each?.kind === 'taken').length;
      if (!isMore) return taken;
    }
  }

  /** Takes what may go now; everything else is stopped or put off. */
  private async lease(tx: Changing): Promise<{ readonly leased: readonly Leased[]; readonly isMore: boolean }> {
    const now = this.clock();
    const { programmes } = await this.inForce.load(tx);
    const due = await dueMails(tx, now, LOOKED_AT);
    const leased: Leased[] = [];
    for (const row of due) {
      if (leased.length === AT_ONCE) break;
      const stop = await stopOfMail(tx, row);
      if (stop !== undefined) {
        await stopMail(tx, row.id, stop, now);
        continue;
      }
      const compiled = compiledOf(programmes, row);
      if (compiled !== undefined && stateAt(compiled.history, now) === 'paused') {
        await putOff(tx, row.id, now + MINUTE);
        continue;
      }
      const free = Math.max(await this.freeOfCaps(tx, row, programmes, now), await this.freeOfPace(tx, row, now));
      if (free > now) {
        await putOff(tx, row.id, compiled?.calendarIn(row.zone).nextOpen(free) ?? free);
        continue;
      }
      const stored = await programmeOf(tx, row.programme, row.version);
      if (stored === undefined) {
        await stopMail(tx, row.id, 'the programme is gone', now);
        continue;
      }
      const fence = await leaseMail(tx, row, now);
      leased.push({ row: { ...row, fence, attempts: row.attempts + 1 }, stored: storedProgramme(stored) });
    }
    return { leased, isMore: leased.length === AT_ONCE || due.length === LOOKED_AT };
  }

  /** When the caps of all programmes let the person have another. They were kept when it was decided; whoever was away meanwhile does not make up for it all at once. */
  private async freeOfCaps(
    tx: Changing,
    { address }: MailsTable,
    programmes: ProgrammesInForce | undefined,
    now: number,
  ): Promise<number> {
    const caps = (programmes?.book.programmes ?? [])
      .filter((each) => runsAt(each, now))
      .flatMap(({ programme }) => programme.send.atMost);
    const longest = Math.max(0, ...caps.map(({ within }) => within));
    const sent = await sentSince(tx, { address }, now - longest * HOUR);
    return freeAt(
      sent,
      caps.map(({ count, within }) => ({ count, within: within * HOUR })),
      now,
    );
  }

  private async freeOfPace(tx: Changing, { domain }: MailsTable, now: number): Promise<number> {
    const sent = await sentSince(tx, { domain }, now - MINUTE);
    return freeAt(sent, [{ count: this.sender.perMinute, within: MINUTE }], now);
  }

  private async handOver({ row, stored }: Leased): Promise<Handed | undefined> {
    const handed = await this.handed(row, stored);
    const isOurs = await this.aside((tx) => settleMail(tx, row, this.settled(row, handed)));
    if (!isOurs) return undefined;
    await this.told(row, handed);
    return handed;
  }

  private async handed(row: MailsTable, stored: StoredProgramme): Promise<Handed> {
    const { from, replyTo } = this.sender;
    try {
      const variables = JSON.parse(row.variables) as Record<string, never>;
      const written = writeMail(stored, { id: row.id, mail: row.mail, variables }, await this.paper());
      const domain = /@([^@>\s]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
      const messageId = `<${row.id}@${domain}>`;
      return await this.send({ ...written, from, replyTo, to: row.address, at: this.clock(), messageId });
    } catch (error) {
      if (error instanceof CannotWrite) return { kind: 'refused', problem: `it cannot be written: ${error.message}` };
      throw error;
    }
  }

  private settled({ attempts }: MailsTable, handed: Handed): Partial<MailsTable> {
    const now = this.clock();
    switch (handed.kind) {
      case 'taken':
        return { state: 'sent', problem: null, ended_at: now };
      case 'refused':
        return { state: 'refused', problem: handed.problem, ended_at: now };
      case 'unknown':
        return { state: 'unknown', problem: handed.problem, ended_at: now };
      case 'later': {
        const pause = MAIL_PAUSES[attempts - 1];
        const again = { problem: handed.problem, sending_at: null };
        if (pause === undefined) return { ...again, state: 'failed', ended_at: now };
        return { ...again, state: 'waiting', due_at: now + pause };
      }
    }
  }
}

/** When one more fits under limits on how many within how long, by when others went, ascending. */
function freeAt(
  sent: readonly number[],
  limits: readonly { readonly count: number; readonly within: number }[],
  now: number,
): number {
  let free = now;
  for (const { count, within } of limits) {
    const latest = sent[sent.length - count];
    if (latest !== undefined) free = Math.max(free, latest + within);
  }
  return free;
}

/** The version of its programme as it is played. */
function compiledOf(programmes: ProgrammesInForce | undefined, row: MailsTable): CompiledProgramme | undefined {
  const position = programmes?.versions.findIndex(
    ({ name, version }) => name === row.programme && version === row.version,
  );
  return programmes?.book.programmes[position ?? -1];
}
