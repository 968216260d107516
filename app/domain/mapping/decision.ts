import type { Explanation } from "#app/domain/documents/plan/plan.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Json } from "#app/lib/json.ts";

/** What a mapping decided, why, and what keeps it from deciding. `value` null with no problem: left to the ERP. */
export interface Decision<T> {
  value: T | null;
  why: Explanation[];
  problems: ProblemValue[];
}

export type Lost = Explanation["lost"][number];

/** A reason as data: `text` is an i18n key below "why." (mapping/texts.en.ts, documents/texts.en.ts). */
export function why(
  about: string,
  rule: string,
  text: string,
  params: Record<string, Json> = {},
  more: { lost?: Lost[]; change?: string } = {},
): Explanation {
  return {
    about,
    rule,
    text: `why.${text}`,
    params,
    lost: more.lost ?? [],
    ...(more.change === undefined ? {} : { change: more.change }),
  };
}

export const lost = (text: string, params: Record<string, Json> = {}): Lost => ({
  text: `why.${text}`,
  params,
});
