// What changes while a page is open: one stream of the service, heard by whatever page asks. After a break everything is read anew.
import { useEffect, useRef } from 'react';

export interface Change {
  readonly leads: readonly string[];
  readonly handoffs: readonly string[];
}

/** Calls `hear` with the sources of which something just came in. */
export function useReceived(hear: (sources: readonly string[]) => void): void {
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    const stream = new EventSource('/api/v1/changes');
    stream.addEventListener('received', (event) =>
      latest.current((JSON.parse(event.data) as { sources: readonly string[] }).sources),
    );
    return () => stream.close();
  }, []);
}

/** Calls `hear` for every change, and once with nothing named when the stream comes back after a break. */
export function useChanges(hear: (change: Change | undefined) => void): void {
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    const stream = new EventSource('/api/v1/changes');
    let wasBroken = false;
    stream.addEventListener('change', (event) => latest.current(JSON.parse(event.data) as Change));
    stream.addEventListener('error', () => {
      wasBroken = true;
    });
    stream.addEventListener('open', () => {
      if (wasBroken) latest.current(undefined);
      wasBroken = false;
    });
    return () => stream.close();
  }, []);
}
