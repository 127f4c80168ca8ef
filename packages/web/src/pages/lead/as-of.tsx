// As of when the page looks: a day, or any instant on a slider between the first that is known and now. The address holds it.
import { Button, Slider } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { serviceNow } from '../../live/service-clock.ts';
import { dayAndTime } from '../../words/instants.ts';
import styles from './lead.module.css';

const STEPS = 1000;

/** The day, and the way back to now. */
export function AsOfDay({ at }: { at: string | undefined }) {
  const navigate = useNavigate({ from: '/leads/$lead' });
  return (
    <>
      <label className={styles.asOf}>
        As of the end of{' '}
        <input
          type="date"
          value={at !== undefined && /^\d{4}-\d\d-\d\d$/.test(at) ? at : ''}
          onChange={(event) => navigate({ search: { at: event.currentTarget.value || undefined }, replace: true })}
        />
      </label>
      {at !== undefined && (
        <Button size="xs" variant="default" onClick={() => navigate({ search: {} })}>
          Now
        </Button>
      )}
    </>
  );
}

/** A slider over everything that is known; `at` undefined is now. */
export function AsOfSlider({ first, at, marks }: { first: number; at: number | undefined; marks: readonly number[] }) {
  const navigate = useNavigate({ from: '/leads/$lead' });
  const now = serviceNow();
  const span = Math.max(1, now - first);
  const [dragged, setDragged] = useState<number>();
  const value = dragged ?? Math.round(((Math.min(at ?? now, now) - first) / span) * STEPS);
  const instant = Math.round(first + (span * value) / STEPS);
  return (
    <div className={styles.slider}>
      <Slider
        thumbLabel="As of"
        label={null}
        min={0}
        max={STEPS}
        value={value}
        marks={marks.map((mark) => ({ value: Math.round(((mark - first) / span) * STEPS) }))}
        onChange={setDragged}
        onChangeEnd={(to) => {
          setDragged(undefined);
          const chosen = Math.round(first + (span * to) / STEPS);
          void navigate({ search: { at: to >= STEPS ? undefined : new Date(chosen).toISOString() }, replace: true });
        }}
        thumbProps={{ 'aria-valuetext': value >= STEPS ? 'now' : dayAndTime(instant) }}
      />
      <span className={styles.quiet}>
        {value >= STEPS ? 'As of now' : `As of ${dayAndTime(instant)}, as it was known then`}
      </span>
    </div>
  );
}

/** The instant that an address names: a day (`2026-03-02`) stands for its last millisecond in the viewer's zone; undefined for now. */
export function instantOf(at: string | undefined): number | undefined {
  if (at === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(at) ?? [];
  const instant =
    year === undefined
      ? new Date(at).getTime()
      : new Date(Number(year), Number(month) - 1, Number(day) + 1).getTime() - 1;
  return Number.isNaN(instant) ? undefined : instant;
}
