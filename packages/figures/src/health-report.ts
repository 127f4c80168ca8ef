// Data health as a page: what the data can and cannot answer, the repairs that would help most, and what came in when.
import type { Ability } from '@baton/core/reports/health/abilities';
import type { FeedMonths } from '@baton/core/reports/health/feeds';
import type { Finding } from '@baton/core/reports/health/finding';
import type { FileHealth } from '@baton/core/reports/health/folder';
import type { Health } from '@baton/core/reports/health/health';
import { heat } from './month-heat.ts';
import { figure, numberCell, page, section, table, textCell } from './page.ts';
import { dateIn, escapeHtml, number, percent } from './words.ts';

const date = dateIn('UTC');

const MOST_ROWS = 25;

/** The whole page. `title` says whose data it is. */
export function renderHealthReport(health: Health & { readonly files?: readonly FileHealth[] }, title: string): string {
  return page(
    `Data health of ${title}`,
    [
      `<h1>Data health of ${escapeHtml(title)}</h1>`,
      `<p class="soft">${date(health.from)} to ${date(health.until)}, months in UTC: ${number(health.entries)} entries of ${number(health.leads)} leads in ${number(health.accounts)} accounts.</p>`,
      `<p class="verdict">${escapeHtml(verdict(health))}</p>`,
      facts(health),
      section('What it can and cannot answer', '', abilities(health.abilities)),
      section(
        'The repairs that would help most',
        health.repairs.length === 0 ? 'Nothing was found that wants mending.' : '',
        repairs(health.repairs),
      ),
      section('Everything that was found', '', findings(health.findings)),
      section(
        'What came in, by month',
        'A row that goes pale is a feed that pauses or stops.',
        feeds('feeds', health.feeds, health.months),
      ),
      ...(health.pages.length < 2
        ? []
        : [
            section(
              'Pages that were seen, by month',
              'A new name for an old page is a row that ends where another begins.',
              feeds('pages', health.pages, health.months),
            ),
          ]),
      section(
        'What is known of people, by the month they showed up',
        'Of everybody with a record of their own.',
        attributes(health),
      ),
      section('What each sender sent', 'Late is what was known 72 hours or more after it happened.', senders(health)),
      ...(health.files === undefined ? [] : [section('The files', '', files(health.files))]),
    ].join('\n'),
  );
}

function verdict({ abilities: all }: Health): string {
  const yes = all.filter((ability) => ability.verdict === 'yes').length;
  const no = all.filter((ability) => ability.verdict === 'no').length;
  return `Of ${all.length} questions this data answers ${yes}, ${all.length - yes - no} with care, and ${no} not at all.`;
}

function facts({ mail, deals, machines }: Health): string {
  const talks = deals.conversations.recorded + deals.conversations.inferred + deals.conversations.assumed;
  const fact = (figureText: string, label: string): string =>
    `<li><b>${escapeHtml(figureText)}</b>${escapeHtml(label)}</li>`;
  const of = (part: number, whole: number): string => (whole < 20 ? `${part} of ${whole}` : percent(part / whole));
  return `<ul class="facts">${[
    fact(
      `${number(deals.wonLastYear)} won`,
      `${number(deals.lostLastYear)} lost, in the last twelve months; ${number(deals.deals)} deals and ${number(deals.subscriptions)} subscriptions in all`,
    ),
    fact(of(deals.seen, deals.seen + deals.dark), 'of the deals won show behaviour in the 90 days before sales talked'),
    fact(
      number(talks),
      `first conversations with sales: ${number(deals.conversations.recorded)} recorded, ${number(deals.conversations.inferred)} inferred, ${number(deals.conversations.assumed)} assumed`,
    ),
    ...(deals.matureUntil === undefined
      ? []
      : [fact(deals.matureUntil, 'and earlier: leads that have had the time in which nine in ten wins come')]),
    fact(
      of(mail.freeMail, mail.withEmail),
      `of the addresses are free mail; ${number(mail.shared)} are shared mailboxes`,
    ),
    fact(
      of(machines.suspectedClicks, machines.clicks),
      `of the clicks in mails come like a machine’s; ${number(machines.flagged)} entries are flagged already`,
    ),
  ].join('')}</ul>`;
}

const MARKS: Readonly<Record<Ability['verdict'], string>> = {
  yes: '✓ yes',
  'with care': '~\u00a0with\u00a0care',
  no: '✗ no',
};

function abilities(all: readonly Ability[]): string {
  return table(
    'Questions in the order of the funnel',
    [textCell('Question'), textCell('Answer'), textCell('Because')],
    all.map(({ question, verdict: answer, because }) => [
      textCell(question),
      textCell(MARKS[answer]),
      textCell(because),
    ]),
  );
}

