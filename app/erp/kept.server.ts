import { now } from "#app/lib/clock.ts";

/** How long what changes rarely is believed. */
const KEPT_MS = 60_000;

export interface Kept<T> {
  get(key: string, read: () => Promise<T>): Promise<T>;
  forget(key: string): void;
}

/** Answers kept in this process, for a minute if nothing else is said; callers at once share one reading, and a failed one is not kept. */
export function keptFor<T>(keptMs = KEPT_MS): Kept<T> {
  const entries = new Map<string, { until: number; value: Promise<T> }>();
  return {
    get: async (key, read) => {
      const found = entries.get(key);
      if (found && found.until > now().getTime()) return found.value;
      const entry = { until: now().getTime() + keptMs, value: read() };
      entries.set(key, entry);
      entry.value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      return entry.value;
    },
    forget: (key) => void entries.delete(key),
  };
}
