// A table of leads by their standing.
import { Link } from '@tanstack/react-router';
import type { LeadRow } from '../../api/leads.ts';
import { GradeBox } from '../../parts/grade-box.tsx';
import { ScoreBar } from '../../parts/score-bar.tsx';
import tables from '../../parts/table.module.css';

export function LeadsTable({ leads }: { leads: readonly LeadRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={tables.scroll} tabIndex={0} aria-label="Leads">
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col">Fit</th>
            <th scope="col">Who</th>
            <th scope="col">Engagement</th>
            <th scope="col">Usage</th>
            <th scope="col">Why</th>
            <th scope="col">With sales?</th>
          </tr>
        </thead>
        <tbody>
          {leads.map((lead) => (
            <tr key={`${lead.lead} ${lead.definition}`}>
              <td>
                <GradeBox grade={lead.grade} />
              </td>
              <td>
                <Link to="/leads/$lead" params={{ lead: lead.lead }}>
                  {lead.label}
                </Link>
                <div className={tables.quiet}>{lead.company ?? 'company unknown'}</div>
              </td>
              <td>
                <ScoreBar score={lead.engagement} of="engagement" />
              </td>
              <td>
                <ScoreBar score={lead.usage} of="usage" />
              </td>
              <td className={tables.words}>
                {lead.reasons.join(', ') || <span className={tables.quiet}>nothing counts now</span>}
              </td>
              <td>{statusOf(lead)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function statusOf({ open, keptBack }: LeadRow): string {
  if (keptBack.includes('open hand-off')) return 'yes';
  if (keptBack.length > 0) return `no: ${keptBack.join(', ')}`;
  return open.length > 0 ? 'qualifies' : 'not yet';
}
