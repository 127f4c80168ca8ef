// Golden row-sets of the rules K4–K6, K8 and K10: rows in, facts out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../../journal/entry.ts';
import { parseEntry } from '../../journal/parse-entry.ts';
import { parseMapping } from '../mapping/parse-mapping.ts';
import { FileRows } from '../rows/file-rows.ts';
import { FolderFacts, IMPORT_ORDER } from './folder-facts.ts';
import { buyingCycles } from './talks/buying-cycles.ts';

const MAPPING = `
answers: { zone: UTC, exportedAt: 2026-01-01, newBusiness: [New Business], salesOwners: [Ada], currency: EUR }
files:
  deals.csv:
    rows: deals
    id: Deal
    columns: { Company: accountId, Named: accountName, Contact: email, Stage: stage, Type: type, Pipeline: pipeline, Amount: amount, Opened: openedAt, Closed: closedAt, Changed: modifiedAt, Gone: deleted }
  roles.csv: { rows: deal people, columns: { Deal: deal, Contact: email, Since: attachedAt } }
  stages.csv: { rows: stages, columns: { Deal: deal, Stage: stage, At: occurredAt } }
  talks.csv:
    rows: activities
    id: Id
    columns: { Who: email, Company: accountId, Deal: deal, Kind: activity, Outcome: outcome, Way: direction, Long: seconds, Owner: owner, At: occurredAt }
  companies.csv: { rows: accounts, id: Id, columns: { Domain: domain, Created: occurredAt } }
  contacts.csv:
    rows: leads
    columns: { Email: email, Company: accountId, Created: occurredAt, Converted: convertedAt, To: convertedDeal, Talked: { fact: conversation }, MQL: { fact: legacy-mql } }
  visits.csv: { rows: events, columns: { Who: email, Name: name, At: occurredAt } }
`;
const parsed = parseMapping(MAPPING);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { answers, files } = parsed.value;

/** Plays tables (`Header | Header` and rows) through an import of the whole folder. */
function facts(tables: Readonly<Record<string, string>>) {
  const now = answers.exportedAt ?? 0;
  const folder = new FolderFacts(answers, now);
  const written: Entry[] = [];
  const reasons: string[] = [];
  const mapped = files.filter(({ file }) => tables[file] !== undefined);
  for (const mapping of mapped.sort((a, b) => IMPORT_ORDER.indexOf(a.rows) - IMPORT_ORDER.indexOf(b.rows))) {
    const [header = [], ...rows] = (tables[mapping.file] ?? '')
      .trim()
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const reader = new FileRows(mapping, header, { answers, orders: new Map(), now }, folder);
    for (const [i, row] of rows.entries()) {
      const outcome = reader.take(row, i + 2);
      if (outcome.verdict === 'imported') written.push(...outcome.entries);
      else
        reasons.push(outcome.verdict === 'left out' ? outcome.reason : outcome.problems.map(({ code }) => code).join());
    }
  }
  const { entries, counts } = folder.finish();
  for (const { source, fields } of entries) {
    const entry = parseEntry(fields, { source });
    if (!entry.ok) throw new Error(JSON.stringify(entry.problems));
    written.push(entry.value);
  }
  const of = (kind: Entry['kind']) => written.filter((entry) => entry.kind === kind);
  return { written, of, counts, reasons };
}
const day = (entry: Entry | undefined): string | undefined =>
  entry && new Date(entry.occurredAt).toISOString().slice(0, 10);
/** Kind, day, rule and confidence, in order of time. */
const told = (entries: readonly Entry[]): string[] =>
  [...entries]
    .sort((a, b) => a.occurredAt - b.occurredAt)
    .map((entry) => `${entry.kind} ${day(entry)} ${entry.rule} ${entry.confidence}`);
const isDeal = ({ kind }: Entry): boolean => ['opportunity', 'stage', 'won', 'lost', 'reopened'].includes(kind);

