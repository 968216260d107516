import { z } from "zod";
import { InventoryItemId } from "#app/lib/ids.ts";

export const quantityName = z.enum(["available", "on_hand"]);
export type QuantityName = z.infer<typeof quantityName>;

export const stockQuantity = z.object({
  inventoryItemId: InventoryItemId,
  locationId: z.string().min(1),
  quantity: z.number().int(),
  /** What Shopify must still have for it to be taken. */
  from: z.number().int(),
});
export type StockQuantity = z.infer<typeof stockQuantity>;

/** How a call ended: written whole, or not at all. `stale` and `refused` name quantities by their place in the call. */
export const callResult = z.object({
  written: z.boolean(),
  stale: z.array(z.number().int()),
  refused: z.array(z.object({ at: z.number().int(), message: z.string() })),
});
export type CallResult = z.infer<typeof callResult>;

interface CallError {
  field: string[] | null;
  message: string;
  code?: string;
}

/** What Shopify's errors say of a call's quantities. An error that names none is about all of them: they are read again. */
export function resultOf(errors: readonly CallError[], count: number): CallResult {
  const all = Array.from({ length: count }, (_, at) => at);
  const stale = new Set<number>();
  const refused = new Map<number, string>();
  for (const { field, message, code } of errors) {
    const at = Number(field?.[1] === "quantities" ? field[2] : Number.NaN);
    if (!Number.isInteger(at) || at < 0 || at >= count) all.forEach((each) => stale.add(each));
    else if (code === "CHANGE_FROM_QUANTITY_STALE") stale.add(at);
    else refused.set(at, message);
  }
  return {
    written: errors.length === 0,
    stale: [...stale].filter((at) => !refused.has(at)),
    refused: [...refused].map(([at, message]) => ({ at, message })),
  };
}
