import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { id, textOrEmpty } from "../rpc/shapes.ts";
import { externalKeyOf } from "./external-reference.ts";

/**
 * Which of these records only copy another's reference: who copies a sale or an invoice in Tryton,
 * to sell the same once more, copies its
 * reference and the notes of its lines too. The oldest record with a reference is the one it was created for.
 */
export async function copiedRecords(
  tryton: Tryton,
  model: "sale.sale" | "account.invoice",
  records: readonly { id: number; reference: string }[],
  options: CallOptions,
): Promise<ReadonlySet<number>> {
  const references = [
    ...new Set(records.flatMap(({ reference }) => externalKeyOf(reference) ?? [])),
  ];
  if (references.length === 0) return new Set();
  const rows = await tryton.search(
    { model, domain: [["reference", "in", references]], fields: ["reference"] },
    z.object({ id, reference: textOrEmpty }),
    options,
  );
  const oldest = new Map<string, number>();
  for (const row of rows)
    oldest.set(row.reference, Math.min(row.id, oldest.get(row.reference) ?? row.id));
  return new Set(rows.filter((row) => oldest.get(row.reference) !== row.id).map((row) => row.id));
}
