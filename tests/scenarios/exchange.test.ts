import { simulator } from "#tests/setup/simulator.ts";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createExchanges } from "#app/domain/documents/exchanges/create-exchanges.server.ts";
import { unlinkBeside } from "#app/domain/documents/store/unlink-beside.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { resolveConflict } from "#app/domain/orders/order-actions.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { previewCreditMemo } from "#app/domain/refunds/preview-credit-memo.server.ts";
import { returnPage } from "#app/domain/return-page/return-page.server.ts";
import { postInvoice, postShipment } from "#app/erp/ledger/back-office.server.ts";
import { postDocument } from "#app/erp/ledger/posting/invoice.server.ts";
import { RefundId, ReturnId } from "#app/lib/ids.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, booksOf, orderAt, place, type Placed } from "./back-office.ts";
import { changeSettings, createMissing, inEmptyShop, ordersOf, sync } from "./shop-at-work.ts";

/** Goods come back and others go out: the first are credited, the others are sold with a document of their own. */
const SHOP = "exchange.myshopify.com";
inEmptyShop(SHOP);

const ann = { shop: SHOP, by: "ann" };
const act = (name: string, { id }: Placed, args: object = {}): void => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, name, { order: id, ...args });
};
/** Two lanterns at 149 and a map at 24 were sold, paid and shipped in Shopify. */
const bought = (): Placed => {
  const order = place(SHOP, {
    spec: anOrder({
      lines: [{ variant: "LANTERN", quantity: 2 }, { variant: "MAP-BALTIC" }],
      payments: [{}],
    }),
  });
  act("fulfillOrder", order);
  return order;
};
const VAT = [{ title: "VAT", rate: "0.19" }];
/** The map is to come back, and this variant to go out. */
const asks = (order: Placed, variant: string): void =>
  act("returnOrder", order, {
    lines: [{ line: 1, quantity: 1, reason: "changed-my-mind" }],
    exchange: [{ variant, taxes: VAT }],
  });
const settles = (order: Placed): void => {
  act("processReturn", order);
  act("refundOrder", order, { lines: [{ line: 1, quantity: 1, restock: "RETURN" }], ofReturn: 0 });
};
const returnIdOf = (order: Placed): ReturnId =>
  ReturnId.parse(orderAt(SHOP, order).returnRecords[0]?.id);
const lineIdOf = (order: Placed): string => orderAt(SHOP, order).lines[2]?.id ?? "";
const inErp = ({ id }: Placed) =>
  db.ledgerDocument.findMany({
    where: { shop: SHOP, shopifyOrderId: id },
    include: { lines: { orderBy: { sequence: "asc" } } },
    orderBy: { createdAt: "asc" },
  });
const told = async (order: Placed) =>
  (await inErp(order)).map(({ kind, gross, state, externalKey }) => [
    kind,
    gross.toFixed(2),
    state,
    externalKey?.replace(/\d{2,}/, "#"),
  ]);
async function mapGateways(): Promise<void> {
  const card = await db.shopCard.findFirstOrThrow({ where: { shop: SHOP } });
  const { code } = await db.ledgerReference.findFirstOrThrow({
    where: { shop: SHOP, kind: "paymentMethod" },
  });
  for (const { transactions } of ordersOf(SHOP))
    for (const { gateway } of transactions)
      await db.mapping.upsert({
        where: {
          shop_cardId_kind_key: {
            shop: SHOP,
            cardId: card.id,
            kind: "paymentMethod",
            key: gateway ?? "",
          },
        },
        create: {
          shop: SHOP,
          cardId: card.id,
          kind: "paymentMethod",
          key: gateway ?? "",
          title: gateway ?? "",
          erp: { code },
        },
        update: { erp: { code } },
      });
}
const conflictsOf = ({ id }: Placed) =>
  db.orderEvent.count({ where: { shop: SHOP, orderId: id, kind: "conflict" } });
const refundIdsOf = async ({ id }: Placed) =>
  (await db.refund.findMany({ where: { shop: SHOP, orderId: id } })).map(
    ({ refundId }) => refundId,
  );

