import type { OrderId } from "#app/lib/ids.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import {
  connectionId,
  importOrder,
  kinds,
  ledgerCan,
  ledgerDocuments,
  openDocumentShop,
  orderOf,
  SHOP,
  work,
} from "#app/domain/documents/documents.fixture.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { documentsOf } from "#app/domain/documents/store/document-list.server.ts";
import { problemsOf } from "#app/domain/problems/problems.server.ts";
import { editDocumentLines } from "#app/erp/ledger/back-office.server.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { tasksOf } from "#app/tasks/task-list.server.ts";
import { createDocument } from "./create-document.server.ts";
import { releaseDocument } from "./release-document.server.ts";

openDocumentShop();

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
  const [problem, ...others] = await problemsOf(SHOP, orderId);
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    kind: "totals-mismatch",
    detail: { params: { expected: "45", actual: "45.01", currency: "EUR" } },
  });
  // Said on screens in the reader's language, with the currency.
  const [create] = (await tasksOf(SHOP, orderId)).filter(({ kind }) => kind === "createDocument");
  expect(create?.lastAnswerText).toMatchObject({
    code: "answer.totalsDiffer",
    params: { number: document?.number, actual: "45.01", expected: "45", currency: "EUR" },
  });
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

it("is released by the call that creates it where the ERP can; one left open for its total, by a task once it is accepted", async () => {
  await ledgerCan({ releaseOnCreate: true });
  const [orderId, doubted] = [await importOrder(1046), await importOrder(1047)];
  const ended = async (id: OrderId) => [
    (await documentsOf(SHOP, id)).map(({ erpStatus, releasedAt }) => [
      erpStatus,
      releasedAt !== null,
    ]),
    (await tasksOf(SHOP, id))
      .filter(({ kind }) => kind !== "createCustomer")
      .map(({ kind, state }) => `${kind} ${state}`)
      .sort(),
    (await db.orderEvent.findMany({ where: { shop: SHOP, orderId: id } }))
      .map(({ kind }) => kind)
      .sort(),
  ];
  await createDocuments(SHOP, [orderId], "ann");
  await work();
  expect(await ended(orderId)).toEqual([
    [["released", true]],
    ["createDocument done"],
    ["documentCreated", "documentReleased", "documentRequested"],
  ]);
  await createDocuments(SHOP, [doubted], "ann");
  const otherwise = new Map(kinds).set(
    "createDocument",
    defineTask({
      ...createDocument,
      act: async ({ payload: { release: _, ...payload }, ...context }, plan) => ({
        ...(await createDocument.act({ ...context, payload }, plan)),
        totals: { net: "37.83", tax: "7.18", gross: "45.01" },
      }),
    }),
  );
  await work(otherwise);
  expect((await documentsOf(SHOP, doubted))[0]).toMatchObject({ erpStatus: "open" });
  await createDocuments(SHOP, [doubted], "ann");
  await work();
  expect(await ended(doubted)).toEqual([
    [["released", true]],
    ["createDocument done", "releaseDocument done"],
    [
      "documentCreated",
      "documentFailed",
      "documentReleased",
      "documentRequested",
      "documentRequested",
    ],
  ]);
  await ledgerCan({ releaseOnCreate: false });
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
