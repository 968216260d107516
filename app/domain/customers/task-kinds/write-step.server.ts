import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import {
  AddCustomerAddressDocument,
  ChangeCustomerAddressDocument,
  SetCustomerDocument,
  SetEmailConsentDocument,
} from "#app/shopify/generated/admin.ts";
import type { MailingAddressInput } from "#app/shopify/generated/admin.ts";
import type { ToShopify } from "../plan/planned.ts";
import type { ShopifyCustomer } from "../plan/shopify-customer.ts";
import type { Step } from "../plan/steps.ts";

interface Writing {
  plan: ToShopify;
  step: Step;
  standing: ShopifyCustomer | null;
  traceId: string;
}

/** The one mutation of a step; answers the customer's id. */
export async function writeStep(
  shop: string,
  { plan, step, standing, traceId }: Writing,
): Promise<Result<string, ShopifyError>> {
  const options = { traceId };
  if (step === "customer") {
    // Addresses are left out: those that customerSet is given would replace all of them.
    const answer = await shopifyRequest(
      shop,
      SetCustomerDocument,
      { ...(standing ? { identifier: { id: standing.id } } : {}), input: plan.customer ?? {} },
      options,
    );
    if (!answer.ok) return answer;
    const made = answer.value.customerSet?.customer;
    return made ? ok(made.id) : err(SILENT);
  }
  if (!standing) return err({ kind: "userErrors", message: "Customer does not exist" });
  const { id: customerId, addressId } = standing;
  if (step === "address") {
    const address = plan.address as MailingAddressInput;
    const answer =
      addressId === null || plan.addressId === null
        ? await shopifyRequest(shop, AddCustomerAddressDocument, { customerId, address }, options)
        : await shopifyRequest(
            shop,
            ChangeCustomerAddressDocument,
            { customerId, addressId, address },
            options,
          );
    return answer.ok ? ok(customerId) : answer;
  }
  const answer = await shopifyRequest(
    shop,
    SetEmailConsentDocument,
    { input: { customerId, emailMarketingConsent: consent(plan.marketing === true) } },
    options,
  );
  return answer.ok ? ok(customerId) : answer;
}

const SILENT: ShopifyError = { kind: "ambiguous", message: "No customer was answered." };

const consent = (wanted: boolean) =>
  wanted
    ? ({ marketingState: "SUBSCRIBED", marketingOptInLevel: "SINGLE_OPT_IN" } as const)
    : ({ marketingState: "UNSUBSCRIBED" } as const);
