// What a diagnosis found, in the order in which it is worth mending: the fault in a sentence, its evidence, what to do, what that would bring, and the bands it follows.
import type { Diagnosis } from '@baton/core/reports/diagnosis/diagnose';
import type { DiagnosisFinding, Evidence, Gain } from '@baton/core/reports/diagnosis/diagnosis-finding';
import { useJob } from '../../live/use-job.ts';
import { AskFirst } from '../../parts/ask-first.tsx';
import { JobState } from '../../parts/job-state.tsx';
import { NamedLead } from '../../parts/named-lead.tsx';
import { money } from '../../words/money.ts';
import { count, decimal } from '../../words/numbers.ts';
import { percent, toldShare } from '../../words/rates.ts';
import { BandVerdicts } from './band-verdicts.tsx';
import styles from './findings.module.css';
import { paramsOf, type ReportSearch } from './question.ts';

export function FindingsTab({ search }: { search: ReportSearch }) {
  const asked = useJob<Diagnosis>('diagnose', paramsOf(search));
  const { result } = asked;
  if (result === undefined)
    return (
      <AskFirst of={asked} title="Nobody has asked what is wrong yet" ask="Look for what is wrong">
        A diagnosis names what bends the numbers and how the definition stands: too loose, too tight, slow hand-offs,
        one bad source, one inconsistent rep. Each with its evidence and what to do.
      </AskFirst>
    );
  const { findings, verdicts, notJudged } = result;
  return (
    <>
      <JobState of={asked} asOf={result.asOf} />
      {findings.length === 0 && <p>Nothing is wrong that the numbers of {count(result.mqls, 'MQL')} show.</p>}
      <ol className={styles.findings}>
        {findings.map((finding) => (
          <Finding key={`${finding.kind} ${finding.place}`} of={finding} />
        ))}
      </ol>
      <BandVerdicts of={verdicts} />
      {notJudged.length > 0 && (
        <>
          <h2>Not judged</h2>
          <ul>
            {notJudged.map(({ what, why }) => (
              <li key={what}>
                {what}: {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Finding({ of }: { of: DiagnosisFinding }) {
  const { sentence, kind, place, month, follows, confidence, stake, evidence, names, todo, gain, sort } = of;
  return (
    <li id={`${kind} ${place}`}>
      <h2>{sentence}</h2>
      <p className={styles.about}>
        {sort === 'distortion' ? 'Bends the numbers' : 'How the definition stands'}. {place}
        {month !== undefined && `, since ${month}`}; by{' '}
        {follows === 'own baseline' ? 'the company’s own baseline' : `the profile “${follows}”`}; confidence{' '}
        {percent(confidence)}; {percent(stake.share)} of a year’s won revenue passes through it.
      </p>
      <ul>
        {evidence.map((each) => (
          <li key={each.what}>{evidenceInWords(each)}</li>
        ))}
      </ul>
      {names.length > 0 && (
        <p>
          Such as{' '}
          {names.map((name, i) => (
            <span key={`${i} ${name}`}>
              {i > 0 && ', '}
              <NamedLead name={name} />
            </span>
          ))}
          .
        </p>
      )}
      <p>
        <strong>Do:</strong> {withoutTicks(todo)}
      </p>
      <p>
        <strong>Would bring:</strong> {gainInWords(gain)}
      </p>
    </li>
  );
}

/** Commands stand in backticks, which a page has no use for. */
const withoutTicks = (text: string): string => text.replaceAll('`', '');

function evidenceInWords(evidence: Evidence): string {
  if (!('share' in evidence)) {
    const { what, value, low, high, unit } = evidence;
    const interval = low === undefined || high === undefined ? '' : ` (${decimal(low)} to ${decimal(high)})`;
    return `${what}: ${decimal(value)}${interval} ${unit}`;
  }
  const { what, share, others, othersAre = 'elsewhere' } = evidence;
  const told = ({ value, note }: { value: string; note: string }): string => `${value} (${note})`;
  return `${what}: ${told(toldShare(share))}${others === undefined ? '' : `; ${othersAre} ${told(toldShare(others))}`}`;
}

function gainInWords(gain: Gain): string {
  if (gain.state === 'cannot be said') return `cannot be said: ${gain.why}.`;
  const { what, currency, at, low, high } = gain;
  const one = (value: number): string => (currency === undefined ? decimal(value) : money(value, currency));
  return `${one(at)} ${what === 'hand-offs' ? 'hand-offs that nobody need work' : what} a year (95 % interval ${one(low)} to ${one(high)}).`;
}
