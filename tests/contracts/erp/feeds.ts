import { expect, it } from "vitest";
import type { FeedKind } from "#app/erp/port/feeds.ts";
import type { Json } from "#app/lib/json.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { keyOf, release } from "./by-link.ts";
import type { CaseContext } from "./suite.ts";
import { drainFeed } from "./drain-feed.ts";
import { call, customerData, draftOf, itemLine, newKey, refusal } from "./setting.ts";

export function feedCases(context: CaseContext): void {
  const { adapter, subject } = context;
  const drain = (feed: FeedKind, from: Json, limit = 3) =>
    drainFeed(subject().port, feed, from, limit);

  it.each(["orders", "customers", "items"] as const)(
    "%s: a change turns up after the cursor, whatever the page size",
    async (feed) => {
      const { port, facts } = subject();
      const { cursor } = await drain(feed, null, 50);
      const ref =
        feed === "orders"
          ? (await port.createDocument(newKey(), draftOf(facts, [itemLine(facts, "1")]), call)).ref
          : feed === "customers"
            ? await port.createCustomer(newKey("customer"), customerData(), call)
            : await port.createItem(newKey("item"), { description: "Feed" }, call);
      for (const limit of [1, 50])
        expect((await drain(feed, cursor, limit)).events.map((event) => event.ref.id)).toContain(
          ref.id,
        );
    },
  );

  it("a cursor can be replayed: the same events, with the same dedupe keys", async () => {
    const first = await drain("orders", null);
    const again = await drain("orders", null);
    expect(again.events.map((event) => event.dedupeKey)).toEqual(
      first.events.map((event) => event.dedupeKey),
    );
    expect(new Set(first.events.map((event) => event.dedupeKey)).size).toBe(first.events.length);
  });

  it("what is written while a feed is read is not missed: side by side, whatever page it falls on", async () => {
    const { port, facts } = subject();
    const { cursor } = await drain("orders", null, 50);
    const seen = new Set<string>();
    let at = cursor;
    const read = async (): Promise<void> => {
      const page = await drain("orders", at, 2);
      for (const event of page.events) seen.add(event.ref.id);
      at = page.cursor;
    };
    let writing = true;
    const reader = (async () => {
      while (writing) await read();
    })();
    const made = await Promise.all(
      Array.from({ length: 12 }, () =>
        port.createDocument(newKey(), draftOf(facts, [itemLine(facts, "1")]), call),
      ),
    ).finally(() => {
      writing = false;
    });
    await reader;
    await read();
    expect(
      made.filter((document) => !seen.has(document.ref.id)).map((document) => document.ref.number),
    ).toEqual([]);
  });

  it.runIf(adapter.capabilities.deletionsInFeed)("a deleted document is a change too", async () => {
    const { port, facts, deleteDocument } = subject();
    const { ref } = await port.createDocument(
      newKey(),
      draftOf(facts, [itemLine(facts, "1")]),
      call,
    );
    const { cursor } = await drain("orders", null, 50);
    await deleteDocument(ref);
    expect(
      (await drain("orders", cursor)).events.filter((event) => event.ref.id === ref.id).at(-1)
        ?.dedupeKey,
    ).toMatch(/gone$/);
  });

  it.runIf(!adapter.capabilities.deletionsInFeed)(
    "a deleted document is not told, and disturbs no other: what is made after it comes, reading the deleted one says gone",
    async () => {
      const { port, facts, deleteDocument } = subject();
      const { ref } = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1")]),
        call,
      );
      const { cursor } = await drain("orders", null, 50);
      await port.cancelDocument(ref, call);
      await deleteDocument(ref);
      const next = await port.createDocument(
        newKey(),
        draftOf(facts, [itemLine(facts, "1")]),
        call,
      );
      const told = (await drain("orders", cursor, 50)).events.map((event) => event.ref.id);
      expect(told).toContain(next.ref.id);
      expect(told).not.toContain(ref.id);
      expect((await refusal(port.getDocument({ kind: ref.kind, id: ref.id }, call))).class).toBe(
        "gone",
      );
    },
  );

  it.runIf(adapter.capabilities.postShipmentViaApi)(
    "a posted order gives a shipment with its order line and an invoice with its key",
    async () => {
      const { port, facts } = subject();
      const key = newKey();
      const { ref } = await port.createDocument(
        key,
        draftOf(facts, [itemLine(facts, "L1", { quantity: "2" })]),
        call,
      );
      await release(context, ref);
      await port.postDocument({ kind: ref.kind, id: ref.id }, call);
      const shipments = (await drain("shipments", null)).events.filter(
        (event) => event.feed === "shipments" && event.orderRef?.id === ref.id,
      );
      expect(shipments).toHaveLength(1);
      expect(shipments[0]).toMatchObject({
        orderExternalKey: renderExternalKey(key),
        reversed: false,
        lines: [{ quantity: "2" }],
      });
      const [shipment] = shipments;
      if (shipment?.feed !== "shipments") throw new Error("no shipment is told");
      expect(shipment.lines.map(keyOf(context, ["L1"]))).toEqual(["L1"]);
      const invoices = (await drain("invoices", null)).events.filter(
        (event) =>
          event.feed === "invoices" && event.orderRefs.some((order) => order.id === ref.id),
      );
      expect(invoices).toHaveLength(1);
      expect(invoices[0]).toMatchObject({
        externalKey: renderExternalKey(key),
        status: "posted",
        remaining: "20",
        totals: { gross: "20" },
      });
    },
  );

  it("a cursor of somebody else is refused", async () => {
    expect(
      (await refusal(subject().port.pull("orders", { since: "yesterday" }, 10, call))).class,
    ).toBe("validation");
  });
}
