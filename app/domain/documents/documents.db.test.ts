import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import {
  ensureDefaultConnection,
  pauseConnection,
  prepareConnections,
  resumeConnection,
  testConnection,
} from "#app/domain/erp-connections/connections.server.ts";
import {
  storedContent,
  storedPersonal,
  storedState,
} from "#app/domain/orders/snapshot/stored-order.ts";
import { listMappings, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { saveItemLink } from "#app/domain/mapping/links.server.ts";
import { stateHash, versionHash } from "#app/domain/orders/snapshot/hash.ts";
import {
  eur,
  sampleHead,
  sampleLine,
  sampleOrder,
} from "#app/domain/orders/snapshot/sample-order.fixture.ts";
import { snapshotFromShopify } from "#app/domain/orders/read/snapshot-from-shopify.ts";
import { groupedProblems, problemsOf } from "#app/domain/problems/problems.server.ts";
import {
  cardHistory,
  ensureDefaultCard,
  getCard,
  restoreCard,
  saveCard,
} from "#app/domain/shop-card/cards.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { ErpError } from "#app/erp/errors.ts";
import { editDocumentLines } from "#app/erp/ledger/back-office.server.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { seedLedger } from "#app/erp/ledger/set-up.server.ts";
import { ACCOUNTS } from "#app/erp/ledger/set-up/default-books.ts";
import type { JsonValue } from "@prisma/client/runtime/client";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drainQueue } from "#app/tasks/jobs.server.ts";
import type { AnyTaskKind } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { tasksOf } from "#app/tasks/task-list.server.ts";
import { afterImport, findMappingAgain } from "./after-import.server.ts";
import { assignCustomer, assignItem, chooseHeader } from "./choices/choices.server.ts";
import { createDocuments } from "./store/create-documents.server.ts";
import { documentsOf } from "./store/document-list.server.ts";
import { previewDocument } from "./plan/preview.server.ts";
import { recheckOrders } from "./recheck-orders.server.ts";
import { createCustomer } from "./task-kinds/create-customer.server.ts";
import { createDocument } from "./task-kinds/create-document.server.ts";
import { documentTaskKinds } from "./task-kinds/list.server.ts";
import { releaseDocument } from "./task-kinds/release-document.server.ts";
import { unlinkDocument } from "./store/unlink-document.server.ts";

const SHOP = "one.myshopify.com";
const OTHER = "two.myshopify.com";
const kinds = new Map<string, AnyTaskKind>(documentTaskKinds.map((kind) => [kind.kind, kind]));
let connectionId = "";
let cardId = "";

/** The rows an import leaves behind. */
async function importOrder(
  number: number,
  over: { head?: Parameters<typeof sampleHead>[0]; sku?: string; customer?: number } = {},
): Promise<string> {
  const orderId = `gid://shopify/Order/${number}`;
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

const orderOf = (orderId: string) =>
  db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId } } });
const ledgerDocuments = (orderId: string) =>
  db.ledgerDocument.findMany({
    where: { shop: SHOP, externalKey: { startsWith: `SHOPIFY-SO-${orderId.split("/").at(-1)}` } },
    orderBy: { createdAt: "asc" },
  });

async function settings(values: Partial<Settings>): Promise<void> {
  const card = await getCard(SHOP, cardId);
  const saved = await saveCard(SHOP, cardId, card?.revision ?? 0, { values: values }, "ann");
  if (!saved.ok) throw new Error(JSON.stringify(saved.error));
}

