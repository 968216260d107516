import type { RunId } from "#app/lib/ids.ts";
import type { Json } from "#app/lib/json.ts";

/** A sync as the banner shows it. Times are ISO. */
export interface RunView {
  id: RunId;
  kind: string;
  state: string;
  total: number;
  done: number;
  failed: number;
  unchanged: number;
  /** Orders that were listed and not imported. */
  leftOut: number;
  startedAt: string;
  /** Null: it has not ended. */
  endedAt: string | null;
  /** Why it failed, or waits. */
  problem: { kind: string; params: Record<string, Json> } | null;
  /** Orders per minute so far; null while it cannot be told. */
  perMinute: number | null;
}

/** Per cent done, or undefined while the total is not known (listing). */
export function progressOf(run: Pick<RunView, "total" | "done" | "failed">): number | undefined {
  if (run.total <= 0) return undefined;
  return Math.min(100, Math.floor(((run.done + run.failed) * 100) / run.total));
}

/** Whole orders per minute since the start; null in the first two seconds. */
export function perMinute(done: number, elapsedMs: number): number | null {
  return elapsedMs < 2_000 || done <= 0 ? null : Math.round((done * 60_000) / elapsedMs);
}