describe('[K4] new business', () => {
  const business = (text: string): string[] =>
    facts({ 'deals.csv': `Deal|Company|Type|Pipeline|Opened|Stage|Closed\n${text}` })
      .of('opportunity')
      .map((entry) => ('business' in entry ? String(entry.business) : ''));

  it('is what the mapped types say', () => {
    expect(business('D1|A|New Business||2025-01-01\nD2|B|Renewal||2025-01-01\nD3|C|Odd||2025-01-01')).toEqual([
      'new',
      'existing',
      'existing',
    ]);
  });
  it('goes by the type before the pipeline', () => {
    expect(
      business(
        'D1|A|New Business|Renewals|2025-01-01\nD2|B|Renewal|New Business|2025-01-01\nD3|C||New Business|2025-01-01\nD4|D||Upsell|2025-01-01',
      ),
    ).toEqual(['new', 'existing', 'new', 'existing']);
  });
  it('blank is new where the account has no earlier won deal of any kind', () => {
    expect(
      business(
        'D1|A|||2025-01-01|Closed Won|2025-02-01\nD2|A|||2025-06-01\nD3|B|||2025-06-01\nD4|C|Renewal||2025-01-01|Closed Won|2025-02-01\nD5|C|||2025-03-01',
      ),
    ).toEqual(['new', 'existing', 'new', 'existing', 'existing']);
  });
  it('tests and deleted deals are left out and counted', () => {
    const { reasons, counts } = facts({
      'deals.csv':
        'Deal|Company|Type|Opened|Gone\nD1|A|Test|2025-01-01|\nD2|A||2025-01-01|true\nD3|A||2025-01-01|false',
    });
    expect(reasons).toEqual(['test deal', 'deleted']);
    expect(counts.deals).toBe(1);
  });
  it('zero amounts are deals', () => {
    const [deal] = facts({ 'deals.csv': 'Deal|Company|Amount|Opened\nD1|A|0|2025-01-01' }).of('opportunity');
    expect(deal).toMatchObject({ amountMinor: 0, currency: 'EUR' });
  });
});

describe('[K5] people of a deal', () => {
  const deals = 'Deal|Company|Opened\nD1|7|2025-06-01 12:00';
  const people = (tables: Readonly<Record<string, string>>) => {
    const { of, counts } = facts({ 'deals.csv': deals, ...tables });
    const [deal] = of('opportunity');
    if (deal?.kind !== 'opportunity') throw new Error('no deal');
    const emails = (list: typeof deal.people): (string | undefined)[] => (list ?? []).map(({ email }) => email);
    return { people: emails(deal.people), late: emails(deal.latePeople), confidence: deal.confidence, counts };
  };
  const leads =
    'Email|Company|Created|Converted|To|MQL\nann@one.example|7|2025-01-01|||\nbob@one.example|7|2025-01-01|2025-05-30|D1|';

  it('are first the contacts attached to it', () => {
    expect(
      people({
        'roles.csv': 'Deal|Contact|Since\nD1|cy@one.example|2025-06-01 12:30\nD1|CY@one.example|',
        'contacts.csv': leads,
      }),
    ).toMatchObject({ people: ['cy@one.example'], late: [], confidence: 'recorded' });
  });
  it('else the converted lead', () => {
    expect(people({ 'contacts.csv': leads })).toMatchObject({ people: ['bob@one.example'], confidence: 'recorded' });
  });
  it("else the account's leads with behaviour, a hand-off or a touch within 180 days before, inferred", () => {
    const contacts =
      'Email|Company|Created|MQL\nann@one.example|7|2025-01-01|\nbob@one.example|7|2025-01-01|2025-05-01\ncy@one.example|7|2025-01-01|\ndi@one.example|7|2024-01-01|\ned@one.example|7|2025-01-01|\nfay@two.example|8|2025-01-01|';
    const visits =
      'Who|Name|At\nann@one.example|Visited|2025-05-01\ndi@one.example|Visited|2024-11-01\ned@one.example|Email Opened|2025-05-01\nfay@two.example|Visited|2025-05-01\ncy@one.example|Visited|2025-06-02';
    const talks = 'Id|Who|Kind|Owner|At\n1|cy@one.example|email|Ada|2025-05-02';
    expect(people({ 'contacts.csv': contacts, 'visits.csv': visits, 'talks.csv': talks })).toMatchObject({
      people: ['ann@one.example', 'bob@one.example', 'cy@one.example'],
      confidence: 'inferred',
    });
  });
  it('are found by web domain, but never by free mail', () => {
    const contacts = 'Email|Company|Created\nann@one.example||2025-01-01\nbob@gmail.com||2025-01-01';
    const visits = 'Who|Name|At\nann@one.example|Visited|2025-05-01\nbob@gmail.com|Visited|2025-05-01';
    expect(
      people({
        'companies.csv': 'Id|Domain|Created\n7|one.example|2024-01-01\n8|gmail.com|2024-01-01',
        'contacts.csv': contacts,
        'visits.csv': visits,
      }).people,
    ).toEqual(['ann@one.example']);
  });
  it("a company's name alone links nobody but the people of the deal's own row", () => {
    const { of, counts } = facts({
      'deals.csv': 'Deal|Named|Contact|Opened\nD1|One Inc||2025-06-01\nD2|ONE inc|ann@one.example|2025-06-02',
      'contacts.csv': 'Email|Company|Created\nbob@one.example||2025-01-01',
      'visits.csv': 'Who|Name|At\nbob@one.example|Visited|2025-05-01',
    });
    expect(of('opportunity').map(({ accountId, email }) => [accountId, email])).toEqual([
      ['name:one inc', undefined],
      ['name:one inc', 'ann@one.example'],
    ]);
    expect(counts).toMatchObject({ unlinked: 1, linkedRecorded: 1 });
  });
  it('none leave the deal unlinked', () => {
    expect(people({})).toMatchObject({ people: [], counts: { unlinked: 1, linkedRecorded: 0, linkedInferred: 0 } });
  });
  it('created or attached within an hour count as there; later ones source nothing, and do not let the search go on', () => {
    const roles = 'Deal|Contact|Since\nD1|ann@one.example|2025-06-01 12:59\nD1|bob@one.example|2025-06-01 13:01';
    expect(people({ 'roles.csv': roles })).toMatchObject({ people: ['ann@one.example'], late: ['bob@one.example'] });
    const late = people({
      'roles.csv': 'Deal|Contact|Since\nD1|cy@one.example|',
      'contacts.csv': `${leads}\ncy@one.example|7|2025-06-02|||`,
    });
    expect(late).toMatchObject({
      people: [],
      late: ['cy@one.example'],
      confidence: 'recorded',
      counts: { unlinked: 0 },
    });
  });
});

