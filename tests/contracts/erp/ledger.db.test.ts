import { ledgerLine } from "#tests/setup/ledger-line.ts";
import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { LEDGER_CAPABILITIES } from "#app/erp/ledger/capabilities.ts";
import { saveItemUnit } from "#app/erp/ledger/back-office/items.server.ts";
import { editDocumentLines } from "#app/erp/ledger/documents/edit.server.ts";
import { postInvoiceByHand } from "#app/erp/ledger/back-office/invoice-by-hand.server.ts";
import { deleteDocument } from "#app/erp/ledger/documents/change.server.ts";
import type { Scope } from "#app/erp/ledger/scope.ts";
import { postInvoice } from "#app/erp/ledger/posting/invoice.server.ts";
import { postShipment, undoShipment } from "#app/erp/ledger/posting/shipment.server.ts";
import { seedLedger, setUpLedger } from "#app/erp/ledger/set-up.server.ts";
import { ACCOUNTS } from "#app/erp/ledger/set-up/default-books.ts";
import { openConnection } from "#app/erp/registry.server.ts";
import { erpContract } from "./suite.ts";
import type { ByHand, ContractFacts } from "./setting.ts";
import { call, draftOf, itemLine, line, newKey, refusal } from "./setting.ts";

const COMPANY = { name: "Nordlicht", currency: "EUR", timeZone: "Europe/Berlin" };

async function openLedger(
  shop = "ledger-contract.myshopify.com",
): Promise<{ scope: Scope; port: ErpConnectionPort; facts: ContractFacts }> {
  const scope = { shop, connectionId: randomUUID() };
  await setUpLedger(scope, COMPANY);
  await seedLedger(scope, {
    items: [
      {
        number: "MUG-WHITE",
        description: "Enamel mug",
        barcode: "4012345678901",
        price: "12.9",
        currency: "EUR",
        stock: [{ location: "MAIN", quantity: "100" }],
      },
      {
        number: "SWEATER",
        description: "Sweater",
        variants: [
          { code: "navy-m", description: "Navy, M", barcode: "4006381333931" },
          { code: "NAVY-L", description: "Navy, L" },
        ],
      },
      { number: "OLD", description: "No longer sold", blocked: true },
    ],
    customers: [
      {
        name: "Ada Berg",
        email: "ada@example.test",
        address: { name: "Ada Berg", countryCode: "DE" },
      },
      { name: "Blocked Ltd", address: { name: "Blocked Ltd" }, blocked: true },
      {
        name: "Foreign Customer",
        email: "Foreign.Customer@Example.test",
        phone: "+45 (0) 12-34 5678",
        address: { name: "Foreign Customer", countryCode: "DK" },
      },
    ],
  });
  const port = openConnection({
    shop,
    id: scope.connectionId,
    adapter: "ledger",
    settings: {},
    secrets: null,
  });
  const customer = async (name: string): Promise<ErpRef> => ({
    kind: "customer",
    ...(await db.ledgerCustomer.findFirstOrThrow({
      where: { ...scope, name },
      select: { id: true, number: true },
    })),
  });
  const item = async (number: string): Promise<ErpRef> => ({
    kind: "item",
    ...(await db.ledgerItem.findFirstOrThrow({
      where: { ...scope, number },
      select: { id: true, number: true },
    })),
  });
  return {
    scope,
    port,
    facts: {
      shippingAccount: ACCOUNTS.shipping,
      roundingAccount: ACCOUNTS.cashRounding,
      headingAccount: "3999",
      location: "MAIN",
      otherLocation: "SHOP",
      paymentTerms: "NET30",
      shipmentMethod: "STANDARD",
      paymentMethod: "CARD",
      shippingAgent: { code: "DHL", service: "EXPRESS" },
      itemCharge: "FREIGHT",
      customer: await customer("Ada Berg"),
      blockedCustomer: await customer("Blocked Ltd"),
      foreign: {
        email: "foreign.customer@example.test",
        phoneDigits: "4512345678",
        ref: await customer("Foreign Customer"),
      },
      item: { ref: await item("MUG-WHITE"), number: "MUG-WHITE", barcode: "4012345678901" },
      otherItem: { ref: await item("SWEATER"), number: "SWEATER" },
      blockedItem: await item("OLD"),
      vat: { title: "MwSt", rate: "0.19" },
      twoTaxes: [
        { title: "GST", rate: "0.05" },
        { title: "QST", rate: "0.09975" },
      ],
      pricesIncludeTax: true,
    },
  };
}

