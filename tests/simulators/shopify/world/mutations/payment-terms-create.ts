/**
 * paymentTermsCreate. Recordings payment-terms-create-on-order, -create-template-and-schedule-validation and -create-order-eligibility: texts, all of them
 * with field null; NET is due days after it was issued. The order in which they are checked is believed.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { touch } from "../announce.ts";
import { totalOutstanding } from "../arithmetic/payments.ts";
import { numericId, requireGid } from "../ids.ts";
import type { OrderRecord, PaymentTermsRecord } from "../model.ts";
import { TEMPLATES } from "../payment-terms-templates.ts";
import type { Store } from "../store.ts";
import { writeInstant } from "../time.ts";

interface Input {
  paymentTermsTemplateId: string;
  paymentSchedules?: { issuedAt?: string | null; dueAt?: string | null }[] | null;
}

const refusal = (message: string) => ({
  paymentTerms: null,
  userErrors: [{ field: null, message, code: "PAYMENT_TERMS_CREATION_UNSUCCESSFUL" }],
});

export function paymentTermsCreate(store: Store): FieldResolver {
  return (_, args, context) => {
    const input = args.paymentTermsAttributes as Input;
    const schedules = input.paymentSchedules ?? [];
    const template = TEMPLATES.find(({ id }) => id === input.paymentTermsTemplateId);
    const order = store.find(requireGid(args.referenceId)) as OrderRecord | undefined;
    if (order?.__typename !== "Order")
      return refusal(
        `Cannot find the specific Order with id ${numericId(String(args.referenceId))}.`,
      );
    if (!template) return refusal("Could not find payment terms template.");
    if (schedules.length > 1)
      return refusal("Cannot create payment terms with multiple payment schedules.");
    const { issuedAt = null, dueAt = null } = schedules[0] ?? {};
    const { paymentTermsType: type, dueInDays } = template;
    const dated = type === "FIXED" || type === "NET";
    if (dated && issuedAt === null && dueAt === null)
      return refusal("A due date is required with fixed or net payment terms.");
    if (!dated && dueAt !== null)
      return refusal("A due date cannot be set with event payment terms.");
    if (order.paymentTerms !== null || (dated && (type === "FIXED") !== (dueAt !== null)))
      throw new Error("What paymentTermsCreate says to that is not known.");
    if (totalOutstanding(order).presentment.lte("0"))
      return refusal("Cannot create payment terms on an Order that has already been paid in full.");
    const due =
      issuedAt === null || dueInDays === null
        ? dueAt
        : writeInstant(new Date(Date.parse(issuedAt) + dueInDays * 86_400_000));
    order.paymentTerms = store.keep<PaymentTermsRecord>({
      __typename: "PaymentTerms",
      id: store.ids.of("PaymentTerms"),
      paymentTermsName: template.name,
      paymentTermsType: type,
      dueInDays,
      translatedName: template.name,
      schedules: [{ id: store.ids.of("PaymentSchedule"), dueAt: due, issuedAt }],
      order,
    });
    order.financialStatus ??= "PENDING";
    touch(store, order);
    context.effects({
      mutation: "paymentTermsCreate",
      shop: store.shop,
      input: { id: order.id },
      result: { order: order.id },
    });
    return { paymentTerms: order.paymentTerms, userErrors: [] };
  };
}
