const turns = new Map<string, Promise<unknown>>();

/**
 * One piece of work at a time for each name in this process: looking for a key and creating under it
 * belong together. Other processes are kept apart by the app's lanes.
 */
export async function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  const settled = mine.catch(() => undefined);
  turns.set(name, settled);
  try {
    return await mine;
  } finally {
    if (turns.get(name) === settled) turns.delete(name);
  }
}
