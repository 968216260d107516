/**
 * orderCreate. Recordings order-create-parity (fulfilled and paid as given, discount code, tax amounts taken as they are), -validation-matrix and -extended
 * (texts and codes), order-create-math-matrix (totals; without payments and without a status the financial status is null). Believed: the texts of a
 * customer, a company location and an e-mail that are none; the checks of addresses are those of orderUpdate. What is not known is refused loudly.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { createOrder, type GivenTax } from "../acts/create-order.ts";
import { numericId } from "../ids.ts";
import type { Attribute } from "../model.ts";
import type { AddressSpec } from "../order-spec.ts";
import type { Store } from "../store.ts";
import { addressErrors, provinceName, type MailingAddressInput } from "./address-checks.ts";

interface Money {
  shopMoney: { amount: string; currencyCode: string };
}
interface TaxLine {
  title: string;
  rate?: string | null;
  priceSet?: Money | null;
  channelLiable?: boolean | null;
}
interface Input {
  test?: boolean | null;
  sourceIdentifier?: string | null;
  currency?: string | null;
  taxesIncluded?: boolean | null;
  processedAt?: string | null;
  fulfillmentStatus?: string | null;
  financialStatus?: string | null;
  customAttributes?: Attribute[] | null;
  customer?: { toAssociate?: { id?: string | null } | null } | null;
  companyLocationId?: string | null;
  email?: string | null;
  poNumber?: string | null;
  note?: string | null;
  billingAddress?: MailingAddressInput | null;
  shippingAddress?: MailingAddressInput | null;
  lineItems?:
    | {
        title?: string | null;
        sku?: string | null;
        quantity: number;
        priceSet?: Money | null;
        requiresShipping?: boolean | null;
        taxable?: boolean | null;
        giftCard?: boolean | null;
        taxLines?: TaxLine[] | null;
      }[]
    | null;
  shippingLines?: { title: string; priceSet: Money; taxLines?: TaxLine[] | null }[] | null;
  discountCode?: { itemFixedDiscountCode?: { code?: string; amountSet?: Money } | null } | null;
  transactions?:
    | {
        kind: string;
        status: string;
        gateway?: string | null;
        amountSet: Money;
        test?: boolean | null;
      }[]
    | null;
}
interface CodedError {
  field: (string | number)[];
  message: string | null;
  code: string;
}

export const orderCreate =
  (store: Store): FieldResolver =>
  (_, args, context) => {
    const input = args.order as Input;
    const options = (args.options ?? {}) as Record<string, unknown>;
    if (options["inventoryBehaviour"] !== undefined && options["inventoryBehaviour"] !== "BYPASS")
      throw new Error("How orderCreate claims inventory is not known.");
    if (options["sendReceipt"] === true || options["sendFulfillmentReceipt"] === true)
      throw new Error("What orderCreate writes to buyers is not known.");
    if ((input.currency ?? store.facts.currencyCode) !== store.facts.currencyCode)
      throw new Error("What orderCreate makes of another currency is not known.");
    const limit = store.takesOrder();
    if (limit !== null) return { order: null, userErrors: [limit] };
    const userErrors = check(store, input);
    if (userErrors.length > 0) return { order: null, userErrors };
    const order = createOrder(store, {
      ...partsOf(input),
      spec: specOf(store, input, numericId(context.appId)),
    });
    context.effects({
      mutation: "orderCreate",
      shop: store.shop,
      input: { sourceIdentifier: order.sourceIdentifier },
      result: { order: order.id },
    });
    return { order, userErrors: [] };
  };

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
const error = (
  field: (string | number)[],
  message: string | null,
  code = "INVALID",
): CodedError => ({
  field,
  message,
  code,
});

function check(store: Store, input: Input): CodedError[] {
  const lines = input.lineItems ?? [];
  const errors: CodedError[] = [];
  if (lines.length === 0)
    errors.push(error(["order", "lineItems"], "Line items must have at least one line item"));
  if (lines.some(({ title }) => (title ?? "").trim() === ""))
    errors.push(error(["order", "lineItems"], "Line items Title can't be blank"));
  for (const name of ["lineItems", "shippingLines"] as const)
    (input[name] ?? []).forEach(({ taxLines }, at) =>
      (taxLines ?? []).forEach(({ rate }, tax) => {
        if (rate === undefined || rate === null)
          errors.push(
            error(["order", name, at, "taxLines", tax, "rate"], null, "TAX_LINE_RATE_MISSING"),
          );
      }),
    );
  const customer = input.customer?.toAssociate?.id;
  if (customer && !store.customers.some(({ id }) => id === customer))
    errors.push(error(["order", "customer"], "Customer does not exist"));
  if (input.companyLocationId && !locationOf(store, input.companyLocationId))
    errors.push(error(["order", "companyLocationId"], "Company location does not exist"));
  if (input.email && !isEmail(input.email))
    errors.push(error(["order", "email"], "Email is invalid"));
  for (const name of ["billingAddress", "shippingAddress"] as const)
    if (input[name])
      errors.push(
        ...addressErrors(input[name], name).map(({ field, message }) =>
          error(["order", ...(field ?? [])], message),
        ),
      );
  return errors;
}

const locationOf = (store: Store, id: string) =>
  store.companies
    .flatMap((company) => company.locationRecords.map((location) => ({ company, location })))
    .find(({ location }) => location.id === id);

const amountOf = (money: Money | null | undefined): string => money?.shopMoney.amount ?? "0";
const taxesOf = (taxes: TaxLine[] | null | undefined): GivenTax[] =>
  (taxes ?? []).map(({ title, rate, priceSet, channelLiable }) => ({
    title,
    rate: rate ?? "0",
    amount: amountOf(priceSet),
    channelLiable: channelLiable ?? null,
  }));

function partsOf(input: Input) {
  const odd = (input.transactions ?? []).find(
    ({ kind, status }) => kind !== "SALE" || status !== "SUCCESS",
  );
  if (odd) throw new Error(`What orderCreate makes of a ${odd.kind} ${odd.status} is not known.`);
  if ((input.lineItems ?? []).some(({ giftCard }) => giftCard === true))
    throw new Error("What orderCreate makes of gift cards is not known.");
  if ((input.transactions ?? []).some(({ test }) => (test ?? false) !== (input.test ?? false)))
    throw new Error("What orderCreate makes of a test payment of another order is not known.");
  if (input.fulfillmentStatus && input.fulfillmentStatus !== "FULFILLED")
    throw new Error(`What orderCreate makes of ${input.fulfillmentStatus} is not known.`);
  return {
    processedAt: input.processedAt ?? null,
    lineTaxes: (input.lineItems ?? []).map(({ taxLines }) => taxesOf(taxLines)),
    shippingTaxes: (input.shippingLines ?? []).map(({ taxLines }) => taxesOf(taxLines)),
    payments: (input.transactions ?? []).map(({ gateway, amountSet }) => ({
      gateway: gateway ?? "manual",
      amount: amountOf(amountSet),
    })),
    financialStatus: input.financialStatus ?? null,
    fulfilled: input.fulfillmentStatus === "FULFILLED",
  };
}

function specOf(store: Store, input: Input, app: number) {
  const discount = input.discountCode?.itemFixedDiscountCode;
  const place = input.companyLocationId ? locationOf(store, input.companyLocationId) : undefined;
  return {
    test: input.test ?? false,
    taxesIncluded: input.taxesIncluded ?? false,
    source: { name: String(app), handle: "", displayName: "" },
    ...(input.sourceIdentifier ? { sourceIdentifier: input.sourceIdentifier } : {}),
    customer: input.customer?.toAssociate?.id ?? null,
    ...(place ? { company: { key: place.company.key, location: place.location.key } } : {}),
    ...(input.email ? { email: input.email } : {}),
    poNumber: input.poNumber ?? "",
    note: input.note ?? "",
    attributes: input.customAttributes ?? [],
    billingAddress: addressOf(input.billingAddress),
    shippingAddress: addressOf(input.shippingAddress),
    lines: (input.lineItems ?? []).map(({ title, sku, quantity, priceSet, ...line }) => ({
      title: title ?? "",
      ...(sku ? { sku } : {}),
      quantity,
      price: amountOf(priceSet),
      requiresShipping: line.requiresShipping ?? false,
      taxable: line.taxable ?? true,
    })),
    shipping: (input.shippingLines ?? []).map(({ title, priceSet }) => ({
      title,
      price: amountOf(priceSet),
    })),
    discounts: discount
      ? [{ code: discount.code ?? "", amount: amountOf(discount.amountSet) }]
      : [],
  };
}

function addressOf(input: MailingAddressInput | null | undefined): AddressSpec | null {
  if (!input) return null;
  const countryCode = input.countryCode ?? "";
  const texts = Object.fromEntries(
    Object.entries(input).filter(([, value]) => typeof value === "string"),
  ) as Partial<AddressSpec>;
  const province = provinceName(countryCode, input.provinceCode ?? null);
  return { ...texts, countryCode, ...(province === null ? {} : { province }) };
}
