/** Lines of an order from their spec: prices, discounts (line first, then across the order), duties, taxes. */
import { allocate } from "./arithmetic/allocate.ts";
import { fromPresentment, type Bag } from "./arithmetic/bag.ts";
import { Big } from "./arithmetic/big.ts";
import { roundTo } from "./arithmetic/currency.ts";
import { netTotal, shippingNet } from "./arithmetic/line-amounts.ts";
import { taxesOn, type TaxRate } from "./arithmetic/taxes.ts";
import type {
  AllocationRecord,
  DiscountRecord,
  LineGroupRecord,
  LineRecord,
  OrderRecord,
  ShippingRecord,
} from "./model.ts";
import type { LineSpec, OrderDiscountSpec, OrderSpec, ShippingSpec } from "./order-spec.ts";
import type { Store } from "./store.ts";

type Off = { percent?: string; amount?: string; title?: string; code?: string };

function newDiscount(order: OrderRecord, level: DiscountRecord["level"], off: Off): DiscountRecord {
  const known = order.discounts.find(
    (discount) => off.code !== undefined && discount.code === off.code && discount.level === level,
  );
  if (known) return known;
  const discount: DiscountRecord = {
    __typename:
      off.code === undefined
        ? off.title?.startsWith("Automatic")
          ? "AutomaticDiscountApplication"
          : "ManualDiscountApplication"
        : "DiscountCodeApplication",
    index: order.discounts.length,
    title: off.title ?? off.code ?? "Discount",
    description: off.title ?? null,
    code: off.code ?? "",
    level,
    percent: off.percent ?? null,
    amount: off.amount ?? null,
    currency: order.currencies.presentment,
  };
  order.discounts.push(discount);
  return discount;
}

/** A percentage is taken in each currency; a fixed sum is converted; neither takes more than there is. */
function worth(order: OrderRecord, base: Bag, off: Off): Bag {
  const { currencies } = order;
  if (off.percent !== undefined) {
    const share = new Big(off.percent).div("100");
    return {
      shop: roundTo(currencies.shop, base.shop.times(share)),
      presentment: roundTo(currencies.presentment, base.presentment.times(share)),
    };
  }
  const wanted = fromPresentment(currencies, new Big(off.amount ?? "0"));
  if (wanted.presentment.gte(base.presentment)) return base;
  return {
    presentment: wanted.presentment,
    shop: wanted.shop.gt(base.shop) ? base.shop : wanted.shop,
  };
}

export function discountLine(order: OrderRecord, line: LineRecord, off: Off): void {
  line.allocations.push({
    application: newDiscount(order, "line", off),
    amount: worth(order, netTotal(line), off),
  });
}

/** Gift cards and tips are never discounted. */
export function discountOrder(order: OrderRecord, off: OrderDiscountSpec): void {
  const lines = order.lines.filter(({ isGiftCard, isTip }) => !isGiftCard && !isTip);
  const nets = lines.map(netTotal);
  const whole: Bag = {
    shop: nets.reduce((a, { shop }) => a.plus(shop), new Big("0")),
    presentment: nets.reduce((a, { presentment }) => a.plus(presentment), new Big("0")),
  };
  const amount = worth(order, whole, off);
  const application = newDiscount(order, "order", off);
  const shop = allocate(
    order.currencies.shop,
    amount.shop,
    nets.map((net) => net.shop),
  );
  const presentment = allocate(
    order.currencies.presentment,
    amount.presentment,
    nets.map((net) => net.presentment),
  );
  lines.forEach((line, at) => {
    const allocation: AllocationRecord = {
      application,
      amount: { shop: shop[at]!, presentment: presentment[at]! },
    };
    if (!allocation.amount.presentment.eq("0") || !allocation.amount.shop.eq("0"))
      line.allocations.push(allocation);
  });
}

/** A tip's line is named in the buyer's language; only its kind tells that it is one (the names are believed, not recorded). */
const TIPS: Readonly<Record<string, string>> = { de: "Trinkgeld", fr: "Pourboire" };
const tipTitle = ({ customerLocale }: OrderRecord): string =>
  TIPS[(customerLocale ?? "en").slice(0, 2)] ?? "Tip";

/** Lines of one bundle share its LineItemGroup (schema, LineItem.lineItemGroup: "the line item group associated to the line item"). */
function groupOf(store: Store, order: OrderRecord, title: string): LineGroupRecord {
  const known = order.lines.find(({ group }) => group?.title === title)?.group;
  return (
    known ?? {
      __typename: "LineItemGroup",
      id: store.ids.of("LineItemGroup"),
      title,
      quantity: 1,
      variantId: null,
      productId: null,
      variantSku: null,
      customAttributes: [],
    }
  );
}