describe('[K6] first sales conversation', () => {
  const deals = 'Deal|Company|Opened|Stage|Closed\nD1|7|2025-06-01||';
  const header = 'Id|Who|Company|Deal|Kind|Outcome|Way|Long|Owner|At';
  const talks = (rows: string, dealRows = deals, more: Readonly<Record<string, string>> = {}): string[] =>
    told(facts({ 'deals.csv': dealRows, 'talks.csv': `${header}\n${rows}`, ...more }).of('conversation'));

  it.each([
    ['a held meeting', '1||7||meeting|held|||Ada|2025-05-20', 'conversation 2025-05-20 K6 recorded'],
    ['a meeting still scheduled', '1||7||meeting|scheduled|||Ada|2025-05-20', 'conversation 2025-05-20 K6 inferred'],
    ['a connected call', '1||7||call|connected|||Ada|2025-05-20', 'conversation 2025-05-20 K6 recorded'],
    ['a call of 120 s without disposition', '1||7||call|||120|Ada|2025-05-20', 'conversation 2025-05-20 K6 inferred'],
    ['a human reply', '1||7||email||inbound||Ada|2025-05-20', 'conversation 2025-05-20 K6 recorded'],
    ['a meeting about the deal', '1|||D1|meeting|held|||Ada|2025-05-20', 'conversation 2025-05-20 K6 recorded'],
  ])('is %s', (_, row, expected) => {
    expect(talks(row)).toEqual([expected]);
  });

  it.each([
    ['a call of 119 s', '1||7||call|||119|Ada|2025-05-20'],
    ['voicemail', '1||7||call|left voicemail||500|Ada|2025-05-20'],
    ['outbound mail', '1||7||email||outbound||Ada|2025-05-20'],
    ['a sequence step', '1||7||email|sequence|outbound||Ada|2025-05-20'],
    ['a note', '1||7||note||||Ada|2025-05-20'],
    ['an open task', '1||7||task|not started|||Ada|2025-05-20'],
    ['a support owner', '1||7||meeting|held|||Eve|2025-05-20'],
    ['an automatic reply', '1||7||email|out of office|inbound||Ada|2025-05-20'],
    ['a no-show', '1||7||meeting|no show|||Ada|2025-05-20'],
  ])('is never %s: then a week before the deal, assumed', (_, row) => {
    expect(talks(row)).toEqual(['conversation 2025-05-25 K6 assumed']);
  });

  it('is the earliest of all, a mapped field too', () => {
    const more = { 'contacts.csv': 'Email|Company|Created|Talked\nann@one.example|7|2025-01-01|2025-05-18' };
    expect(talks('1||7||meeting|held|||Ada|2025-05-20\n2||7||call|connected|||Ada|2025-05-19', deals, more)).toEqual([
      'conversation 2025-05-18 K6 recorded',
    ]);
  });

  it('without any is assumed before the lead was converted, where that was earlier; known no sooner', () => {
    const { of } = facts({
      'deals.csv': deals,
      'contacts.csv': 'Email|Company|Created|Converted|To\nann@one.example|7|2025-01-01|2025-05-30|D1',
    });
    expect(told(of('conversation'))).toEqual(['conversation 2025-05-23 K6 assumed']);
    expect(of('conversation')[0]?.knownAt).toBe(Date.UTC(2025, 4, 30));
  });

  it('is moved back by the median of 20 recorded cycles', () => {
    const many = Array.from({ length: 20 }, (_, i) => i);
    const dealRows = `Deal|Company|Opened\n${many.map((i) => `X${i}|c${i}|2025-06-11`).join('\n')}\nD1|7|2025-06-11`;
    const rows = many.map((i) => `${i}||c${i}||meeting|held|||Ada|2025-06-0${i < 10 ? 1 : 9}`);
    const assumed = (list: readonly string[]): string[] =>
      talks(list.join('\n'), dealRows).filter((text) => text.endsWith('assumed'));
    expect(assumed(rows)).toEqual(['conversation 2025-06-05 K6 assumed']);
    expect(assumed(rows.slice(1))).toEqual([
      'conversation 2025-06-04 K6 assumed',
      'conversation 2025-06-04 K6 assumed',
    ]);
  });

  it('a new cycle starts after 180 days without touch or open deal, and has its own', () => {
    const rows =
      '1||7||meeting|held|||Ada|2024-01-01\n2||7||email||outbound||Ada|2024-06-29\n3||7||meeting|held|||Ada|2024-12-26\n4||7||meeting|held|||Ada|2025-07-01';
    expect(talks(rows, 'Deal|Company|Opened\nZ|9|2025-06-01').filter((text) => !text.endsWith('assumed'))).toEqual([
      'conversation 2024-01-01 K6 recorded',
      'conversation 2025-07-01 K6 recorded',
    ]);
  });

  it("what happens after a cycle's last closing is no evidence for it", () => {
    const closed = 'Deal|Company|Opened|Stage|Closed\nD1|7|2025-06-01|Closed Won|2025-07-01';
    expect(talks('1||7||meeting|held|||Ada|2025-07-10', closed)).toEqual(['conversation 2025-05-25 K6 assumed']);
  });

  it('a deal without company belongs to the single domain of its people, else it is its own account', () => {
    const { of } = facts({
      'deals.csv': 'Deal|Opened\nD1|2025-06-01\nD2|2025-06-01\nD3|2025-06-01\nD4|2025-06-01',
      'roles.csv':
        'Deal|Contact\nD1|ann@one.example\nD1|bob@one.example\nD2|ann@one.example\nD2|cy@two.example\nD3|di@gmail.com\nD4|di@gmail.com\nD4|ed@gmail.com',
    });
    expect(of('opportunity').map(({ domain, accountId, email }) => domain ?? accountId ?? email)).toEqual([
      'one.example',
      'deal:D2',
      'di@gmail.com',
      'deal:D4',
    ]);
  });
});

