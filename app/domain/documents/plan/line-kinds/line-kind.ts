import type { FoundItem, NewItem } from "#app/domain/mapping/items/decide.ts";
import type { EffectiveLine, EffectiveOrder } from "../effective-order.ts";
import type { PlanInput } from "../plan-input.ts";
import type { TaxTotal } from "../tax-totals.ts";
import { isChannels } from "../channel-taxes.ts";
import type { ChannelTaxes } from "../channel-taxes.ts";
import type { OrderTax } from "#app/domain/orders/snapshot/snapshot.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { settingPath } from "#app/domain/shop-card/settings.ts";
import type { AccountSetting } from "#app/domain/shop-card/settings.ts";
import type { Decision } from "#app/domain/mapping/decision.ts";
import { why } from "#app/domain/mapping/decision.ts";
import type { DraftLine, DraftTax } from "#app/erp/port/documents.ts";
import { exponent } from "#app/money/currency.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { linePrice } from "../line-price.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";

/** What a kind of line has to work with. */
export interface LineContext {
  input: PlanInput;
  order: EffectiveOrder;
  /** The amount that goes on documents: shop or presentment (SET-1). */
  amount: (bag: MoneyBag) => Decimal;
  /** What Shopify's header says of each tax; null where it does not. */
  taxTotals: TaxTotal[] | null;
  channelTaxes: ChannelTaxes;
  /** ISO code of the document's amounts. */
  currency: string;
  /** Do the document's prices contain tax? Not where the ERP cannot. */
  pricesIncludeTax: boolean;
}

export interface LineDrafts {
  lines: DraftLine[];
  why: Explanation[];
  problems: ProblemValue[];
  found: FoundItem[];
  newItems: NewItem[];
}

export const noDrafts: LineDrafts = { lines: [], why: [], problems: [], found: [], newItems: [] };
export const drafts = (lines: DraftLine[], more: Partial<LineDrafts> = {}): LineDrafts => ({
  ...noDrafts,
  lines,
  ...more,
});

/** One kind of document line. `ofLine` answers for one order line of its kind, `ofOrder` for what the order has once. */
export interface LineKindPlanner {
  ofLine?: (line: EffectiveLine, context: LineContext) => LineDrafts;
  ofOrder?: (context: LineContext) => LineDrafts;
}

/** What of the card and the ERP bears on where a line ships from. */
export const placed = ({ input: { capabilities, settings } }: LineContext) => ({
  locationMandatory: capabilities.locationMandatory,
  defaultLocation: settings.defaultLocation,
});

/** Taxes as charged, in the document's currency. */
const draftTaxes = (taxes: readonly OrderTax[], { amount }: LineContext): DraftTax[] =>
  taxes.map(({ title, rate, price, channelLiable }) => ({
    title,
    ...(rate === null ? {} : { rate }),
    amount: amount(price),
    ...(channelLiable ? { channelLiable } : {}),
  }));

/** The taxes of a part of the order: those of its document, and those that the sales channel remits and the document leaves off. */
function parted(taxes: readonly OrderTax[], { channelTaxes }: LineContext) {
  const leftOff = channelTaxes.leftOff ? taxes.filter(isChannels) : [];
  return { leftOff, kept: taxes.filter((tax) => !leftOff.includes(tax)) };
}

/** What a part of the order comes to on its document, in the order's price basis: tax that is left off is off its price too. */
export function documentTotal(
  { total, taxes }: { total: Decimal; taxes: readonly OrderTax[] },
  context: LineContext,
): Decimal {
  if (!context.input.snapshot.content.taxesIncluded) return total;
  const { leftOff } = parted(taxes, context);
  return decimal.subtract(
    total,
    decimal.add("0", ...leftOff.map(({ price }) => context.amount(price))),
  );
}

/**
 * Quantity, price, discount and taxes of a line whose amounts are in the order's price basis. For an ERP without tax-inclusive prices the
 * net amount is Shopify's own: line total less Shopify's tax of it.
 */
export function priced(
  of: { quantity: number; unitPrice: Decimal; total: Decimal; taxes: readonly OrderTax[] },
  context: LineContext,
): Pick<DraftLine, "quantity" | "unitPrice" | "discount" | "taxes"> {
  const { leftOff, kept } = parted(of.taxes, context);
  const taxes = draftTaxes(kept, context);
  const { snapshot, capabilities } = context.input;
  const offPrice = !snapshot.content.taxesIncluded
    ? []
    : context.pricesIncludeTax
      ? draftTaxes(leftOff, context)
      : draftTaxes(of.taxes, context);
  const total = decimal.subtract(of.total, decimal.add("0", ...offPrice.map((tax) => tax.amount)));
  const { unitPrice, discount } = linePrice({
    quantity: of.quantity,
    total,
    unitPrice:
      offPrice.length === 0
        ? of.unitPrice
        : lowerUnitPrice(of, total, context.pricesIncludeTax ? taxes : [], offPrice),
    currencyPlaces: exponent(context.currency),
    pricePlaces: capabilities.precision.unitPrice,
  });
  return { quantity: String(of.quantity), unitPrice, discount, taxes };
}

/** The unit price without taxes that it contains, `inside` staying in it. */
function lowerUnitPrice(
  of: { unitPrice: Decimal; total: Decimal },
  total: Decimal,
  inside: readonly DraftTax[],
  off: readonly DraftTax[],
): Decimal {
  if (!decimal.isZero(of.total))
    return decimal.divide(decimal.multiply(of.unitPrice, total), of.total);
  const withRates = (taxes: readonly DraftTax[]): Decimal =>
    decimal.add("1", ...taxes.map(({ rate }) => rate ?? "0"));
  // Wholly discounted: only rates tell the price.
  return decimal.divide(
    decimal.multiply(of.unitPrice, withRates(inside)),
    withRates([...inside, ...off]),
  );
}

/** Which setting names the account of a line, what the line is for, and the rule that says so. */
export interface AccountUse {
  setting: AccountSetting;
  what: KeyUnder<"problem.what">;
  rule: string;
}

/** The account of a setting, or the problem of its absence (M-43). */
function accountOf({ setting, what }: AccountUse, { input }: LineContext): Decision<string> {
  const account = input.settings[setting];
  const name = `problem.what.${what}`;
  if (!input.capabilities.lineWithoutItem)
    return {
      value: null,
      why: [],
      problems: [problem("account-lines-unsupported", { what: name }, what)],
    };
  if (account === "")
    return {
      value: null,
      why: [],
      problems: [problem("missing-account", { what: name, setting }, setting, { setting })],
    };
  return { value: account, why: [], problems: [] };
}

/** A line on an account, or the problem of the missing account. */
export function accountLine(
  base: Omit<DraftLine, "account">,
  use: AccountUse,
  context: LineContext,
): LineDrafts {
  const { value, problems } = accountOf(use, context);
  if (value === null) return drafts([], { problems });
  const reason = why(
    { about: `line:${base.key}`, rule: use.rule },
    "line.account",
    { what: `problem.what.${use.what}`, account: value },
    { change: settingPath(use.setting) },
  );
  return drafts([{ ...base, account: value }], { why: [reason] });
}
