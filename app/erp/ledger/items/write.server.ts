import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { ItemData } from "#app/erp/port/items.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import { compare, parseDecimal, round } from "#app/money/decimal.ts";
import { decimalsOf } from "../arithmetic.ts";
import { LEDGER_CAPABILITIES, LIMITS } from "../capabilities.ts";
import { uniqueViolation } from "../database-errors.server.ts";
import { willGive } from "../number-series.ts";
import { takeNumber } from "../number-series.server.ts";
import { duplicate, invalid, misconfigured, nestedName, refusal } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";

/** What the ledger's own screen and the seed can say beside the port's data. */
export interface ItemExtras {
  vendorItemNumber?: string;
  salesUnit?: string;
  stocked?: boolean;
  blocked?: boolean;
}

const DEFAULT_UNIT = "PCS";

const refOf = (row: { id: string; number: string; version: number }): ErpRef => ({
  kind: "item",
  id: row.id,
  number: row.number,
  version: String(row.version),
});

/** Creates the item of an external key, or finds the one created earlier: both give its reference. */
export async function createItem(scope: Scope, key: ExternalKey, data: ItemData): Promise<ErpRef> {
  const externalKey = renderExternalKey(key);
  const find = () =>
    db.ledgerItem.findUnique({
      where: { shop_connectionId_externalKey: { ...scope, externalKey } },
    });
  const existing = await find();
  if (existing) return refOf(existing);
  try {
    return await insertItem(scope, externalKey, data);
  } catch (error) {
    // The same key at once: the other one's item shows as a broken index, or already as its number being taken.
    const taken = error instanceof ErpError && error.detail.class === "duplicate";
    const meanwhile = taken || uniqueViolation(error) !== undefined ? await find() : null;
    if (meanwhile) return refOf(meanwhile);
    throw error;
  }
}

/** `externalKey` null: an item created by hand in the ledger. A number that is taken is refused as `duplicate`. */
export async function insertItem(
  scope: Scope,
  externalKey: string | null,
  data: ItemData,
  extras: ItemExtras = {},
): Promise<ErpRef> {
  try {
    return await db.$transaction(async (tx) => {
      const columns = await itemColumns(tx, scope, data, extras);
      const number =
        data.number === undefined
          ? await takeNumber(tx, scope, "item")
          : await checkNumber(tx, scope, data.number);
      const at = now();
      return refOf(
        await tx.ledgerItem.create({
          data: {
            ...scope,
            externalKey,
            ...columns,
            number,
            description: requiredText("description", data.description, LIMITS.description),
            baseUnit: columns.baseUnit ?? DEFAULT_UNIT,
            createdAt: at,
            changedAt: at,
          },
        }),
      );
    });
  } catch (error) {
    const taken =
      uniqueViolation(error) !== undefined && data.number !== undefined
        ? await db.ledgerItem.findFirst({ where: { ...scope, number: data.number } })
        : null;
    if (taken && (externalKey === null || taken.externalKey !== externalKey))
      throw numberTaken(taken);
    throw error;
  }
}

async function checkNumber(tx: Tx, scope: Scope, asked: string): Promise<string> {
  const number = requiredText("number", asked, LIMITS.number);
  if (number.trim() !== number) throw invalid("number", refusal("value.space", { value: number }));
  const series = await tx.ledgerNumberSeries.findUnique({
    where: { shop_connectionId_code: { ...scope, code: "item" } },
  });
  if (series && !series.manualAllowed)
    throw misconfigured(refusal("series.itemsAutomatic"), refusal("action.allowManualItems"));
  if (series && willGive(series, number))
    throw invalid("number", refusal("series.reserved", { number }));
  const taken = await tx.ledgerItem.findFirst({ where: { ...scope, number } });
  if (taken) throw numberTaken(taken);
  return number;
}

const numberTaken = (item: { id: string; number: string }): ErpError =>
  duplicate(refusal("item.numberTaken", { item: item.number }), [item.id]);

/** The columns that `data` names. */
export async function itemColumns(
  tx: Tx,
  scope: Scope,
  data: Partial<ItemData>,
  extras: ItemExtras,
) {
  for (const [field, code] of [
    ["unit", data.unit],
    ["salesUnit", extras.salesUnit],
  ] as const) {
    if (
      code &&
      !(await tx.ledgerReference.findUnique({
        where: { shop_connectionId_kind_parent_code: { ...scope, kind: "unit", parent: "", code } },
      }))
    ) {
      throw invalid(
        field,
        refusal("reference.missingInSetUp", { kind: nestedName("entry.unit"), code }),
      );
    }
  }
  return {
    ...(data.unit === undefined ? {} : { baseUnit: data.unit }),
    ...(data.barcode === undefined
      ? {}
      : { barcode: checkedText("barcode", data.barcode, LIMITS.description) || null }),
    ...(data.price === undefined ? {} : { price: checkPrice(data.price) }),
    ...(data.currency === undefined ? {} : { currency: data.currency }),
    ...(data.weight === undefined ? {} : { weight: checkWeight(data.weight) }),
    ...(extras.vendorItemNumber === undefined
      ? {}
      : {
          vendorItemNumber:
            checkedText("vendorItemNumber", extras.vendorItemNumber, LIMITS.description) || null,
        }),
    ...(extras.salesUnit === undefined ? {} : { salesUnit: extras.salesUnit || null }),
    ...(extras.stocked === undefined ? {} : { stocked: extras.stocked }),
    ...(extras.blocked === undefined ? {} : { blocked: extras.blocked }),
  };
}

function checkPrice(text: string): string {
  const price = parseDecimal(text);
  const { unitPrice } = LEDGER_CAPABILITIES.precision;
  if (price === undefined || compare(price, "0") < 0 || compare(price, "999999999999999999") > 0)
    throw invalid("price", refusal("item.price", { price: text }));
  if (decimalsOf(price) > unitPrice)
    throw invalid(
      "price",
      refusal("item.priceDecimals", { price, decimals: unitPrice }),
      unitPrice,
    );
  return price;
}

function checkWeight(text: string): string {
  const weight = parseDecimal(text);
  if (weight === undefined || compare(weight, "0") < 0 || compare(weight, "999999999999") > 0)
    throw invalid("weight", refusal("value.notDecimal", { field: "weight", value: text }));
  return round(weight, 6, "halfUp");
}
