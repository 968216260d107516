import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DraftLine } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { add } from "#app/money/decimal.ts";
import * as office from "../back-office.server.ts";
import { pull } from "../feeds.server.ts";
import type { Scope } from "../scope.ts";
import { seedLedger, setUpLedger } from "../set-up.server.ts";
import { ACCOUNTS } from "../set-up/default-books.ts";
import { createDocument } from "./create.server.ts";

const scope: Scope = { shop: "editing.myshopify.com", connectionId: randomUUID() };
const items: Record<string, string> = {};
let customerId = "";
let created = 0;

const MUG = (): DraftLine => ({
  key: "gid://shopify/LineItem/1",
  kind: "item",
  item: { kind: "item", id: items["MUG"] ?? "" },
  description: "Mug",
  quantity: "3",
  unitPrice: "10",
  discount: "3",
  taxes: [{ title: "MwSt", rate: "0.19", amount: "4.31" }],
  location: "MAIN",
});
const SHIPPING: DraftLine = {
  key: "gid://shopify/ShippingLine/1",
  kind: "shipping",
  account: ACCOUNTS.shipping,
  description: "Standard",
  quantity: "1",
  unitPrice: "5",
  discount: "0",
  taxes: [{ title: "MwSt", rate: "0.19", amount: "0.8" }],
};

async function order(lines = [MUG(), SHIPPING], release = true): Promise<ErpRef> {
  created += 1;
  const address = { name: "Ada" };
  const tax = add("0", ...lines.flatMap((line) => line.taxes.map((entry) => entry.amount)));
  const { ref } = await createDocument(
    scope,
    { kind: "order", shopifyId: String(created), generation: 1, label: `#${created}` },
    {
      kind: "salesOrder",
      sellTo: { kind: "customer", id: customerId },
      billTo: { kind: "customer", id: customerId },
      sellToAddress: address,
      billToAddress: address,
      shipToAddress: address,
      currency: "EUR",
      pricesIncludeTax: true,
      documentDate: "2026-03-01",
      shopifyOrderNumber: `#${created}`,
      shopifyOrderId: String(created),
      taxLiable: true,
      lines,
      expected: { net: "0", tax, gross: "0" },
    },
  );
  return {
    kind: "salesOrder",
    id: release ? (await office.releaseDocument(scope, ref)).ref.id : ref.id,
  };
}

const lineOf = async (ref: ErpRef, index = 0) => {
  const line = (await office.readDocument(scope, ref.id)).lines[index];
  if (!line) throw new Error("no such line");
  return line;
};
const nothing = { change: [], remove: [], add: [] };
const refused = async (work: Promise<unknown>): Promise<ErpError["detail"]> =>
  work.then(
    () => {
      throw new Error("not refused");
    },
    (error: unknown) => {
      if (error instanceof ErpError) return error.detail;
      throw error;
    },
  );

beforeAll(async () => {
  await setUpLedger(scope, { name: "Editing", currency: "EUR", timeZone: "Europe/Berlin" });
  await seedLedger(scope, {
    items: [
      {
        number: "MUG",
        description: "Mug",
        price: "10",
        stock: [{ location: "MAIN", quantity: "50" }],
      },
      { number: "LAMP", description: "Lamp", price: "119", currency: "EUR" },
      { number: "USD", description: "Priced in dollars", price: "7", currency: "USD" },
      { number: "OLD", description: "Old", price: "1", blocked: true },
    ],
    customers: [{ name: "Ada", address: { name: "Ada" } }],
  });
  for (const item of await db.ledgerItem.findMany({ where: scope })) items[item.number] = item.id;
  customerId = (await db.ledgerCustomer.findFirstOrThrow({ where: scope })).id;
});

