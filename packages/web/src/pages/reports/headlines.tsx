// The two numbers that count: what MQLs brought as closed-won, and how many become opportunities; each with its interval and how mature it is.
import type { StepRate } from '@baton/core/reports/funnel/rates/step-rate';
import type { FunnelReport } from '@baton/core/reports/funnel/report-result';
import { sums } from '../../words/money.ts';
import { count } from '../../words/numbers.ts';
import { toldRate } from '../../words/rates.ts';
import styles from './headlines.module.css';
import { RowLink } from './row-link.tsx';

export function Headlines({ report }: { report: FunnelReport }) {
  const { revenue, won, open, pipeline } = report.ledger.classes['mql-sourced'];
  const rateOf = (step: StepRate['step']): StepRate | undefined => report.rates.find((rate) => rate.step === step);
  return (
    <div className={styles.headlines}>
      <section aria-label="Closed-won from MQLs">
        <p className={styles.what}>Closed-won from MQLs</p>
        <p className={styles.value}>{won === 0 ? 'none yet' : sums(revenue)}</p>
        <p className={styles.note}>
          {count(won, 'deal')} of {count(report.ledger.total.won, 'won deal')} of new business;{' '}
          {count(open, 'more', 'more')} open{open > 0 && `, worth ${sums(pipeline)}`}.
        </p>
        <OfRate rate={rateOf('MQL → customer')} words="of MQLs became customers" />
      </section>
      <section aria-label="MQL to opportunity">
        <p className={styles.what}>MQL → opportunity</p>
        <OfRate rate={rateOf('MQL → opportunity')} isLarge />
      </section>
    </div>
  );
}

function OfRate({ rate, words, isLarge = false }: { rate: StepRate | undefined; words?: string; isLarge?: boolean }) {
  if (rate === undefined) return null;
  const { value, note, time } = toldRate(rate);
  return (
    <>
      <p className={isLarge ? styles.value : styles.less}>
        <RowLink step={rate.step}>{value}</RowLink> {words}
      </p>
      <p className={styles.note}>
        {note}, {time}.
      </p>
    </>
  );
}
