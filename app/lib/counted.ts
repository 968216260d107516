/** Counting stops one beyond this: a list says "1,000+" instead of going through all of a million records. */
export const MOST_COUNTED = 1_000;

/** The sum of counts that each stopped there. */
export const sumCounted = (counts: readonly number[]): number =>
  Math.min(
    MOST_COUNTED + 1,
    counts.reduce((sum, count) => sum + count, 0),
  );