describe('[K10] re-opened, and lost again', () => {
  const life = (stages: string, deal = 'D1|7|2025-01-01|Closed Won|2025-12-01'): string[] =>
    told(
      facts({
        'deals.csv': `Deal|Company|Opened|Stage|Closed\n${deal}`,
        'stages.csv': `Deal|Stage|At\n${stages}`,
      }).written.filter(isDeal),
    );

  it('[K1] stage history beats the close date, and an open deal has no closing', () => {
    expect(life('D1|Demo|2025-01-05\nD1|Closed Won|2025-03-01')).toEqual([
      'opportunity 2025-01-01 K5 recorded',
      'won 2025-03-01 K1 recorded',
    ]);
    expect(life('D1|Demo|2025-01-05\nD1|Quote|2025-01-09', 'D1|7|2025-01-01|Quote|2025-12-01')).toEqual([
      'opportunity 2025-01-01 K5 recorded',
      'stage 2025-01-09 K1 recorded',
    ]);
  });
  it('[K2] a deal without any date is open as of the export, and tells nothing of when talking began', () => {
    const { written } = facts({ 'deals.csv': 'Deal|Company|Stage\nD1|7|Demo' });
    expect(told(written)).toEqual(['stage 2026-01-01 K2 recorded']);
  });
  it('closed → open of the same deal voids the outcome from then on', () => {
    expect(life('D1|Demo|2025-01-01\nD1|Closed Lost|2025-02-01\nD1|Demo|2025-02-10\nD1|Closed Won|2025-03-01')).toEqual(
      [
        'opportunity 2025-01-01 K5 recorded',
        'lost 2025-02-01 K1 recorded',
        'reopened 2025-02-10 K10 recorded',
        'won 2025-03-01 K1 recorded',
      ],
    );
  });
  it('won → lost takes the win back at that date', () => {
    expect(life('D1|Closed Won|2025-02-01\nD1|Closed Lost|2025-03-01')).toEqual([
      'opportunity 2025-01-01 K5 recorded',
      'won 2025-02-01 K1 recorded',
      'lost 2025-03-01 K10 recorded',
    ]);
  });
  it('a new deal 90 days or more after a loss is a new cycle, sooner the same', () => {
    const lost = (again: string): string[] => {
      const dealRows = `Deal|Company|Opened|Stage|Closed\nD1|7|2025-01-01|Closed Lost|2025-02-01 00:00\nD2|7|${again}||`;
      return told(facts({ 'deals.csv': dealRows }).of('conversation'));
    };
    expect(lost('2025-05-02')).toEqual(['conversation 2024-12-25 K6 assumed', 'conversation 2025-04-25 K6 assumed']);
    expect(lost('2025-05-01')).toEqual(['conversation 2024-12-25 K6 assumed']);
  });
  it('after a win only silence ends a cycle', () => {
    const dealRows = 'Deal|Company|Opened|Stage|Closed\nD1|7|2025-01-01|Closed Won|2025-02-01\nD2|7|2025-06-01||';
    expect(told(facts({ 'deals.csv': dealRows }).of('conversation'))).toEqual(['conversation 2024-12-25 K6 assumed']);
  });
});