const PERSON = "a person";
const bare = ({ kind, id }: ErpRef): ErpRef => ({ kind, id });

function byHand(scope: Scope, port: ErpConnectionPort): ByHand {
  return {
    ship: async (order, { lines, ...rest }) => {
      const sold = (await port.getDocument(order, call)).lines;
      const parts = lines?.map(({ key, quantity }) => ({
        lineId: sold.find((entry) => entry.key === key)?.lineId ?? "",
        quantity,
      }));
      return {
        kind: "shipment",
        ...(await postShipment(scope, {
          order,
          by: PERSON,
          ...(parts ? { lines: parts } : {}),
          ...rest,
        })),
      };
    },
    setQuantity: async (order, key, quantity) => {
      const line = (await port.getDocument(order, call)).lines.find((entry) => entry.key === key);
      const change = [{ lineId: line?.lineId ?? "", quantity }];
      await editDocumentLines(scope, bare(order), { change, remove: [], add: [] });
    },
    addLine: async (order, unitPrice) => {
      const [item] = await db.ledgerItem.findMany({ where: { ...scope, number: "MUG-WHITE" } });
      const add = [
        {
          key: "new",
          itemId: item?.id ?? "",
          variantCode: "",
          quantity: "1",
          unitPrice,
          location: "MAIN",
        },
      ];
      await editDocumentLines(scope, bare(order), { change: [], remove: [], add });
    },
    undoShipment: async (shipment) => void (await undoShipment(scope, shipment.id, PERSON)),
    receive: async (order, lines) => {
      const { lines: held } = await port.getDocument(order, call);
      const parts = lines?.map(({ key, quantity }) => ({
        lineId: held.find((entry) => entry.key === key)?.lineId ?? "",
        quantity,
      }));
      await postShipment(scope, { order, by: PERSON, ...(parts ? { lines: parts } : {}) });
    },
    invoice: (order, what) => postInvoice(scope, order, what, PERSON),
    credit: async (invoice, order) => {
      const posted = await db.ledgerPostedInvoice.findFirstOrThrow({
        where: { ...scope, id: invoice.id },
      });
      const line = { number: "4300", description: "Goods", quantity: "1", taxRate: "0" };
      const { id } = await postInvoiceByHand(
        scope,
        {
          kind: "creditMemo",
          customerId: posted.billToId,
          externalDocumentNumber: order,
          note: "",
          location: "",
          lines: [{ kind: "fee", unitPrice: posted.net.toFixed(), ...line }],
          clickId: randomUUID(),
        },
        PERSON,
      );
      const memo = await db.ledgerPostedInvoice.findFirstOrThrow({
        where: { ...scope, documentId: id },
      });
      return { kind: "creditMemo", id: memo.id, number: memo.number };
    },
  };
}

erpContract({
  name: "built-in ledger",
  capabilities: LEDGER_CAPABILITIES,
  creditMemoRestocks: true,
  open: async () => {
    const { scope, port, facts } = await openLedger();
    return {
      port,
      facts,
      deleteDocument: (ref) => deleteDocument(scope, ref, PERSON),
      byHand: byHand(scope, port),
      line: ledgerLine,
      close: async () => undefined,
    };
  },
});

