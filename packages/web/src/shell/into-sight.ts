// The room one is in, pushed into sight where rooms stand in one line that is wider than the window.
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** For the list of rooms. */
export function useCurrentInSight() {
  const list = useRef<HTMLElement>(null);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const current = list.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (current && list.current) list.current.scrollLeft = current.offsetLeft - list.current.clientWidth / 3;
  }, [path]);
  return list;
}
