import type { LineDutiesQuery, OrderLineFragment } from "#app/shopify/generated/admin.ts";
import { LineDutiesDocument } from "#app/shopify/generated/admin.ts";
import { NODES_AT_MOST } from "#app/shopify/nodes-at-most.ts";
import type { Ask } from "./order-pages.server.ts";
import type { LineDuties, OrderNode } from "./whole-order.ts";
import { hasDuties } from "./whole-order.ts";
import type { LineId } from "#app/lib/ids.ts";

export const dutiesByLine = ({ nodes }: LineDutiesQuery): [LineId, LineDuties][] =>
  nodes.flatMap((node): [LineId, LineDuties][] =>
    node !== null && "duties" in node ? [[node.id, node.duties]] : [],
  );

/** Duties of every line: those of the first page were read with the batch. */
export async function moreDuties(
  ask: Ask,
  head: OrderNode,
  lines: readonly OrderLineFragment[],
  known: ReadonlyMap<LineId, LineDuties>,
): Promise<ReadonlyMap<LineId, LineDuties>> {
  if (!hasDuties(head)) return new Map();
  const duties = new Map(known);
  const left = lines.map(({ id }) => id).filter((id) => !known.has(id));
  for (let start = 0; start < left.length; start += NODES_AT_MOST) {
    const ids = left.slice(start, start + NODES_AT_MOST);
    for (const [id, of] of dutiesByLine(await ask(LineDutiesDocument, { ids }))) duties.set(id, of);
  }
  const missing = lines.find(({ id }) => !duties.has(id));
  if (missing) throw new Error(`duties of ${missing.id}`);
  return duties;
}