describe("built-in ledger, beyond the contract", () => {
  it("sets up books once: running it again changes nothing", async () => {
    const { scope } = await openLedger();
    const count = () =>
      Promise.all([
        db.ledgerReference.count({ where: scope }),
        db.ledgerNumberSeries.findMany({ where: scope, orderBy: { code: "asc" } }),
        db.ledgerItem.count({ where: scope }),
        db.ledgerCustomer.count({ where: scope }),
      ]);
    const before = await count();
    await setUpLedger(scope, { ...COMPANY, name: "Other" });
    expect(await count()).toEqual(before);
    expect(await db.ledgerCompany.findMany({ where: scope })).toMatchObject([
      { name: "Nordlicht" },
    ]);
  });

  it("keeps shops and connections apart: ids, keys and numbers of another one find nothing", async () => {
    const mine = await openLedger("one.myshopify.com");
    const sameShop = await openLedger("one.myshopify.com");
    const other = await openLedger("two.myshopify.com");
    const key = newKey();
    const document = await mine.port.createDocument(
      key,
      draftOf(mine.facts, [itemLine(mine.facts, "1")]),
      call,
    );
    for (const stranger of [sameShop, other]) {
      expect(await stranger.port.findDocuments(key, call)).toEqual([]);
      expect((await refusal(stranger.port.getDocument(document.ref, call))).class).toBe("notFound");
      expect((await refusal(stranger.port.releaseDocument(document.ref, call))).class).toBe(
        "notFound",
      );
      expect((await refusal(stranger.port.cancelDocument(document.ref, call))).class).toBe(
        "notFound",
      );
      expect(
        (
          await refusal(
            stranger.port.createDocument(
              newKey(),
              draftOf(stranger.facts, [itemLine(mine.facts, "1")]),
              call,
            ),
          )
        ).class,
      ).toBe("validation");
      expect(
        (
          await refusal(
            stranger.port.createDocument(
              newKey(),
              draftOf(mine.facts, [itemLine(stranger.facts, "1")]),
              call,
            ),
          )
        ).class,
      ).toBe("validation");
      expect(
        await stranger.port.getAvailability([{ item: mine.facts.item.ref }], ["MAIN"], call),
      ).toEqual([]);
    }
  });

  it("books without set-up: the probe names what is missing and a document is refused with what to do", async () => {
    const { facts } = await openLedger();
    const port = openConnection({
      shop: "bare.myshopify.com",
      id: randomUUID(),
      adapter: "ledger",
      settings: {},
      secrets: null,
    });
    expect((await port.probe(call)).issues).toMatchObject([
      { code: "no-company", severity: "error" },
    ]);
    expect(
      await refusal(port.createDocument(newKey(), draftOf(facts, [itemLine(facts, "1")]), call)),
    ).toMatchObject({ class: "config" });
  });

  it("item lines need a location when the company says so", async () => {
    const { scope, port, facts } = await openLedger();
    await db.ledgerCompany.update({
      where: { shop_connectionId: scope },
      data: { locationMandatory: true },
    });
    expect((await port.probe(call)).capabilities.locationMandatory).toBe(true);
    const without = itemLine(facts, "1");
    delete without.location;
    expect(
      await refusal(port.createDocument(newKey(), draftOf(facts, [without]), call)),
    ).toMatchObject({ class: "validation", field: "lines[0].location" });
  });

  it.each([
    ["equally", ["5", "5"]],
    ["amount", ["2.5", "7.5"]],
    ["quantity", ["7.5", "2.5"]],
  ] as const)("an item charge is assigned %s", async (chargeBy, parts) => {
    const { scope, port, facts } = await openLedger();
    const lines = [
      itemLine(facts, "1", { quantity: "3", unitPrice: "1" }),
      itemLine(facts, "2", { quantity: "1", unitPrice: "9" }),
      line("s", { kind: "shipping", itemCharge: "FREIGHT", unitPrice: "10", chargeBy }),
    ];
    const { ref } = await port.createDocument(newKey(), draftOf(facts, lines), call);
    const rows = await db.ledgerDocumentLine.findMany({
      where: { shop: scope.shop, documentId: ref.id },
      orderBy: { sequence: "asc" },
    });
    const assigned = await db.ledgerChargeAssignment.findMany({
      where: { shop: scope.shop, documentId: ref.id },
    });
    expect(
      rows
        .slice(0, 2)
        .map(({ id }) => assigned.find(({ itemLineId }) => itemLineId === id)?.amount.toFixed()),
    ).toEqual(parts);
  });

  it("stores header, taxes, due date and item charge as sent; the charge in equal parts to the cent", async () => {
    const { scope, port, facts } = await openLedger();
    const charge = line("s", { kind: "shipping", itemCharge: "FREIGHT", unitPrice: "10" });
    const taxes = [
      { title: "MwSt", rate: "0.19", amount: "1.6" },
      { title: "Extra", amount: "0.01" },
    ];
    const draft = draftOf(
      facts,
      [
        itemLine(facts, "1", { taxes }),
        itemLine(facts, "2", { variantCode: "NAVY-M", item: facts.otherItem.ref }),
        itemLine(facts, "3"),
        charge,
      ],
      {
        paymentTerms: "NET30",
        paymentMethod: "CARD",
        shipmentMethod: "EXPRESS",
        shippingAgent: "DHL",
        shippingAgentService: "EXPRESS",
        externalDocumentNumber: "PO 7",
        note: "Ring twice",
        email: "ada@example.test",
        phone: "1",
        taxArea: "EU",
        currency: "USD",
      },
    );
    const { ref } = await port.createDocument(newKey(), draft, call);
    const row = await db.ledgerDocument.findFirstOrThrow({
      where: { ...scope, id: ref.id },
      include: {
        lines: {
          include: { taxes: { orderBy: { position: "asc" } } },
          orderBy: { sequence: "asc" },
        },
      },
    });
    expect(row).toMatchObject({
      paymentTerms: "NET30",
      paymentMethod: "CARD",
      shipmentMethod: "EXPRESS",
      shippingAgent: "DHL",
      shippingAgentService: "EXPRESS",
      externalDocumentNumber: "PO 7",
      note: "Ring twice",
      taxArea: "EU",
      shopifyOrderNumber: "#1001",
      sellToName: "Ada Berg",
      shipToAddress: draft.shipToAddress,
    });
    expect(row.documentDate.toISOString().slice(0, 10)).toBe("2026-03-01");
    expect(row.dueDate?.toISOString().slice(0, 10)).toBe("2026-03-31");
    expect(row.exchangeRate.toFixed()).toBe("0.909091");
    expect(row.lines.map((entry) => entry.sequence)).toEqual([10000, 20000, 30000, 40000]);
    expect(
      row.lines[0]?.taxes.map((tax) => [
        tax.title,
        tax.rate?.toFixed() ?? null,
        tax.amount.toFixed(),
      ]),
    ).toEqual([
      ["MwSt", "0.19", "1.6"],
      ["Extra", null, "0.01"],
    ]);
    const parts = await db.ledgerChargeAssignment.findMany({
      where: { shop: scope.shop, documentId: ref.id },
    });
    expect(parts.map((part) => part.amount.toFixed()).sort()).toEqual(["3.33", "3.33", "3.34"]);
  });

  it("a customer blocked after the order was made keeps it from being released", async () => {
    const { scope, port, facts } = await openLedger();
    const { ref } = await port.createDocument(
      newKey(),
      draftOf(facts, [itemLine(facts, "1")]),
      call,
    );
    await db.ledgerCustomer.updateMany({
      where: { ...scope, id: facts.customer.id },
      data: { blocked: true },
    });
    expect(await refusal(port.releaseDocument(ref, call))).toMatchObject({ class: "config" });
    expect((await port.getDocument(ref, call)).status).toBe("open");
  });

  it("an order reserves its goods from the moment it is made, and may be invoiced whole before anything leaves", async () => {
    const { scope, port, facts } = await openLedger();
    const reserved = async () =>
      (await port.getAvailability([{ item: facts.item.ref }], ["MAIN"], call)).map(
        (entry) => entry.reserved,
      );
    const { ref } = await port.createDocument(
      newKey(),
      draftOf(facts, [
        itemLine(facts, "1", { quantity: "2" }),
        line("s", { kind: "shipping", account: ACCOUNTS.shipping, unitPrice: "5" }),
      ]),
      call,
    );
    expect(await reserved()).toEqual(["2"]);
    await port.releaseDocument(ref, call);
    const order = { kind: "salesOrder" as const, id: ref.id };
    const invoice = await postInvoice(scope, order, "whole", PERSON);
    const [told] = (await port.pull("invoices", null, 10, call)).events;
    expect(told).toMatchObject({
      ref: { id: invoice.id },
      totals: { gross: "25" },
      remaining: "25",
    });
    expect(
      (await port.getDocument(order, call)).lines.map((entry) => [entry.shipped, entry.invoiced]),
    ).toEqual([
      ["0", "2"],
      ["0", "1"],
    ]);
    expect(await reserved()).toEqual(["2"]);
  });

  it("a refused document takes no number", async () => {
    const { scope, port, facts } = await openLedger();
    const next = async () =>
      (await db.ledgerNumberSeries.findFirstOrThrow({ where: { ...scope, code: "salesOrder" } }))
        .next;
    const before = await next();
    await refusal(
      port.createDocument(newKey(), draftOf(facts, [line("1", { account: "NOPE" })]), call),
    );
    const key = newKey();
    await Promise.allSettled(
      [1, 2, 3].map(() => port.createDocument(key, draftOf(facts, [itemLine(facts, "1")]), call)),
    );
    expect(await next()).toBe(before + 1);
  });

  it("ships in two parts with tracking, undoes one, invoices what was shipped: amounts add up", async () => {
    const { scope, port, facts } = await openLedger();
    const { ref } = await port.createDocument(
      newKey(),
      draftOf(facts, [
        itemLine(facts, "1", {
          quantity: "3",
          unitPrice: "3.33",
          discount: "0.01",
          taxes: [{ title: "MwSt", amount: "1.6" }],
        }),
        line("s", { kind: "shipping", account: ACCOUNTS.shipping, unitPrice: "5" }),
      ]),
      call,
    );
    await port.releaseDocument(ref, call);
    const order = { kind: "salesOrder" as const, id: ref.id };
    const lineId = (await port.getDocument(order, call)).lines[0]?.lineId ?? "";
    await expect(
      postShipment(scope, { order, lines: [{ lineId, quantity: "4" }], by: "test" }),
    ).rejects.toMatchObject({ detail: { class: "validation" } });
    const first = await postShipment(scope, {
      order,
      lines: [{ lineId, quantity: "1" }],
      agent: "DHL",
      service: "EXPRESS",
      trackingNumbers: ["JD01"],
      by: "test",
    });
    expect((await port.getDocument(order, call)).status).toBe("partiallyShipped");
    await undoShipment(scope, first.id, "test");
    expect((await port.getDocument(order, call)).status).toBe("released");
    await expect(undoShipment(scope, first.id, "test")).rejects.toMatchObject({
      detail: { class: "stateConflict" },
    });
    await postShipment(scope, { order, lines: [{ lineId, quantity: "2" }], by: "test" });
    const one = await postInvoice(scope, order, "shipped", "test");
    await postShipment(scope, { order, by: "test" });
    expect((await port.getDocument(order, call)).status).toBe("partiallyInvoiced");
    const two = await postInvoice(scope, order, "shipped", "test");
    const invoices = await db.ledgerPostedInvoice.findMany({
      where: { ...scope, id: { in: [one.id, two.id] } },
      orderBy: { number: "asc" },
    });
    expect(invoices.map((invoice) => [invoice.gross.toFixed(), invoice.tax.toFixed()])).toEqual([
      ["11.65", "1.07"],
      ["3.33", "0.53"],
    ]);
    expect((await port.getDocument(order, call)).status).toBe("closed");
    const stock = await db.ledgerStock.findFirstOrThrow({
      where: { shop: scope.shop, itemId: facts.item.ref.id, location: "MAIN" },
    });
    expect(stock.quantity.toFixed()).toBe("97");
    const events = (await port.pull("shipments", null, 10, call)).events;
    expect(
      events.map(
        (event) =>
          event.feed === "shipments" && [
            event.reversed,
            event.trackingNumbers,
            event.agentCode ?? null,
          ],
      ),
    ).toEqual(expect.arrayContaining([[true, ["JD01"], "DHL"]]));
  });

  it("tells shipped quantities in the order line's unit, and an order line only where there is one", async () => {
    const { scope, port, facts } = await openLedger();
    await saveItemUnit(scope, facts.item.ref.id, "BOX", "12");
    const lines = [
      itemLine(facts, "gid://shopify/LineItem/9", { unit: "BOX", quantity: "2" }),
      line("gid://shopify/ShippingLine/9", {
        kind: "shipping",
        item: facts.otherItem.ref,
        unitPrice: "5",
      }),
    ];
    const { ref } = await port.createDocument(newKey(), draftOf(facts, lines), call);
    await port.releaseDocument(ref, call);
    await postShipment(scope, { order: { kind: "salesOrder", id: ref.id }, by: "test" });
    const [event] = (await port.pull("shipments", null, 10, call)).events;
    expect(event).toMatchObject({
      feed: "shipments",
      lines: [{ orderLineKey: "gid://shopify/LineItem/9", quantity: "2" }, { quantity: "1" }],
    });
    expect(event?.feed === "shipments" && event.lines[1] && "orderLineKey" in event.lines[1]).toBe(
      false,
    );
    const stock = await db.ledgerStock.findFirstOrThrow({
      where: { shop: scope.shop, itemId: facts.item.ref.id, location: "MAIN" },
    });
    expect(stock.quantity.toFixed()).toBe("76");
  });

  it("keeps keys of its own lines for itself", async () => {
    const { port, facts } = await openLedger();
    expect(
      await refusal(
        port.createDocument(newKey(), draftOf(facts, [itemLine(facts, "ledger:1")]), call),
      ),
    ).toMatchObject({ class: "validation", field: "lines[0].key" });
  });

  it("a shipment's agent, service and tracking address: the order's, another, none, or refused", async () => {
    const { scope, port, facts } = await openLedger();
    const { ref } = await port.createDocument(
      newKey(),
      draftOf(facts, [itemLine(facts, "1", { quantity: "9" })], {
        shippingAgent: "DHL",
        shippingAgentService: "EXPRESS",
      }),
      call,
    );
    const {
      lines: [sold],
    } = await port.getDocument((await port.releaseDocument(ref, call)).ref, call);
    const ship = (over: object) =>
      postShipment(scope, {
        order: { kind: "salesOrder", id: ref.id },
        lines: [{ lineId: sold?.lineId ?? "", quantity: "1" }],
        by: "test",
        ...over,
      });
    const agentOf = async (posted: { id: string }) => {
      const row = await db.ledgerPostedShipment.findFirstOrThrow({
        where: { ...scope, id: posted.id },
      });
      return [row.shippingAgent, row.shippingAgentService, row.trackingUrl];
    };
    expect(await agentOf(await ship({}))).toEqual(["DHL", "EXPRESS", null]);
    expect(
      await agentOf(await ship({ agent: "UPS", trackingUrl: " https://example.test/t " })),
    ).toEqual(["UPS", null, "https://example.test/t"]);
    expect(await agentOf(await ship({ agent: "" }))).toEqual([null, null, null]);
    expect(await refusal(ship({ agent: "NOBODY" }))).toMatchObject({ field: "shippingAgent" });
    expect(await refusal(ship({ agent: "OWN", service: "EXPRESS" }))).toMatchObject({
      field: "shippingAgentService",
    });
    for (const trackingUrl of ["javascript:alert(1)", "www.example.test", "ftp://example.test"])
      expect(await refusal(ship({ trackingUrl })), trackingUrl).toMatchObject({
        field: "trackingUrl",
      });
  });

  it("a broken connection is unavailable for a read and ambiguous for a write; a bug is internal with its trace", async () => {
    const { portCall } = await import("#app/erp/ledger/database-errors.server.ts");
    const cut = () => Promise.reject(Object.assign(new Error("cut"), { code: "P1017" }));
    expect((await refusal(portCall(call, "read", cut))).class).toBe("unavailable");
    expect((await refusal(portCall(call, "write", cut))).class).toBe("ambiguous");
    expect(
      await refusal(portCall(call, "write", () => Promise.reject(new TypeError("bug")))),
    ).toMatchObject({
      class: "internal",
      message: expect.stringContaining(call.traceId) as string,
    });
  });
});