/** What the worker does, until nothing is due. */
async function work(using: ReadonlyMap<string, AnyTaskKind> = kinds): Promise<void> {
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

beforeAll(async () => {
  await db.shop.create({ data: { domain: SHOP, timeZone: "Europe/Berlin", currency: "EUR" } });
  await db.$transaction(async (tx) => {
    connectionId = await ensureDefaultConnection(tx, SHOP);
    await ensureDefaultCard(tx, SHOP, connectionId);
  });
  cardId = (await getCard(SHOP))?.id ?? "";
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

beforeEach(async () => {
  for (const table of [
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
  ]) {
    await db.$executeRawUnsafe(`TRUNCATE "${table}" CASCADE`);
  }
});
afterAll(() => releaseHolder());

describe("one order to its document", () => {
  it("preview shows what creating writes; the customer is created first, the document released (DOC-3, SET-4)", async () => {
    const orderId = await importOrder(1001);
    const preview = await previewDocument(SHOP, orderId);
    expect(preview?.problems).toEqual([]);
    expect(await createDocuments(SHOP, [orderId], "ann")).toEqual({
      enqueued: [orderId],
      already: [],
      refused: [],
      unknown: [],
    });
    expect(await orderOf(orderId)).toMatchObject({ documentState: "creating" });
    await work();
    const [document] = await documentsOf(SHOP, orderId);
    expect(document).toMatchObject({ state: "created", kind: "salesOrder", erpStatus: "released" });
    expect((document?.plan as { document: JsonValue }).document).toEqual(
      JSON.parse(JSON.stringify(preview?.plan?.document)),
    );
    expect(await orderOf(orderId)).toMatchObject({
      documentState: "created",
      documentKind: "salesOrder",
      documentNumber: document?.number,
      conflict: false,
    });
    expect((await orderOf(orderId)).processedVersionId).toBe(
      (await orderOf(orderId)).currentVersionId,
    );
    const [made] = await ledgerDocuments(orderId);
    expect(made?.gross.toFixed()).toBe("45");
    expect((await tasksOf(SHOP, orderId)).map(({ kind, state }) => [kind, state]).sort()).toEqual([
      ["createCustomer", "done"],
      ["createDocument", "done"],
      ["releaseDocument", "done"],
    ]);
    expect(
      (await db.orderEvent.findMany({ where: { shop: SHOP, orderId } }))
        .map(({ kind }) => kind)
        .sort(),
    ).toEqual(["documentCreated", "documentReleased", "documentRequested"]);
  });

  it("two people and two workers at once make one document", async () => {
    const orderId = await importOrder(1002);
    const asked = await Promise.all([
      createDocuments(SHOP, [orderId], "ann"),
      createDocuments(SHOP, [orderId], "bob"),
    ]);
    expect(asked.map(({ enqueued }) => enqueued.length).sort()).toEqual([0, 1]);
    await Promise.all([work(), work()]);
    await createDocuments(SHOP, [orderId], "ann");
    await work();
    expect(await ledgerDocuments(orderId)).toHaveLength(1);
    expect(await documentsOf(SHOP, orderId)).toHaveLength(1);
  });

  it("a lost answer after the commit is looked up, not repeated", async () => {
    const orderId = await importOrder(1003);
    await createDocuments(SHOP, [orderId], "ann");
    let lost = 0;
    const losing = new Map(kinds).set(
      "createDocument",
      defineTask({
        ...createDocument,
        act: async (context, plan) => {
          await createDocument.act(context, plan);
          lost += 1;
          throw new ErpError({ class: "ambiguous", message: "connection reset" });
        },
      }),
    );
    await work(losing);
    await work();
    expect(lost).toBe(1);
    expect(await ledgerDocuments(orderId)).toHaveLength(1);
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
  });

  it("a total the ERP calculates otherwise keeps the document unreleased and shown", async () => {
    const orderId = await importOrder(1004);
    await createDocuments(SHOP, [orderId], "ann");
    const otherwise = new Map(kinds).set(
      "createDocument",
      defineTask({
        ...createDocument,
        act: async (context, plan) => ({
          ...(await createDocument.act(context, plan)),
          totals: { net: "37.83", tax: "7.18", gross: "45.01" },
        }),
      }),
    );
    await work(otherwise);
    expect(await orderOf(orderId)).toMatchObject({ documentState: "failed" });
    const [document] = await documentsOf(SHOP, orderId);
    expect(document).toMatchObject({ state: "failed", releasedAt: null });
    expect(document?.number).toBe((await ledgerDocuments(orderId))[0]?.number);
    expect((await problemsOf(SHOP, orderId)).map(({ kind }) => kind)).toEqual(["totals-mismatch"]);
    expect(
      (await tasksOf(SHOP, orderId)).find(({ kind }) => kind === "releaseDocument"),
    ).toMatchObject({ state: "planned", problemKind: "waits-for-task" });
    // Asked again, it is looked up and proved anew: now the ledger's own total agrees.
    await createDocuments(SHOP, [orderId], "ann");
    await work();
    expect(await ledgerDocuments(orderId)).toHaveLength(1);
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
    expect(await problemsOf(SHOP, orderId)).toEqual([]);
  });

  it("a number that the ERP gives only at release is the document's from then on", async () => {
    const orderId = await importOrder(1019);
    await createDocuments(SHOP, [orderId], "ann");
    const numbered = new Map(kinds).set(
      "releaseDocument",
      defineTask({
        ...releaseDocument,
        act: async (context, plan) => {
          const result = await releaseDocument.act(context, plan);
          return { ...result, ref: { ...result.ref, number: "NUMBERED-1" } };
        },
      }),
    );
    await work(numbered);
    expect((await documentsOf(SHOP, orderId))[0]).toMatchObject({
      number: "NUMBERED-1",
      erpStatus: "released",
    });
    expect(await orderOf(orderId)).toMatchObject({ documentNumber: "NUMBERED-1" });
  });

  it.each([
    ["another location", { location: "SHOP" }, "released"],
    ["another quantity", { quantity: "1" }, "open"],
  ] as const)(
    "%s given by a person before the release: released only while it comes to the order's total",
    async (_name, change, status) => {
      const orderId = await importOrder(1020);
      await createDocuments(SHOP, [orderId], "ann");
      const touched = new Map(kinds).set(
        "createDocument",
        defineTask({
          ...createDocument,
          act: async (context, plan) => {
            const result = await createDocument.act(context, plan);
            const [{ id: lineId } = { id: "" }] = await db.ledgerDocumentLine.findMany({
              where: { shop: SHOP, documentId: result.ref.id },
              orderBy: { sequence: "asc" },
              take: 1,
            });
            await editDocumentLines({ shop: SHOP, connectionId }, result.ref as ErpRef, {
              change: [{ lineId, ...change }],
              remove: [],
              add: [],
            });
            return result;
          },
        }),
      );
      await work(touched);
      expect((await ledgerDocuments(orderId))[0]).toMatchObject({ state: status });
      expect((await problemsOf(SHOP, orderId)).map(({ kind }) => kind)).toEqual(
        status === "released" ? [] : ["totals-mismatch"],
      );
    },
  );

  it("unlink keeps the old document and lets a second generation be made", async () => {
    const orderId = await importOrder(1005);
    expect(await unlinkDocument(SHOP, orderId, "ann")).toEqual({
      ok: false,
      error: { kind: "nothing-to-unlink" },
    });
    await createDocuments(SHOP, [orderId], "ann");
    await work();
    expect(await unlinkDocument(SHOP, orderId, "ann")).toEqual({
      ok: true,
      value: { generation: 2 },
    });
    expect(await orderOf(orderId)).toMatchObject({
      documentState: "unprocessed",
      documentNumber: null,
      processedVersionId: null,
    });
    await createDocuments(SHOP, [orderId], "ann");
    await work();
    expect((await ledgerDocuments(orderId)).map(({ externalKey }) => externalKey)).toEqual([
      "SHOPIFY-SO-1005",
      "SHOPIFY-SO-1005-2",
    ]);
    expect(
      (await documentsOf(SHOP, orderId)).map(({ generation, state }) => [generation, state]),
    ).toEqual([
      [2, "created"],
      [1, "unlinked"],
    ]);
  });
});

describe("what is missing", () => {
  it("an unknown item is a named problem; once linked, the order that was asked for is made by itself", async () => {
    const [bad, good] = [await importOrder(1011, { sku: "NIL" }), await importOrder(1012)];
    const result = await createDocuments(SHOP, [bad, good], "ann");
    expect(result.enqueued).toEqual([good]);
    expect(
      result.refused.map(({ orderId, problems }) => [orderId, problems.map(({ kind }) => kind)]),
    ).toEqual([[bad, ["unknown-item"]]]);
    expect(await orderOf(bad)).toMatchObject({ documentState: "failed" });
    expect(await groupedProblems(SHOP)).toMatchObject([{ kind: "unknown-item", orders: 1 }]);
    const pot = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number: "POT" } });
    await saveItemLink(
      SHOP,
      connectionId,
      "gid://shopify/ProductVariant/10112",
      { ref: { kind: "item", id: pot.id, number: "POT" }, title: "Pot" },
      "ann",
    );
    expect(
      await db.$queryRaw`SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'recheckOrders' AND key LIKE '%variantId%'`,
    ).toEqual([{ n: 1 }]);
    expect(
      await recheckOrders(SHOP, { variantId: "gid://shopify/ProductVariant/10112" }, "ann"),
    ).toBe(1);
    await work();
    expect(await orderOf(bad)).toMatchObject({ documentState: "created" });
    expect(await problemsOf(SHOP, bad)).toEqual([]);
  });

  it("an order nobody asked for only loses the problem when its item is assigned by hand", async () => {
    const orderId = await importOrder(1013, { sku: "NIL" });
    await afterImport(SHOP, [orderId], [orderId]);
    expect(await orderOf(orderId)).toMatchObject({ documentState: "unprocessed" });
    expect((await problemsOf(SHOP, orderId)).map(({ kind }) => kind)).toEqual(["unknown-item"]);
    const pot = await db.ledgerItem.findFirstOrThrow({ where: { shop: SHOP, number: "POT" } });
    expect(
      await assignItem({ shop: SHOP, by: "ann" }, orderId, "gid://shopify/LineItem/1", {
        item: { ref: { kind: "item", id: pot.id } },
      }),
    ).toEqual({ ok: false, error: { kind: "not-a-line" } });
    expect(
      (
        await assignItem({ shop: SHOP, by: "ann" }, orderId, "gid://shopify/LineItem/10132", {
          item: { ref: { kind: "item", id: pot.id, number: "POT" } },
        })
      ).ok,
    ).toBe(true);
    expect(await problemsOf(SHOP, orderId)).toEqual([]);
    expect(await orderOf(orderId)).toMatchObject({ documentState: "unprocessed" });
    expect((await chooseHeader({ shop: SHOP, by: "ann" }, orderId, { shipmentMethod: 7 })).ok).toBe(
      false,
    );
  });

  it("two orders of one new customer create one customer", async () => {
    const ids = [
      await importOrder(1014, { customer: 70 }),
      await importOrder(1015, { customer: 70 }),
    ];
    await createDocuments(SHOP, ids, "ann");
    await work();
    expect(await db.ledgerCustomer.count({ where: { shop: SHOP } })).toBe(1);
    for (const orderId of ids)
      expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
    expect(await db.customerLink.findMany({ where: { shop: SHOP } })).toMatchObject([
      { shopifyId: "gid://shopify/Customer/70", foundBy: "created" },
    ]);
  });

  it("a customer that cannot be created holds its order up, visibly, until another is assigned (MAP-2)", async () => {
    const orderId = await importOrder(1016, { customer: 71 });
    await createDocuments(SHOP, [orderId], "ann");
    await work(
      new Map(kinds).set(
        "createCustomer",
        defineTask({
          ...createCustomer,
          act: async () => {
            throw new ErpError({
              class: "validation",
              message: "No such template.",
              field: "template",
            });
          },
        }),
      ),
    );
    expect(await orderOf(orderId)).toMatchObject({ documentState: "failed" });
    expect((await problemsOf(SHOP, orderId)).map(({ kind }) => kind)).toEqual(["erp-refused"]);
    await seedLedger(
      { shop: SHOP, connectionId },
      { customers: [{ name: "Walk-in", address: { name: "Walk-in", countryCode: "DE" } }] },
    );
    const walkIn = await db.ledgerCustomer.findFirstOrThrow({
      where: { shop: SHOP, name: "Walk-in" },
    });
    const customer = {
      ref: { kind: "customer" as const, id: walkIn.id, number: walkIn.number },
      name: "Walk-in",
    };
    expect(
      (
        await assignCustomer({ shop: SHOP, by: "ann" }, orderId, {
          sellTo: customer,
          billTo: customer,
        })
      ).ok,
    ).toBe(true);
    await createDocuments(SHOP, [orderId], "ann");
    await work();
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
    expect(await db.ledgerCustomer.count({ where: { shop: SHOP } })).toBe(1);
  });
});

