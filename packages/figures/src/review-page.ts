// The packet of a review as a page that prints: agenda, conversion, rejections, disputes, alarms, candidates, and room for decisions and signatures.
import type { ReviewPacket } from '@baton/core/reports/review/review-packet';
import type { DisputedLead } from '@baton/core/reports/review/sections/disputed';
import { type Cell, page, section, table, textCell } from './page.ts';
import { rateFigure } from './rate-bars.ts';
import { rateCell, rateNote } from './rate-words.ts';
import { candidateSections, capacitySection, holdBackSection, stockSection } from './review-choices.ts';
import { reviewDueWords } from './review-due-words.ts';
import { watchSections, watchVerdict } from './watch-page.ts';
import { count, dateIn, escapeHtml, moneyToTheCent, number, share, shareNote } from './words.ts';

const STYLE = `<style>
.agenda li { margin: .25rem 0; }
.sign { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 2rem; margin: 2rem 0 0; padding: 0; list-style: none; }
.sign li { border-top: 1px solid var(--ink); padding-top: .25rem; margin-top: 3rem; }
.lines div { border-bottom: 1px solid var(--line); height: 2.25rem; }
.digest { overflow-wrap: anywhere; font-family: ui-monospace, monospace; font-size: .8rem; }
@media print { .lines div { height: 9mm; } section { break-inside: auto; } .settled, tr { break-inside: avoid; } }
</style>`;

/** The page. `digest` is that of the packet's bytes. */
export function renderReviewPage(packet: ReviewPacket, digest: string): string {
  const { review, made, period, zone } = packet;
  const title = `${review === 'monthly' ? 'Monthly pulse' : 'Quarterly review'} of ${made.definition}, ${period.name}`;
  const date = dateIn(zone);
  return page(
    title,
    [
      STYLE,
      `<h1>${escapeHtml(title)}</h1>`,
      `<p class="soft">As known on ${date(made.asOf)}. Dates are of ${escapeHtml(zone)}; those of the watch, UTC.</p>`,
      `<p class="verdict"><strong>${escapeHtml(headline(packet))}</strong></p>`,
      section(
        'Agenda',
        '',
        `<ol class="agenda">${packet.agenda.map((point) => `<li>${escapeHtml(point)}</li>`).join('')}</ol>`,
        reviewDueWords(packet.due),
      ),
      conversion(packet, date),
      rejections(packet),
      disputed(packet.disputed, date),
      ...candidateSections(packet.candidates, date),
      ...(packet.capacity === undefined ? [] : [capacitySection(packet.capacity)]),
      stockSection(packet.stock),
      ...(packet.holdBack === undefined ? [] : [holdBackSection(packet.holdBack)]),
      ...(review === 'quarterly' ? watchSections(packet.watch) : watchSections(packet.watch).slice(0, 1)),
      decisions(packet, date),
      made_(packet, digest),
    ].join('\n'),
  );
}

function headline({ year, watch, disputed, candidates }: ReviewPacket): string {
  const rate = year.rates.find(({ step }) => step === 'MQL → SQL' || step === 'MQL → opportunity');
  const told =
    rate === undefined || rate.state !== 'ok' || rate.rate === undefined
      ? `${count(year.mqls, 'MQL')} in the year.`
      : `${rate.step}: ${number(100 * rate.rate)} % over the year.`;
  const parts = [
    ...(disputed.length === 0 ? [] : [`${count(disputed.length, 'disputed lead')} to arbitrate`]),
    ...(candidates.length === 0 ? [] : [`${count(candidates.length, 'candidate')} to decide on`]),
  ];
  return `${told} ${watchVerdict(watch)}${parts.length === 0 ? '' : ` ${parts.join(', ')}.`}`;
}

type ShowDate = (at: number) => string;

function conversion({ year, review }: ReviewPacket, date: ShowDate): string {
  const { revenue } = year;
  const money = Object.entries(revenue.mqlSourced).map(([currency, minor]) => moneyToTheCent(minor, currency));
  const rows = review === 'monthly' ? year.byMonth : year.bySource;
  const what = review === 'monthly' ? 'Month' : 'Source';
  return section(
    `The year since ${date(year.from)}`,
    `${count(year.mqls, 'MQL')}; MQL-sourced ${number(revenue.mqlSourcedWon)} of ${count(revenue.won, 'win')}${money.length === 0 ? '' : `, ${money.join(', ')}`}.`,
    rateFigure('What became of MQLs', year.rates),
    rows.length === 0
      ? ''
      : table(
          `By ${what.toLowerCase()}; rates with their 95 % intervals`,
          [
            textCell(what),
            { html: 'MQLs', isNumber: true },
            textCell('→ SQL'),
            textCell('→ opportunity'),
            textCell('→ customer'),
          ],
          rows.map(({ value, mqls, rates }): Cell[] => [
            textCell(value),
            { html: number(mqls), isNumber: true },
            ...(['MQL → SQL', 'MQL → opportunity', 'MQL → customer'] as const).map((step): Cell => {
              const rate = rates.find((each) => each.step === step);
              return { html: rate === undefined ? '–' : rateCell(rate) };
            }),
          ]),
        ),
    `<p class="soft small">Each rate counts the MQLs that have had the time: ${escapeHtml(
      year.rates
        .filter(({ state }) => state !== 'not recorded')
        .map(rateNote)
        .join('; '),
    )}.</p>`,
  );
}