export function buildLine(
  store: Store,
  order: OrderRecord,
  spec: LineSpec,
  taxes: TaxRate[],
): LineRecord {
  const variant = spec.variant === undefined ? null : store.variant(spec.variant);
  const { currencies } = order;
  const presentmentPrice =
    spec.price ?? (variant ? new Big(variant.price).div(currencies.rate).toFixed() : "0");
  const isTip = spec.kind === "tip";
  const isGiftCard = variant?.product.isGiftCard ?? false;
  const line: LineRecord = {
    __typename: "LineItem",
    id: store.ids.of("LineItem"),
    title: spec.title ?? variant?.product.title ?? (isTip ? tipTitle(order) : "Custom item"),
    variantTitle: variant && variant.title !== "Default Title" ? variant.title : null,
    sku: spec.sku ?? variant?.sku ?? null,
    vendor: spec.vendor ?? variant?.product.vendor ?? null,
    quantity: spec.quantity ?? 1,
    requiresShipping:
      isTip || isGiftCard
        ? false
        : (spec.requiresShipping ?? variant?.inventoryItem.requiresShipping ?? true),
    taxable: isTip || isGiftCard ? false : (spec.taxable ?? variant?.taxable ?? true),
    isGiftCard,
    isTip,
    customAttributes: spec.attributes ?? [],
    unitPrice: fromPresentment(currencies, new Big(presentmentPrice)),
    allocations: [],
    taxes: [],
    duties: [],
    product: variant?.product ?? null,
    variant,
    addedByEdit: false,
    sellingPlan: spec.sellingPlan ?? null,
    group: spec.bundle === undefined ? null : groupOf(store, order, spec.bundle),
    order,
  };
  order.lines.push(store.keep(line));
  if (spec.discount) discountLine(order, line, spec.discount);
  for (const duty of spec.duties ?? []) {
    const bag = fromPresentment(currencies, new Big(duty.amount));
    line.duties.push(
      store.keep({
        __typename: "Duty",
        id: store.ids.of("Duty"),
        harmonizedSystemCode: duty.harmonizedSystemCode ?? null,
        countryCodeOfOrigin: duty.countryCodeOfOrigin ?? null,
        bag,
        taxes: taxesOn(currencies, bag, duty.taxes ?? [], order.taxesIncluded),
      }),
    );
  }
  if (taxes.length > 0 || spec.taxes) taxLine(order, line, spec.taxes ?? taxes);
  return line;
}

export function taxLine(order: OrderRecord, line: LineRecord, rates: TaxRate[]): void {
  line.taxes =
    line.taxable && !order.taxExempt
      ? taxesOn(order.currencies, netTotal(line), rates, order.taxesIncluded)
      : [];
}

export function buildShipping(
  store: Store,
  order: OrderRecord,
  spec: ShippingSpec,
  rates: TaxRate[],
): ShippingRecord {
  const line: ShippingRecord = {
    __typename: "ShippingLine",
    id: store.ids.of("ShippingLine"),
    title: spec.title,
    code: spec.code ?? spec.title,
    source: spec.source ?? "shopify",
    carrierIdentifier: spec.carrierIdentifier ?? null,
    custom: spec.custom ?? false,
    isRemoved: false,
    deliveryCategory: null,
    phone: null,
    shippingRateHandle: null,
    bag: fromPresentment(order.currencies, new Big(spec.price)),
    allocations: [],
    taxes: [],
    order,
  };
  if (spec.discount)
    line.allocations.push({
      application: newDiscount(order, "shipping", spec.discount),
      amount: worth(order, shippingNet(line), spec.discount),
    });
  line.taxes = order.taxExempt
    ? []
    : taxesOn(order.currencies, shippingNet(line), spec.taxes ?? rates, order.taxesIncluded);
  order.shipping.push(store.keep(line));
  return line;
}

export function buildFees(
  store: Store,
  order: OrderRecord,
  specs: NonNullable<OrderSpec["fees"]>,
): void {
  for (const spec of specs) {
    const bag = fromPresentment(order.currencies, new Big(spec.amount));
    order.additionalFees.push(
      store.keep({
        __typename: "AdditionalFee",
        id: store.ids.of("AdditionalFee"),
        name: spec.name,
        bag,
        taxes: taxesOn(order.currencies, bag, spec.taxes ?? [], order.taxesIncluded),
        order,
      }),
    );
  }
}
