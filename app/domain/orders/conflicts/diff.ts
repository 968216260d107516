import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { setJson } from "#app/lib/json.ts";
import type { Json } from "#app/lib/json.ts";
import type { Money } from "#app/money/money.ts";
import { money, subtract, sum } from "#app/money/money.ts";
import { exchangesCounted, lineWorth } from "../snapshot/exchanges.ts";
import type {
  Address,
  MoneyBag,
  OrderContent,
  OrderLine,
  OrderPersonal,
} from "../snapshot/snapshot.ts";
import type { LineId } from "#app/lib/ids.ts";

type DiffText = KeyUnder<"diff">;

/** One difference between two versions of an order. `text` is an i18n key (`diff.…`), filled with `params`. */
export interface OrderDifference {
  text: `diff.${DiffText}`;
  params: Record<string, Json>;
  /** Bears on a sales document that was already made (I-50, I-41: prices, discounts, taxes, addresses). */
  commercial: boolean;
  lineId?: LineId;
}

export interface VersionParts {
  content: OrderContent;
  personal: OrderPersonal | null;
}

const same = (a: unknown, b: unknown): boolean => setJson(a ?? null) === setJson(b ?? null);
/** As a text's `money` takes it. */
const shown = ({ shop: { amount, currency } }: MoneyBag) => ({ amount, currency });
const units = (content: OrderContent, lineId: LineId): number =>
  content.removals
    .flatMap((removal) => removal.lines)
    .filter((line) => line.lineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0);

/** What the order comes to after its removals, without what exchanges added: that has documents of its own. */
function left(content: OrderContent): Money {
  const { totals, taxesIncluded, lines } = content;
  const exchanged = new Set(lines.filter(({ exchange }) => exchange).map(({ id }) => id));
  const removed = content.removals
    .flatMap((removal) => removal.lines)
    .filter(({ lineId }) => !exchanged.has(lineId))
    .flatMap(({ subtotal, tax }) => [subtotal.shop, ...(taxesIncluded ? [] : [tax.shop])]);
  const { currency } = totals.total.shop;
  const added = exchangesCounted(content)
    ? lines
        .filter(({ id }) => exchanged.has(id))
        .map((line) => money(lineWorth(line, taxesIncluded, "shop"), currency))
    : [];
  return subtract(totals.total.shop, sum([...removed, ...added], currency));
}

/** Differences in words, in the order a person would look for them: lines, shipping, amounts, addresses, the rest. */
export function diffVersions(before: VersionParts, after: VersionParts): OrderDifference[] {
  return [
    ...lineDifferences(before.content, after.content),
    ...shippingDifferences(before.content, after.content),
    ...headDifferences(before.content, after.content),
    ...personalDifferences(before.personal, after.personal),
  ];
}

/** Commercial differences of the lines that a document of an exchange has. */
export const exchangeDifferences = (
  before: OrderContent,
  after: OrderContent,
  lineIds: readonly LineId[],
): OrderDifference[] =>
  lineDifferences(before, after, ({ id }) => lineIds.includes(id)).filter(
    ({ commercial }) => commercial,
  );

/** Lines of an exchange have documents of their own. */
const isOrdered = ({ exchange }: OrderLine): boolean => !exchange;

function lineDifferences(
  before: OrderContent,
  after: OrderContent,
  counts: (line: OrderLine) => boolean = isOrdered,
): OrderDifference[] {
  const onDocument = ({ lines }: OrderContent): OrderLine[] => lines.filter(counts);
  const old = new Map(onDocument(before).map((line) => [line.id, line]));
  const result: OrderDifference[] = [];
  for (const line of onDocument(after)) {
    const was = old.get(line.id);
    old.delete(line.id);
    const add = (text: DiffText, params: Record<string, Json>, commercial = true): void =>
      void result.push({
        text: `diff.${text}`,
        params: { line: line.title, ...params },
        commercial,
        lineId: line.id,
      });
    if (!was) {
      // Added and removed again by edits: nothing of it is left.
      const added = line.quantity - units(after, line.id);
      if (added > 0) add("lineAdded", { quantity: added });
      continue;
    }
    const [quantityWas, quantityIs] = [
      was.quantity - units(before, line.id),
      line.quantity - units(after, line.id),
    ];
    if (quantityWas !== quantityIs)
      add(quantityIs <= 0 ? "lineRemoved" : "quantity", { before: quantityWas, after: quantityIs });
    if (!same(was.unitPrice, line.unitPrice))
      add("price", { before: shown(was.unitPrice), after: shown(line.unitPrice) });
    if (!same(was.discount, line.discount))
      add("discount", { before: shown(was.discount), after: shown(line.discount) });
    if (!same(was.taxes, line.taxes) || was.taxable !== line.taxable) add("taxes", {});
    if (!same(was.duties, line.duties)) add("duties", {});
    if (was.variantId !== line.variantId || was.sku !== line.sku)
      add("item", { before: was.sku ?? "", after: line.sku ?? "" }, false);
    if (!same(catalog(was), catalog(line))) add("catalog", {}, false);
  }
  for (const line of old.values()) {
    const was = line.quantity - units(before, line.id);
    if (was <= 0) continue;
    result.push({
      text: "diff.lineRemoved",
      params: { line: line.title, before: was, after: 0 },
      commercial: true,
      lineId: line.id,
    });
  }
  if (!same(before.lineLocations, after.lineLocations))
    result.push({ text: "diff.locations", params: {}, commercial: false });
  return result;
}

