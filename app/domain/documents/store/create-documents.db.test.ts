import type { OrderId } from "#app/lib/ids.ts";
import type { JsonValue } from "@prisma/client/runtime/client";
import pg from "pg";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { assignCustomer } from "#app/domain/documents/choices/choices.server.ts";
import {
  cardId,
  connectionId,
  importOrder,
  kinds,
  ledgerDocuments,
  openDocumentShop,
  orderOf,
  OTHER,
  settings,
  SHOP,
  work,
} from "#app/domain/documents/documents.fixture.ts";
import { previewDocument } from "#app/domain/documents/plan/preview.server.ts";
import { createDocument } from "#app/domain/documents/task-kinds/create-document.server.ts";
import {
  pauseConnection,
  resumeConnection,
} from "#app/domain/erp-connections/pause-connection.server.ts";
import { testConnection } from "#app/domain/erp-connections/test-connection.server.ts";
import { saveItemLink } from "#app/domain/mapping/links.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { drainQueue } from "#app/tasks/jobs.server.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { tasksOf } from "#app/tasks/task-list.server.ts";
import { createDocuments } from "./create-documents.server.ts";
import { documentsOf } from "./document-list.server.ts";
import { unlinkDocument } from "./unlink-document.server.ts";

openDocumentShop();

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
    await saveItemLink({ shop: OTHER, by: "eve" }, connectionId, "gid://shopify/ProductVariant/1", {
      ref: { kind: "item", id: "x" },
    }),
  ).toBe(false);
  expect(await testConnection(OTHER, connectionId)).toMatchObject({
    ok: false,
    error: { kind: "not-found" },
  });
});

it("a batch costs few round trips for each document (PERF-4)", async () => {
  await settings({ autoRelease: false });
  const ids: OrderId[] = [];
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
  // About 9.5; a slow machine writes the log of calls, and begins a turn of the queue, once or twice more.
  expect(trips / 19, `${trips} round trips for 19 orders`).toBeLessThanOrEqual(11);
});