it.each([
  ["resuming it", () => resumeConnection(SHOP, connectionId)],
  ["a test that passes", async () => (await testConnection(SHOP, connectionId)).ok],
])(
  "a refused sign-in pauses the connection, visibly; %s lets its work go on",
  async (_name, goOn) => {
    const orderId = await importOrder(1018);
    await createDocuments(SHOP, [orderId], "ann");
    await work(
      new Map(kinds).set(
        "createDocument",
        defineTask({
          ...createDocument,
          act: async () => {
            throw new ErpError({ class: "auth", message: "401" });
          },
        }),
      ),
    );
    expect(await db.erpConnection.findFirstOrThrow({ where: { shop: SHOP } })).toMatchObject({
      pausedReason: "401",
    });
    await work();
    expect(
      (await tasksOf(SHOP, orderId)).find(({ kind }) => kind === "createDocument"),
    ).toMatchObject({ state: "planned", problemKind: "erp-auth", sentAt: null });
    expect(await resumeConnection(OTHER, connectionId)).toBe(false);
    expect(await goOn()).toBe(true);
    await work();
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
  },
);

it("a connection that a person paused stays so when its test passes", async () => {
  await pauseConnection(SHOP, connectionId, "Stocktaking");
  expect((await testConnection(SHOP, connectionId)).ok).toBe(true);
  expect(await db.erpConnection.findFirstOrThrow({ where: { shop: SHOP } })).toMatchObject({
    pausedReason: "Stocktaking",
  });
  await resumeConnection(SHOP, connectionId);
});

