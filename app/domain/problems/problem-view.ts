import type { Json } from "#app/lib/json.ts";
import { problemInfo } from "./catalog.ts";

export interface StoredProblem {
  kind: string;
  cause: string;
  params: Record<string, Json>;
}

/** A problem as a row stores it, with what an older row lacks filled in; null when there is none. */
export function storedProblem(stored: unknown): StoredProblem | null {
  const problem = typeof stored === "object" ? (stored as Partial<StoredProblem> | null) : null;
  return problem?.kind
    ? { kind: problem.kind, cause: problem.cause ?? problem.kind, params: problem.params ?? {} }
    : null;
}

/** A stored problem as the reason of a record's state, with the screen where it can be resolved. */
export interface ReasonView {
  kind: string;
  params: Record<string, Json>;
  fixPath: string | null;
}

export function reasonOf(stored: unknown): ReasonView | null {
  const problem = storedProblem(stored);
  if (!problem) return null;
  const { kind, params } = problem;
  return { kind, params, fixPath: problemInfo(kind)?.fixPath?.(params) ?? null };
}
