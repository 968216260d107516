import { given } from "#app/lib/given.ts";
import { TaskId, type OrderId } from "#app/lib/ids.ts";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { OrderAttributesDocument } from "#app/shopify/generated/admin.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { drainQueue } from "#app/tasks/jobs.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { documentTaskKinds } from "./task-kinds/list.server.ts";
import { writeDocumentAttribute } from "./task-kinds/write-attribute.server.ts";

const kinds = new Map(documentTaskKinds.map((kind) => [kind.kind, kind]));

beforeAll(async () => {
  simulator.reset();
  simulator.clock.set(new Date());
  simulator.install(SHOP);
  await installForTest(SHOP, { allowOutgoingRequests: false });
});
afterAll(() => releaseHolder());

it("while the card allows no outgoing requests, the number waits where everybody sees it; it is written once they are allowed (D-9, SET-20)", async () => {
  const order = simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email: "a@example.com",
      lines: [{ title: "Cup", price: "1.00", quantity: 1 }],
    },
  }) as { id: OrderId };
  const attributes = async () => {
    const answer = await shopifyRequest(SHOP, OrderAttributesDocument, { ids: [order.id] });
    const [node] = answer.ok ? answer.value.nodes : [];
    return node && "customAttributes" in node ? node.customAttributes : answer;
  };
  const card = await getCard(SHOP);
  const made = TaskId.parse(randomUUID());
  const at = new Date();
  await db.task.create({
    data: {
      shop: SHOP,
      id: made,
      kind: "createDocument",
      key: "made",
      queue: "x",
      state: "done",
      payload: {},
      createdBy: "test",
      createdAt: at,
      updatedAt: at,
      result: {
        ref: { kind: "salesOrder", id: "1", number: "SO-7" },
        kind: "salesOrder",
        status: "open",
        currency: "EUR",
        totals: { net: "1", tax: "0", gross: "1" },
        expected: { net: "1", tax: "0", gross: "1" },
        tolerance: "0",
      },
    },
  });
  const id = await db.$transaction((tx) =>
    enqueueTask(tx, writeDocumentAttribute, {
      shop: SHOP,
      payload: {
        orderId: order.id,
        cardId: given(card?.id, "the card"),
        subject: order.id,
        generation: 1,
      },
      orderId: order.id,
      afterTaskId: made,
      createdBy: "test",
    }),
  );
  const task = () => db.task.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } });
  const work = async () => drainQueue(kinds, SHOP, (await task()).queue);

  await work();
  expect(await task()).toMatchObject({
    state: "planned",
    problemKind: "outgoing-disabled",
    sentAt: null,
    tries: 0,
    attempts: 1,
  });
  expect((await task()).lastAnswer).toContain("does not allow outgoing requests");
  await work();
  expect((await task()).attempts).toBe(1);
  expect(await attributes()).toEqual([]);

  expect(
    (
      await saveCard(
        { shop: SHOP, by: "ann" },
        { id: card?.id ?? "", revision: card?.revision ?? 0 },
        { values: { allowOutgoingRequests: true } },
      )
    ).ok,
  ).toBe(true);
  expect(await task()).toMatchObject({ state: "planned", problemKind: null, nextAttemptAt: null });
  expect(
    await db.$queryRaw`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'runTasks' AND key = ${`tasks:${(await task()).queue}`}`,
  ).toHaveLength(1);
  await work();
  expect(await task()).toMatchObject({ state: "done", problemKind: null });
  expect(await attributes()).toMatchObject([{ value: "SO-7" }]);
});
