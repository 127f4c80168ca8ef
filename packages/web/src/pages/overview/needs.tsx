// What needs somebody now, each with the place where it is seen to. Nothing is the best that can stand here.
import type { Watch } from '@baton/core/reports/watch/watch-result';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview } from '../../api/overview.ts';
import { useJob } from '../../live/use-job.ts';
import { count } from '../../words/numbers.ts';
import styles from './overview.module.css';

export function Needs({ of }: { of: Overview }) {
  const { result: watch } = useJob<Watch>('watch', {});
  const alarms = watch?.alarms.filter(({ state, kind }) => state === 'raised' && kind !== 'review-due') ?? [];
  const items: { key: string; isUrgent: boolean; shown: ReactNode }[] = [
    ...queueItems(of),
    ...of.unsigned.map((each) => ({
      key: `${each.name} ${each.version}`,
      isUrgent: each.waitsForYou,
      shown: (
        <Link to="/definition/$name/$version" params={{ name: each.name, version: String(each.version) }}>
          {each.name} v{each.version} {signingWords(each)}
        </Link>
      ),
    })),
    ...of.inForce.flatMap(({ name, late }) =>
      late === null
        ? []
        : [{ key: `late ${name}`, isUrgent: true, shown: <Link to="/reviews">{late.replace(/\.$/, '')}</Link> }],
    ),
    ...(alarms.length === 0
      ? []
      : [
          {
            key: 'alarms',
            isUrgent: true,
            shown: (
              <Link to="/reports" search={{ tab: 'drift' }}>
                {count(alarms.length, 'alarm')} of drift
              </Link>
            ),
          },
        ]),
    ...((of.refused ?? 0) > 0
      ? [
          {
            key: 'refused',
            isUrgent: false,
            shown: (
              <Link to="/data" search={{ tab: 'refused' }}>
                {count(of.refused ?? 0, 'event')} refused, to be mended
              </Link>
            ),
          },
        ]
      : []),
  ];
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">What needs somebody now</h2>
      {items.length === 0 && (
        <p>Nothing: no hand-off is late or without a rep, and nothing waits to be signed or mended.</p>
      )}
      <ul className={styles.needs}>
        {items.map(({ key, isUrgent, shown }) => (
          <li key={key} data-urgent={isUrgent}>
            <span aria-hidden="true">{isUrgent ? '▲' : '·'}</span> {shown}
          </li>
        ))}
      </ul>
    </section>
  );
}

function queueItems({ queue: { overdue, orphans } }: Overview) {
  return [
    ...(overdue === 0
      ? []
      : [
          {
            key: 'overdue',
            isUrgent: true,
            shown: (
              <Link to="/queue" search={{ whose: 'all' }}>
                {count(overdue, 'hand-off is', 'hand-offs are')} overdue
              </Link>
            ),
          },
        ]),
    ...(orphans === 0
      ? []
      : [
          {
            key: 'orphans',
            isUrgent: true,
            shown: (
              <Link to="/queue" search={{ whose: 'nobody' }}>
                {count(orphans, 'hand-off has', 'hand-offs have')} no rep
              </Link>
            ),
          },
        ]),
  ];
}

function signingWords({ state, signed, waitsForYou }: Overview['unsigned'][number]): string {
  if (state === 'draft') return 'is a draft';
  if (waitsForYou) return 'waits for your signature';
  const missing = ['marketing', 'sales'].filter((side) => signed.every((each) => each.function !== side));
  return missing.length === 0 ? 'is signed, and can come into force' : `waits for ${missing.join(' and ')} to sign`;
}
