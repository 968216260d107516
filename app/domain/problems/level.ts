import { PROBLEM_KINDS, problemInfo } from "./catalog.ts";

/**
 * How bad it is, on every screen the same: nothing goes on until somebody does something; it waits, or somebody should know; nobody has
 * to do anything, which is no problem and counts nowhere.
 */
export type Level = "critical" | "warning" | "info";

/** Of a kind that a newer app wrote, the worst is assumed. */
export function levelOf(kind: string): Level {
  const info = problemInfo(kind);
  if (info?.fixableBy === "nobody") return "info";
  return !info || info.severity === "blocks" ? "critical" : "warning";
}

/** Kinds that are told apart from the problems. */
export const INFORMATION = PROBLEM_KINDS.filter((kind) => levelOf(kind) === "info");

const LEVELS: readonly Level[] = ["critical", "warning", "info"];

/** The worst comes first; of what is not critical, what holds an order up before what only warns. */
export const worstFirst = <Problem extends { kind: string }>(
  problems: readonly Problem[],
): Problem[] => {
  const rank = ({ kind }: Problem): number =>
    2 * LEVELS.indexOf(levelOf(kind)) + (problemInfo(kind)?.severity === "warns" ? 1 : 0);
  return [...problems].sort((a, b) => rank(a) - rank(b));
};
