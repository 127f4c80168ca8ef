// Leads under watch: how each stands now and would stand under the draft; what flips is marked.
import type { WhatIfSample, WhatIfStanding } from '@baton/core/replay/what-if-result';
import { decimal } from '../../../words/numbers.ts';
import styles from './draft.module.css';

interface Props {
  of: readonly WhatIfSample[];
  hasNow: boolean;
  onPin(lead: string, isPinned: boolean): void;
}

export function Samples({ of, hasNow, onPin }: Props) {
  if (of.length === 0)
    return <p className={styles.quiet}>Watch a lead to see how it would stand while you turn numbers.</p>;
  return (
    <table className={styles.figures}>
      <caption>Leads under watch, as of today’s history</caption>
      <thead>
        <tr>
          <th scope="col">Lead</th>
          {hasNow && <th scope="col">Now</th>}
          <th scope="col">Draft</th>
        </tr>
      </thead>
      <tbody>
        {of.map(({ lead, label, now, draft }) => {
          const flips = hasNow && isOpen(now) !== isOpen(draft);
          return (
            <tr key={lead} data-flips={flips}>
              <th scope="row">
                {label}{' '}
                <button type="button" className={styles.pin} onClick={() => onPin(lead, false)}>
                  Unwatch<span className="unseen"> {label}</span>
                </button>
              </th>
              {hasNow && <td>{wordsOf(now)}</td>}
              <td>
                {wordsOf(draft)}
                {flips && <strong> {isOpen(draft) ? '▲ qualifies' : '▼ no longer'}</strong>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function isOpen(standing: WhatIfStanding | undefined): boolean {
  return (standing?.open.length ?? 0) > 0;
}

function wordsOf(standing: WhatIfStanding | undefined): string {
  if (standing === undefined) return 'unknown';
  const { grade, engagement, usage, open } = standing;
  const scores = usage > 0 ? `${decimal(engagement / 10)} / ${decimal(usage / 10)}` : decimal(engagement / 10);
  return `${grade} · ${scores}${open.length > 0 ? ` · ${open.join(', ')}` : ''}`;
}
