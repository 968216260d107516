import { phoneDigits } from "#app/domain/mapping/contact.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { CustomerData, CustomerReading } from "#app/erp/port/customers.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { CustomerCard } from "../customer-card.server.ts";
import type { Reason } from "../states.ts";
import { isEmail, isPhone } from "./contact-check.ts";
import { changesOf } from "./differences.ts";
import { erpCustomer } from "./erp-customer.ts";
import type { ToShopify } from "./planned.ts";
import type { ShopifyCustomer } from "./shopify-customer.ts";
import { shopifyPlan } from "./shopify-plan.ts";

export interface ToShopifyFacts {
  card: Pick<CustomerCard, "settings" | "defaultCustomers">;
  reading: CustomerReading;
  able: Pick<Capabilities, "customerFields" | "limits">;
  /** Shopify's customer that is linked; null: there is none. */
  known: ShopifyCustomer | null;
  /** Whose e-mail and phone it is at Shopify already, by how people there call them. */
  taken: { email: string | null; phone: string | null };
  /** It was created for a Shopify customer that this store does not have. */
  ofOtherStore: boolean;
  /** What it says was brought over before, and nothing of it changed since. */
  sentBefore: boolean;
  /** The app made it in Shopify and has not brought over all of it. */
  unfinished: boolean;
}

export type ToShopifyDecision =
  | { do: "nothing"; reason: Reason | null; detail: string }
  | { do: "send"; plan: Omit<ToShopify, "hash">; reason: Reason | null; detail: string }
  | { do: "exclude"; reason: Reason; detail: string };

const exclude = (reason: Reason, detail = ""): ToShopifyDecision => ({
  do: "exclude",
  reason,
  detail,
});

/** CUS-2: whether a customer of the ERP is made, changed or left alone in Shopify; S3's four reasons first of all. */
export function decideToShopify(facts: ToShopifyFacts): ToShopifyDecision {
  const { card, reading, known, able } = facts;
  const { settings } = card;
  if (card.defaultCustomers.includes(reading.ref.number ?? "")) return exclude("defaultCustomer");
  const wanted = changesOf(ownWords(reading.data, settings), {
    ...nobody,
    ...(known ? erpCustomer(known, settings, able) : {}),
  });
  const { plan, missing } = shopifyPlan(reading, wanted, known, settings);
  const told =
    missing.length > 0
      ? ({ reason: "addressIncomplete", detail: missing.join(",") } as const)
      : { reason: null, detail: "" };
  if (known && (facts.sentBefore || Object.keys(wanted).length === 0))
    return { do: "nothing", ...told };
  if (known && !settings.erpUpdatesCustomers && !facts.unfinished) return exclude("noUpdates");
  if (!known && !settings.customersToShopify) return exclude("noCreation");
  if (!known && reading.blocked) return exclude("isBlocked");
  const { email = "", phone = "" } = reading.data;
  if (!known && facts.ofOtherStore) return exclude("otherStore", reading.externalKey ?? "");
  if (!known && email === "" && phone === "") return exclude("noContact");
  if (wanted.email && !isEmail(wanted.email)) return exclude("emailInvalid", email);
  // One without any digit is no difference, and no number either.
  if ((wanted.phone || (phone !== "" && phoneDigits(phone) === "")) && !isPhone(phone))
    return exclude("phoneInvalid", phone);
  if (wanted.email && facts.taken.email !== null) return exclude("emailTaken", facts.taken.email);
  if (wanted.phone && facts.taken.phone !== null) return exclude("phoneTaken", facts.taken.phone);
  return plan.customer === null && plan.address === null && plan.marketing === null
    ? { do: "nothing", ...told }
    : { do: "send", plan, ...told };
}

/** Without the names that the card takes from nowhere: Shopify has no place for them. */
function ownWords(
  { name2, contact, ...said }: Partial<CustomerData>,
  { name2Source, contactSource }: Pick<Settings, "name2Source" | "contactSource">,
): Partial<CustomerData> {
  return {
    ...said,
    ...(name2 !== undefined && name2Source !== "none" ? { name2 } : {}),
    ...(contact !== undefined && contactSource !== "none" ? { contact } : {}),
  };
}

/** Nobody there yet: all that is said is new. */
const nobody = {
  name: "",
  name2: "",
  contact: "",
  email: "",
  phone: "",
  address: { name: "" },
  marketing: false,
  tags: [],
};
