// Names of signals, criteria and gates as people read them: a result whose names are the definition's labels.

import { gateCalled } from '@baton/core/definition/gate-name';
import type { BacktestLead, BacktestResult } from '@baton/core/replay/backtest-result';
import type { Labels } from '@baton/core/replay/words';

/** The same result with labels in place of names, where there are any; two gates of one label stay two. `before` are the incumbent's labels. */
export function labelled(result: BacktestResult, labels: Labels, before?: Labels): BacktestResult {
  const gate = (name: string, by: Labels | undefined): string => by?.gates.get(name) ?? gateCalled({ name });
  const ofLead = (lead: BacktestLead): BacktestLead => ({ ...lead, gate: gate(lead.gate, labels) });
  return {
    ...result,
    candidate: { ...result.candidate, leads: result.candidate.leads.map(ofLead) },
    enters: result.enters.map(ofLead),
    leaves: result.leaves.map((lead) => ({ ...lead, gate: gate(lead.gate, before) })),
    bands: { ...result.bands, gate: result.bands.gate.map((each) => ({ ...each, band: gate(each.band, labels) })) },
    explained: result.explained.map((each) => ({
      ...each,
      lead: ofLead(each.lead),
      fit: each.fit.map((line) => ({ ...line, criterion: labels.criteria.get(line.criterion) ?? line.criterion })),
      engagement: each.engagement.map(ofLine),
      usage: each.usage.map(ofLine),
    })),
  };

  function ofLine<Line extends object>(line: Line): Line {
    return 'signal' in line && typeof line.signal === 'string'
      ? { ...line, signal: labels.signals.get(line.signal) ?? line.signal }
      : line;
  }
}
