// Every alarm with its owner and due date: of series, of breaks that no series shows, and of reviews that are late.
import { DAY } from '../../../base/duration.ts';
import { lateWords, type ReviewDue } from '../../review/review-due.ts';
import type { Watched } from '../series/monitor.ts';
import type { WatchRead } from '../watch-reading.ts';
import type { Alarm, SeriesKind } from '../watch-result.ts';
import { alarmWords } from './alarm-words.ts';
import { type Break, breaksOf } from './breaks.ts';

/** Days in which somebody has to have looked: data is lost every day, the rest can wait for the next look at the rate. */
const DAYS_TO_MEND = 14;
const DAYS_TO_LOOK = 30;
const LOSES_DATA: readonly Alarm['kind'][] = ['signal-rate', 'fill-rate', 'break'];

/** Who sees to it where nobody else is named: those who send the data, or both who signed. */
const OWNERS: Readonly<Record<Alarm['kind'], string>> = {
  'signal-rate': 'marketing operations',
  'fill-rate': 'marketing operations',
  break: 'marketing operations',
  'criterion-rate': 'marketing',
  'grade-mix': 'marketing',
  'score-mix': 'marketing',
  'source-mix': 'marketing',
  lift: 'marketing and sales',
  conversion: 'sales',
  'review-due': 'marketing and sales',
};

/** All alarms, the open ones first, then the newest. `owner` is who sees to all of them, where somebody does. */
export function alarmsOf(
  read: WatchRead,
  watched: readonly Watched[],
  referenceUntil: number,
  due: ReviewDue,
  owner?: string,
): Alarm[] {
  const breaks = breaksOf(read.findings, read.criteria, new Date(referenceUntil).toISOString().slice(0, 7));
  const ofSeries = watched.flatMap((each) => spellAlarms(each, breaks));
  const told = new Set(ofSeries.map(({ about }) => about));
  const rest = breaks.filter(({ criterion }) => !told.has(criterion.about)).map((each) => breakAlarm(each, read));
  return [...reviewAlarm(due), ...ofSeries, ...rest]
    .map((alarm) => ({ ...alarm, ...ownerAndDue(alarm, owner) }))
    .sort(
      (a, b) =>
        Number(a.state === 'cleared') - Number(b.state === 'cleared') ||
        b.raisedAt - a.raisedAt ||
        (a.alarm < b.alarm ? -1 : 1),
    );
}

type Unowned = Omit<Alarm, 'owner' | 'dueAt'>;

function ownerAndDue({ kind, raisedAt }: Unowned, owner: string | undefined): Pick<Alarm, 'owner' | 'dueAt'> {
  return {
    owner: owner ?? OWNERS[kind],
    dueAt: raisedAt + (LOSES_DATA.includes(kind) ? DAYS_TO_MEND : DAYS_TO_LOOK) * DAY,
  };
}

const SHOWN_BY_BREAKS: readonly SeriesKind[] = ['signal-rate', 'fill-rate'];

function spellAlarms({ series, spells }: Watched, breaks: readonly Break[]): Unowned[] {
  const { kind, about, label } = series;
  return spells.map((spell): Unowned => {
    const because = SHOWN_BY_BREAKS.includes(kind)
      ? breaks.find(({ criterion }) => criterion.about === about)?.finding.message
      : undefined;
    return {
      alarm: `${kind} ${about}`,
      kind,
      about,
      label,
      state: spell.clearedAt === undefined ? 'raised' : 'cleared',
      raisedAt: spell.raisedAt,
      ...(spell.clearedAt !== undefined && { clearedAt: spell.clearedAt }),
      since: spell.since,
      ...alarmWords(series, spell, because),
    };
  });
}

/** Known once the month after its first is over: data health asks for two. A gap is told when it is over. */
function breakAlarm({ finding, criterion }: Break, { months, asOf }: WatchRead): Unowned {
  const at = months.findIndex(({ name }) => name === finding.month);
  const raisedAt = Math.min(asOf, months[at + 1]?.end ?? asOf);
  return {
    alarm: `break ${finding.kind} ${criterion.about}`,
    kind: 'break',
    about: criterion.about,
    label: criterion.label,
    state: finding.kind === 'feed-gap' ? 'cleared' : 'raised',
    raisedAt,
    ...(finding.kind === 'feed-gap' && { clearedAt: Math.min(asOf, months[at + 2]?.end ?? asOf) }),
    ...(finding.month !== undefined && { since: finding.month }),
    message: `${criterion.label} goes by something that broke: ${finding.message}.`,
    remedy: finding.repair,
  };
}

function reviewAlarm(due: ReviewDue): Unowned[] {
  const message = lateWords(due);
  if (message === undefined) return [];
  const late = due.definition.state === 'overdue' ? due.definition : due.rate;
  return [
    {
      alarm: 'review-due all',
      kind: 'review-due',
      about: 'all',
      label: due.isStale ? 'The definition is stale' : 'A review is overdue',
      state: 'raised',
      raisedAt: late.dueAt,
      message,
      remedy: 'prepare the packet with baton review, decide, and record the decision',
    },
  ];
}