describe('[K8] won revenue is counted once per deal', () => {
  it('however many contacts its rows name', () => {
    const rows =
      'Deal|Company|Contact|Amount|Opened|Stage|Closed\nD1|7|ann@one.example|100|2025-01-01|Closed Won|2025-02-01\nD1|7|bob@one.example|100|2025-01-01|Closed Won|2025-02-01';
    const { of, reasons } = facts({ 'deals.csv': rows });
    expect(of('won').map((entry) => 'amountMinor' in entry && entry.amountMinor)).toEqual([10000]);
    expect(reasons).toEqual(['same record']);
    expect(of('opportunity')[0]).toMatchObject({
      people: [{ email: 'ann@one.example' }, { email: 'bob@one.example' }],
    });
  });
  it('[K0] of several rows the newest modified counts', () => {
    const rows =
      'Deal|Company|Amount|Opened|Changed\nD1|7|100|2025-01-01|2025-02-01\nD1|7|250|2025-01-01|2025-03-01\nD1|7|9|2025-01-01|2025-01-15';
    expect(facts({ 'deals.csv': rows }).of('opportunity')).toMatchObject([{ amountMinor: 25000 }]);
  });
});

describe('buying cycles', () => {
  const DAY = 86_400_000;
  it("part an account's time: in order, without overlap, each deal in one of them", () => {
    const at = fc.integer({ min: 0, max: 2000 }).map((days) => days * DAY);
    const deal = fc.record({
      openedAt: at,
      lasts: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
      isLost: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(at, { maxLength: 12 }), fc.array(deal, { maxLength: 6 }), (touches, made) => {
        const deals = made.map(({ openedAt, lasts, isLost }, i) => ({
          id: `D${i}`,
          openedAt,
          closedAt: lasts === undefined ? undefined : openedAt + lasts * DAY,
          isLost: isLost && lasts !== undefined,
        }));
        const cycles = buyingCycles(touches, deals, 2500 * DAY);
        expect(cycles.flatMap((cycle) => cycle.deals.map(({ id }) => id)).sort()).toEqual(
          deals.map(({ id }) => id).sort(),
        );
        for (const touch of touches)
          expect(cycles.filter((cycle) => touch >= cycle.from && touch <= cycle.until).length).toBeGreaterThan(0);
        for (const [i, cycle] of cycles.entries()) {
          const before = cycles[i - 1];
          expect(cycle.until).toBeGreaterThanOrEqual(cycle.from);
          if (before !== undefined)
            expect(cycle.startsAfter ? cycle.from === before.until : cycle.from - before.until > 180 * DAY).toBe(true);
        }
      }),
    );
  });
});

it('[K6] deals without a creation date have no assumed conversation, and are counted', () => {
  const of = (header: string, row: string) => facts({ 'deals.csv': `${header}\n${row}` });
  const undated = of('Deal|Company|Stage|Closed', 'D1|A|Closed Won|2025-03-01');
  expect(undated.of('conversation')).toEqual([]);
  expect(undated.counts).toMatchObject({ cycles: 1, conversationsAssumed: 0, conversationsUndated: 1 });
  const dated = of('Deal|Company|Opened|Stage|Closed', 'D1|A|2025-02-01|Closed Won|2025-03-01');
  expect(dated.counts).toMatchObject({ cycles: 1, conversationsAssumed: 1, conversationsUndated: 0 });
});
