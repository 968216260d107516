import type { ProbeIssue, ProbeStep } from "#app/erp/port/probe.ts";
import type { wordsOf } from "#app/erp/refusals.ts";
import type { problemOf } from "#app/tasks/outcome.ts";
import type { FieldProblem } from "./connection-form.ts";

export type ConnectionRefusal =
  | { kind: "not-found" }
  | { kind: "unknown-adapter" }
  | { kind: "too-many"; most: number }
  | { kind: "invalid"; errors: FieldProblem[] }
  | {
      kind: "unreachable";
      words: ReturnType<typeof wordsOf>;
      problem: ReturnType<typeof problemOf>;
      steps: ProbeStep[];
      issues: ProbeIssue[];
    };