function rejections({ rejections: told, year, period }: ReviewPacket): string {
  const { accepted, bySilence, rejected } = year.acceptance;
  const words = `<p>Of the year's answered hand-offs: accepted ${escapeHtml(share(accepted))}; accepted by silence ${escapeHtml(shareNote(bySilence))}; rejected ${escapeHtml(share(rejected))}.</p>`;
  const counts = `<p>${count(told.rejected, 'rejection')} in ${escapeHtml(period.name)}, ${number(told.invalid)} more invalid${told.undated === 0 ? '' : `; ${number(told.undated)} more in the journal at an unknown time`}.</p>`;
  return section(
    'Rejections by reason',
    '',
    words,
    counts,
    told.reasons.length === 0
      ? ''
      : table(
          `Turned down in ${period.name}, the most frequent first`,
          [textCell('Reason'), { html: 'Rejections', isNumber: true }, { html: 'Share', isNumber: true }],
          told.reasons.map(({ reason, count: n }): Cell[] => [
            textCell(reason),
            { html: number(n), isNumber: true },
            { html: told.rejected < 20 ? '–' : `${number((100 * n) / told.rejected)} %`, isNumber: true },
          ]),
        ),
  );
}

function disputed(leads: readonly DisputedLead[], date: ShowDate): string {
  if (leads.length === 0)
    return section(
      'Disputed leads',
      '',
      '<p>None: no rejection disputes what the definition says, and no rejected company bought.</p>',
    );
  return section(
    'Disputed leads',
    'Rejected in the period; where the company bought all the same first. Decide who was right, and write it down.',
    table(
      'To arbitrate',
      [textCell('Lead'), textCell('Why'), textCell('To decide')],
      leads.map(({ name, company, handedAt, rejectedAt, reason, rep, question }): Cell[] => [
        {
          html: `${escapeHtml(company === undefined ? name : `${name}, ${company}`)}<br><span class="soft">handed over <time>${date(handedAt)}</time>, rejected <time>${date(rejectedAt)}</time></span>`,
        },
        textCell(rep === undefined ? reason : `${reason} (${rep})`),
        { html: `${escapeHtml(question)}<br>☐&nbsp;sales is right ☐&nbsp;the definition is` },
      ]),
    ),
  );
}

function decisions({ earlier }: ReviewPacket, date: ShowDate): string {
  const before =
    earlier.length === 0
      ? '<p>No review is recorded yet.</p>'
      : table(
          'Decided before, the newest first',
          [textCell('When'), textCell('Decision'), textCell('By')],
          earlier
            .slice(0, 8)
            .map(({ at, decision, by }): Cell[] => [
              { html: `<time>${date(at)}</time>` },
              textCell(decision),
              textCell(by.join(', ')),
            ]),
        );
  return section(
    'Decisions',
    '',
    before,
    `<p>☐ Keep the definition &ensp; ☐ Take a candidate &ensp; ☐ Calibrate anew &ensp; ☐ Next review on</p>`,
    `<div class="settled"><div class="lines">${'<div></div>'.repeat(5)}</div>
<ul class="sign"><li>For marketing: name, date</li><li>For sales: name, date</li></ul></div>`,
  );
}

function made_({ made, notes }: ReviewPacket, digest: string): string {
  const row = (name: string, value: string): Cell[] => [
    textCell(name),
    { html: `<span class="digest">${escapeHtml(value)}</span>` },
  ];
  return section(
    'What this packet was made of',
    'The same journal, definitions and questions make the same bytes: <code>baton review DEFINITION JOURNAL --verify PACKET</code> makes them again and compares.',
    table(
      'Digests (SHA-256)',
      [textCell('Of'), textCell('Digest')],
      [
        row('the definition', made.definitionDigest),
        row(`the journal, ${number(made.entries)} entries known by then`, made.journalDigest),
        ...made.candidates.map((each) => row('a candidate', each)),
        row('packet.json', digest),
      ],
    ),
    `<p class="soft small">${notes.map(escapeHtml).join(' ')}</p>`,
  );
}
