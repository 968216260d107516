import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Availability, StockQuery } from "#app/erp/port/items.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, divide, isNegative, isZero, subtract } from "#app/money/decimal.ts";
import { referenceByCode } from "./reference.server.ts";
import type { Tryton } from "./rpc/call.server.ts";
import { WITH_INACTIVE } from "./rpc/domains.ts";
import { recordId } from "./drafts/record-id.ts";
import { floatAsText, id, textOrEmpty } from "./rpc/shapes.ts";
import type { TrytonScope } from "./scope.server.ts";

const warehouse = z.object({ id, storage_location: id });
type Warehouse = z.output<typeof warehouse>;

/**
 * Per product and warehouse, in the product's own unit: what lies in the warehouse's storage, and
 * what shipments that are being prepared
 * will still take from there. Goods that are picked have left the storage; a sale that is not confirmed takes nothing.
 */
export async function getAvailability(
  scope: TrytonScope,
  queries: readonly StockQuery[],
  locations: readonly string[],
  options: CallOptions,
): Promise<Availability[]> {
  // Tryton's products are its variants already: a code of a variant names nothing here.
  const asked = queries.flatMap((query) => {
    const product = recordId(query.item.id);
    return product === undefined || query.variantCode !== undefined ? [] : [{ product, query }];
  });
  if (asked.length === 0 || locations.length === 0) return [];
  const products = [...new Set(asked.map(({ product }) => product))];
  const { tryton } = scope;
  const codes = new Map<number, string>();
  for (const code of new Set(locations))
    codes.set(
      (await referenceByCode(scope, { kind: "locations", code, field: "locations" }, options)).id,
      code,
    );
  const places = await tryton.search(
    {
      model: "stock.location",
      domain: [["id", "in", [...codes.keys()]]],
      fields: ["storage_location"],
    },
    warehouse,
    options,
  );
  const found: Availability[] = [];
  for (const place of places) {
    const onHand = await onHandAt(tryton, products, place, options);
    const reserved = await reservedAt(tryton, products, place, options);
    for (const { product, query } of asked) {
      const kept = onHand.get(product);
      if (kept === undefined) continue;
      const { quantity: here } = kept;
      const taken = reserved.get(product) ?? "0";
      found.push({
        item: query.item,
        ...(query.unit === undefined ? {} : { unit: query.unit }),
        location: codes.get(place.id) ?? "",
        perUnit: perUnit(kept, query.unit),
        onHand: here,
        reserved: taken,
        available: subtract(here, taken),
      });
    }
  }
  return found;
}

const unit = z.object({ id, symbol: textOrEmpty, factor: floatAsText }).nullable();
const quantityRow = z.object({
  id,
  quantity: floatAsText.nullable(),
  "default_uom.": unit,
  "sale_uom.": unit,
});
interface Kept {
  quantity: Decimal;
  units: z.output<typeof unit>[];
}

/** Of the product's own unit in the unit it is sold in; factors are those of one category. */
function perUnit({ units: [own, sold] }: Kept, wanted: string | undefined): Decimal | null {
  if (wanted === undefined || wanted === own?.symbol) return "1";
  if (!own || !sold || wanted !== sold.symbol || isZero(own.factor)) return null;
  return divide(sold.factor, own.factor);
}

/** Products that Tryton keeps: services and unknown ones have no quantity anywhere. */
async function onHandAt(
  tryton: Tryton,
  products: number[],
  place: Warehouse,
  options: CallOptions,
): Promise<Map<number, Kept>> {
  const rows = await tryton.search(
    {
      model: "product.product",
      domain: [
        ["id", "in", products],
        ["type", "in", ["goods", "assets"]],
      ],
      fields: [
        "quantity",
        "default_uom.symbol",
        "default_uom.factor",
        "sale_uom.symbol",
        "sale_uom.factor",
      ],
      context: { ...WITH_INACTIVE, locations: [place.storage_location], with_childs: true },
    },
    quantityRow,
    options,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { quantity: row.quantity ?? "0", units: [row["default_uom."], row["sale_uom."]] },
    ]),
  );
}

const PAGE = 1000;
const moveRow = z.object({ id, product: id, internal_quantity: floatAsText });

async function reservedAt(
  tryton: Tryton,
  products: number[],
  place: Warehouse,
  options: CallOptions,
): Promise<Map<number, Decimal>> {
  const reserved = new Map<number, Decimal>();
  for (let after = 0; ;) {
    const rows = await tryton.search(
      {
        model: "stock.move",
        fields: ["product", "internal_quantity"],
        limit: PAGE,
        domain: [
          ["id", ">", after],
          ["product", "in", products],
          ["state", "in", ["draft", "assigned"]],
          ["from_location", "child_of", [place.storage_location], "parent"],
          ["to_location", "not child_of", [place.storage_location], "parent"],
        ],
      },
      moveRow,
      options,
    );
    for (const { product, internal_quantity: quantity } of rows)
      if (!isNegative(quantity)) reserved.set(product, add(reserved.get(product) ?? "0", quantity));
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return reserved;
    after = last.id;
  }
}
