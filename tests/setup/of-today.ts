const DAY_MS = 86_400_000;
/** LONG_EVERY=4 tries every fourth of what is many and alike, others each day: a push takes a quarter of the time, four days try all. */
export const EVERY = Number(process.env.LONG_EVERY ?? 1);

/** The place of the first that is tried today; the others follow at EVERY. */
export const firstToday = (): number => Math.floor(Date.now() / DAY_MS) % EVERY;

/** Of many that are drawn or mixed anew each time: a share is as good as the next. */
export const shareOf = (count: number): number => Math.ceil(count / EVERY);

export const isTurnOf = (place: number): boolean => place % EVERY === firstToday();

export const ofToday = <T>(all: readonly T[]): T[] => all.filter((_, at) => isTurnOf(at));