describe("an order that is read again while its document is being made (I-50)", () => {
  /** A later reading of the order, as an import stores it. */
  async function readAgain(
    orderId: string,
    change: { content?: object; personal?: object },
    cancelledAt: Date | null = null,
    lines: (lines: JsonValue[]) => JsonValue[] = (all) => all,
  ): Promise<void> {
    const { currentVersionId, state } = await orderOf(orderId);
    const before = await db.orderVersion.findUniqueOrThrow({
      where: { shop_id: { shop: SHOP, id: currentVersionId } },
    });
    const content = before.content as { lines: JsonValue[] };
    const { id } = await db.orderVersion.create({
      data: {
        shop: SHOP,
        orderId,
        hash: randomUUID(),
        createdAt: new Date(),
        content: { ...content, ...change.content, lines: lines(content.lines) },
        personal: { ...(before.personal as object), ...change.personal },
      },
    });
    await db.order.update({
      where: { shop_orderId: { shop: SHOP, orderId } },
      data: {
        currentVersionId: id,
        cancelledAt,
        state: { ...(state as object), cancelledAt: cancelledAt?.toISOString() ?? null },
      },
    });
  }
  const conflictOf = async (orderId: string) => [
    (await orderOf(orderId)).conflict,
    (await problemsOf(SHOP, orderId)).map(({ kind }) => kind),
  ];

  it("is a conflict when what it costs changed, or it was cancelled; not when a tag did", async () => {
    const ids = [
      await importOrder(1041),
      await importOrder(1042),
      await importOrder(1043),
    ] as const;
    await createDocuments(SHOP, ids, "ann");
    await readAgain(ids[0], { content: { edited: true } }, null, (lines) => lines.slice(1));
    await readAgain(ids[1], { content: { tags: ["later"] } });
    await readAgain(ids[2], {}, new Date());
    await work();
    expect(await Promise.all(ids.map(async (id) => (await orderOf(id)).documentState))).toEqual([
      "created",
      "created",
      "created",
    ]);
    expect(await conflictOf(ids[0])).toEqual([true, ["order-changed-after-processing"]]);
    expect(await conflictOf(ids[1])).toEqual([false, []]);
    expect(await conflictOf(ids[2])).toEqual([true, ["order-changed-after-processing"]]);
  });

  it("is none when it was cancelled before and the card makes documents of cancelled orders", async () => {
    await settings({ cancelledOrders: "document" });
    const orderId = await importOrder(1044);
    await readAgain(orderId, {}, new Date());
    await createDocuments(SHOP, [orderId], "ann");
    await work();
    expect((await orderOf(orderId)).documentState).toBe("created");
    expect(await conflictOf(orderId)).toEqual([false, []]);
    await settings({ cancelledOrders: "hold" });
  });
});

