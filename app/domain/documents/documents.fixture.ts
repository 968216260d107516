// Orders as an import leaves them, in a shop with a ledger, and the worker that makes their documents.
import { given } from "#app/lib/given.ts";
import { gidOf } from "#app/shopify/gid.ts";
import type { CardId, ConnectionId, OrderId } from "#app/lib/ids.ts";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { ensureDefaultConnection } from "#app/domain/erp-connections/default-connection.server.ts";
import { prepareConnections } from "#app/domain/erp-connections/prepare-connections.server.ts";
import { testConnection } from "#app/domain/erp-connections/test-connection.server.ts";
import { snapshotFromShopify } from "#app/domain/orders/read/snapshot-from-shopify.ts";
import { stateHash, versionHash } from "#app/domain/orders/snapshot/hash.ts";
import {
  eur,
  sampleHead,
  sampleLine,
  sampleOrder,
} from "#app/domain/orders/snapshot/sample-order.fixture.ts";
import {
  storedContent,
  storedPersonal,
  storedState,
} from "#app/domain/orders/snapshot/stored-order.ts";
import { ensureDefaultCard, getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import { seedLedger } from "#app/erp/ledger/set-up.server.ts";
import { ACCOUNTS } from "#app/erp/ledger/set-up/default-books.ts";
import { storedProbe } from "#app/erp/stored-probe.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drainQueue } from "#app/tasks/jobs.server.ts";
import type { AnyTaskKind } from "#app/tasks/kind.ts";
import { emptyTables } from "#tests/setup/empty-tables.ts";
import { documentTaskKinds } from "./task-kinds/list.server.ts";

export const SHOP = "one.myshopify.com";
export const OTHER = "two.myshopify.com";
export const kinds = new Map<string, AnyTaskKind>(
  documentTaskKinds.map((kind) => [kind.kind, kind]),
);
/** The ledger and the card of the shop; known once it stands. */
export let connectionId: ConnectionId;
export let cardId: CardId;

/** What a test leaves behind. */
const TABLES = [
  "Order",
  "OrderVersion",
  "OrderEvent",
  "SalesDocument",
  "Task",
  "TaskAttempt",
  "Problem",
  "CustomerLink",
  "ItemLink",
  "LedgerDocument",
  "LedgerCustomer",
];

/** The rows an import leaves behind. */
export async function importOrder(
  number: number,
  over: { head?: Parameters<typeof sampleHead>[0]; sku?: string; customer?: number } = {},
): Promise<OrderId> {
  const orderId = gidOf("Order", number);
  const base = sampleHead();
  const customer = base.customer && {
    ...base.customer,
    id: `gid://shopify/Customer/${over.customer ?? 7}`,
    defaultEmailAddress: { emailAddress: `c${over.customer ?? 7}@example.com` },
  };
  const head = sampleHead({
    id: orderId,
    legacyResourceId: String(number),
    name: `#${number}`,
    number,
    totalTaxSet: eur("6.38"),
    currentTotalTaxSet: eur("6.38"),
    email: `c${over.customer ?? 7}@example.com`,
    customer,
    ...over.head,
  });
  const line = (index: number, sku: string) =>
    sampleLine(number * 10 + index, {
      sku,
      variant: {
        id: `gid://shopify/ProductVariant/${sku === "CUP" ? 1 : number * 10 + index}`,
        barcode: null,
        selectedOptions: [],
      },
    });
  const snapshot = snapshotFromShopify(
    sampleOrder({ head, lines: [line(1, "CUP"), line(2, over.sku ?? "CUP")] }),
  );
  const version = await db.orderVersion.create({
    data: {
      shop: SHOP,
      orderId,
      hash: versionHash(snapshot),
      content: storedContent.store(snapshot.content),
      personal: storedPersonal.store(snapshot.personal),
      createdAt: new Date(),
    },
  });
  await db.order.create({
    data: {
      shop: SHOP,
      orderId,
      name: `#${number}`,
      number,
      orderCreatedAt: new Date(),
      shopifyUpdatedAt: new Date(),
      importedAt: new Date(),
      currency: "EUR",
      total: "45",
      presentmentCurrency: "EUR",
      presentmentTotal: "45",
      fulfillmentStatus: "UNFULFILLED",
      tags: [],
      state: storedState.store(snapshot.state),
      stateHash: stateHash(snapshot.state),
      currentVersionId: version.id,
    },
  });
  return orderId;
}

export const orderOf = (orderId: OrderId) =>
  db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId } } });
export const ledgerDocuments = (orderId: OrderId) =>
  db.ledgerDocument.findMany({
    where: { shop: SHOP, externalKey: { startsWith: `SHOPIFY-SO-${orderId.split("/").at(-1)}` } },
    orderBy: { createdAt: "asc" },
  });

export async function settings(values: Partial<Settings>): Promise<void> {
  const card = await getCard(SHOP, cardId);
  const saved = await saveCard(
    { shop: SHOP, by: "ann" },
    { id: cardId, revision: card?.revision ?? 0 },
    { values: values },
  );
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
}

export async function ledgerCan(capabilities: Partial<Capabilities>): Promise<void> {
  const { id, probe } = await db.erpConnection.findFirstOrThrow({ where: { shop: SHOP } });
  const found = storedProbe.read(probe, "the connection");
  const changed = { ...found, capabilities: { ...found.capabilities, ...capabilities } };
  await db.erpConnection.update({
    where: { shop_id: { shop: SHOP, id } },
    data: { probe: storedProbe.store(changed) },
  });
}

/** What the worker does, until nothing is due. */
export async function work(using: ReadonlyMap<string, AnyTaskKind> = kinds): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    const queues = await db.task.findMany({
      where: {
        shop: SHOP,
        state: { in: ["planned", "sending", "ambiguous"] },
        kind: { not: "writeDocumentAttribute" },
      },
      distinct: ["queue"],
      select: { queue: true },
    });
    for (const { queue } of queues) await drainQueue(using, SHOP, queue);
  }
}

/** A shop with a ledger, whose orders and documents each test makes for itself. To be called once in a test file. */
export function openDocumentShop(): void {
  beforeAll(async () => {
    await db.shop.create({ data: { domain: SHOP, timeZone: "Europe/Berlin", currency: "EUR" } });
    await db.$transaction(async (tx) => {
      connectionId = await ensureDefaultConnection(tx, SHOP);
      await ensureDefaultCard(tx, SHOP, connectionId);
    });
    cardId = given((await getCard(SHOP))?.id, "the card");
    expect(await prepareConnections(SHOP)).toBe(true);
    await seedLedger(
      { shop: SHOP, connectionId },
      {
        items: [
          { number: "CUP", description: "Cup" },
          { number: "POT", description: "Pot" },
        ],
      },
    );
    expect((await testConnection(SHOP, connectionId)).ok).toBe(true);
    await ledgerCan({ releaseOnCreate: false });
    const template =
      (
        await db.ledgerReference.findFirst({
          where: { shop: SHOP, connectionId, kind: "customerTemplate" },
        })
      )?.code ?? "";
    await settings({
      skuMapping: "itemNumber",
      autoCreateCustomers: true,
      customerTemplate: template,
      shippingAccount: ACCOUNTS.shipping,
      roundingAccount: ACCOUNTS.rounding,
      documentNumberAttribute: false,
    });
  });

  beforeEach(() => emptyTables(TABLES));
  afterAll(() => releaseHolder());
}