describe("an exchange, by hand", () => {
  it.each([
    ["equal", "MAP-BALTIC", "24.00", "0.00"],
    ["cheaper", "MUG-WHITE", "12.90", "11.10"],
    ["dearer", "ROPE-20", "34.95", "0.00"],
  ])(
    "%s: credited whole, and sent out with its own document",
    async (_kind, variant, worth, money) => {
      const order = bought();
      await sync(SHOP);
      await createMissing(SHOP);
      const [first] = await inErp(order);
      asks(order, variant);
      await sync(SHOP);
      // Before the goods are back nothing goes out, and the order's document is as it was.
      expect(await conflictsOf(order)).toBe(0);
      const held = await returnPage(SHOP, returnIdOf(order));
      expect(held?.exchange).toMatchObject({ waits: "goods", documents: [], plan: null });
      expect(
        await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) }),
      ).toEqual({ enqueued: [], refused: [] });

      settles(order);
      await sync(SHOP);
      const shown = await returnPage(SHOP, returnIdOf(order));
      expect(shown?.exchange).toMatchObject({ waits: "ready", problems: [] });
      expect(shown?.exchange?.plan?.proof.proved).toBe(true);
      expect(
        await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) }),
      ).toEqual({ enqueued: [lineIdOf(order)], refused: [] });
      const [refundId = ""] = await refundIdsOf(order);
      expect(await createCreditMemos(ann, [refundId])).toMatchObject({ refused: [] });
      await drain();
      // Asking again makes no other.
      await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) });
      await drain();
      expect(await told(order)).toEqual([
        ["salesInvoice", first?.gross.toFixed(2), "released", "SHOPIFY-SO-#"],
        ["salesOrder", worth, "released", "SHOPIFY-EX-#"],
        ["creditMemo", "24.00", "released", "SHOPIFY-CM-#"],
      ]);
      const row = await db.refund.findFirstOrThrow({ where: { shop: SHOP, refundId } });
      expect(row.total.toFixed(2)).toBe(money);
      expect(row.state).toBe("created");
      const stands = await db.order.findUniqueOrThrow({
        where: { shop_orderId: { shop: SHOP, orderId: order.id } },
      });
      expect(stands).toMatchObject({ documentNumber: first?.number, conflict: false });
      expect(
        await db.problem.findMany({ where: { shop: SHOP, orderId: order.id, clearedAt: null } }),
      ).toEqual([]);
      expect((await returnPage(SHOP, returnIdOf(order)))?.exchange).toMatchObject({
        waits: null,
        documents: [{ state: "created", total: worth.replace(/\.?0+$/, "") }],
      });
    },
  );

  it("is shipped and invoiced like any other, and only its own goods are fulfilled by that", async () => {
    const order = bought();
    await sync(SHOP);
    await createMissing(SHOP);
    asks(order, "MUG-WHITE");
    settles(order);
    await sync(SHOP);
    await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) });
    await drain();
    await createCreditMemos(ann, await refundIdsOf(order));
    await drain();
    const ref = async () => {
      const sent = (await inErp(order)).find(({ externalKey }) => externalKey?.includes("-EX-"));
      const [id, number, version] = [sent?.id ?? "", sent?.number ?? "", String(sent?.version)];
      return { kind: "salesOrder" as const, id, number, version };
    };
    const books = await booksOf(SHOP);
    await postShipment(books, { order: await ref(), by: "warehouse" });
    await afterPosting(SHOP, books.connectionId);
    await drain();
    const { fulfillmentRecords } = orderAt(SHOP, order);
    expect(
      fulfillmentRecords.at(-1)?.lines.map(({ lineItem, quantity }) => [lineItem.id, quantity]),
    ).toEqual([[lineIdOf(order), 1]]);
    expect(fulfillmentRecords).toHaveLength(2);
    await postInvoice(books, await ref(), "shipped", "clerk");
    await afterPosting(SHOP, books.connectionId);
    await drain();
    const [invoice] = await db.postedInvoice.findMany({
      where: { shop: SHOP, orderId: order.id, salesDocumentId: { not: null } },
    });
    expect(invoice?.gross.toFixed(2)).toBe("12.90");
    expect(
      await db.problem.findMany({
        where: { shop: SHOP, orderId: order.id, clearedAt: null },
        select: { kind: true },
      }),
    ).toEqual([]);
  });

  it.each([
    ["MUG-WHITE", []],
    ["ROPE-20", ["capture-short"]],
  ])("%s: what came back has paid for it; only the rest is still owed", async (variant, short) => {
    const order = place(SHOP, {
      spec: anOrder({
        lines: [{ variant: "LANTERN", quantity: 2 }, { variant: "MAP-BALTIC" }],
        payments: [{ kind: "AUTHORIZATION" }],
      }),
    });
    await sync(SHOP);
    await createMissing(SHOP);
    const books = await booksOf(SHOP);
    const posts = async (part: string): Promise<void> => {
      const ref = async () => {
        const found = (await inErp(order)).find(({ externalKey }) => externalKey?.includes(part));
        const [id, number, version] = [found?.id ?? "", found?.number ?? "", found?.version];
        return { kind: "salesOrder" as const, id, number, version: String(version) };
      };
      await postShipment(books, { order: await ref(), by: "warehouse" });
      await afterPosting(SHOP, books.connectionId);
      await drain();
      await postInvoice(books, await ref(), "shipped", "clerk");
      await afterPosting(SHOP, books.connectionId);
      await drain();
    };
    await posts("-SO-");
    asks(order, variant);
    settles(order);
    await sync(SHOP);
    await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) });
    await createCreditMemos(ann, await refundIdsOf(order));
    await drain();
    await posts("-EX-");
    const { transactions } = orderAt(SHOP, order);
    expect(transactions.filter(({ kind }) => kind === "CAPTURE")).toHaveLength(1);
    const problems = await db.problem.findMany({
      where: { shop: SHOP, orderId: order.id, clearedAt: null },
      select: { kind: true },
    });
    expect(problems.map(({ kind }) => kind)).toEqual(short);
  });

  it("unlinked: what goes out can get another document, and only a person makes it", async () => {
    const order = bought();
    await sync(SHOP);
    await createMissing(SHOP);
    asks(order, "MUG-WHITE");
    settles(order);
    await sync(SHOP);
    const where = { orderId: order.id, returnId: returnIdOf(order) };
    await createExchanges(ann, where);
    await drain();
    const { id } = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, subject: lineIdOf(order) },
    });
    const document = { documentId: id, orderId: order.id };
    for (const [scope, which] of [
      [{ shop: "other.myshopify.com", by: "eve" }, document],
      [ann, { ...document, orderId: "gid://shopify/Order/1" }],
    ] as const)
      expect(await unlinkBeside(scope, which, "x")).toEqual({
        ok: false,
        error: { kind: "not-found" },
      });
    expect(await unlinkBeside(ann, document, "wrong warehouse")).toMatchObject({ ok: true });
    await changeSettings(SHOP, { autoCreateOrders: true });
    act("editOrder", order, { add: [{ title: "Card", price: "1.00", quantity: 1 }] });
    await sync(SHOP);
    expect(await db.salesDocument.count({ where: { shop: SHOP, subject: lineIdOf(order) } })).toBe(
      1,
    );
    await changeSettings(SHOP, { autoCreateOrders: false });
    await createExchanges(ann, where);
    await drain();
    expect((await told(order)).map(([, , , key]) => key)).toContain("SHOPIFY-EX-#-2");
  });

  it("I-42: edited after what goes out has its document, a conflict until that agrees again, or a person resolves it", async () => {
    const stands = ({ id }: Placed) =>
      db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId: id } } });
    const order = bought();
    await sync(SHOP);
    await createMissing(SHOP);
    asks(order, "MUG-WHITE");
    settles(order);
    await sync(SHOP);
    await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) });
    await createCreditMemos(ann, await refundIdsOf(order));
    await drain();
    act("tagOrder", order, { tags: ["exchanged"] });
    await sync(SHOP);
    expect((await stands(order)).conflict).toBe(false);
    act("editOrder", order, { setQuantity: [{ line: 2, quantity: 0 }] });
    await sync(SHOP);
    expect((await stands(order)).conflict).toBe(true);
    const { detail } = await db.problem.findFirstOrThrow({
      where: { shop: SHOP, orderId: order.id, kind: "order-changed-after-processing" },
    });
    expect(detail).toMatchObject({
      params: { differences: [{ text: "diff.lineRemoved", params: { before: 1 } }] },
    });
    expect(await resolveConflict(SHOP, order.id, "ann")).toBe(true);
    act("tagOrder", order, { tags: ["seen"] });
    await sync(SHOP);
    expect((await stands(order)).conflict).toBe(false);
  });

  it("edited and unlinked: without a document of the exchange nothing is wrong", async () => {
    const order = bought();
    await sync(SHOP);
    await createMissing(SHOP);
    asks(order, "MUG-WHITE");
    settles(order);
    await sync(SHOP);
    await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) });
    await createCreditMemos(ann, await refundIdsOf(order));
    await drain();
    act("editOrder", order, { setQuantity: [{ line: 2, quantity: 0 }] });
    await sync(SHOP);
    const conflict = async () =>
      (
        await db.order.findUniqueOrThrow({
          where: { shop_orderId: { shop: SHOP, orderId: order.id } },
        })
      ).conflict;
    expect(await conflict()).toBe(true);
    const { id } = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, subject: lineIdOf(order) },
    });
    await unlinkBeside(ann, { documentId: id, orderId: order.id }, "not wanted any more");
    expect(await conflict()).toBe(false);
  });

  it("an item that the ERP does not know is a problem of the exchange alone", async () => {
    const order = bought();
    await sync(SHOP);
    await createMissing(SHOP);
    asks(order, "PROTO-X9");
    settles(order);
    await sync(SHOP);
    expect(
      await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) }),
    ).toMatchObject({ enqueued: [], refused: [{ problems: [{ kind: "unknown-item" }] }] });
    expect((await returnPage(SHOP, returnIdOf(order)))?.exchange).toMatchObject({
      waits: "problem",
      problems: [{ kind: "unknown-item" }],
    });
    const stands = await db.order.findUniqueOrThrow({
      where: { shop_orderId: { shop: SHOP, orderId: order.id } },
    });
    expect(stands.documentState).toBe("created");
    const [refundId = ""] = await refundIdsOf(order);
    expect(await createCreditMemos(ann, [refundId])).toMatchObject({ enqueued: [refundId] });
    await drain();
  });
});