const catalog = ({
  title,
  variantTitle,
  vendor,
  barcode,
  productId,
  options,
  kind,
  requiresShipping,
}: OrderLine): Json => ({
  title,
  variantTitle,
  vendor,
  barcode,
  productId,
  options,
  kind,
  requiresShipping,
});

function shippingDifferences(before: OrderContent, after: OrderContent): OrderDifference[] {
  const live = (content: OrderContent): OrderContent["shippingLines"] =>
    content.shippingLines.filter((line) => !line.removed);
  if (!same(live(before), live(after))) {
    const text = (content: OrderContent) =>
      live(content).map(({ title, originalPrice }) => ({ title, ...shown(originalPrice) }));
    return [
      {
        text: "diff.shipping",
        params: { before: text(before), after: text(after) },
        commercial: true,
      },
    ];
  }
  return same(before.totals.shipping, after.totals.shipping)
    ? []
    : [
        {
          text: "diff.shipping",
          params: { before: shown(before.totals.shipping), after: shown(after.totals.shipping) },
          commercial: true,
        },
      ];
}

function headDifferences(before: OrderContent, after: OrderContent): OrderDifference[] {
  const result: OrderDifference[] = [];
  const check = (
    text: DiffText,
    part: (order: OrderContent) => unknown,
    commercial: boolean,
    params: Record<string, Json> = {},
  ): void => {
    if (!same(part(before), part(after))) result.push({ text: `diff.${text}`, params, commercial });
  };
  check("fees", ({ fees }) => fees, true);
  check("cashRounding", ({ cashRounding }) => cashRounding, true);
  check("currency", ({ currency, presentmentCurrency }) => [currency, presentmentCurrency], true);
  check("taxTerms", ({ taxesIncluded, taxExempt }) => [taxesIncluded, taxExempt], true);
  // A line that was added and removed again raised the total and is a removal of the same amount.
  if (!same(left(before), left(after)))
    check("total", ({ totals }) => totals.total, true, {
      before: shown(before.totals.total),
      after: shown(after.totals.total),
    });
  check("buyer", ({ customerId, company }) => [customerId, company], false);
  check("poNumber", ({ poNumber }) => poNumber, false, {
    before: before.poNumber ?? "–",
    after: after.poNumber ?? "–",
  });
  check("paymentTerms", ({ paymentTerms }) => paymentTerms, false);
  check("tags", ({ tags }) => tags, false, {
    before: before.tags.join(", ") || "–",
    after: after.tags.join(", ") || "–",
  });
  check("risk", ({ risk }) => risk, false);
  return result;
}

function personalDifferences(
  before: OrderPersonal | null,
  after: OrderPersonal | null,
): OrderDifference[] {
  if (!before || !after)
    return same(before, after) ? [] : [{ text: "diff.redacted", params: {}, commercial: false }];
  const result: OrderDifference[] = [];
  const check = (text: DiffText, a: unknown, b: unknown, commercial: boolean): void => {
    if (!same(a, b)) result.push({ text: `diff.${text}`, params: {}, commercial });
  };
  // An address that Shopify erased is no change of where the goods go.
  const moved = (a: Address | null, b: Address | null): boolean =>
    a !== null && b !== null && !same(a, b);
  check("shipTo", before.shipTo, after.shipTo, moved(before.shipTo, after.shipTo));
  check("billTo", before.billTo, after.billTo, moved(before.billTo, after.billTo));
  check("sellTo", before.sellTo, after.sellTo, false);
  check("contact", [before.email, before.phone], [after.email, after.phone], false);
  // What is known of a company is not a change of it.
  if (before.company && after.company) check("buyer", before.company, after.company, false);
  check("note", before.note, after.note, false);
  check(
    "attributes",
    [before.attributes, before.lineAttributes],
    [after.attributes, after.lineAttributes],
    false,
  );
  return result;
}
