import { problemInfo } from "./catalog.ts";
import { levelOf, worstFirst } from "./level.ts";
import type { ProblemValue } from "./problem.ts";

interface Seen {
  kind: string;
  cause: string;
  params: ProblemValue["params"];
  where?: ProblemValue["where"] | undefined;
}

/** One of each, the worst first, with where it is fixed. */
export function problemsView(problems: readonly Seen[]) {
  const once = new Map(problems.map((problem) => [`${problem.kind}\n${problem.cause}`, problem]));
  return worstFirst([...once.values()]).map(({ kind, cause, params, where }) => {
    const info = problemInfo(kind);
    return {
      kind,
      cause,
      params,
      lineId: where?.lineId ?? null,
      severity: info?.severity ?? "blocks",
      level: levelOf(kind),
      fixPath: info?.fixPath?.(params) ?? null,
      hasForm: Boolean(info?.fix?.(params)),
    };
  });
}

export type ProblemView = ReturnType<typeof problemsView>[number];
