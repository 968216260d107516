import type { KeyUnder } from "#app/i18n/text-keys.ts";
import type { RefusalText } from "#app/i18n/refusal-text.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { DocumentReading } from "#app/erp/port/readings.ts";
import type { Json } from "#app/lib/json.ts";
import type { Comparison } from "./compare.ts";

/**
 * What a person can do about an order that changed after its document was made. amend: the document says what the order says. replace: it is
 * cancelled in the ERP and made anew. unlink: it stays, and the order may get another. keep: both stay, until the order changes again.
 */
export const REMEDIES = ["amend", "replace", "unlink", "keep"] as const;
export type Remedy = (typeof REMEDIES)[number];

type Sentence<Group extends "consequence" | "why"> = {
  text: `changes.${Group}.${KeyUnder<`changes.${Group}`>}`;
  params: Record<string, Json>;
};

export interface Offer {
  remedy: Remedy;
  /** What comes of it, told before it is chosen. */
  consequences: Sentence<"consequence">[];
  /** Why it cannot be chosen now: in the app's words, or the ERP's. */
  why: Sentence<"why"> | { refusal: RefusalText } | null;
}

export interface Situation {
  comparison: Comparison;
  /** Null: the ERP does not have the document any more. */
  reading: DocumentReading | null;
  capabilities: Pick<Capabilities, "cancelReleased">;
  /** A document can be made of the order as it is now. */
  plannable: boolean;
  /** The document is in another ERP than the one the order's card has now. */
  elsewhere: boolean;
  /** It is one of several by fulfillment order. */
  divided: boolean;
}

const consequence = (
  key: KeyUnder<"changes.consequence">,
  params: Record<string, Json> = {},
): Sentence<"consequence"> => ({ text: `changes.consequence.${key}`, params });
const why = (key: KeyUnder<"changes.why">): Sentence<"why"> => ({
  text: `changes.why.${key}`,
  params: {},
});

export const offersOf = (situation: Situation): Offer[] => [
  { remedy: "amend", consequences: ofAmending(situation), why: whyNotAmend(situation) },
  { remedy: "replace", consequences: ofReplacing(situation), why: whyNotReplace(situation) },
  { remedy: "unlink", consequences: [consequence("unlink")], why: null },
  { remedy: "keep", consequences: [consequence("keep")], why: null },
];

function ofAmending({ comparison }: Situation): Offer["consequences"] {
  const { agrees, totals, currency, overwritten, foreign } = comparison;
  if (agrees) return [consequence("agrees")];
  return [
    ...(totals.erp && totals.now
      ? [
          consequence("total", {
            before: { amount: totals.erp.gross, currency },
            after: { amount: totals.now.gross, currency },
          }),
        ]
      : []),
    ...(overwritten > 0 ? [consequence("overwrites", { count: overwritten })] : []),
    ...(foreign > 0 ? [consequence("staysForeign", { count: foreign })] : []),
  ];
}

function whyNotAmend({ reading, plannable, elsewhere, divided }: Situation): Offer["why"] {
  if (divided) return why("divided");
  if (elsewhere) return why("elsewhere");
  if (!reading) return why("gone");
  if (reading.fixed) return { refusal: reading.fixed };
  return plannable ? null : why("noDocument");
}

function ofReplacing({
  reading,
  comparison,
  plannable,
  elsewhere,
}: Situation): Offer["consequences"] {
  return [
    reading
      ? consequence("cancels", { number: reading.ref.number ?? reading.ref.id })
      : consequence("alreadyGone"),
    consequence(plannable && !elsewhere ? "recreates" : "nothingNew"),
    ...(comparison.overwritten + comparison.foreign > 0
      ? [consequence("loses", { count: comparison.overwritten + comparison.foreign })]
      : []),
  ];
}

function whyNotReplace({ reading, capabilities, divided }: Situation): Offer["why"] {
  if (divided) return why("divided");
  if (!reading || reading.status === "open" || reading.status === "cancelled") return null;
  if (reading.status === "released" && capabilities.cancelReleased) return null;
  return reading.fixed ? { refusal: reading.fixed } : why("released");
}
