import type { Json } from "#app/lib/json.ts";

export interface StoredProblem {
  kind: string;
  cause: string;
  params: Record<string, Json>;
}

/** A problem as a row keeps it, made whole; null when there is none. */
export function storedProblem(stored: unknown): StoredProblem | null {
  const problem = typeof stored === "object" ? (stored as Partial<StoredProblem> | null) : null;
  return problem?.kind
    ? { kind: problem.kind, cause: problem.cause ?? problem.kind, params: problem.params ?? {} }
    : null;
}
