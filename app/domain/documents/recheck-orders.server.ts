import type { OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { removeDeadLinks } from "#app/domain/mapping/dead-links.server.ts";
import type { RecheckScope } from "#app/domain/recheck/jobs.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { storedPlan } from "./plan/stored-plan.ts";
import { planAndStore } from "./store/create-documents.server.ts";
import { isErpUnavailable } from "./look-again.server.ts";

/** Orders looked at in one go; the rest follow in the next. */
const PAGE = 200;

/**
 * Looks again at the orders that a saved mapping, link or setting may free. Those whose document had been asked for and failed are made
 * now; the others lose the problem and wait for a person, as before.
 */
export async function recheckOrders(
  shop: string,
  scope: RecheckScope,
  by: string,
): Promise<number> {
  if (scope.refusedOrder !== undefined) return recheckRefused(shop, scope.refusedOrder, by);
  let after = "";
  for (let looked = 0; ;) {
    const orders = await waitingOrders(shop, scope, after);
    const last = orders.at(-1);
    if (!last) return looked;
    const failed = new Set(
      orders
        .filter(({ documentState }) => documentState === "failed")
        .map(({ orderId }) => orderId),
    );
    const { refused } = await planAndStore(
      shop,
      orders.map(({ orderId }) => orderId),
      by,
      ({ order }) => failed.has(order.row.orderId),
    );
    looked += orders.length;
    // Those after them wait for the same answer.
    if (
      scope.cause !== undefined &&
      refused.length === orders.length &&
      refused.every(({ problems }) =>
        problems.some((problem) => isErpUnavailable(problem) && problem.cause === scope.cause),
      )
    )
      return looked;
    after = last.orderId;
  }
}

/** Makes the order's document anew when it was refused for a link to something that is gone; else it stays refused. */
async function recheckRefused(shop: string, orderId: OrderId, by: string): Promise<number> {
  const refused = await db.salesDocument.findFirst({
    where: { shop, orderId, state: "failed", erpId: null },
    orderBy: { generation: "desc" },
  });
  const document = refused && storedPlan.read(refused.plan, `document ${refused.id}`).document;
  const open = document && (await openPort(shop, refused.connectionId));
  if (!open) return 0;
  const refs = {
    customers: [document.sellTo, document.billTo],
    items: document.lines.flatMap(({ item }) => item ?? []),
  };
  const removed = await removeDeadLinks(open, refs, { traceId: randomUUID() });
  if (removed.length === 0) return 0;
  await recordEvents(db, shop, [
    { orderId, actor: by, kind: "deadLinksRemoved", data: { numbers: removed } },
  ]);
  await planAndStore(shop, [orderId], by, () => true);
  return 1;
}

async function waitingOrders(
  shop: string,
  scope: RecheckScope,
  after: string,
): Promise<{ orderId: OrderId; documentState: string }[]> {
  return db.$queryRaw`
    SELECT DISTINCT o."orderId", o."documentState" FROM "Problem" p JOIN "Order" o ON o.shop = p.shop AND o."orderId" = p."orderId"
    WHERE p.shop = ${shop} AND p."clearedAt" IS NULL AND p.detail ->> 'source' IN ('plan', 'task') AND o."documentState" IN ('unprocessed', 'failed') AND o."orderId" > ${after} AND (${matching(scope)})
    ORDER BY o."orderId" LIMIT ${PAGE}`;
}

/** Problems that do not name the row that ends them. */
const FREED: Readonly<Record<string, string[]>> = {
  companyLocation: ["missing-company"],
  customerTemplate: ["missing-template", "missing-customer"],
};

function matching({ mapping, variantId, customerId, cause, all }: RecheckScope): Prisma.Sql {
  if (all) return Prisma.sql`TRUE`;
  const ways = [
    ...(mapping
      ? [
          Prisma.sql`(p.detail -> 'where' -> 'mapping' ->> 'kind' = ${mapping.kind} AND p.detail -> 'where' -> 'mapping' ->> 'key' = ${mapping.key})`,
          Prisma.sql`p.detail -> 'params' ->> 'class' = 'unmapped'`,
          Prisma.sql`p.kind = ANY(${FREED[mapping.kind] ?? []}::text[])`,
        ]
      : []),
    ...(variantId ? [Prisma.sql`p.detail -> 'params' ->> 'variantId' = ${variantId}`] : []),
    // Who the buyer is stands in the order; every order without a customer is worth a look.
    ...(customerId
      ? [Prisma.sql`p.kind IN ('missing-customer', 'missing-company', 'blocked-customer')`]
      : []),
    ...(cause ? [Prisma.sql`p.cause = ${cause}`] : []),
  ];
  return ways.length > 0 ? Prisma.join(ways, " OR ") : Prisma.sql`FALSE`;
}
