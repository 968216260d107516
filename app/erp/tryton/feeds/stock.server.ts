import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ChangeEvent } from "#app/erp/port/feeds.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { id } from "../rpc/shapes.ts";
import type { Change, Source } from "./changes.server.ts";

/** Whatever is on hand or reserved in Tryton is so by a move. */
export const stockSources: readonly Source[] = [{ model: "stock.move", domain: [] }];

const move = z.object({ id, product: id });

export async function readStockEvents(
  tryton: Tryton,
  changes: readonly Change[],
  options: CallOptions,
): Promise<ChangeEvent[][]> {
  if (changes.length === 0) return [];
  const rows = await tryton.search(
    {
      model: "stock.move",
      domain: [["id", "in", changes.map((change) => change.id)]],
      fields: ["product"],
    },
    move,
    options,
  );
  const products = new Map(rows.map((row) => [row.id, row.product]));
  return changes.map((change) => {
    const product = products.get(change.id);
    if (product === undefined) return [];
    return [
      {
        feed: "stock",
        dedupeKey: `stock:${change.id}:${change.position.at}`,
        ref: { kind: "item", id: String(product) },
        changedAt: change.position.at,
      },
    ];
  });
}
