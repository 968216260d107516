import type { ProblemValue } from "#app/domain/problems/problem.ts";

/** A problem as a row keeps it, made whole; null when there is none. */
export function storedProblem(stored: unknown): Pick<ProblemValue, "kind" | "cause" | "params"> | null {
  const problem = typeof stored === "object" ? (stored as Partial<ProblemValue> | null) : null;
  return problem?.kind ? { kind: problem.kind, cause: problem.cause ?? problem.kind, params: problem.params ?? {} } : null;
}
