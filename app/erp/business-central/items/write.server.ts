import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ItemData } from "#app/erp/port/items.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { duplicate, invalid, refusal } from "#app/erp/refusals.ts";
import { requiredText } from "#app/erp/text-check.ts";
import { isNegative, parseDecimal } from "#app/money/decimal.ts";
import { companyOf } from "../company.server.ts";
import { LIMITS } from "../capabilities.ts";
import { ownNumber } from "../customers/number.ts";
import { checkedText } from "../drafts/text.ts";
import { inTurn } from "../keyed-turns.server.ts";
import { referenceByCode } from "../reference.server.ts";
import type { BcScope } from "../scope.server.ts";
import { quoted } from "../wire/filter.ts";
import { numeral } from "../wire/json.ts";
import type { ItemRow } from "./row.ts";
import { itemCandidate, itemRow } from "./row.ts";

/** One item per number: asked for, or made of the key. One with the number and another name is somebody else's. */
export async function createItem(
  scope: BcScope,
  key: ExternalKey,
  data: ItemData,
  options: CallOptions,
): Promise<ErpRef> {
  const number = checkedText(
    "number",
    data.number?.trim().toUpperCase() || ownNumber(key),
    LIMITS.number,
  );
  requiredText("description", data.description, LIMITS.description);
  const description = checkedText("description", data.description, LIMITS.description).trim();
  const body = await bodyOf(scope, data, description, options);
  const { path } = await companyOf(scope, options);
  return inTurn(`${scope.key} item ${number}`, async () => {
    const before = await held(scope, path, number, options);
    if (before) return own(before, description);
    try {
      const write = { path: `${path}/items`, body: { number, ...body } };
      return itemCandidate(await scope.api.create(write, itemRow, options), "number").ref;
    } catch (error) {
      if (!(error instanceof ErpError) || error.detail.class !== "duplicate") throw error;
      const now = await held(scope, path, number, options);
      if (!now) throw error;
      return own(now, description);
    }
  });
}

async function held(
  scope: BcScope,
  path: string,
  number: string,
  options: CallOptions,
): Promise<ItemRow | undefined> {
  const listing = { path: `${path}/items`, filter: `number eq ${quoted(number)}` };
  return (await scope.api.page(listing, itemRow, options)).rows[0];
}

function own(row: ItemRow, description: string): ErpRef {
  if (row.displayName === description) return itemCandidate(row, "number").ref;
  throw duplicate(
    refusal("bcDocument.itemTaken", { item: row.number, description: row.displayName }),
    [row.id],
  );
}

async function bodyOf(scope: BcScope, data: ItemData, description: string, options: CallOptions) {
  const { settings } = scope;
  const price = data.price === undefined ? undefined : parseDecimal(data.price);
  if (data.price !== undefined && (price === undefined || isNegative(price)))
    throw invalid("price", refusal("value.notDecimal", { field: "price", value: data.price }));
  const { currency } = await companyOf(scope, options);
  const unit = data.unit
    ? await referenceByCode(scope, { kind: "units", code: data.unit, field: "unit" }, options)
    : undefined;
  return {
    displayName: description,
    type: "Inventory",
    gtin: data.barcode === undefined ? undefined : checkedText("barcode", data.barcode, 14),
    baseUnitOfMeasureCode: unit?.code,
    // Prices of items are in the company's own currency.
    unitPrice:
      price === undefined || (data.currency ?? currency) !== currency ? undefined : numeral(price),
    generalProductPostingGroupCode: settings.itemPostingGroup,
    inventoryPostingGroupCode: settings.inventoryPostingGroup,
  };
}
