import { problemInfo } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Json } from "#app/lib/json.ts";

/** A reason as a row stores it, with where it is mended; null when there is none. */
export function reasonOf(
  stored: unknown,
): { kind: string; params: Record<string, Json>; fixPath: string | null } | null {
  const reason = stored as Partial<ProblemValue> | null;
  if (typeof reason?.kind !== "string") return null;
  const params = reason.params ?? {};
  return {
    kind: reason.kind,
    params,
    fixPath: problemInfo(reason.kind)?.fixPath?.(params) ?? null,
  };
}
