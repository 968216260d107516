import type { ConnectionId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { bc, proxy } from "#tests/setup/business-central.ts";
import { expect } from "vitest";
import { saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { fillDemoBusinessCentral } from "#tests/fixtures/demo-business-central.ts";
import type { Row } from "#tests/simulators/business-central/api/value.ts";
import { numericId } from "#app/shopify/gid.ts";
import type { Placed } from "./back-office.ts";
import { worldOf } from "./shop-at-work.ts";

/** What people see and do in Business Central itself, in the words of the stories. Nothing here goes through the adapter. */

/** Installs the app on an empty shop and connects it to Business Central, through the proxy. */
export async function openShopWithBusinessCentral(shop: string): Promise<ConnectionId> {
  simulator.shops.add(shop, "empty");
  await installShop(shop);
  const id = await fillDemoBusinessCentral(shop, worldOf(shop), bc, proxy.url);
  await drain();
  return id;
}

/** Business Central is not asked to tell of changes: where nobody listens, it would say that it cannot. */
export async function withoutNotices(shop: string): Promise<void> {
  const { id } = await connectionTo(shop);
  const later = new Date(Date.now() + 400 * 86_400_000);
  await db.erpNotices.create({
    data: { shop, connectionId: id, askedAt: later, nextAt: later },
  });
}

export const connectionTo = (shop: string) =>
  db.erpConnection.findFirstOrThrow({ where: { shop, adapter: "business-central" } });

type DocumentSet = "salesOrders" | "salesInvoices" | "salesCreditMemos";

/** Documents that carry the number of a record in Shopify, in the order in which they were made. */
export const documentsOf = (set: DocumentSet, { id }: { id: string }): Row[] =>
  bc.books
    .rows(set)
    .filter(({ externalDocumentNumber }) =>
      new RegExp(`-${numericId(id)}(-|$)`).test(String(externalDocumentNumber)),
    );

export function salesOrderOf(order: Placed): Row {
  const [found, second] = documentsOf("salesOrders", order);
  if (!found || second)
    throw new Error(
      `Business Central has ${second ? "several orders" : "no order"} for ${order.name}`,
    );
  return found;
}

export const linesOf = (document: Row): [string, string][] =>
  bc.books
    .linesOf(document)
    .map((line) => [String(line.lineObjectNumber ?? ""), String(line.quantity ?? "0")]);

export const release = (order: Placed): void => bc.people.release(String(salesOrderOf(order).id));

export interface BcParcel {
  /** Item number → quantity. Absent: all that is left. */
  lines?: Record<string, string>;
  agent?: string;
  tracking?: string;
}

/** The warehouse posts a shipment; nothing else happens. */
export function shipIn(order: Placed, { lines, agent, tracking }: BcParcel = {}): Row {
  const sold = salesOrderOf(order);
  const sequenceOf = (item: string): number => {
    const line = bc.books.linesOf(sold).find(({ lineObjectNumber }) => lineObjectNumber === item);
    if (!line) throw new Error(`${String(sold.number)} sells no ${item}`);
    return Number(line.sequence);
  };
  return bc.people.ship(String(sold.id), {
    ...(lines
      ? {
          lines: Object.entries(lines).map(([item, quantity]) => ({
            sequence: sequenceOf(item),
            quantity,
          })),
        }
      : {}),
    ...(agent === undefined ? {} : { agent }),
    ...(tracking === undefined ? {} : { tracking }),
  });
}

export const invoiceIn = (order: Placed, what: "shipped" | "whole"): Row =>
  bc.people.invoice(String(salesOrderOf(order).id), what);

/** Business Central's news reaches the app, and everything that follows from it is done. */
export async function newsFromBusinessCentral(
  shop: string,
  options: { future?: boolean; allowFailures?: boolean } = {},
): Promise<void> {
  const { id } = await connectionTo(shop);
  await afterPosting(shop, id);
  await drain(options);
}

export const openProblems = async (shop: string, { id }: { id: OrderId }): Promise<string[]> =>
  (
    await db.problem.findMany({
      where: { shop, orderId: id, clearedAt: null },
      orderBy: { kind: "asc" },
    })
  ).map(({ kind }) => kind);

/** Payments of every gateway are registered by this payment method. */
export async function mapGateways(shop: string, code: string): Promise<void> {
  for (const row of await db.mapping.findMany({ where: { shop, kind: "paymentMethod" } })) {
    const { cardId, key, revision } = row;
    const mapped = { cardId, kind: "paymentMethod" as const, key, revision, erp: { code } };
    expect(await saveMapping(shop, mapped, "merchant")).toMatchObject({ ok: true });
  }
}