describe("by itself", () => {
  it("makes documents of new orders only, and only when the card says so (I-24)", async () => {
    const [first, second] = [await importOrder(1021), await importOrder(1022)];
    await afterImport(SHOP, [first], [first]);
    expect(await orderOf(first)).toMatchObject({ documentState: "unprocessed" });
    await settings({ autoCreateOrders: true });
    await afterImport(SHOP, [first, second], [second]);
    await work();
    expect(await orderOf(first)).toMatchObject({ documentState: "unprocessed" });
    expect(await orderOf(second)).toMatchObject({ documentState: "created" });
    await settings({ autoCreateOrders: false });
  });

  it("seen values get blank rows, and a saved row is revised, not overwritten", async () => {
    const orderId = await importOrder(1023);
    await findMappingAgain(SHOP, [orderId], "ann");
    const [row] = (await listMappings(SHOP, cardId, "shipmentMethod", { limit: 10 })).rows;
    expect(row).toMatchObject({ key: "Standard", erp: null });
    const save = (revision: number, erp: unknown) =>
      saveMapping(SHOP, { cardId, kind: "shipmentMethod", key: "Standard", revision, erp }, "ann");
    expect((await save(row?.revision ?? 0, {})).ok).toBe(true);
    expect(await save(row?.revision ?? 0, {})).toMatchObject({
      ok: false,
      error: { kind: "conflict" },
    });
    expect(await save(2, { code: 5 })).toMatchObject({ ok: false, error: { kind: "invalid" } });
    expect((await save(2, null)).ok).toBe(true);
  });
});

