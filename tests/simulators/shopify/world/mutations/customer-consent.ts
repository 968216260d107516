/** customerEmailMarketingConsentUpdate. Texts and codes: list of recorded refusals. */
import type { FieldResolver } from "../../world-interface.ts";
import { touchCustomer } from "../customers.ts";
import { requireGid } from "../ids.ts";
import type { CustomerRecord } from "../model-shop.ts";
import type { Store } from "../store.ts";

interface Input {
  customerId: string;
  emailMarketingConsent: { marketingState: string; marketingOptInLevel?: string | null };
}

const WRITABLE = new Set(["SUBSCRIBED", "UNSUBSCRIBED", "PENDING"]);

export const customerEmailMarketingConsentUpdate =
  (store: Store): FieldResolver =>
  (_, args, context) => {
    const { customerId, emailMarketingConsent } = args.input as Input;
    const { marketingState, marketingOptInLevel } = emailMarketingConsent;
    const refuse = (field: string[], message: string, code: string) => ({
      customer: null,
      userErrors: [{ field: ["input", ...field], message, code }],
    });
    const customer = store.find(requireGid(customerId, "Customer")) as CustomerRecord | undefined;
    if (!customer) return refuse(["customerId"], "Customer not found", "INVALID");
    if (!WRITABLE.has(marketingState))
      throw new Error(`How ${marketingState} is refused is not recorded.`);
    if (customer.email === null)
      throw new Error("How consent without an e-mail is refused is not recorded.");
    if (marketingState === "SUBSCRIBED" && !marketingOptInLevel)
      return refuse(
        ["emailMarketingConsent", "marketingOptInLevel"],
        "Marketing opt in level must exist",
        "MISSING_ARGUMENT",
      );
    if (customer.emailMarketing !== marketingState) {
      customer.emailMarketing = marketingState;
      touchCustomer(store, customer);
      context.effects({
        mutation: "customerEmailMarketingConsentUpdate",
        shop: store.shop,
        input: args,
        result: { customer: customer.id },
      });
    }
    return { customer, userErrors: [] };
  };
