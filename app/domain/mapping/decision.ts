import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { reasons } from "#app/i18n/locales/en/why.ts";
import type { NamesIn, SentenceAt } from "#app/i18n/sentences.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import type { Json } from "#app/lib/json.ts";

/** A reason, named by its text: one without a text does not compile. */
export type Reason = KeyUnder<"why">;

/** One decision and why: the rule that decided, what lost, and where to change it. */
export interface Explanation {
  /** What was decided: documentType, sellTo, billTo, location, shipmentMethod, paymentTerms, taxArea, number, line:<id> … */
  about: string;
  /** Rule id, e.g. "M-13". */
  rule: string;
  /** Text key of the sentence, with its parameters. */
  text: `why.${Reason}`;
  params: Record<string, Json>;
  lost: { text: `why.${Reason}`; params: Record<string, Json> }[];
  /** Route path of the setting or mapping that decided. */
  change?: string;
}

/** What a mapping decided, why, and what keeps it from deciding. `value` null with no problem: left to the ERP. */
export interface Decision<T> {
  value: T | null;
  why: Explanation[];
  problems: ProblemValue[];
}

export type Lost = Explanation["lost"][number];

type NamesOf<Why extends Reason> = NamesIn<SentenceAt<typeof reasons, Why>>;
/** What a reason's sentence is filled with: a missing or misspelt one does not compile. */
type ParamsOf<Why extends Reason> = [NamesOf<Why>] extends [never]
  ? Record<string, never>
  : Record<NamesOf<Why>, string | number>;

/** A reason as data. */
export function why<Why extends Reason>(
  { about, rule }: Pick<Explanation, "about" | "rule">,
  text: Why,
  params: ParamsOf<Why>,
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

export const lost = <Why extends Reason>(text: Why, params: ParamsOf<Why>): Lost => ({
  text: `why.${text}`,
  params,
});