describe("the shop card", () => {
  it("two people saving at once: the second sees both values; earlier states come back (SET-18)", async () => {
    const card = await getCard(SHOP, cardId);
    const revision = card?.revision ?? 0;
    expect(
      (await saveCard(SHOP, cardId, revision, { values: { orderNumberOnLine: true } }, "ann")).ok,
    ).toBe(true);
    expect(
      await saveCard(SHOP, cardId, revision, { values: { orderNumberOnLine: false } }, "bob"),
    ).toMatchObject({
      ok: false,
      error: { kind: "conflict", yours: { orderNumberOnLine: false }, savedBy: "ann" },
    });
    expect(
      await saveCard(
        SHOP,
        cardId,
        revision + 1,
        { values: { taxAreaPriority: "nonsense" } },
        "bob",
      ),
    ).toMatchObject({ ok: false, error: { kind: "invalid" } });
    const [version] = await cardHistory(SHOP, cardId, 1);
    expect((await restoreCard(SHOP, cardId, version?.id ?? "", revision + 1, "ann")).ok).toBe(true);
    expect((await getCard(SHOP, cardId))?.settings.orderNumberOnLine).toBe(false);
  });

  it("a filter that means nothing is refused beside its field; a good one is kept as it is applied (SET-17, SET-19)", async () => {
    const revision = (await getCard(SHOP, cardId))?.revision ?? 0;
    const refused = await saveCard(
      SHOP,
      cardId,
      revision,
      { filter: { tags: ["@"], financialStatuses: ["PAYED"], colour: "red" } },
      "ann",
    );
    expect(refused).toMatchObject({
      ok: false,
      error: {
        kind: "invalid",
        errors: [{ key: "filter.colour", problem: "filter.problem.unreadable" }],
      },
    });
    expect(
      await saveCard(
        SHOP,
        cardId,
        revision,
        { filter: { tags: ["@"], financialStatuses: ["PAYED"] } },
        "ann",
      ),
    ).toMatchObject({
      ok: false,
      error: { errors: [{ key: "filter.financialStatuses" }, { key: "filter.tags" }] },
    });
    expect(
      await saveCard(SHOP, cardId, revision, { filter: { shipToCountries: ["de"] } }, "ann"),
    ).toMatchObject({ ok: true, value: { filter: { shipToCountries: ["DE"] } } });
    expect(await saveCard(SHOP, cardId, revision + 1, { filter: {} }, "ann")).toMatchObject({
      ok: true,
      value: { filter: {} },
    });
  });

  it("lets orders that wait for a setting go on after it is saved, and after an earlier state came back", async () => {
    const jobs = () =>
      db.$queryRaw<
        { payload: unknown }[]
      >`SELECT payload FROM graphile_worker._private_jobs AS j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'recheckOrders'`;
    const orderId = await importOrder(1051);
    await settings({ shippingAccount: "", testOrders: "hold" });
    await createDocuments(SHOP, [orderId], "ann");
    expect(await orderOf(orderId)).toMatchObject({ documentState: "failed" });
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await settings({ shippingAccount: ACCOUNTS.shipping });
    expect((await jobs()).map(({ payload }) => payload)).toEqual([
      { shop: SHOP, scope: { all: true }, by: "ann" },
    ]);
    await recheckOrders(SHOP, { all: true }, "ann");
    await work();
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created" });
    await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    const [version] = await cardHistory(SHOP, cardId, 1);
    expect(
      (
        await restoreCard(
          SHOP,
          cardId,
          version?.id ?? "",
          (await getCard(SHOP, cardId))?.revision ?? 0,
          "bob",
        )
      ).ok,
    ).toBe(true);
    expect((await jobs()).map(({ payload }) => payload)).toEqual([
      { shop: SHOP, scope: { all: true }, by: "bob" },
    ]);
    await settings({ shippingAccount: ACCOUNTS.shipping });
  });
});

