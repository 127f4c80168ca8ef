// Changes of what people do: signals, groups, source weights, the cap per person.
import { describeCondition } from '../condition-describe.ts';
import type { Group, Signal, Track, TrackName } from '../definition.ts';
import { countInWords, decayInWords, number, pointsInWords, spanInWords } from '../phrases.ts';
import { plain } from '../plain-form.ts';
import { type Change, type Effect, effectOf, matched, sameCondition, turned } from './change.ts';

/** Changes between two versions of a track. */
export function trackChanges(name: TrackName, before: Track | undefined, after: Track | undefined): Change[] {
  if (before === undefined || after === undefined) {
    if (before === after) return [];
    return [
      {
        path: name,
        sentence: after === undefined ? `${name} is no longer scored` : `${name} is now scored`,
        effect: 'depends',
      },
    ];
  }
  return [
    ...matched(before.signals, after.signals).flatMap((pair) =>
      signalChanges(`${name}.signals.${pair.name}`, pair.was, pair.is),
    ),
    ...matched(before.groups, after.groups).flatMap((pair) =>
      groupChanges(`${name}.groups.${pair.name}`, pair.was, pair.is),
    ),
    ...sourceChanges(name, before, after),
    ...(before.perPerson === after.perPerson
      ? []
      : [
          {
            path: `${name}.perPerson`,
            sentence: `one person's share of the company's ${name}: ${number(before.perPerson / 10)} → ${pointsInWords(after.perPerson)}`,
            effect: effectOf(before.perPerson, after.perPerson, false),
          },
        ]),
  ];
}

function signalChanges(path: string, was: Signal | undefined, is: Signal | undefined): Change[] {
  if (was === undefined || is === undefined) return cameOrWent(path, was, is);
  const { label } = is;
  const negative = is.points < 0;
  // More of a negative signal takes more away.
  const more = (effect: Effect): Effect => (negative ? turned(effect) : effect);
  const changes: Change[] = [];
  if (was.label !== label)
    changes.push({ path: `${path}.label`, sentence: `signal ${was.label} is now called ${label}`, effect: 'neutral' });
  if (!sameCondition(was.when, is.when))
    changes.push({
      path: `${path}.when`,
      sentence: `${label}: ${describeCondition(was.when)} → ${describeCondition(is.when)}`,
      effect: 'depends',
    });
  if (was.points !== is.points)
    changes.push({
      path: `${path}.points`,
      sentence: `${label}: ${number(was.points / 10)} → ${pointsInWords(is.points)}`,
      effect: effectOf(was.points, is.points, false),
    });
  if (was.within !== is.within)
    changes.push({
      path: `${path}.within`,
      sentence: `${label}: counts for ${spanInWords(was.within)} → ${spanInWords(is.within)}`,
      effect: fades(is) ? windowOfFading(was, is) : more(effectOf(was.within, is.within, false)),
    });
  if (countInWords(was) !== countInWords(is))
    changes.push({
      path,
      sentence: `${label}: counts ${countInWords(was)} → ${countInWords(is)}`,
      effect: more(countEffect(was, is)),
    });
  const [faded, fading] = [decayInWords(was.decay) ?? 'does not fade', decayInWords(is.decay) ?? 'does not fade'];
  if (faded !== fading)
    changes.push({ path, sentence: `${label}: ${faded} → ${fading}`, effect: decayEffect(was, is) });
  return changes;
}

function cameOrWent(path: string, was: Signal | undefined, is: Signal | undefined): Change[] {
  const effect = (signal: Signal): Effect => effectOf(0, signal.points, false);
  if (is !== undefined)
    return [
      {
        path,
        sentence: `new signal ${is.label}: ${describeCondition(is.when)}, ${pointsInWords(is.points)}, ${countInWords(is)} in ${spanInWords(is.within)}`,
        effect: effect(is),
      },
    ];
  return was === undefined
    ? []
    : [{ path, sentence: `signal ${was.label} (${pointsInWords(was.points)}) is gone`, effect: turned(effect(was)) }];
}

