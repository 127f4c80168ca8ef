// What is proposed in the place of the definition, with what a replay of the year says of it; and the thresholds that fill what sales can work.
import type { ReviewPacket } from '@baton/core/reports/review/review-packet';
import type { CandidateChange } from '@baton/core/reports/review/sections/candidate';
import { DataTable } from '../../parts/data-table.tsx';
import { NamedLead } from '../../parts/named-lead.tsx';
import { day } from '../../words/instants.ts';
import { shareInCell } from '../../words/rates.ts';

export function Candidates({ of: { candidates, capacity, review } }: { of: ReviewPacket }) {
  return (
    <>
      <h2>Candidates</h2>
      {candidates.length === 0 && (
        <p>
          {review === 'monthly'
            ? 'The definition itself is looked at by the quarterly review.'
            : 'None was put forward: choose drafts when the packet is made.'}
        </p>
      )}
      {candidates.map((each) => (
        <Candidate key={each.digest} of={each} />
      ))}
      {capacity !== undefined && (
        <>
          <h3>Whether sales can work what is handed over</h3>
          <p>
            {capacity.total === undefined
              ? `No move of the thresholds brings hand-offs down to ${capacity.capacity} a working day.`
              : `Moved by ${capacity.total} points, the thresholds hand over at most ${capacity.capacity} a working day.`}
          </p>
          <DataTable
            label="Thresholds moved"
            columns={[
              { name: 'Points', isNumber: true },
              { name: 'Hand-offs', isNumber: true },
              { name: 'A working day', isNumber: true },
              { name: 'Won in time', isNumber: true },
              { name: 'Of the accounts won', isNumber: true },
            ]}
            rows={capacity.tried.map(({ total, handoffs, perWorkingDay, won, kept }) => [
              total,
              handoffs,
              perWorkingDay,
              shareInCell(won),
              shareInCell(kept),
            ])}
          />
        </>
      )}
    </>
  );
}

function Candidate({ of }: { of: CandidateChange }) {
  const { name, digest, changes, from, until, before, after, enter, leave, stay, winsLost, winsGained } = of;
  return (
    <section aria-label={`Candidate ${name} ${digest.slice(0, 6)}`}>
      <h3>
        {name} <code>{digest.slice(0, 12)}</code>
      </h3>
      <ul>
        {changes.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <DataTable
        label={`${name} beside the definition in force`}
        caption={`Both replayed from ${day(from)} to ${day(until)}: ${enter} enter, ${leave} leave, ${stay} stay.`}
        columns={[
          { name: '' },
          { name: 'Hand-offs', isNumber: true },
          { name: 'A working day', isNumber: true },
          { name: 'Won in time', isNumber: true },
          { name: 'Of the accounts won', isNumber: true },
        ]}
        rows={(
          [
            ['In force', before],
            ['Candidate', after],
          ] as const
        ).map(([which, side]) => [
          which,
          side.handoffs,
          side.perWorkingDay,
          shareInCell(side.won),
          shareInCell(side.kept),
        ])}
      />
      <Named words="Won leads that would leave" names={winsLost} />
      <Named words="Won leads that would enter" names={winsGained} />
    </section>
  );
}

function Named({ words, names }: { words: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <p>
      {words}:{' '}
      {names.map((name, i) => (
        <span key={`${i} ${name}`}>
          {i > 0 && '; '}
          <NamedLead name={name} />
        </span>
      ))}
    </p>
  );
}