it("another shop's ids lead nowhere", async () => {
  const orderId = await importOrder(1031);
  expect(await createDocuments(OTHER, [orderId], "eve")).toEqual({
    enqueued: [],
    already: [],
    refused: [],
    unknown: [orderId],
  });
  expect(await previewDocument(OTHER, orderId)).toBeNull();
  expect(await unlinkDocument(OTHER, orderId, "eve")).toEqual({
    ok: false,
    error: { kind: "not-found" },
  });
  expect(await assignCustomer({ shop: OTHER, by: "eve" }, orderId, { sellTo: null })).toEqual({
    ok: false,
    error: { kind: "not-found" },
  });
  expect(await getCard(OTHER, cardId)).toBeNull();
  expect(
    await saveItemLink(
      OTHER,
      connectionId,
      "gid://shopify/ProductVariant/1",
      { ref: { kind: "item", id: "x" } },
      "eve",
    ),
  ).toBe(false);
  expect(await testConnection(OTHER, connectionId)).toMatchObject({
    ok: false,
    error: { kind: "not-found" },
  });
});

it("a batch costs few round trips for each document (PERF-4)", async () => {
  await settings({ autoRelease: false });
  const ids: string[] = [];
  for (let number = 2001; number <= 2020; number += 1)
    ids.push(await importOrder(number, { customer: 7 }));
  await createDocuments(SHOP, ids.slice(0, 1), "ann");
  await work();
  let trips = 0;
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, "query") as {
    value: (this: unknown, ...args: unknown[]) => unknown;
  };
  pg.Client.prototype.query = function counted(this: pg.Client, ...args: unknown[]): never {
    trips += 1;
    return original.value.call(this, ...args) as never;
  };
  try {
    await createDocuments(SHOP, ids.slice(1), "ann");
    for (const { queue } of await db.task.findMany({
      where: { shop: SHOP, state: "planned" },
      distinct: ["queue"],
      select: { queue: true },
    }))
      await drainQueue(kinds, SHOP, queue);
  } finally {
    Object.defineProperty(pg.Client.prototype, "query", original);
    await settings({ autoRelease: true });
  }
  expect(await db.order.count({ where: { shop: SHOP, documentState: "created" } })).toBe(20);
  expect(trips / 19, `${trips} round trips for 19 orders`).toBeLessThanOrEqual(10);
});
