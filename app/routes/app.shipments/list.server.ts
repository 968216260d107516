import { db } from "#app/db/client.server.ts";
import type { PostedShipment, Prisma } from "#app/db/generated/client.ts";
import { CREATE_FULFILLMENT, shipmentOfKey } from "#app/domain/fulfillments/kind-name.ts";
import { pageOf, placeFromText } from "#app/ui/list/keyset.ts";
import { erpDocuments } from "./erp-documents.server.ts";
import { reasonOf } from "./stored-reason.ts";

/** The views of the list: which states each holds; empty: all. */
const VIEWS = { all: [], attention: ["failed"], waiting: ["new", "waiting"], sent: ["sent"], nothing: ["nothing", "skipped", "reversed"] } as const satisfies Record<string, readonly string[]>;
type View = keyof typeof VIEWS;
const PAGE = 50;

/** By shipment number from its beginning, order name or tracking number. */
const search = (q: string): Prisma.PostedShipmentWhereInput => ({
  OR: [
    { number: { startsWith: q, mode: "insensitive" } }, { orderName: { equals: q, mode: "insensitive" } }, { orderName: { equals: `#${q}`, mode: "insensitive" } }, { trackingNumbers: { has: q } },
  ],
});

/** Posted shipments, newest first. `state` is a view, `order` an order's gid, `after` the place. */
export async function shipmentsScreen(shop: string, params: URLSearchParams) {
  const view = Object.hasOwn(VIEWS, params.get("state") ?? "") ? (params.get("state") as View) : "all";
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const orderId = params.get("order");
  const after = placeFromText(params.get("after"));
  const states: readonly string[] = VIEWS[view];
  const [rows, groups] = await Promise.all([
    db.postedShipment.findMany({
      where: {
        AND: [
          { shop }, states.length > 0 ? { state: { in: [...states] } } : {}, orderId ? { orderId } : {}, q ? search(q) : {},
          after ? { OR: [{ postedAt: { lt: new Date(after.at) } }, { postedAt: new Date(after.at), id: { lt: after.id } }] } : {},
        ],
      },
      orderBy: [{ postedAt: "desc" }, { id: "desc" }], take: PAGE + 1, omit: { event: true },
    }),
    db.postedShipment.groupBy({ by: ["state"], where: { shop }, _count: true }),
  ]);
  const page = pageOf(rows, PAGE, (row) => ({ at: row.postedAt.toISOString(), id: row.id }));
  const count = (name: View): number => groups.filter(({ state }) => name === "all" || (VIEWS[name] as readonly string[]).includes(state)).reduce((sum, { _count }) => sum + _count, 0);
  const [documents, troubles] = await Promise.all([erpDocuments(shop, page.rows.map(({ salesDocumentId }) => salesDocumentId)), troublesOf(shop, page.rows.filter(({ state, reason }) => state === "waiting" && reason === null))]);
  return {
    counts: { all: count("all"), attention: count("attention"), waiting: count("waiting"), sent: count("sent"), nothing: count("nothing") },
    next: page.next,
    rows: page.rows.map((row) => ({ ...shipmentView(row), reason: reasonOf(row.reason ?? troubles.get(row.id) ?? null), document: documents.get(row.salesDocumentId ?? "") ?? null })),
  };
}

/** Why the call for a shipment on its way has not gone through yet, by the shipment's id: what its open task met. */
async function troublesOf(shop: string, rows: readonly { id: string; orderId: string | null }[]): Promise<Map<string, unknown>> {
  const orderIds = [...new Set(rows.map(({ orderId }) => orderId).filter((id) => id !== null))];
  if (orderIds.length === 0) return new Map();
  const tasks = await db.task.findMany({ where: { shop, orderId: { in: orderIds }, kind: CREATE_FULFILLMENT, state: { in: ["planned", "ambiguous"] }, problemKind: { not: null } }, select: { key: true, problem: true } });
  return new Map(tasks.map(({ key, problem }) => [shipmentOfKey(key), problem]));
}

export function shipmentView(row: Omit<PostedShipment, "event">) {
  const lines = row.lines as { lineId: string; quantity: number }[];
  return {
    id: row.id, number: row.number, orderId: row.orderId, orderName: row.orderName, postedAt: row.postedAt.toISOString(),
    agent: [row.agentCode, row.agentService].filter(Boolean).join(" / "), tracking: row.trackingNumbers, trackingUrl: row.trackingUrl,
    lines: lines.length, quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
    state: row.state, reason: reasonOf(row.reason), fulfillments: (row.fulfillments as { name?: string }[]).map(({ name }) => name ?? "").filter((name) => name !== ""),
  };
}
