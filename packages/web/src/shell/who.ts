// Who is signed in, for every page behind the shell.
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { type Me, readMe } from '../api/session.ts';
import { learnTime } from '../live/service-clock.ts';

export const WhoContext = createContext<Me | undefined>(undefined);

/** The one who is signed in. Only pages behind the shell may ask. */
export function useWho(): Me {
  const me = useContext(WhoContext);
  if (me === undefined) throw new Error('asked who is signed in outside the shell');
  return me;
}

/** Asks the service who is signed in, and what time it is. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      const me = await readMe();
      learnTime(me.now);
      return me;
    },
    staleTime: 60_000,
  });
}
