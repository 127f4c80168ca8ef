// The numbers of a draft as sliders and inputs: points, cut-offs, thresholds. Turning one writes it into the text, in its place.
import { type Turnable, type TurnableKind, turnableNumbers, withNumber } from '@baton/core/definition/turnable-numbers';
import { useMemo } from 'react';
import styles from './draft.module.css';

const KINDS: readonly { readonly kind: TurnableKind; readonly title: string }[] = [
  { kind: 'gates', title: 'Thresholds' },
  { kind: 'engagement', title: 'Engagement points' },
  { kind: 'usage', title: 'Usage points' },
  { kind: 'fit', title: 'Fit points' },
  { kind: 'grades', title: 'Grades' },
];

interface Props {
  text: string;
  onText(text: string): void;
}

export function TurnNumbers({ text, onText }: Props) {
  const numbers = useMemo(() => turnableNumbers(text), [text]);
  if (numbers.length === 0)
    return <p className={styles.quiet}>There is nothing to turn yet: the text has no points and no thresholds.</p>;
  return (
    <>
      {KINDS.map(({ kind, title }) => {
        const own = numbers.filter((each) => each.kind === kind);
        if (own.length === 0) return null;
        return (
          <fieldset key={kind} className={styles.numbers}>
            <legend>{title}</legend>
            {own.map((each) => (
              <Turn key={each.path} of={each} onValue={(value) => onText(withNumber(text, each, value))} />
            ))}
          </fieldset>
        );
      })}
    </>
  );
}

function Turn({ of, onValue }: { of: Turnable; onValue(value: number): void }) {
  const { label, value, least, most } = of;
  return (
    <div className={styles.turn}>
      <span className={styles.what}>{label}</span>
      <input
        type="range"
        aria-label={label}
        min={Math.min(least, value)}
        max={Math.max(most, value)}
        step={1}
        value={value}
        onChange={(event) => onValue(event.currentTarget.valueAsNumber)}
      />
      <input
        type="number"
        aria-label={`${label}, as a number`}
        value={value}
        step={1}
        onChange={(event) => {
          const typed = event.currentTarget.valueAsNumber;
          if (Number.isFinite(typed)) onValue(typed);
        }}
      />
    </div>
  );
}
