import { why } from "#app/domain/mapping/decision.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { PlanInput } from "./plan-input.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";

export interface CurrencyDecision {
  side: "shop" | "presentment";
  /** ISO code of the amounts. */
  iso: string;
  /** The ERP's code of it. */
  code: string | null;
  why: Explanation;
  problems: ProblemValue[];
}

/**
 * Which of Shopify's two amounts go on the document, and the ERP's code of their currency (SET-1, I-30). Amounts are never put under another
 * currency's name: a currency the ERP does not know stops the order.
 */
export function decideCurrency({
  snapshot: { content },
  settings,
  facts,
  capabilities,
  erpCurrency,
}: Pick<
  PlanInput,
  "snapshot" | "settings" | "facts" | "capabilities" | "erpCurrency"
>): CurrencyDecision {
  const side = settings.currencyHandling;
  const iso = side === "shop" ? content.currency : content.presentmentCurrency;
  const reason = why(
    { about: "currency", rule: "D-5" },
    `currency.${side}`,
    { currency: iso },
    { change: settingPath("currencyHandling") },
  );
  const known = (code: string): boolean =>
    code === erpCurrency ||
    (capabilities.multiCurrency && facts.currencies.some((entry) => entry.code === code));
  const named = side === "shop" && settings.currencyCode !== "" ? settings.currencyCode : undefined;
  const byIso = facts.currencies.find((entry) => entry.iso === iso)?.code;
  // A code of the shop card must stand for the shop's currency; only the ERP's own names differ from ISO.
  const fits =
    named === undefined ||
    named === iso ||
    facts.currencies.some(
      (entry) =>
        entry.code === named &&
        (entry.iso === undefined ? !/^[A-Z]{3}$/.test(named) : entry.iso === iso),
    );
  const code = fits
    ? [named, iso, byIso].find((candidate) => candidate !== undefined && known(candidate))
    : undefined;
  return {
    side,
    iso,
    code: code ?? null,
    why: reason,
    problems:
      code === undefined
        ? [
            problem("currency-unknown", { currency: named ?? iso }, named ?? iso, {
              setting: "currencyCode",
            }),
          ]
        : [],
  };
}
