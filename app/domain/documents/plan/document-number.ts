import { why } from "#app/domain/mapping/decision.ts";
import type { Decision } from "#app/domain/mapping/decision.ts";
import type { Choices } from "#app/domain/mapping/facts.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";

/** D-2: the Shopify order's name as document number when wanted; never one that starts with "@" or that the ERP cannot take. */
export function decideNumber(
  name: string,
  settings: Pick<Settings, "useShopifyOrderNumber">,
  choices: Pick<Choices, "useShopifyOrderNumber">,
  capabilities: Pick<Capabilities, "manualNumbers" | "limits">,
): Decision<string> {
  const change = settingPath("useShopifyOrderNumber");
  const number = name.trim();
  if (!(choices.useShopifyOrderNumber ?? settings.useShopifyOrderNumber) || number === "")
    return {
      value: null,
      why: [why({ about: "number", rule: "D-2" }, "number.series", {}, { change })],
      problems: [],
    };
  const refused = (reason: string): Decision<string> => ({
    value: null,
    why: [],
    problems: [
      problem("document-number-refused", { number, reason: `problem.number.${reason}` }, reason, {
        setting: "useShopifyOrderNumber",
      }),
    ],
  });
  if (number.startsWith("@")) return refused("at");
  if (!capabilities.manualNumbers) return refused("series");
  if ([...number].length > capabilities.limits.number) return refused("long");
  return {
    value: number,
    why: [why({ about: "number", rule: "D-2" }, "number.shopify", { number }, { change })],
    problems: [],
  };
}
