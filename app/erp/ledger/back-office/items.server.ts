import { db } from "#app/db/client.server.ts";
import type { ItemData } from "#app/erp/port/items.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { abs, add, compare, isZero, parseDecimal } from "#app/money/decimal.ts";
import { decimalsOf } from "../arithmetic.ts";
import { LEDGER_CAPABILITIES, LIMITS } from "../capabilities.ts";
import type { ItemExtras } from "../items/write.server.ts";
import { itemColumns } from "../items/write.server.ts";
import { moveStock } from "../posting/stock.server.ts";
import { invalid, missing, nestedName, refusal, stale } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { decimalOf, searchText } from "../scope.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { mapPage, pageOf, pageQuery, startOf, type Page, type Sort } from "#app/lib/paging.ts";
import type { ListRequest } from "./list-request.ts";

const BY_NUMBER = {
  number: { kind: "text", order: "asc" },
} as const satisfies Sort;

export interface ItemListRow {
  id: string;
  number: string;
  description: string;
  barcode: string | null;
  variants: number;
  price: Decimal | null;
  currency: string | null;
  onHand: Decimal;
  stocked: boolean;
  blocked: boolean;
}

/** By number. The search looks into number, description, barcode and vendor item number. */
export async function listLedgerItems(
  scope: Scope,
  request: ListRequest & { blocked?: boolean },
): Promise<Page<ItemListRow>> {
  const start = startOf(BY_NUMBER, request);
  const { beyond, orderBy, take } = pageQuery(BY_NUMBER, start);
  const contains = request.search
    ? ({ contains: searchText(request.search.trim()), mode: "insensitive" } as const)
    : undefined;
  const rows = await db.ledgerItem.findMany({
    where: {
      ...scope,
      ...(request.blocked === undefined ? {} : { blocked: request.blocked }),
      AND: [beyond],
      ...(contains
        ? {
            OR: [
              { number: contains },
              { description: contains },
              { barcode: contains },
              { vendorItemNumber: contains },
            ],
          }
        : {}),
    },
    include: { stock: { select: { quantity: true } }, _count: { select: { variants: true } } },
    orderBy,
    take,
  });
  return mapPage(pageOf(BY_NUMBER, start, rows), (row) => ({
    id: row.id,
    number: row.number,
    description: row.description,
    barcode: row.barcode,
    variants: row._count.variants,
    price: row.price ? decimalOf(row.price) : null,
    currency: row.currency,
    onHand: add("0", ...row.stock.map((entry) => decimalOf(entry.quantity))),
    stocked: row.stocked,
    blocked: row.blocked,
  }));
}

/** An item with variants, units, stock per location, and its last 50 stock entries. */
export async function readItem(scope: Scope, id: string) {
  const row = isUuid(id)
    ? await db.ledgerItem.findFirst({
        where: { ...scope, id },
        include: {
          variants: { orderBy: { code: "asc" } },
          units: { orderBy: { code: "asc" } },
          stock: { orderBy: [{ location: "asc" }, { variantCode: "asc" }] },
        },
      })
    : null;
  if (!row) throw missing(refusal("item.missing", { item: id }));
  const entries = await db.ledgerStockEntry.findMany({
    where: { ...scope, itemId: id },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: 50,
  });
  return {
    id: row.id,
    number: row.number,
    description: row.description,
    baseUnit: row.baseUnit,
    salesUnit: row.salesUnit,
    barcode: row.barcode,
    vendorItemNumber: row.vendorItemNumber,
    price: row.price ? decimalOf(row.price) : null,
    currency: row.currency,
    weight: row.weight && !row.weight.isZero() ? decimalOf(row.weight) : null,
    stocked: row.stocked,
    blocked: row.blocked,
    version: String(row.version),
    variants: row.variants.map(({ code, description, barcode, vendorItemNumber, blocked }) => ({
      code,
      description,
      barcode,
      vendorItemNumber,
      blocked,
    })),
    units: row.units.map((unit) => ({ code: unit.code, perBase: decimalOf(unit.perBase) })),
    stock: row.stock.map((entry) => ({
      location: entry.location,
      variantCode: entry.variantCode,
      quantity: decimalOf(entry.quantity),
    })),
    entries: entries.map((entry) => ({
      at: entry.at.toISOString(),
      kind: entry.kind,
      location: entry.location,
      variantCode: entry.variantCode,
      quantity: decimalOf(entry.quantity),
      note: entry.note,
      by: entry.by,
    })),
  };
}