describe("editing the lines of an order", () => {
  it("changes quantity and location of a released order: money, taxes and totals follow", async () => {
    const ref = await order();
    const mug = await lineOf(ref);
    const before = await office.readDocument(scope, ref.id);
    await office.editDocumentLines(
      scope,
      { ...ref, version: before.version },
      { ...nothing, change: [{ lineId: mug.id, quantity: "5", location: "SHOP" }] },
    );
    const after = await office.readDocument(scope, ref.id);
    expect(after).toMatchObject({
      state: "released",
      status: "released",
      totals: { gross: "50", tax: "7.98", net: "42.02" },
    });
    expect(after.lines[0]).toMatchObject({
      key: mug.key,
      quantity: "5",
      unitPrice: "10",
      discount: "5",
      amount: "45",
      tax: "7.18",
      location: "SHOP",
      taxes: [{ title: "MwSt", rate: "0.19", amount: "7.18" }],
    });
    expect(after.lines[1]).toEqual(before.lines[1]);
    expect(Number(after.version)).toBe(Number(before.version) + 1);
    expect(
      await refused(
        office.editDocumentLines(
          scope,
          { ...ref, version: before.version },
          { ...nothing, change: [{ lineId: mug.id, quantity: "1" }] },
        ),
      ),
    ).toMatchObject({ class: "versionConflict" });
    await office.editDocumentLines(scope, ref, {
      ...nothing,
      change: [{ lineId: mug.id, quantity: "3", location: "" }],
    });
    expect((await office.readDocument(scope, ref.id)).lines[0]).toMatchObject({
      ...mug,
      location: null,
    });
  });

  it("never below what left or was invoiced; cut down to it the order is done", async () => {
    const ref = await order();
    const mug = await lineOf(ref);
    await office.postShipment(scope, {
      order: ref,
      lines: [{ lineId: mug.id, quantity: "2" }],
      by: "Eva",
    });
    const field = `lines[${mug.id}].quantity`;
    for (const quantity of ["1", "0", "-1", "2,5", "1.0000001", ""])
      expect(
        await refused(
          office.editDocumentLines(scope, ref, {
            ...nothing,
            change: [{ lineId: mug.id, quantity }],
          }),
        ),
        quantity,
      ).toMatchObject({ class: "validation", field });
    expect(
      await refused(office.editDocumentLines(scope, ref, { ...nothing, remove: [mug.id] })),
    ).toMatchObject({ class: "validation", field: `lines[${mug.id}].remove` });
    await office.postInvoice(scope, ref, "shipped", "Eva");
    await office.editDocumentLines(scope, ref, {
      ...nothing,
      change: [{ lineId: mug.id, quantity: "2" }],
    });
    const done = await office.readDocument(scope, ref.id);
    expect(done).toMatchObject({ status: "closed", may: { ship: false, invoice: false } });
    expect(done.totals.gross).toBe(done.invoices[0]?.gross);
    expect(done.totals.tax).toBe(done.invoices[0]?.tax);
  });

  it("adds an item at its price and the order's tax; the feed gives no order line for it", async () => {
    const ref = await order();
    const mug = await lineOf(ref);
    await office.editDocumentLines(scope, ref, {
      ...nothing,
      add: [
        {
          key: "n1",
          itemId: items["LAMP"] ?? "",
          variantCode: "",
          quantity: "2",
          unitPrice: "",
          location: "MAIN",
        },
      ],
    });
    const lamp = await lineOf(ref, 2);
    expect(lamp).toMatchObject({
      item: { number: "LAMP" },
      sequence: 30000,
      quantity: "2",
      unitPrice: "119",
      amount: "238",
      tax: "38",
      taxes: [{ title: "MwSt", rate: "0.19", amount: "38" }],
      location: "MAIN",
    });
    expect(await office.readDocument(scope, ref.id)).toMatchObject({
      totals: { gross: "270", tax: "43.11" },
    });
    const { id } = await office.postShipment(scope, {
      order: ref,
      trackingNumbers: ["T1"],
      by: "Eva",
    });
    const { events } = await pull(scope, "shipments", null, 100);
    expect(events.find((event) => event.ref.id === id)).toMatchObject({
      lines: [
        { orderLineKey: mug.key, quantity: "3" },
        { quantity: "2", sequence: 30000 },
      ],
    });
    expect(
      events
        .flatMap((event) => (event.feed === "shipments" ? event.lines : []))
        .filter((line) => line.sequence === 30000 && line.orderLineKey !== undefined),
    ).toEqual([]);
  });

  it("refuses what cannot be added, at the row and field it is about", async () => {
    const ref = await order();
    const line = {
      key: "n7",
      itemId: items["LAMP"] ?? "",
      variantCode: "",
      quantity: "1",
      unitPrice: "",
      location: "MAIN",
    };
    const adding = (over: Partial<typeof line>) =>
      refused(office.editDocumentLines(scope, ref, { ...nothing, add: [{ ...line, ...over }] }));
    expect(await adding({ itemId: randomUUID() })).toMatchObject({ field: "lines[n7].item" });
    expect(await adding({ itemId: items["OLD"] ?? "" })).toMatchObject({ class: "config" });
    expect(await adding({ itemId: items["USD"] ?? "" })).toMatchObject({
      field: "lines[n7].unitPrice",
    });
    expect(await adding({ quantity: "x" })).toMatchObject({ field: "lines[n7].quantity" });
    expect(await adding({ unitPrice: "-1" })).toMatchObject({ field: "lines[n7].unitPrice" });
    expect(await adding({ variantCode: "NONE" })).toMatchObject({ field: "lines[n7].variantCode" });
    expect(await adding({ location: "NOWHERE" })).toMatchObject({ field: "lines[n7].location" });
    expect((await office.readDocument(scope, ref.id)).lines).toHaveLength(2);
  });

  it("deletes a line nothing was posted of; one with an undone shipment stays for its history", async () => {
    const second = { ...MUG(), key: "gid://shopify/LineItem/2", description: "Second" };
    const ref = await order([MUG(), second, SHIPPING]);
    const [mug, other] = [await lineOf(ref), await lineOf(ref, 1)];
    await office.undoShipment(
      scope,
      (
        await office.postShipment(scope, {
          order: ref,
          lines: [{ lineId: mug.id, quantity: "1" }],
          by: "Eva",
        })
      ).id,
      "Eva",
    );
    expect(
      await refused(office.editDocumentLines(scope, ref, { ...nothing, remove: [mug.id] })),
    ).toMatchObject({ field: `lines[${mug.id}].remove` });
    expect(
      await refused(
        office.editDocumentLines(scope, ref, { ...nothing, remove: [other.id, other.id] }),
      ),
    ).toMatchObject({ field: "lines" });
    await office.editDocumentLines(scope, ref, { ...nothing, remove: [other.id] });
    expect(await office.readDocument(scope, ref.id)).toMatchObject({
      totals: { gross: "32" },
      lines: [{ id: mug.id }, { kind: "shipping" }],
    });
    expect(
      await refused(
        office.editDocumentLines(scope, ref, {
          ...nothing,
          change: [{ lineId: other.id, quantity: "1" }],
        }),
      ),
    ).toMatchObject({ class: "stateConflict" });
    expect(await refused(office.editDocumentLines(scope, ref, nothing))).toMatchObject({
      field: "lines",
    });
  });

  it("item charges rest on the goods that are left", async () => {
    const charge: DraftLine = {
      key: "gid://shopify/ShippingLine/2",
      kind: "shipping",
      itemCharge: "FREIGHT",
      description: "Freight",
      quantity: "1",
      unitPrice: "10",
      discount: "0",
      taxes: [],
    };
    const ref = await order([MUG(), { ...MUG(), key: "gid://shopify/LineItem/2" }, charge]);
    const [mug, other] = [await lineOf(ref), await lineOf(ref, 1)];
    const parts = async () =>
      (
        await db.ledgerChargeAssignment.findMany({
          where: { shop: scope.shop, documentId: ref.id },
        })
      ).map((part) => [part.itemLineId, part.amount.toFixed()]);
    await office.editDocumentLines(scope, ref, { ...nothing, remove: [other.id] });
    expect(await parts()).toEqual([[mug.id, "10"]]);
    expect(
      await refused(office.editDocumentLines(scope, ref, { ...nothing, remove: [mug.id] })),
    ).toMatchObject({ field: "lines" });
  });

  it("cancelled and posted documents, other kinds and other books stay as they are", async () => {
    const ref = await order([MUG()], false);
    const mug = await lineOf(ref);
    const change = { ...nothing, change: [{ lineId: mug.id, quantity: "1" }] };
    expect(
      await refused(
        office.editDocumentLines({ ...scope, connectionId: randomUUID() }, ref, change),
      ),
    ).toMatchObject({ class: "notFound" });
    await office.cancelDocument(scope, ref);
    expect(await refused(office.editDocumentLines(scope, ref, change))).toMatchObject({
      class: "stateConflict",
    });
    expect(
      await refused(office.editDocumentLines(scope, { kind: "salesOrder", id: "nothing" }, change)),
    ).toMatchObject({ class: "notFound" });
  });

  it("whatever is shipped, invoiced and edited in turn: invoices add up to the order, to the cent", async () => {
    const step = fc.record({ ship: fc.nat(2), invoice: fc.boolean(), more: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 99_999 }),
        fc.nat(60),
        async (steps, price, off) => {
          const unitPrice = `${Math.floor(price / 1000)}.${String(price % 1000).padStart(3, "0")}`;
          const ref = await order([
            {
              ...MUG(),
              unitPrice,
              quantity: "6",
              discount: price > 1000 ? `0.${String(off).padStart(2, "0")}` : "0",
              taxes: [{ title: "MwSt", rate: "0.19", amount: "0" }],
            },
            SHIPPING,
          ]);
          for (const { ship, invoice, more } of steps) {
            const mug = await lineOf(ref);
            if (ship > 0 && Number(mug.quantity) - Number(mug.shipped) >= ship)
              await office.postShipment(scope, {
                order: ref,
                lines: [{ lineId: mug.id, quantity: String(ship) }],
                by: "Eva",
              });
            if (invoice && (await office.readDocument(scope, ref.id)).may.invoiceShipped)
              await office.postInvoice(scope, ref, "shipped", "Eva");
            if (more > 0)
              await office
                .editDocumentLines(scope, ref, {
                  ...nothing,
                  change: [
                    { lineId: mug.id, quantity: String(Number(mug.quantity) + more - 1 || 1) },
                  ],
                })
                .catch((error: unknown) => {
                  if (!(error instanceof ErpError)) throw error;
                });
          }
          if ((await office.readDocument(scope, ref.id)).may.invoice)
            await office.postInvoice(scope, ref, "whole", "Eva");
          const { totals, invoices } = await office.readDocument(scope, ref.id);
          expect(add("0", ...invoices.map((invoice) => invoice.gross))).toBe(totals.gross);
          expect(add("0", ...invoices.map((invoice) => invoice.tax))).toBe(totals.tax);
          expect(add("0", ...invoices.map((invoice) => invoice.net))).toBe(totals.net);
        },
      ),
      { numRuns: 15 },
    );
  });
});
