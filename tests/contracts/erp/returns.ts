import { expect, it } from "vitest";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import type { InvoiceEvent, ReceiptEvent } from "#app/erp/port/feeds.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { keyOf } from "./by-link.ts";
import { drainFeed } from "./drain-feed.ts";
import type { CaseContext } from "./suite.ts";
import { call, draftOf, itemLine, line, newKey, refusal } from "./setting.ts";

/** Return orders: goods that come back are received, what went back is credited whole. */
export function returnCases(context: CaseContext): void {
  const { adapter, subject } = context;
  const able = adapter.capabilities;

  const lines = (): DraftLine[] => {
    const { facts } = subject();
    const { vat, pricesIncludeTax, otherLocation, shippingAccount } = facts;
    return [
      itemLine(facts, "back", {
        location: otherLocation,
        quantity: "3",
        unitPrice: pricesIncludeTax ? "11.9" : "10",
        taxes: [{ ...vat, amount: "5.7" }],
      }),
      line("shipping:1", {
        kind: "shipping",
        account: shippingAccount,
        unitPrice: pricesIncludeTax ? "4.76" : "4",
        taxes: [{ ...vat, amount: "0.76" }],
      }),
      // What the shop keeps takes away from what it credits.
      line("fee:1", { kind: "fee", account: facts.roundingAccount, unitPrice: "-5" }),
    ];
  };
  const totals = { net: "29", tax: "6.46", gross: "35.46" };
  const create = async (key: ExternalKey = newKey("creditMemo")) => {
    const { port, facts } = subject();
    const draft = draftOf(facts, lines(), { kind: "returnOrder" });
    return port.createDocument(key, draft, call);
  };
  const onHand = async (): Promise<number> => {
    const { port, facts } = subject();
    const [row] = await port.getAvailability(
      [{ item: facts.item.ref }],
      [facts.otherLocation],
      call,
    );
    return Number(row?.onHand);
  };
  const cursors = async () => {
    const { port } = subject();
    const at = async (feed: "receipts" | "creditMemos" | "shipments") =>
      (await drainFeed(port, feed, null, 50)).cursor;
    return {
      receipts: await at("receipts"),
      creditMemos: await at("creditMemos"),
      shipments: await at("shipments"),
    };
  };

  it.runIf(!able.returns)(
    "an ERP without return orders refuses one, and the feed of receipts, as unsupported",
    async () => {
      expect(await refusal(create())).toMatchObject({
        class: "unsupported",
        capability: "returns",
      });
      const pulled = subject().port.pull("receipts", null, 10, call);
      expect(await refusal(pulled)).toMatchObject({ class: "unsupported", capability: "returns" });
    },
  );

  it.runIf(able.returns)(
    "a return order comes to what it was sent as, above zero, is found by its key and read back",
    async () => {
      const { port } = subject();
      const key = newKey("creditMemo");
      const made = await create(key);
      expect(made).toMatchObject({
        kind: "returnOrder",
        ref: { kind: "returnOrder" },
        status: "open",
        externalKey: renderExternalKey(key),
        totals,
      });
      const [found, ...others] = await port.findDocuments(key, call);
      expect(others).toEqual([]);
      expect(found).toMatchObject({ kind: "returnOrder", totals });
      const named = keyOf(context, ["back", "shipping:1", "fee:1"]);
      expect(found?.lines.map((one) => [named(one), one.quantity, one.shipped])).toEqual([
        ["back", "3", "0"],
        ["shipping:1", "1", "0"],
        ["fee:1", "1", "0"],
      ]);
      expect(await port.getDocument(made.ref, call)).toMatchObject({ totals });
      const reading = await port.readDocument(
        { ref: made.ref, keys: lines().map(({ key }) => key) },
        call,
      );
      expect(reading).toMatchObject({ kind: "returnOrder", totals });
      expect(reading.fixed).toBeDefined();
      // One key, one document: neither a second return order nor a credit memo beside it.
      for (const kind of ["returnOrder", "creditMemo"] as const)
        expect(
          (
            await refusal(
              port.createDocument(key, draftOf(subject().facts, lines(), { kind }), call),
            )
          ).class,
        ).toBe("duplicate");
    },
  );

  const credited = async (from: Awaited<ReturnType<typeof cursors>>, key: ExternalKey) =>
    (await drainFeed(subject().port, "creditMemos", from.creditMemos, 50)).events.filter(
      (event): event is InvoiceEvent =>
        event.feed === "creditMemos" && event.externalKey === renderExternalKey(key),
    );
  const received = async (from: Awaited<ReturnType<typeof cursors>>, ref: ErpRef) =>
    (await drainFeed(subject().port, "receipts", from.receipts, 50)).events.filter(
      (event): event is ReceiptEvent => event.feed === "receipts" && event.orderRef.id === ref.id,
    );

  it.runIf(able.returns && able.release)(
    "released and received by people: the goods are at their place, the feed of receipts tells it and no other does",
    async () => {
      const { port, byHand } = subject();
      const key = newKey("creditMemo");
      const from = await cursors();
      const { ref } = await create(key);
      expect((await port.releaseDocument(ref, call)).status).toBe("released");
      const before = await onHand();
      await byHand.receive?.({ kind: "returnOrder", id: ref.id });
      expect((await onHand()) - before).toBe(3);
      const after = await port.getDocument({ kind: "returnOrder", id: ref.id }, call);
      expect(after.status).toBe("shipped");
      const [event, ...others] = await received(from, ref);
      expect(others).toEqual([]);
      expect(event).toMatchObject({
        orderRef: { kind: "returnOrder", id: ref.id },
        orderExternalKey: renderExternalKey(key),
        location: subject().facts.otherLocation,
        lines: [{ quantity: "3" }],
        orderStatus: "shipped",
        reversed: false,
      });
      const { events } = await drainFeed(port, "shipments", from.shipments, 50);
      expect(
        events.filter((one) => one.feed === "shipments" && one.orderRef?.id === ref.id),
      ).toEqual([]);
    },
  );

  it.runIf(able.returns && able.release && able.postInvoiceViaApi)(
    "posted: what is left comes in, and it is credited whole, once, with what is open of it",
    async () => {
      const { port, facts } = subject();
      const key = newKey("creditMemo");
      const from = await cursors();
      const { ref } = await create(key);
      const bare = { kind: "returnOrder" as const, id: ref.id };
      expect(["stateConflict"]).toContain((await refusal(port.postDocument(bare, call))).class);
      await port.releaseDocument(ref, call);
      const before = await onHand();
      const posted = await port.postDocument(bare, call);
      expect(posted).toMatchObject({ kind: "returnOrder", status: "closed", totals });
      expect((await onHand()) - before).toBe(3);
      const events = await credited(from, key);
      expect(events).toMatchObject([
        {
          status: "posted",
          totals,
          remaining: totals.gross,
          orderRefs: [{ kind: "returnOrder", id: ref.id }],
        },
      ]);
      expect((await received(from, ref)).at(-1)).toMatchObject({ orderStatus: "closed" });
      expect((await refusal(port.postDocument(bare, call))).class).toBe("stateConflict");
      if (!able.creditMemoPayment) return;
      const [event] = events;
      const back = {
        invoice: event?.ref ?? ref,
        amount: totals.gross,
        currency: "EUR",
        method: facts.paymentMethod,
        date: "2026-03-02",
      };
      await port.registerPayment(newKey("payment"), back, call);
      expect((await credited(from, key)).at(-1)).toMatchObject({ status: "paid", remaining: "0" });
    },
  );

  it.runIf(able.returns)("cancelled before anything came in, it is credited never", async () => {
    const { port } = subject();
    const { ref } = await create();
    const { outcome, document } = await port.cancelDocument(ref, call);
    expect([outcome, document.kind, document.status]).toEqual([
      "cancelled",
      "returnOrder",
      "cancelled",
    ]);
    expect(
      (await refusal(port.postDocument({ kind: "returnOrder", id: ref.id }, call))).class,
    ).toBe("stateConflict");
  });

  it.runIf(able.returns)("goods that go out have no place on a return order", async () => {
    const { port, facts } = subject();
    const out = itemLine(facts, "out", { quantity: "-1" });
    const draft = draftOf(facts, [...lines(), out], { kind: "returnOrder" });
    expect((await refusal(port.createDocument(newKey("creditMemo"), draft, call))).class).toBe(
      "validation",
    );
  });
}
