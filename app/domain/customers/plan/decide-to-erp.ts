import { creationAllowed } from "#app/domain/mapping/customers/strategy.ts";
import type { CustomerData, CustomerReading } from "#app/erp/port/customers.ts";
import type { CustomerCard } from "../customer-card.server.ts";
import type { Reason } from "../states.ts";
import { changesOf } from "./differences.ts";

export interface ToErpFacts {
  card: Pick<CustomerCard, "settings" | "defaultCustomers">;
  /** What the ERP is to have. */
  wanted: CustomerData;
  /** The ERP's customer that is linked, or else was found by e-mail or phone; null: there is none. */
  known: CustomerReading | null;
  /** What is wanted was brought over before, and nothing of it changed since. */
  sentBefore: boolean;
  /** The ERP wants a customer template, and the card names none for the country. */
  lacksTemplate: boolean;
}

export type ToErpDecision =
  { do: "nothing" } | { do: "create" } | { do: "update" } | { do: "exclude"; reason: Reason };

const exclude = (reason: Reason): ToErpDecision => ({ do: "exclude", reason });

/** CUS-1, M-4, M-10: whether a Shopify customer is made, changed or left alone in the ERP. */
export function decideToErp({
  card: { settings, defaultCustomers },
  wanted,
  known,
  sentBefore,
  lacksTemplate,
}: ToErpFacts): ToErpDecision {
  if (known) {
    if (defaultCustomers.includes(known.ref.number ?? "")) return exclude("defaultCustomer");
    // What people changed in the ERP since stays: Shopify touches a customer with each order.
    if (sentBefore || Object.keys(changesOf(wanted, known.data)).length === 0)
      return { do: "nothing" };
    return settings.shopifyUpdatesCustomers ? { do: "update" } : exclude("noUpdates");
  }
  if (settings.customerImport !== "allCustomers") return exclude("notImported");
  if (settings.customerMapping === "default") return exclude("defaultCustomer");
  if (!creationAllowed(settings)) return exclude("noCreation");
  if (wanted.name === "") return exclude("noName");
  return lacksTemplate ? exclude("noTemplate") : { do: "create" };
}
