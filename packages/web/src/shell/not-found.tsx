// An address that is none.
import { Link } from '@tanstack/react-router';
import { NothingHere } from '../parts/nothing-here.tsx';

export function NotFound() {
  return (
    <main>
      <NothingHere title="There is no page at this address">
        Perhaps a letter is missing. <Link to="/queue">Go to the queue</Link>
      </NothingHere>
    </main>
  );
}
