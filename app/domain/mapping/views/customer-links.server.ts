import { db } from "#app/db/client.server.ts";
import { storedContent } from "#app/domain/orders/snapshot/stored-order.ts";
import { pageRequest } from "#app/lib/paging.ts";
import { cardAt, cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { listCustomerLinks } from "../links.server.ts";

/** Links of customers as the address asks for them, and the customers that wait for one. `key` is the customer a problem led to. */
export async function customerLinks(shop: string, params: URLSearchParams) {
  const [card, cards] = await Promise.all([getCard(shop, cardAt(params)), cardChoices(shop)]);
  const connectionId = card?.connectionId;
  const search = params.get("q") ?? params.get("key") ?? undefined;
  const [page, waiting] = await Promise.all([
    listCustomerLinks(shop, connectionId, {
      whose: "customers",
      ...pageRequest(params),
      ...(search ? { search } : {}),
    }),
    waitingCustomers(shop),
  ]);
  return {
    card: card?.id ?? "",
    cards,
    next: page.next,
    previous: page.previous,
    focus: params.get("key"),
    waiting,
    links: page.rows.map((link) => ({
      key: link.shopifyId,
      title: link.title ?? link.shopifyId.replace(/^.*\//, ""),
      erp: link.erpNumber ?? link.erpId,
      foundBy: link.foundBy,
    })),
  };
}

/** Customers whose orders found no ERP customer; guests have none to link and are chosen on their order. */
async function waitingCustomers(shop: string) {
  const problems = await db.problem.findMany({
    where: { shop, clearedAt: null, kind: "missing-customer", orderId: { not: null } },
    select: { orderId: true },
    take: 500,
  });
  const orders = await db.order.findMany({
    where: { shop, orderId: { in: problems.flatMap(({ orderId }) => (orderId ? [orderId] : [])) } },
    select: { currentVersionId: true, customerName: true, name: true },
  });
  const versions = await db.orderVersion.findMany({
    where: { shop, id: { in: orders.map((order) => order.currentVersionId) } },
    select: { id: true, content: true },
  });
  const found = new Map<string, { key: string; title: string; hint: string; orders: number }>();
  for (const order of orders) {
    const version = versions.find(({ id }) => id === order.currentVersionId);
    const key =
      version &&
      readOrLog(() => storedContent.read(version.content, `order ${order.name}`))?.customerId;
    if (!key) continue;
    const before = found.get(key);
    found.set(key, {
      key,
      title: order.customerName ?? key.replace(/^.*\//, ""),
      hint: before ? `${before.hint}, ${order.name}` : order.name,
      orders: (before?.orders ?? 0) + 1,
    });
  }
  return [...found.values()].sort((a, b) => b.orders - a.orders);
}