describe("an exchange, by itself", () => {
  it("before the order was processed: its document, what went out, and the credit memo", async () => {
    await changeSettings(SHOP, { autoCreateOrders: true, returnProcess: "autoCreditMemo" });
    const order = bought();
    asks(order, "ROPE-20");
    settles(order);
    await sync(SHOP);
    expect((await told(order)).map(([kind, gross]) => [kind, gross])).toEqual(
      expect.arrayContaining([
        ["salesInvoice", "326.90"],
        ["salesOrder", "34.95"],
        ["creditMemo", "24.00"],
      ]),
    );
    expect(await told(order)).toHaveLength(3);
    expect(await conflictsOf(order)).toBe(0);
  });
  it("after it was processed: the same, without a conflict on the way", async () => {
    const order = bought();
    await sync(SHOP);
    asks(order, "MUG-WHITE");
    await sync(SHOP);
    settles(order);
    await sync(SHOP);
    expect((await told(order)).map(([kind, gross]) => [kind, gross])).toEqual(
      expect.arrayContaining([
        ["salesOrder", "12.90"],
        ["creditMemo", "24.00"],
      ]),
    );
    expect(await conflictsOf(order)).toBe(0);
  });
});

describe("an exchange whose money is registered in the ERP", () => {
  it.each([
    ["cheaper", "MUG-WHITE", ["11.1", "12.9"]],
    ["equal", "MAP-BALTIC", ["24"]],
  ])(
    "%s: what its goods paid for is applied to the invoice of what went out, once, whichever is posted first",
    async (_kind, variant, onMemo) => {
      await changeSettings(SHOP, { registerPayments: true });
      const { connectionId } = await booksOf(SHOP);
      const books = { shop: SHOP, connectionId };
      await mapGateways();
      const orders = [bought(), bought()];
      await sync(SHOP);
      await createMissing(SHOP);
      for (const order of orders) {
        asks(order, variant);
        settles(order);
      }
      await sync(SHOP);
      for (const [at, order] of orders.entries()) {
        await createExchanges(ann, { orderId: order.id, returnId: returnIdOf(order) });
        await createCreditMemos(ann, await refundIdsOf(order));
        await drain();
        const posts = async (part: string): Promise<void> => {
          const found = (await inErp(order)).find(({ externalKey }) => externalKey?.includes(part));
          await postDocument(
            books,
            { kind: found?.kind as "creditMemo", id: found?.id ?? "" },
            "clerk",
          );
          await afterPosting(SHOP, connectionId);
          await drain();
        };
        await posts("-SO-");
        await posts(at === 0 ? "-CM-" : "-EX-");
        await posts(at === 0 ? "-EX-" : "-CM-");
        for (const _again of [1, 2]) await afterPosting(SHOP, connectionId);
        await drain();
        const posted = await db.ledgerPostedInvoice.findMany({
          where: {
            shop: SHOP,
            documentId: { in: (await inErp(order)).map(({ id }) => id) },
            document: { externalKey: { contains: "-CM-" } },
          },
          include: { payments: { orderBy: { number: "asc" } } },
        });
        expect(
          posted.map(({ status, remaining, payments }) => [
            status,
            remaining.toFixed(),
            payments.map(({ amount }) => amount.toFixed()),
          ]),
        ).toEqual([["paid", "0", onMemo]]);
        const sent = await db.ledgerPostedInvoice.findFirstOrThrow({
          where: {
            shop: SHOP,
            document: { shopifyOrderId: order.id, externalKey: { contains: "-EX-" } },
          },
        });
        expect([sent.status, sent.remaining.toFixed()]).toEqual(["paid", "0"]);
        expect(
          await db.orderEvent.count({
            where: { shop: SHOP, orderId: order.id, kind: "creditMemoApplied" },
          }),
        ).toBe(1);
        expect(
          await db.problem.findMany({ where: { shop: SHOP, orderId: order.id, clearedAt: null } }),
        ).toEqual([]);
      }
      await changeSettings(SHOP, { registerPayments: false });
    },
  );
});

