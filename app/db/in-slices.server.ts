/** Rows that one statement takes: none holds a table for long. */
const SLICE = 1_000;

/** Repeats a statement that takes at most so many rows until there are no more; how many there were. */
export async function inSlices(take: (most: number) => Promise<number>): Promise<number> {
  let taken = 0;
  for (;;) {
    const now = await take(SLICE);
    taken += now;
    if (now < SLICE) return taken;
  }
}