/**
 * Changes what `data` names; the number stays. With a version in the reference, only when the item
 * is still as it was read.
 */
export async function updateItem(
  scope: Scope,
  ref: ErpRef,
  data: Omit<Partial<ItemData>, "number">,
  extras: ItemExtras = {},
): Promise<void> {
  await db.$transaction(async (tx) => {
    const columns = await itemColumns(tx, scope, data, extras);
    const description =
      data.description === undefined
        ? {}
        : { description: requiredText("description", data.description, LIMITS.description) };
    const changed = isUuid(ref.id)
      ? await tx.ledgerItem.updateMany({
          where: {
            ...scope,
            id: ref.id,
            ...(ref.version === undefined ? {} : { version: Number(ref.version) }),
          },
          data: { ...columns, ...description, changedAt: now(), version: { increment: 1 } },
        })
      : { count: 0 };
    if (changed.count > 0) return;
    const there =
      isUuid(ref.id) &&
      (await tx.ledgerItem.findFirst({
        where: { ...scope, id: ref.id },
        select: { number: true },
      }));
    throw there
      ? stale(refusal("item.changed", { item: there.number }))
      : missing(refusal("item.missing", { item: ref.number ?? ref.id }));
  });
}

/** Adds a further unit of measure to an item: how many base units one of it is. */
export async function saveItemUnit(
  scope: Scope,
  itemId: string,
  code: string,
  perBase: Decimal,
): Promise<void> {
  const factor = parseDecimal(perBase);
  if (
    factor === undefined ||
    compare(factor, "0") <= 0 ||
    decimalsOf(factor) > 6 ||
    compare(factor, "1000000000") > 0
  )
    throw invalid("perBase", refusal("item.perBase", { value: perBase }));
  const unit = await db.ledgerReference.findUnique({
    where: { shop_connectionId_kind_parent_code: { ...scope, kind: "unit", parent: "", code } },
  });
  if (!unit)
    throw invalid(
      "unit",
      refusal("reference.missingInSetUp", { kind: nestedName("entry.unit"), code }),
    );
  const item = isUuid(itemId)
    ? await db.ledgerItem.findFirst({ where: { ...scope, id: itemId } })
    : null;
  if (!item) throw missing(refusal("item.missing", { item: itemId }));
  await db.ledgerItemUnit.upsert({
    where: { shop_itemId_code: { shop: scope.shop, itemId, code } },
    create: { shop: scope.shop, itemId, code, perBase: factor },
    update: { perBase: factor },
  });
}

/** Books a stock adjustment in base units: what came in is positive, what went missing negative. */
export async function adjustStock(
  scope: Scope,
  adjustment: {
    itemId: string;
    variantCode?: string;
    location: string;
    quantity: Decimal;
    note?: string;
    by: string;
  },
): Promise<void> {
  const { itemId, location, by } = adjustment;
  const variantCode = adjustment.variantCode ?? "";
  const quantity = parseDecimal(adjustment.quantity);
  const { quantity: places } = LEDGER_CAPABILITIES.precision;
  if (quantity === undefined || isZero(quantity) || compare(abs(quantity), "1000000000000") > 0)
    throw invalid("quantity", refusal("item.adjustment", { value: adjustment.quantity }));
  if (decimalsOf(quantity) > places)
    throw invalid(
      "quantity",
      refusal("value.quantityDecimals", { value: quantity, decimals: places }),
      places,
    );
  await db.$transaction(async (tx) => {
    const item = isUuid(itemId)
      ? await tx.ledgerItem.findFirst({
          where: { ...scope, id: itemId },
          include: { variants: { where: { code: variantCode } } },
        })
      : null;
    if (!item) throw missing(refusal("item.missing", { item: itemId }));
    if (!item.stocked) throw invalid("item", refusal("item.service", { item: item.number }));
    if (variantCode !== "" && item.variants.length === 0)
      throw invalid(
        "variantCode",
        refusal("item.noVariant", { item: item.number, variant: variantCode }),
      );
    const known = await tx.ledgerReference.findUnique({
      where: {
        shop_connectionId_kind_parent_code: {
          ...scope,
          kind: "location",
          parent: "",
          code: location,
        },
      },
    });
    if (!known)
      throw invalid(
        "location",
        refusal("reference.missingInSetUp", { kind: nestedName("entry.location"), code: location }),
      );
    await moveStock(tx, scope, [{ itemId, variantCode, location, quantity }], {
      kind: "adjustment",
      by,
      note: checkedText("note", adjustment.note, LIMITS.description),
    });
  });
}
