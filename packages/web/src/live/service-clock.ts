// The time by the service's clock, for countdowns: a laptop's clock may be wrong, the time that sales is measured by is not.
import { useEffect, useState } from 'react';

let ahead = 0;

/** Learns how far the service's clock is ahead of this one. */
export function learnTime(serviceNow: number): void {
  ahead = serviceNow - Date.now();
}

/** Now, by the service's clock. */
export function serviceNow(): number {
  return Date.now() + ahead;
}

/** Now, by the service's clock, anew every so many milliseconds. */
export function useNow(every = 1000): number {
  const [now, setNow] = useState(serviceNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serviceNow()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
