const DAY_MS = 86_400_000;
/** LONG_EVERY=4 tries every fourth of what is many and alike, others each day: a push takes a quarter of the time, four days try all. */
export const EVERY = Number(process.env.LONG_EVERY ?? 1);

/** The place of the first that is tried today; the others follow at EVERY. */
export const firstToday = (): number => Math.floor(Date.now() / DAY_MS) % EVERY;

export const ofToday = <T>(all: readonly T[]): T[] =>
  all.filter((_, at) => at % EVERY === firstToday());
