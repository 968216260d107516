import type { ErpErrorDetail } from "./errors.ts";
import { ErpError, ProbeFailure } from "./errors.ts";
import type { ProbeIssue, ProbeStep, ProbeStepKey } from "./port/probe.ts";

/** What a step of a connection's test found: `ok` with what to show, or issues. `fatal` ends the test: nothing after it can be tried. */
export interface Found {
  params?: Record<string, string>;
  issues?: ProbeIssue[];
  fatal?: ErpErrorDetail;
}

/** One step, ready to be taken. */
export interface StepToTake {
  key: ProbeStepKey;
  take: () => Promise<Found>;
}

/**
 * Takes steps in their order, each resting on the ones before it. What is missing is an issue; what keeps the app out altogether is a
 * ProbeFailure with the steps so far. What a step was not prepared for becomes `unprepared`, and ends the test unless it is only a
 * right that is missing for that step (`goesOn`).
 */
export async function takeSteps(
  all: readonly StepToTake[],
  unprepared: (detail: ErpErrorDetail) => ProbeIssue,
  goesOn: () => boolean,
): Promise<{ steps: ProbeStep[]; issues: ProbeIssue[] }> {
  const steps: ProbeStep[] = [];
  const issues: ProbeIssue[] = [];
  for (const [at, { key, take }] of all.entries()) {
    const found = await take().catch((error: unknown): Found => {
      if (!(error instanceof ErpError)) throw error;
      const found = { issues: [unprepared(error.detail)] };
      return error.detail.class === "permission" && goesOn()
        ? found
        : { ...found, fatal: error.detail };
    });
    const own = found.issues ?? [];
    issues.push(...own);
    steps.push({
      key,
      outcome: own.some(({ severity }) => severity === "error")
        ? "failed"
        : own.length > 0
          ? "warning"
          : "ok",
      ...(found.params ? { params: found.params } : {}),
    });
    if (found.fatal)
      throw new ProbeFailure(
        found.fatal,
        [...steps, ...all.slice(at + 1).map(({ key }) => ({ key, outcome: "skipped" as const }))],
        issues,
      );
  }
  return { steps, issues };
}
