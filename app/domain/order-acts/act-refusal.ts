import type { TaskId } from "#app/lib/ids.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";

/** Why an act on an order is not begun; nothing was sent. */
export type OrderActRefusal =
  | { kind: "not-found" }
  /** The same act is under way already. */
  | { kind: "running"; taskId: TaskId }
  /** Shopify, or the marketplace, would not let it happen. */
  | { kind: "refused"; problem: ProblemValue }
  | { kind: "note-too-long"; most: number };
