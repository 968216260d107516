import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import {
  listCustomerLinks,
  removeCustomerLink,
  saveCustomerLink,
} from "#app/domain/mapping/links.server.ts";
import { db } from "#app/db/client.server.ts";
import { storedContent } from "#app/domain/orders/snapshot/stored-order.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { LinksScreen } from "#app/ui/mappings/links-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";

const PAGE = 50;

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, url }) => {
    const connectionId = (await getCard(shop))?.connectionId ?? "";
    const search = url.searchParams.get("q") ?? url.searchParams.get("key") ?? undefined;
    const after = url.searchParams.get("after") ?? undefined;
    const [page, waiting] = await Promise.all([
      listCustomerLinks(shop, connectionId, {
        limit: PAGE,
        ...(search ? { search } : {}),
        ...(after ? { after } : {}),
      }),
      waitingCustomers(shop),
    ]);
    return {
      next: page.next,
      focus: url.searchParams.get("key"),
      waiting,
      links: page.links.map((link) => ({
        key: link.shopifyId,
        title: link.title ?? link.shopifyId.replace(/^.*\//, ""),
        erp: link.erpNumber ?? link.erpId,
        foundBy: link.foundBy,
      })),
    };
  });
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

const ref = z.object({
  kind: z.literal("customer"),
  id: z.string().min(1),
  number: z.string().optional(),
});
const body = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("link"),
    key: z.string().regex(/^gid:\/\/shopify\/[A-Za-z]+\/\d+(#.{0,500})?$/s),
    title: z.string().max(255),
    ref,
  }),
  z.object({ intent: z.literal("remove"), key: z.string() }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const connectionId = (await getCard(shop))?.connectionId;
    if (!connectionId) notFound();
    const sent = await readJson(request, body);
    if (sent.intent === "remove")
      return (await removeCustomerLink(shop, connectionId, sent.key))
        ? { done: "mappings.done.unlink" }
        : { refused: "mappings.refused.not-found" };
    const { number, ...customer } = sent.ref;
    const saved = await saveCustomerLink(
      shop,
      connectionId,
      sent.key,
      { ref: { ...customer, ...(number ? { number } : {}) }, name: sent.title },
      actor,
    );
    return saved ? { done: "mappings.done.link" } : { refused: "mappings.refused.not-found" };
  });
}

export default function CustomerLinks() {
  return <LinksScreen {...useLoaderData<typeof loader>()} subject="customers" />;
}

export { ScreenError as ErrorBoundary };
