/** The one place that reads the time, so that tests can move it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

let current: Clock = systemClock;

/** Time of this process; UTC inside, shown in the shop's time zone. */
export function now(): Date {
  return current.now();
}

/** For tests: replaces the process clock and returns a function that puts the old one back. */
export function setClock(clock: Clock): () => void {
  const before = current;
  current = clock;
  return () => {
    current = before;
  };
}
