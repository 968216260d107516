/** A queue has one waiting job, by this and its name. */
export const TASKS_KEY = "tasks:";

/**
 * The queue an act waits in: one lane of a connection, so that a connection is never asked for more
 * than it takes in parallel, and
 * one order's acts stay in one lane.
 */
export function queueName(target: string, subject: string, parallel: number): string {
  return `${target}:${lane(subject, parallel)}`;
}

/** FNV-1a over the text, modulo the number of lanes. */
export function lane(subject: string, parallel: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < subject.length; index += 1) {
    hash ^= subject.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % Math.max(1, Math.trunc(parallel));
}
