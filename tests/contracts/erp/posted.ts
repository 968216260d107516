import { randomInt } from "node:crypto";
import { expect, it } from "vitest";
import { hasOurKey, ordersNamed } from "#app/domain/refunds/by-hand/orders-named.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { InvoiceEvent, ShipmentEvent } from "#app/erp/port/feeds.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { OrderId } from "#app/lib/ids.ts";
import type { Json } from "#app/lib/json.ts";
import { add, subtract } from "#app/money/decimal.ts";
import { drainFeed } from "./drain-feed.ts";
import { keyOf, release } from "./by-link.ts";
import type { CaseContext } from "./suite.ts";
import { call, draftOf, itemLine, line, newKey, refusal } from "./setting.ts";

/** People ship and invoice in the ERP, in parts and with second thoughts; the feeds tell it and the document shows it. */
export function postedCases(context: CaseContext): void {
  const { adapter, subject } = context;
  const able = adapter.capabilities;
  const MUG = "gid://shopify/LineItem/1";
  const SWEATER = "gid://shopify/LineItem/2";

  const named = keyOf(context, [MUG, SWEATER, "gid://shopify/ShippingLine/1"]);
  const shippedBy = (event: ShipmentEvent | undefined) =>
    event?.lines.map((entry) => [named(entry), entry.quantity]);

  /** A released order: 3 mugs at 3.33, 2 sweaters at 40, shipping 5. */
  async function released(): Promise<{ order: ErpRef; externalKey: string }> {
    const { port, facts } = subject();
    const key = newKey();
    const lines = [
      itemLine(facts, MUG, { quantity: "3", unitPrice: "3.33" }),
      itemLine(facts, SWEATER, { item: facts.otherItem.ref, quantity: "2", unitPrice: "40" }),
      line("gid://shopify/ShippingLine/1", {
        kind: "shipping",
        account: facts.shippingAccount,
        unitPrice: "5",
      }),
    ];
    const { ref } = await port.createDocument(key, draftOf(facts, lines), call);
    await release(context, ref);
    return { order: { kind: ref.kind, id: ref.id }, externalKey: renderExternalKey(key) };
  }

  async function shipmentsOf(
    order: ErpRef,
    from: Json = null,
  ): Promise<{ events: ShipmentEvent[]; cursor: Json }> {
    const { events, cursor } = await drainFeed(subject().port, "shipments", from, 50);
    return {
      events: events.flatMap((event) =>
        event.feed === "shipments" && event.orderRef?.id === order.id ? [event] : [],
      ),
      cursor,
    };
  }

  async function invoicesOf(
    order: ErpRef,
    from: Json = null,
  ): Promise<{ events: InvoiceEvent[]; cursor: Json }> {
    const { events, cursor } = await drainFeed(subject().port, "invoices", from, 50);
    return {
      events: events.flatMap((event) =>
        event.feed === "invoices" && event.orderRefs.some((ref) => ref.id === order.id)
          ? [event]
          : [],
      ),
      cursor,
    };
  }

  it("shipments and invoices can be read again from any cursor: the same events with the same dedupe keys", async () => {
    const { port, byHand } = subject();
    const { order } = await released();
    const start = {
      shipments: (await drainFeed(port, "shipments", null)).cursor,
      invoices: (await drainFeed(port, "invoices", null)).cursor,
    };
    await byHand.ship(order, {});
    await byHand.invoice(order, "whole");
    for (const feed of ["shipments", "invoices"] as const) {
      const keys = async (limit: number) =>
        (await drainFeed(port, feed, start[feed], limit)).events.map((event) => event.dedupeKey);
      const once = await keys(50);
      expect(once.length).toBeGreaterThan(0);
      for (const limit of [1, 2]) expect(await keys(limit)).toEqual(once);
    }
  });

  it("a credit memo that a clerk makes for an invoice names its order, and is told in amounts above zero", async () => {
    const { port, byHand } = subject();
    const { order, externalKey } = await released();
    const start = (await drainFeed(port, "creditMemos", null)).cursor;
    await byHand.ship(order, {});
    const invoice = await byHand.invoice(order, "whole");
    const number = `#${randomInt(10_000, 900_000_000)}`;
    const memo = await byHand.credit(invoice, number);
    const events = (await drainFeed(port, "creditMemos", start)).events.filter(
      (event): event is InvoiceEvent => event.feed === "creditMemos" && event.ref.id === memo.id,
    );
    const event = events.at(-1);
    expect(event).toMatchObject({ ref: { kind: "creditMemo" }, status: "posted" });
    expect(Number(event?.totals.gross)).toBeGreaterThan(0);
    expect(event?.number).toBe(memo.number);
    const orderId = OrderId.parse("gid://shopify/Order/1");
    const known = {
      documents: [{ orderId, kind: order.kind, erpId: order.id, externalKey }],
      invoices: [{ orderId, erpId: invoice.id }],
      orders: [{ orderId, name: number, documentNumber: null }],
    };
    expect(event && !hasOurKey(event) && ordersNamed(event, known)).toEqual([orderId]);
  });

  const partial = it.runIf(able.partialShipments && able.shipmentLineLink !== "item");

  partial(
    "a part ships with agent and tracking, then the rest: two shipments that name their order lines and quantities",
    async () => {
      const { port, facts, byHand } = subject();
      const { order, externalKey } = await released();
      const service =
        facts.shippingAgent.service === undefined ? {} : { service: facts.shippingAgent.service };
      const first = await byHand.ship(order, {
        lines: [
          { key: MUG, quantity: "1" },
          { key: SWEATER, quantity: "2" },
        ],
        agent: facts.shippingAgent.code,
        ...service,
        trackingNumbers: ["JD1", "JD2"],
      });
      expect((await port.getDocument(order, call)).status).toBe("partiallyShipped");
      const told = await shipmentsOf(order);
      expect(told.events).toMatchObject([
        {
          ref: { id: first.id, number: first.number },
          orderExternalKey: externalKey,
          reversed: false,
        },
      ]);
      expect(shippedBy(told.events[0])).toEqual([
        [MUG, "1"],
        [SWEATER, "2"],
      ]);
      if (able.shipmentTracking)
        expect(told.events[0]).toMatchObject({
          agentCode: facts.shippingAgent.code,
          ...(service.service === undefined ? {} : { agentService: service.service }),
          trackingNumbers: ["JD1", "JD2"],
        });
      const second = await byHand.ship(order, {});
      const rest = (await shipmentsOf(order, told.cursor)).events.filter(
        (event) => event.ref.id === second.id,
      );
      expect(rest).toMatchObject([{ trackingNumbers: [] }]);
      expect(shippedBy(rest[0])).toEqual([[MUG, "2"]]);
      const document = await port.getDocument(order, call);
      expect(document.status).toBe("shipped");
      expect(document.lines.slice(0, 2).map((entry) => [named(entry), entry.shipped])).toEqual([
        [MUG, "3"],
        [SWEATER, "2"],
      ]);
      expect((await refusal(byHand.ship(order, {}))).class).toBe("stateConflict");
    },
  );

  it.runIf(able.partialShipments && able.undoShipment)(
    "a shipment undone turns up as a reversal of itself, and its goods can be shipped again",
    async () => {
      const { port, byHand } = subject();
      const { order } = await released();
      const shipment = await byHand.ship(order, { lines: [{ key: MUG, quantity: "2" }] });
      const before = await shipmentsOf(order);
      await byHand.undoShipment(shipment);
      expect((await port.getDocument(order, call)).status).toBe("released");
      const reversal = (await shipmentsOf(order, before.cursor)).events.filter(
        (event) => event.reversed,
      );
      expect(reversal).toMatchObject([{ ref: { id: shipment.id } }]);
      expect(shippedBy(reversal[0])).toEqual([[MUG, "2"]]);
      expect(reversal[0]?.dedupeKey).not.toBe(before.events[0]?.dedupeKey);
      expect((await refusal(byHand.undoShipment(shipment))).class).toBe("stateConflict");
      await byHand.ship(order, {});
      expect((await port.getDocument(order, call)).lines[0]?.shipped).toBe("3");
    },
  );

  it.runIf(able.partialShipments && adapter.undoUntold)(
    "a shipment undone shows on the document: its goods can be shipped again, and what a feed tells of it is a reversal",
    async () => {
      const { port, byHand } = subject();
      const { order } = await released();
      const shipment = await byHand.ship(order, { lines: [{ key: MUG, quantity: "2" }] });
      const before = await shipmentsOf(order);
      await byHand.undoShipment(shipment);
      const document = await port.getDocument(order, call);
      expect([document.status, document.lines[0]?.shipped]).toEqual(["released", "0"]);
      const told = (await shipmentsOf(order, before.cursor)).events;
      expect(told.filter(({ reversed }) => !reversed)).toEqual([]);
      await byHand.ship(order, {});
      expect((await port.getDocument(order, call)).lines[0]?.shipped).toBe("3");
    },
  );

  it.runIf(able.partialShipments && !able.undoShipment && !adapter.undoUntold)(
    "a shipment is not taken back: a person is refused, the order stays as it is and nothing is told as reversed",
    async () => {
      const { port, byHand } = subject();
      const { order } = await released();
      const shipment = await byHand.ship(order, { lines: [{ key: MUG, quantity: "2" }] });
      const before = await shipmentsOf(order);
      expect((await refusal(byHand.undoShipment(shipment))).class).toBe("stateConflict");
      const document = await port.getDocument(order, call);
      expect([document.status, document.lines[0]?.shipped]).toEqual(["partiallyShipped", "2"]);
      expect(
        (await shipmentsOf(order, before.cursor)).events.filter(
          (event) => event.reversed || event.dedupeKey !== before.events[0]?.dedupeKey,
        ),
      ).toEqual([]);
    },
  );

  partial(
    "an order shipped in part is not cancelled behind anybody's back: refused or partly, with a reason",
    async () => {
      const { port, byHand } = subject();
      const { order } = await released();
      const shipment = await byHand.ship(order, { lines: [{ key: MUG, quantity: "1" }] });
      const result = await port.cancelDocument(order, call);
      expect(["refused", "partly"]).toContain(result.outcome);
      expect(result.reason).toBeTruthy();
      if (!able.undoShipment || result.outcome !== "refused") return;
      await byHand.undoShipment(shipment);
      expect((await port.cancelDocument(order, call)).outcome).toBe("cancelled");
      expect((await refusal(byHand.ship(order, {}))).class).toBe("stateConflict");
    },
  );

  partial(
    "invoiced in two parts, the first with services only: the parts add up to the order, each with its own event",
    async () => {
      const { port, byHand } = subject();
      const { order, externalKey } = await released();
      const services = await byHand.invoice(order, "shipped");
      const told = await invoicesOf(order);
      expect(told.events).toMatchObject([
        {
          ref: { id: services.id },
          externalKey,
          status: "posted",
          totals: { gross: "5" },
          remaining: "5",
        },
      ]);
      expect((await refusal(byHand.invoice(order, "shipped"))).class).toBe("stateConflict");
      const shipment = await byHand.ship(order, {});
      const goods = await byHand.invoice(order, "shipped");
      const both = (await invoicesOf(order)).events;
      expect(both.map((event) => event.ref.id)).toEqual([services.id, goods.id]);
      expect(both.map((event) => event.totals.gross)).toEqual(["5", "89.99"]);
      const document = await port.getDocument(order, call);
      expect(add("0", ...both.map((event) => event.totals.gross))).toBe(document.totals.gross);
      expect(document.status).toBe("closed");
      expect((await refusal(byHand.undoShipment(shipment))).class).toBe("stateConflict");
    },
  );

  it.runIf(able.paymentRegistration)(
    "a payment tells itself: the invoice turns up again with less to pay, then paid",
    async () => {
      const { port, facts, byHand } = subject();
      const { order } = await released();
      await byHand.ship(order, {});
      const invoice = await byHand.invoice(order, "whole");
      const before = await invoicesOf(order);
      const told = before.events.find((event) => event.ref.id === invoice.id);
      expect(told?.status).toBe("posted");
      const pay = (amount: string) =>
        port.registerPayment(
          newKey("payment"),
          { invoice, amount, currency: "EUR", method: facts.paymentMethod, date: "2026-03-02" },
          call,
        );
      await pay(subtract(told?.remaining ?? "0", "80"));
      const part = (await invoicesOf(order, before.cursor)).events.at(-1);
      expect(part).toMatchObject({ ref: { id: invoice.id }, status: "posted", remaining: "80" });
      expect(part?.dedupeKey).not.toBe(told?.dedupeKey);
      await pay("80");
      expect((await invoicesOf(order, before.cursor)).events.at(-1)).toMatchObject({
        status: "paid",
        remaining: "0",
      });
    },
  );
}