function fades(signal: Signal): boolean {
  return signal.decay.kind === 'linear';
}

/** A linear decay reaches nothing at the end of the window: a longer one fades more slowly, too. */
function windowOfFading(was: Signal, is: Signal): Effect {
  return was.decay.kind === 'linear' ? effectOf(was.within, is.within, false) : 'depends';
}

function countEffect(was: Signal, is: Signal): Effect {
  if (was.oncePer !== is.oncePer || was.distinctBy?.join() !== is.distinctBy?.join()) return 'depends';
  if (was.atLeast !== undefined && is.atLeast !== undefined) return effectOf(was.atLeast, is.atLeast, true);
  if (was.atLeast !== undefined || is.atLeast !== undefined) return 'depends';
  return effectOf(was.atMost ?? 1, is.atMost ?? 1, false);
}

function decayEffect(was: Signal, is: Signal): Effect {
  if (is.decay.kind === 'none') return 'loosens';
  if (was.decay.kind === 'none') return 'tightens';
  if (was.decay.kind === 'half-life' && is.decay.kind === 'half-life')
    return effectOf(was.decay.hours, is.decay.hours, false);
  return 'depends';
}

function groupChanges(path: string, was: Group | undefined, is: Group | undefined): Change[] {
  if (was === undefined)
    return is === undefined
      ? []
      : [
          {
            path,
            sentence: `new group ${is.name}: ${is.signals.join(', ')} together at most ${pointsInWords(is.limit)}`,
            effect: 'tightens',
          },
        ];
  if (is === undefined)
    return [
      { path, sentence: `group ${was.name} and its limit of ${pointsInWords(was.limit)} are gone`, effect: 'loosens' },
    ];
  const changes: Change[] = [];
  const joined = is.signals.filter((name) => !was.signals.includes(name));
  const left = was.signals.filter((name) => !is.signals.includes(name));
  if (joined.length > 0)
    changes.push({
      path: `${path}.signals`,
      sentence: `group ${is.name} now holds ${joined.join(', ')}`,
      effect: 'depends',
    });
  if (left.length > 0)
    changes.push({
      path: `${path}.signals`,
      sentence: `group ${is.name} no longer holds ${left.join(', ')}`,
      effect: 'depends',
    });
  if (was.limit !== is.limit)
    changes.push({
      path: `${path}.limit`,
      sentence: `group ${is.name}: at most ${number(was.limit / 10)} → ${pointsInWords(is.limit)}`,
      effect: effectOf(was.limit, is.limit, false),
    });
  return changes;
}

/** Sources have an order, and no names: they are told as a whole unless only weights changed. */
function sourceChanges(name: TrackName, before: Track, after: Track): Change[] {
  const sameList =
    before.sources.length === after.sources.length &&
    before.sources.every((source, i) => sameCondition(source.when, after.sources[i]?.when));
  if (!sameList) {
    if (JSON.stringify(plain(before.sources)) === JSON.stringify(plain(after.sources))) return [];
    const told = after.sources
      .map((source) => `${describeCondition(source.when)} × ${number(source.weight / 1000)}`)
      .join('; ');
    return [
      {
        path: `${name}.sources`,
        sentence: `sources of ${name} are now weighed: ${told === '' ? 'all alike' : told}`,
        effect: 'depends',
      },
    ];
  }
  return after.sources.flatMap((source, i): Change[] => {
    const was = before.sources[i]?.weight ?? 1000;
    if (was === source.weight) return [];
    return [
      {
        path: `${name}.sources[${i}].weight`,
        sentence: `${describeCondition(source.when)}: weight ${number(was / 1000)} → ${number(source.weight / 1000)}`,
        effect: after.signals.some((signal) => signal.points < 0) ? 'depends' : effectOf(was, source.weight, false),
      },
    ];
  });
}
