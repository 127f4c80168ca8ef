// Rejected leads that somebody has to arbitrate: where the company bought all the same first.
import type { DisputedLead } from '@baton/core/reports/review/sections/disputed';
import { Link } from '@tanstack/react-router';
import { DataTable } from '../../parts/data-table.tsx';
import { day } from '../../words/instants.ts';

export function Disputed({ of }: { of: readonly DisputedLead[] }) {
  return (
    <>
      <h2>Disputed leads</h2>
      {of.length === 0 ? (
        <p>None: no rejection disputes what the definition says, and no rejected company bought.</p>
      ) : (
        <DataTable
          label="Leads to arbitrate"
          columns={[
            { name: 'Lead' },
            { name: 'Handed over' },
            { name: 'Rejected' },
            { name: 'Why', isWide: true },
            { name: 'To decide', isWide: true },
          ]}
          rows={of.map(({ lead, name, company, handedAt, rejectedAt, reason, rep, question }) => [
            {
              text: company === undefined ? name : `${name}, ${company}`,
              shown: (
                <>
                  <Link to="/leads/$lead" params={{ lead }}>
                    {name}
                  </Link>
                  {company !== undefined && `, ${company}`}
                </>
              ),
            },
            day(handedAt),
            day(rejectedAt),
            rep === undefined ? reason : `${reason} (${rep})`,
            question,
          ])}
        />
      )}
    </>
  );
}
