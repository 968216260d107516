import type { CustomerSync } from "#app/db/generated/client.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import type { ToShopify } from "../plan/planned.ts";
import type { ShopifyCustomer } from "../plan/shopify-customer.ts";
import type { Step } from "../plan/steps.ts";
import { customerBy, readCustomers } from "../read-shopify.server.ts";

/** The customer as it is at Shopify now: the linked one, else whose the e-mail or the phone is. Null: nobody. */
export async function standingCustomer(
  shop: string,
  { shopifyId }: Pick<CustomerSync, "shopifyId">,
  { email, phone }: Pick<ToShopify, "email" | "phone">,
): Promise<ShopifyCustomer | null> {
  if (shopifyId !== "") {
    const read = await readCustomers(shop, [shopifyId]);
    if (!read.ok) return failShopifyCall(read.error);
    return read.value.get(shopifyId) ?? null;
  }
  for (const identifier of [
    ...(email === "" ? [] : [{ emailAddress: email }]),
    ...(phone === "" ? [] : [{ phoneNumber: phone }]),
  ]) {
    const found = await customerBy(shop, identifier);
    if (!found.ok) {
      if (found.error.kind === "invalid" || found.error.kind === "notFound") continue;
      return failShopifyCall(found.error);
    }
    if (found.value) return found.value;
  }
  return null;
}

/** Whether Shopify has what the step writes. */
export function stands(customer: ShopifyCustomer, plan: ToShopify, step: Step): boolean {
  switch (step) {
    case "customer":
      return Object.entries(plan.customer ?? {}).every(([field, wanted]) =>
        said(customer[field as keyof ShopifyCustomer], wanted),
      );
    case "address":
      return Object.entries(plan.address ?? {}).every(([field, wanted]) =>
        said(customer.address?.[field as keyof typeof customer.address], wanted),
      );
    case "marketing":
      return plan.marketing === null || customer.marketing === plan.marketing;
  }
}

/** Shopify keeps tags without regard to case, and writes e-mail in lower case. */
const said = (has: unknown, wanted: unknown): boolean =>
  Array.isArray(wanted) && Array.isArray(has)
    ? wanted.every((tag) => has.some((own) => fold(own) === fold(tag)))
    : fold(has) === fold(wanted);
const fold = (value: unknown): string =>
  typeof value === "string" ? value.trim().toLowerCase() : "";
