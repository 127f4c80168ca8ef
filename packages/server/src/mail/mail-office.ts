// All that the service has for mail, put together from its configuration: the key of tokens, the mail server, and what is done about what the server says at once.
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Intake } from '../ingest/intake.ts';
import type { RulebookInForce } from '../live/in-force.ts';
import { keepMailKey, mailKey } from '../store/setting-rows.ts';
import type { Store } from '../store/store.ts';
import { MailDelivery } from './mail-delivery.ts';
import { cameBackEntry, sentEntry } from './mail-entries.ts';
import { MailTokens } from './mail-tokens.ts';
import { readMailbox } from './mailbox.ts';
import { readIncoming } from './read-incoming.ts';
import { Smtp } from './smtp.ts';
import { takeCameBack } from './take-came-back.ts';
import type { MailPaper } from './write-mail.ts';

/** What mail needs of the service. */
export interface Around {
  readonly config: Config;
  readonly store: Store;
  readonly intake: Intake;
  readonly inForce: RulebookInForce;
  readonly clock: Clock;
}

/** The office. */
export class MailOffice {
  /** Sends; undefined where no mail server is configured. */
  readonly delivery: MailDelivery | undefined;
  readonly smtp: Smtp | undefined;
  private held: MailTokens | undefined;

  constructor(private readonly around: Around) {
    const { config, intake, clock, inForce } = around;
    const { BATON_MAIL_SMTP: address, BATON_MAIL_FROM: from } = config;
    if (address === undefined || from === undefined) return;
    const smtp = new Smtp(address);
    this.smtp = smtp;
    const sender = { from, replyTo: config.BATON_MAIL_REPLY_TO, perMinute: config.BATON_MAIL_PER_MINUTE };
    this.delivery = new MailDelivery(
      (work) => intake.aside(work),
      clock,
      inForce,
      sender,
      () => this.paper(),
      (envelope) => smtp.send(envelope),
      async (row, handed) => {
        const at = clock();
        if (handed.kind === 'taken') await intake.offer({ entries: [sentEntry(row, at)], refused: [] });
        if (handed.kind !== 'refused' || !NO_SUCH_ADDRESS.test(handed.problem)) return;
        const bounced = { kind: 'bounced', id: row.id, at, isHard: true, reason: handed.problem } as const;
        await intake.offer({ entries: [cameBackEntry(row, bounced)], refused: [] });
      },
    );
  }

  /** Reads the mailbox where one is configured; returns how many mails were read. */
  async readMailbox(): Promise<number> {
    const { config, clock } = this.around;
    const { BATON_MAIL_IMAP: address } = config;
    if (address === undefined) return 0;
    return readMailbox(address, async (raw) => {
      const event = readIncoming(raw, clock());
      if (event !== undefined) await takeCameBack(this.around, [event]);
    });
  }

  /** The key is made once for a store, and goes with its backups: links of mails that are out stay good. */
  async keepKey(fresh: string): Promise<void> {
    await this.around.intake.aside((tx) => keepMailKey(tx, fresh));
  }

  async tokens(): Promise<MailTokens> {
    this.held ??= new MailTokens(await mailKey(this.around.store.read));
    return this.held;
  }

  async paper(): Promise<MailPaper> {
    return { base: this.around.config.BATON_URL ?? 'http://localhost', tokens: await this.tokens() };
  }
}

/** The server knows no such mailbox: the address bounced before the mail had left. Extended codes of RFC 3463. */
const NO_SUCH_ADDRESS = /\b5\.1\.(1|2|3|6|10)\b|^55[0134]\b(?!.*\b5\.7\.)/;
