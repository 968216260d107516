import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { pageOf, placeFromText } from "#app/ui/list/keyset.ts";
import { reasonOf } from "../app.shipments/stored-reason.ts";

/** The views of the list: which states each holds; empty: all. */
const VIEWS = { all: [], attention: ["failed"], waiting: ["new", "reading", "open", "channel"], captured: ["captured"], nothing: ["nothing", "skipped", "cancelled"] } as const satisfies Record<string, readonly string[]>;
type View = keyof typeof VIEWS;
const PAGE = 50;

/** By invoice number from its beginning, or order name. */
const search = (q: string): Prisma.PostedInvoiceWhereInput => ({
  OR: [{ number: { startsWith: q, mode: "insensitive" } }, { orderName: { equals: q, mode: "insensitive" } }, { orderName: { equals: `#${q}`, mode: "insensitive" } }],
});

/** Posted invoices, newest first. `state` is a view, `order` an order's gid, `after` the place. */
export async function invoicesScreen(shop: string, params: URLSearchParams) {
  const view = Object.hasOwn(VIEWS, params.get("state") ?? "") ? (params.get("state") as View) : "all";
  const q = params.get("q")?.trim().slice(0, 100) ?? "";
  const orderId = params.get("order");
  const after = placeFromText(params.get("after"));
  const states: readonly string[] = VIEWS[view];
  const [rows, groups] = await Promise.all([
    db.postedInvoice.findMany({
      where: {
        AND: [
          { shop }, states.length > 0 ? { state: { in: [...states] } } : {}, orderId ? { orderId } : {}, q ? search(q) : {},
          after ? { OR: [{ postedAt: { lt: new Date(after.at) } }, { postedAt: new Date(after.at), id: { lt: after.id } }] } : {},
        ],
      },
      orderBy: [{ postedAt: "desc" }, { id: "desc" }], take: PAGE + 1, omit: { event: true },
    }),
    db.postedInvoice.groupBy({ by: ["state"], where: { shop }, _count: true }),
  ]);
  const page = pageOf(rows, PAGE, (row) => ({ at: row.postedAt.toISOString(), id: row.id }));
  const count = (name: View): number => groups.filter(({ state }) => name === "all" || (VIEWS[name] as readonly string[]).includes(state)).reduce((sum, { _count }) => sum + _count, 0);
  return {
    counts: { all: count("all"), attention: count("attention"), waiting: count("waiting"), captured: count("captured"), nothing: count("nothing") },
    next: page.next,
    rows: page.rows.map((row) => ({
      id: row.id, number: row.number, orderId: row.orderId, orderName: row.orderName, postedAt: row.postedAt.toISOString(), currency: row.currency,
      gross: row.gross.toFixed(), remaining: row.remaining.toFixed(), status: row.status, state: row.state, reason: reasonOf(row.reason),
    })),
  };
}