describe("an exchange on the credit memo of its return", () => {
  beforeAll(() => changeSettings(SHOP, { returnProcess: "importOnly" }));
  beforeAll(() => changeSettings(SHOP, { autoCreateOrders: false, exchangeAs: "creditMemo" }));
  const memoLines = async (order: Placed) =>
    (await inErp(order))
      .filter(({ kind }) => kind === "creditMemo")
      .map(({ lines }) =>
        lines
          .filter(({ kind }) => kind !== "comment")
          .map(({ quantity, amount }) => [quantity.toFixed(), amount.toFixed(2)]),
      );

  it.each([
    ["equal", "MAP-BALTIC", "-24.00", "0.00"],
    ["cheaper", "MUG-WHITE", "-12.90", "11.10"],
  ])(
    "%s: taken off what is credited, once, and no other document",
    async (_kind, variant, worth, money) => {
      const order = bought();
      await sync(SHOP);
      await createMissing(SHOP);
      asks(order, variant);
      settles(order);
      await sync(SHOP);
      const where = { orderId: order.id, returnId: returnIdOf(order) };
      expect((await returnPage(SHOP, where.returnId))?.exchange).toMatchObject({ waits: "memo" });
      const [refundId = ""] = await refundIdsOf(order);
      const preview = await previewCreditMemo(ann, RefundId.parse(refundId));
      expect(preview?.plan?.proof).toMatchObject({ proved: true });
      expect(preview?.plan?.proof.rows.map(({ kind }) => kind)).toContain("exchangeOnMemo");
      await createCreditMemos(ann, [refundId]);
      await drain();
      expect((await told(order)).map(([kind, gross]) => [kind, gross])).toEqual([
        ["salesInvoice", "326.90"],
        ["creditMemo", money],
      ]);
      expect(await memoLines(order)).toEqual([
        [
          ["1", "24.00"],
          ["-1", worth],
        ],
      ]);
      expect((await returnPage(SHOP, where.returnId))?.exchange).toMatchObject({
        waits: null,
        documents: [{ kind: "creditMemo", canUnlink: false }],
      });
      // Nobody sells the same goods again.
      expect(await createExchanges(ann, where)).toEqual({ enqueued: [], refused: [] });
      await sync(SHOP);
      expect(await told(order)).toHaveLength(2);
      const conflict = async () =>
        (
          await db.order.findUniqueOrThrow({
            where: { shop_orderId: { shop: SHOP, orderId: order.id } },
          })
        ).conflict;
      expect(await conflict()).toBe(false);
      expect(
        await db.problem.findMany({ where: { shop: SHOP, orderId: order.id, clearedAt: null } }),
      ).toEqual([]);
      // An edit of what it sends out is a conflict, as with a sales document.
      act("editOrder", order, { setQuantity: [{ line: 2, quantity: 0 }] });
      await sync(SHOP);
      expect(await conflict()).toBe(true);
    },
  );

  it("what it sent out can come back: as what was sold, and at its worth", async () => {
    const order = bought();
    await sync(SHOP);
    await createMissing(SHOP);
    asks(order, "MUG-WHITE");
    settles(order);
    await sync(SHOP);
    await createCreditMemos(ann, await refundIdsOf(order));
    await drain();
    act("refundOrder", order, { lines: [{ line: 2, quantity: 1, restock: "RETURN" }] });
    await sync(SHOP);
    const [open] = await db.refund.findMany({
      where: { shop: SHOP, orderId: order.id, state: { not: "created" } },
    });
    expect(open).toMatchObject({ state: "ready" });
    await createCreditMemos(ann, [open?.refundId ?? ""]);
    await drain();
    expect((await told(order)).map(([kind, gross]) => [kind, gross])).toEqual([
      ["salesInvoice", "326.90"],
      ["creditMemo", "11.10"],
      ["creditMemo", "12.90"],
    ]);
  });

  it("sold apart by a person before: the credit memo sends nothing out", async () => {
    const order = bought();
    await sync(SHOP);
    await createMissing(SHOP);
    asks(order, "MUG-WHITE");
    settles(order);
    await sync(SHOP);
    const where = { orderId: order.id, returnId: returnIdOf(order) };
    expect(await createExchanges(ann, where)).toMatchObject({ enqueued: [lineIdOf(order)] });
    await createCreditMemos(ann, await refundIdsOf(order));
    await drain();
    expect((await told(order)).map(([kind, gross]) => [kind, gross])).toEqual([
      ["salesInvoice", "326.90"],
      ["salesOrder", "12.90"],
      ["creditMemo", "24.00"],
    ]);
  });

  it("dearer than what came back: sold apart, by itself too, for a credit memo below zero is none", async () => {
    await changeSettings(SHOP, { autoCreateOrders: true });
    await changeSettings(SHOP, { returnProcess: "autoCreditMemo" });
    const [dear, cheap] = [bought(), bought()];
    await sync(SHOP);
    asks(dear, "ROPE-20");
    asks(cheap, "MUG-WHITE");
    settles(dear);
    settles(cheap);
    await sync(SHOP);
    const kinds = async (order: Placed) =>
      (await told(order)).map(([kind, gross]) => [kind, gross]).sort();
    expect(await kinds(dear)).toEqual([
      ["creditMemo", "24.00"],
      ["salesInvoice", "326.90"],
      ["salesOrder", "34.95"],
    ]);
    expect(await kinds(cheap)).toEqual([
      ["creditMemo", "11.10"],
      ["salesInvoice", "326.90"],
    ]);
    expect(await conflictsOf(dear)).toBe(0);
    await changeSettings(SHOP, { returnProcess: "importOnly" });
    await changeSettings(SHOP, { autoCreateOrders: false, exchangeAs: "salesDocument" });
  });
});
