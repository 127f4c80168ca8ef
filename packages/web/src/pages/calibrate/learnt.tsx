// What a calibration found: the verdict first, what it rests on, the card with its pictures, and what was left out and why.
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type Job, jobPage, keepDraft } from '../../api/jobs.ts';
import { Failure } from '../../parts/failure.tsx';
import { OfWhat } from '../../parts/of-what.ts';
import { useWho } from '../../shell/who.ts';
import { day } from '../../words/instants.ts';
import { count } from '../../words/numbers.ts';
import { percent, toldShare } from '../../words/rates.ts';
import styles from './calibrate.module.css';
import type { CalibrationResult } from './calibration-result.ts';
import { CardTable, EvidenceTable } from './card-tables.tsx';
import { BandsPlot, LiftPlot, SizesPlot } from './plots.tsx';
import { Thresholds } from './thresholds.tsx';

export function Learnt({ of, job }: { of: CalibrationResult; job: Job }) {
  const { verdict, outcomes, leftOut, card, withHandRaises, cutOffs, profile } = of;
  const isAdvised = verdict.kind === 'card';
  return (
    <OfWhat value={[`Buying cycles that ended from ${day(of.from)} to ${day(of.until)}: ${of.cases}`]}>
      <p className={styles.verdict}>{verdict.sentence}</p>
      <p>
        Of {count(of.cases, 'buying cycle')} that ended from {day(of.from)} to {day(of.until)}, one vote an account and
        cycle: {outcomes.won} won, {outcomes.lost} lost, {outcomes.stalled} stalled, {outcomes.never} that never became
        a deal. {leftOut.young} are too young, and teach nothing yet.{' '}
        <a href={jobPage(job.id)} target="_blank" rel="noreferrer">
          Open as a document
        </a>{' '}
        <a href={jobPage(job.id, true)} download>
          Save it
        </a>
      </p>
      <Keep of={of} job={job} />
      <LeftOut of={of} />
      {card.length > 0 && (
        <>
          <h2>{isAdvised ? 'The card' : 'The best card there is, which is not recommended'}</h2>
          <p>
            What people did in the {of.days} days before sales first talked to them, and what was known of them by then.
          </p>
          <CardTable label="The card" card={card} />
          <LiftPlot card={card} />
        </>
      )}
      {cutOffs !== undefined && card.length > 0 && (
        <>
          <h2>From {cutOffs.total} points on</h2>
          <BandsPlot of={cutOffs} />
          <p>
            At or over it {told(cutOffs.above)} were won, below it {told(cutOffs.below)}. It keeps {told(cutOffs.kept)}{' '}
            of all wins.
          </p>
        </>
      )}
      {profile !== undefined && (
        <p>
          <strong>The least that gives a real shot:</strong> {profile.shows.join(' and ')}. Won: {told(profile.won)}.
        </p>
      )}
      {of.thresholds !== undefined && <Thresholds of={of.thresholds} />}
      {of.sizes.length > 0 && verdict.kind !== 'too few' && <SizesPlot of={of} />}
      {withHandRaises !== undefined && (
        <>
          <h2>With hand-raises among the signals</h2>
          <p>
            {withHandRaises.names.join(', ')} directly precede conversations, so that they tell little that sales did
            not know. With them a card puts a later winner first {(100 * withHandRaises.auc).toFixed(1)} times in 100.
          </p>
          <CardTable label="The card with hand-raises" card={withHandRaises.card} />
        </>
      )}
      {of.evidence.length > 0 && (
        <details>
          <summary>Everything that was looked at, one by one ({of.evidence.length})</summary>
          <EvidenceTable evidence={of.evidence} />
        </details>
      )}
    </OfWhat>
  );
}

function told(share: Parameters<typeof toldShare>[0]): string {
  const { value, note } = toldShare(share);
  return `${value} (${note})`;
}

/** The one thing to do with it: look at it as a draft, beside the version in force. */
function Keep({ of: { texts, verdict }, job }: { of: CalibrationResult; job: Job }) {
  const { role } = useWho();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const keep = useMutation({
    mutationFn: () => keepDraft(job.id),
    onSuccess: async ({ name, version }) => {
      await queries.invalidateQueries({ queryKey: ['versions'] });
      await navigate({ to: '/definition/$name/$version', params: { name, version: String(version) } });
    },
  });
  if (texts === undefined) return <p>There is no card, so that there is no draft to keep.</p>;
  if (role === 'viewer') return null;
  return (
    <div className={styles.keep}>
      {keep.error !== null && <Failure of={keep.error} what="It was not kept" />}
      <Button
        variant={verdict.kind === 'card' ? 'filled' : 'default'}
        loading={keep.isPending}
        onClick={() => keep.mutate()}
      >
        Keep as a draft
      </Button>
      <span className={styles.quiet}>
        {verdict.kind === 'card'
          ? 'Then run its backtest against the version in force.'
          : 'It is not recommended: read the verdict first.'}
      </span>
    </div>
  );
}

/** What was left out, so that nothing known only afterwards speaks for itself. */
function LeftOut({ of: { readsBehaviour, warnsOfAssumed, assumedShare, suspects, late } }: { of: CalibrationResult }) {
  const lines = [
    ...(readsBehaviour
      ? warnsOfAssumed
        ? [
            `Of ${percent(assumedShare)} of the cycles the first conversation is only assumed: take behaviour with care.`,
          ]
        : []
      : [
          `Of ${percent(assumedShare)} of the cycles the first conversation is only assumed, so that behaviour before it was not looked at. Calls and meetings would help most.`,
        ]),
    ...suspects.map(({ name, sign, value, others = 0 }) =>
      sign === 'settles'
        ? `${name} settles the outcome nearly by itself (${percent(value)} of the uncertainty): it looks as if it was known only afterwards, and was left out.`
        : `${name} is known of ${percent(value)} of the won and ${percent(others)} of the rest: it looks as if it was filled in afterwards, and was left out.`,
    ),
    ...late.map(
      ({ name, inTime, ever }) =>
        `${name} was known in time of ${inTime} of the ${count(ever, 'cycle')} that have it, and was left out.`,
    ),
  ];
  if (lines.length === 0) return null;
  return (
    <>
      <h2>What leaks or comes too late</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}
