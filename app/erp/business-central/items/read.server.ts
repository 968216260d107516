import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ItemReading } from "#app/erp/port/items.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { anyOf, isGuid, PORTION, portions } from "../wire/filter.ts";
import { decimal } from "../wire/shapes.ts";
import { ITEM_FIELDS, itemCandidate, itemRow, variantRow } from "./row.ts";

const pricedRow = itemRow.extend({
  unitPrice: decimal,
  priceIncludesTax: z.boolean(),
  type: z.string(),
});
const PRICED_FIELDS = `${ITEM_FIELDS},unitPrice,priceIncludesTax,type`;

/** Prices are for the base unit, in the company's own currency; weights are not part of Business Central's API. */
export async function readItems(
  scope: BcScope,
  ids: string[],
  options: CallOptions,
): Promise<ItemReading[]> {
  const { path, currency } = await companyOf(scope, options);
  const readings: ItemReading[] = [];
  for (const part of portions(ids.filter(isGuid), PORTION)) {
    const rows = await scope.api.all(
      { path: `${path}/items`, filter: anyOf("id", part), select: PRICED_FIELDS },
      pricedRow,
      options,
    );
    const variants = await scope.api.all(
      { path: `${path}/itemVariants`, filter: anyOf("itemId", part) },
      variantRow,
      options,
    );
    for (const row of rows) {
      const { ref, description, barcode, blocked, salesUnit } = itemCandidate(row, "number");
      readings.push({
        ref,
        description,
        ...(barcode === undefined ? {} : { barcode }),
        ...(salesUnit === undefined ? {} : { unit: salesUnit }),
        price: row.unitPrice,
        currency,
        priceIncludesTax: row.priceIncludesTax,
        stocked: row.type === "Inventory",
        variants: variants.filter(({ itemId }) => itemId === row.id).length,
        blocked,
      });
    }
  }
  return readings;
}
