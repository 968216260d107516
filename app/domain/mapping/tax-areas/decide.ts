import type { Address, OrderPersonal } from "#app/domain/orders/snapshot/snapshot.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { Decision } from "../decision.ts";
import { lost, why } from "../decision.ts";
import type { MappingFacts } from "../facts.ts";
import { mappingKey, mappingPath } from "../kinds.ts";
import { countyOf } from "../postal-address.ts";

type Role = "shipTo" | "sellTo" | "billTo";
type TaxSettings = Pick<Settings, "taxAreaPriority" | "countySource">;

/** M-70, M-71: the first address of the priority that has a city; it alone decides. */
export function decidingAddress(
  personal: Pick<OrderPersonal, Role>,
  { taxAreaPriority }: TaxSettings,
): { role: Role; address: Address } | null {
  if (taxAreaPriority === "none") return null;
  for (const role of taxAreaPriority.split("-") as Role[]) {
    const address = personal[role];
    if (address && (address.city ?? "").trim() !== "") return { role, address };
  }
  return null;
}

export const taxAreaKey = (address: Address, settings: TaxSettings): string =>
  mappingKey.taxArea(address.countryCode ?? "", countyOf(address, settings));

/** Tax area of the order (M-70 to M-72). It chooses codes and accounts; the taxes themselves are Shopify's, as charged. */
export function decideTaxArea(
  personal: Pick<OrderPersonal, Role>,
  settings: TaxSettings,
  facts: MappingFacts,
  { taxAreaOnOrder }: Pick<Capabilities, "taxAreaOnOrder">,
): Decision<string> {
  const about = "taxArea";
  if (settings.taxAreaPriority === "none")
    return {
      value: null,
      why: [
        why({ about, rule: "M-70" }, "taxArea.off", {}, { change: settingPath("taxAreaPriority") }),
      ],
      problems: [],
    };
  const deciding = decidingAddress(personal, settings);
  if (!deciding)
    return {
      value: null,
      why: [
        why(
          { about, rule: "M-71" },
          "taxArea.noCity",
          {},
          { change: settingPath("taxAreaPriority") },
        ),
      ],
      problems: [],
    };
  const { role, address } = deciding;
  const roles = settings.taxAreaPriority.split("-");
  const passed = roles
    .slice(0, roles.indexOf(role))
    .map((other) => lost("taxArea.addressWithoutCity", { role: `why.role.${other}` }));
  const ignored = roles
    .slice(roles.indexOf(role) + 1)
    .map((other) => lost("taxArea.addressNotAsked", { role: `why.role.${other}` }));
  const key = taxAreaKey(address, settings);
  const params = {
    role: `why.role.${role}`,
    country: address.countryCode ?? "",
    county: countyOf(address, settings),
  };
  const code = facts.mappings.taxArea?.[key]?.code;
  const more = { lost: [...passed, ...ignored], change: mappingPath("taxArea", key) };
  if (!code)
    return {
      value: null,
      why: [why({ about, rule: "M-71" }, "taxArea.noRow", params, more)],
      problems: [],
    };
  // Such an ERP taxes by its customer: a new one gets the area, a document has none of its own.
  if (!taxAreaOnOrder)
    return {
      value: null,
      why: [why({ about, rule: "M-72" }, "taxArea.ofCustomer", { ...params, code }, more)],
      problems: [],
    };
  return {
    value: code,
    why: [why({ about, rule: "M-72" }, "taxArea.mapped", { ...params, code }, more)],
    problems: [],
  };
}
