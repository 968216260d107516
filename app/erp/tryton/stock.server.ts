import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Availability } from "#app/erp/port/items.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { add, isNegative, subtract } from "#app/money/decimal.ts";
import { referenceByCode } from "./reference.server.ts";
import type { Tryton } from "./rpc/call.server.ts";
import { WITH_INACTIVE } from "./rpc/domains.ts";
import { recordId } from "./drafts/record-id.ts";
import { floatAsText, id } from "./rpc/shapes.ts";
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
  items: readonly ErpRef[],
  locations: readonly string[],
  options: CallOptions,
): Promise<Availability[]> {
  const asked = new Map(
    items.flatMap((item) => {
      const product = recordId(item.id);
      return product === undefined ? [] : [[product, item] as const];
    }),
  );
  if (asked.size === 0 || locations.length === 0) return [];
  const products = [...asked.keys()];
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
    for (const [product, item] of asked) {
      const here = onHand.get(product);
      if (here === undefined) continue;
      const taken = reserved.get(product) ?? "0";
      found.push({
        item,
        location: codes.get(place.id) ?? "",
        onHand: here,
        reserved: taken,
        available: subtract(here, taken),
      });
    }
  }
  return found;
}

const quantityRow = z.object({ id, quantity: floatAsText.nullable() });

/** Products that Tryton keeps: services and unknown ones have no quantity anywhere. */
async function onHandAt(
  tryton: Tryton,
  products: number[],
  place: Warehouse,
  options: CallOptions,
): Promise<Map<number, Decimal>> {
  const rows = await tryton.search(
    {
      model: "product.product",
      domain: [
        ["id", "in", products],
        ["type", "in", ["goods", "assets"]],
      ],
      fields: ["quantity"],
      context: { ...WITH_INACTIVE, locations: [place.storage_location], with_childs: true },
    },
    quantityRow,
    options,
  );
  return new Map(rows.map((row) => [row.id, row.quantity ?? "0"]));
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