function repairs(all: readonly Finding[]): string {
  return all.length === 0
    ? ''
    : `<ol>${all
        .map(
          ({ message, repair }) =>
            `<li><b>${escapeHtml(sentence(repair))}</b><br><span class="soft">${escapeHtml(sentence(message))}</span></li>`,
        )
        .join('')}</ol>`;
}

function findings(all: readonly Finding[]): string {
  return all.length === 0
    ? '<p>No fault was found.</p>'
    : table(
        'Heaviest first',
        [textCell('Found'), textCell('Since')],
        all.map(({ kind, place, month, message }) => [
          {
            html: `<b>${escapeHtml(kind.replaceAll('-', ' '))}</b> <span class="soft">${escapeHtml(place)}</span><br>${escapeHtml(message)}`,
          },
          { html: escapeHtml(month ?? ''), isNumber: true },
        ]),
      );
}

function feeds(what: 'feeds' | 'pages', all: readonly FeedMonths[], months: readonly string[]): string {
  const rows = all.slice(0, MOST_ROWS);
  if (rows.length === 0)
    return '<p>Nothing that people did is in the data. Bring in the web tracker, marketing automation or product events.</p>';
  const cells = rows.flatMap(({ feed, counts }) => {
    const most = Math.max(1, ...counts);
    return counts.map((count, i) => ({ row: feed, month: months[i] as string, count, share: count / most }));
  });
  const svg = heat(`Entries by month of ${rows.length} ${what}`, cells, months);
  return figure(
    svg,
    `${rows.length < all.length || rows.length === MOST_ROWS ? `The ${rows.length} largest ${what}` : what === 'feeds' ? 'Feeds' : 'Pages'}, each against its own fullest month`,
    table(
      'Entries by month',
      [
        textCell(what === 'feeds' ? 'Feed' : 'Page'),
        { html: 'All', isNumber: true },
        ...months.map((month) => ({ html: month, isNumber: true })),
      ],
      rows.map(({ feed, total, counts }) => [textCell(feed), numberCell(total), ...counts.map(numberCell)]),
    ),
  );
}

function senders({ senders: all, lateness }: Health): string {
  const late = new Map(lateness.map((each) => [each.source, each]));
  return table(
    'Entries by sender',
    ['Sender', 'Accepted', 'Duplicate', 'Conflicting', 'Refused', 'Behaviour late'].map((html, i) => ({
      html,
      isNumber: i > 0,
    })),
    all
      .slice(0, MOST_ROWS)
      .map(({ source, accepted, duplicate, conflict, refused }) => [
        textCell(source),
        ...[accepted, duplicate, conflict, refused].map(numberCell),
        numberCell(late.get(source)?.late ?? 0),
      ]),
  );
}

function files(all: readonly FileHealth[]): string {
  return table(
    'Files of the folder',
    [
      textCell('File'),
      textCell('Rows of'),
      { html: 'Read', isNumber: true },
      { html: 'Refused', isNumber: true },
      textCell('Refused cells'),
      textCell('Not mapped'),
    ],
    all.map(({ file, rows, read, refused, columns, unmapped }) => [
      textCell(file),
      textCell(rows ?? 'journal'),
      numberCell(read),
      numberCell(refused),
      textCell(columns.map(({ column, refused: cells }) => `${column}: ${cells}`).join(', ')),
      textCell(unmapped.join(', ')),
    ]),
  );
}

function attributes({ attributes: all, months }: Health): string {
  const rows = all.slice(0, MOST_ROWS);
  if (rows.length === 0) return '<p>Nothing is known of anybody. Bring in contacts and companies.</p>';
  const cells = rows.flatMap(({ attribute, knownBy, people }) =>
    knownBy.map((known, i) => ({
      row: attribute,
      month: months[i] as string,
      count: known,
      share: (people[i] as number) === 0 ? 0 : known / (people[i] as number),
    })),
  );
  const svg = heat(`Share of newcomers whose attributes are known, by month`, cells, months);
  return figure(
    svg,
    'Dark: known of everybody who came that month; pale: of nobody',
    table(
      'Known of people',
      [textCell('Attribute'), { html: 'Known', isNumber: true }, { html: 'Of', isNumber: true }],
      rows.map(({ attribute, known, of }) => [textCell(attribute), numberCell(known), numberCell(of)]),
    ),
  );
}

function sentence(plain: string): string {
  // A name with a dot in it, such as account.employees, keeps its letters.
  const full = /^\S+\.\S/.test(plain) ? plain : `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
  return /[.?]$/.test(full) ? full : `${full}.`;
}
