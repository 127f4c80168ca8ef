// What an empty queue says: something true.
import type { Today } from '../../api/queue.ts';
import { NothingHere } from '../../parts/nothing-here.tsx';
import { count } from '../../words/numbers.ts';

export function EmptyQueue({ today, isMine, isFiltered }: { today: Today; isMine: boolean; isFiltered: boolean }) {
  if (isFiltered)
    return <NothingHere title="Nothing matches">Choose other filters to see more of the queue.</NothingHere>;
  return (
    <NothingHere title={isMine ? 'Nothing waits for you' : 'Nothing waits for sales'}>{sentenceOf(today)}</NothingHere>
  );
}

/** `Answered in the last 24 hours: 5 hand-offs, 4 of them in time; 3 accepted, 2 rejected.` */
function sentenceOf({ answered, inTime, accepted, rejected }: Today): string {
  if (answered === 0)
    return 'Nothing was answered in the last 24 hours either. A lead appears here the moment it qualifies by the definition in force.';
  return `In the last 24 hours ${count(answered, 'hand-off was', 'hand-offs were')} answered, ${inTime} in the time agreed: ${accepted} accepted, ${rejected} rejected.`;
}
