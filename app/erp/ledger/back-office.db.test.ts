import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { Page } from "#app/lib/paging.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import * as office from "./back-office.server.ts";
import { createDocument } from "./documents/create.server.ts";
import type { Scope } from "./scope.ts";
import { seedLedger, setUpLedger } from "./set-up.server.ts";

const scope: Scope = { shop: "office.myshopify.com", connectionId: randomUUID() };
const other: Scope = { shop: "office.myshopify.com", connectionId: randomUUID() };
let customerId = "";
let itemId = "";

let created = 0;
async function makeDocument(over: Partial<DocumentDraft> = {}): Promise<string> {
  created += 1;
  const address = { name: `Buyer ${created}` };
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
      lines: [
        {
          key: "1",
          kind: "item",
          item: { kind: "item", id: itemId },
          description: "Mug",
          quantity: "2",
          unitPrice: "5",
          discount: "0",
          taxes: [{ title: "MwSt", rate: "0.19", amount: "1.6" }],
          location: "MAIN",
        },
      ],
      expected: { net: "8.4", tax: "1.6", gross: "10" },
      ...over,
    },
  );
  return ref.id;
}

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
  await setUpLedger(scope, { name: "Office", currency: "EUR", timeZone: "Europe/Berlin" });
  await seedLedger(scope, {
    items: [{ number: "MUG", description: "Mug", price: "5" }],
    customers: [{ name: "Ada", email: "ada@example.test", address: { name: "Ada" } }],
  });
  customerId = (await db.ledgerCustomer.findFirstOrThrow({ where: scope })).id;
  itemId = (await db.ledgerItem.findFirstOrThrow({ where: scope })).id;
});

describe("documents", () => {
  it("lists newest first in pages, none twice, and searches", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.push(await makeDocument());
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Page<{ id: string; number: string }> = await office.listDocuments(scope, {
        limit: 3,
        after,
      });
      seen.push(...page.rows.map((row) => row.id));
      after = page.next;
    } while (after !== null);
    expect([...seen].sort()).toEqual([...ids].sort());
    const found = await office.listDocuments(scope, { search: "buyer 3" });
    expect(found.rows).toMatchObject([{ shopifyOrderNumber: "#3", gross: "10", status: "open" }]);
    expect((await office.listDocuments(scope, { search: "%" })).rows).toEqual([]);
    expect((await office.listDocuments(other, {})).rows).toEqual([]);
    expect((await office.listDocuments(scope, { after: "nonsense", limit: 1 })).rows).toEqual(
      (await office.listDocuments(scope, { limit: 1 })).rows,
    );
  });

  it("shows a document whole, with what may be done; ships, invoices and takes payment", async () => {
    const id = await makeDocument();
    expect(await office.readDocument(scope, id)).toMatchObject({
      may: { release: true, delete: true, cancel: true, ship: false, invoice: false },
      lines: [{ item: { number: "MUG" }, taxes: [{ title: "MwSt", rate: "0.19", amount: "1.6" }] }],
    });
    const order = { kind: "salesOrder" as const, id };
    await office.releaseDocument(scope, order);
    await office.postShipment(scope, {
      order,
      trackingNumbers: [" JD1 ", ""],
      agent: "DHL",
      by: "Eva",
    });
    const invoice = await office.postInvoice(scope, order, "shipped", "Eva");
    await office.insertPayment(scope, null, {
      invoice: { kind: "salesInvoice", id: invoice.id },
      amount: "10",
      currency: "EUR",
      method: "CARD",
      date: "2026-03-05",
    });
    expect(await office.readDocument(scope, id)).toMatchObject({
      status: "closed",
      may: { release: false, delete: false, cancel: false, ship: false, invoice: false },
      shipments: [
        {
          tracking: [{ number: "JD1", url: "https://www.dhl.com/track?tracking-id=JD1" }],
          postedBy: "Eva",
          invoicedLine: "Mug",
        },
      ],
      invoices: [
        { status: "paid", remaining: "0", payments: [{ amount: "10", date: "2026-03-05" }] },
      ],
    });
    expect(await refused(office.deleteDocument(scope, order, "Eva"))).toMatchObject({
      class: "stateConflict",
    });
    expect(await refused(office.readDocument(other, id))).toMatchObject({ class: "notFound" });
  });
});

describe("what was posted", () => {
  it("lists newest first in pages, none twice; found by number, order and tracking number", async () => {
    const posted: { shipment: string; invoice: string; order: string }[] = [];
    for (let count = 0; count < 5; count += 1) {
      const order = { kind: "salesOrder" as const, id: await makeDocument() };
      await office.releaseDocument(scope, order);
      const shipment = await office.postShipment(scope, {
        order,
        trackingNumbers: [`TRACK-${count}`, "SHARED"],
        by: "Eva",
      });
      const invoice = await office.postInvoice(scope, order, "shipped", "Eva");
      posted.push({
        shipment: shipment.number,
        invoice: invoice.number,
        order: (await office.readDocument(scope, order.id)).shopifyOrderNumber,
      });
    }
    for (const [list, key] of [
      [office.listShipments, "shipment"],
      [office.listInvoices, "invoice"],
    ] as const) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page: Page<{ id: string; number: string }> = await list(scope, {
          limit: 2,
          search: "SHARED",
          after,
        });
        seen.push(...page.rows.map((row) => row.number));
        after = page.next;
      } while (after !== null);
      expect(seen).toEqual(posted.map((entry) => entry[key]).reverse());
      for (const search of ["track-3", posted[3]?.[key] ?? "", posted[3]?.order ?? ""])
        expect(
          (await list(scope, { search })).rows.map((row) => row.number),
          search,
        ).toEqual([posted[3]?.[key]]);
      expect((await list(scope, { search: "%" })).rows).toEqual([]);
      expect((await list(scope, { search: "TRACK\u0000-3" })).rows).toHaveLength(1);
      expect((await list(other, {})).rows).toEqual([]);
      expect((await list(scope, { after: "nonsense", limit: 1 })).rows).toEqual(
        (await list(scope, { limit: 1 })).rows,
      );
    }
    expect((await office.listInvoices(scope, { status: "paid", search: "SHARED" })).rows).toEqual(
      [],
    );
    expect((await office.listShipments(scope, { undone: true })).rows).toEqual([]);
  });
});

describe("what was posted of many documents", () => {
  it("is found by the customer, however many newer documents that customer has", async () => {
    const order = { kind: "salesOrder" as const, id: await makeDocument() };
    await office.releaseDocument(scope, order);
    const shipment = await office.postShipment(scope, { order, by: "Eva" });
    const invoice = await office.postInvoice(scope, order, "shipped", "Eva");
    await db.$executeRaw`UPDATE "LedgerDocument" SET "sellToName" = 'Frequent Buyer' WHERE shop = ${scope.shop} AND id = ${order.id}::uuid`;
    await db.$executeRaw`
      INSERT INTO "LedgerDocument" SELECT (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'number', 'F-' || n,
        'externalKey', 'F-' || n, 'createdAt', d."createdAt" + n * interval '1 second'))).*
      FROM "LedgerDocument" d, generate_series(1, 501) n WHERE d.shop = ${scope.shop} AND d.id = ${order.id}::uuid`;
    const named = { search: "frequent buyer" };
    expect((await office.listShipments(scope, named)).rows.map(({ number }) => number)).toEqual([
      shipment.number,
    ]);
    expect((await office.listInvoices(scope, named)).rows.map(({ number }) => number)).toEqual([
      invoice.number,
    ]);
  });
});

describe("customers and items", () => {
  it("makes, lists and changes a customer by hand", async () => {
    const ref = await office.insertCustomer(scope, null, {
      name: "Zoe",
      email: "zoe@example.test",
      template: "B2B",
      address: { name: "Zoe", countryCode: "DE" },
    });
    expect(await office.readCustomer(scope, ref.id)).toMatchObject({
      name: "Zoe",
      paymentTerms: "NET30",
      blocked: false,
    });
    await office.updateCustomer(scope, ref, {}, { blocked: true });
    expect((await office.listCustomers(scope, { search: "ZOE@" })).rows).toMatchObject([
      { id: ref.id, blocked: true },
    ]);
    expect(await refused(office.readCustomer(other, ref.id))).toMatchObject({ class: "notFound" });
  });

  it("changes an item, adds variant and unit, counts stock", async () => {
    const ref = await office.insertItem(scope, null, { number: "LAMP", description: "Lamp" });
    await office.updateItem(scope, ref, { description: "Brass lamp", price: "149" });
    expect(await refused(office.updateItem(scope, ref, { description: "late" }))).toMatchObject({
      class: "versionConflict",
    });
    await office.saveVariant(scope, ref.id, { code: "small", description: "Small" });
    await office.saveItemUnit(scope, ref.id, "BOX", "12");
    await office.adjustStock(scope, { itemId: ref.id, location: "MAIN", quantity: "5", by: "Eva" });
    await office.adjustStock(scope, {
      itemId: ref.id,
      location: "MAIN",
      quantity: "-1.5",
      note: "broken",
      by: "Eva",
    });
    expect(await office.readItem(scope, ref.id)).toMatchObject({
      description: "Brass lamp",
      variants: [{ code: "SMALL" }],
      units: [{ code: "BOX", perBase: "12" }],
      stock: [{ location: "MAIN", quantity: "3.5" }],
    });
    expect((await office.readItem(scope, ref.id)).entries).toHaveLength(2);
    expect(
      await refused(
        office.adjustStock(scope, { itemId: ref.id, location: "NOPE", quantity: "1", by: "Eva" }),
      ),
    ).toMatchObject({ class: "validation", field: "location" });
    expect(
      await refused(
        office.adjustStock(other, { itemId: ref.id, location: "MAIN", quantity: "1", by: "Eva" }),
      ),
    ).toMatchObject({ class: "notFound" });
    expect(
      await refused(office.saveVariant(other, ref.id, { code: "x", description: "" })),
    ).toMatchObject({ class: "notFound" });
  });
});

describe("set-up", () => {
  it("adds and changes entries; wrong details, a taken code and an old version are refused", async () => {
    await office.saveSetUp(scope, "paymentTerms", {
      code: "NET10",
      title: "Net 10",
      details: { days: 10 },
    });
    expect(
      await refused(office.saveSetUp(scope, "paymentTerms", { code: "NET10", title: "again" })),
    ).toMatchObject({ class: "validation", field: "code" });
    expect(
      await refused(
        office.saveSetUp(scope, "paymentTerms", {
          code: "NETX",
          title: "x",
          details: { days: -1 },
        }),
      ),
    ).toMatchObject({ class: "validation", field: "days" });
    expect(
      await refused(office.saveSetUp(scope, "currency", { code: "eur", title: "x" })),
    ).toMatchObject({ class: "validation", field: "code" });
    const [entry] = (await office.listSetUp(scope, "paymentTerms", { search: "net10" })).rows;
    await office.saveSetUp(scope, "paymentTerms", {
      code: "NET10",
      title: "Ten days",
      details: { days: 10 },
      version: entry?.version ?? "",
    });
    expect(
      await refused(
        office.saveSetUp(scope, "paymentTerms", {
          code: "NET10",
          title: "late",
          version: entry?.version ?? "",
        }),
      ),
    ).toMatchObject({ class: "versionConflict" });
  });

  it("a number series may not come back to numbers in use", async () => {
    await makeDocument({ number: "WEB-7" });
    const series = (await office.listNumberSeries(scope)).find((row) => row.code === "salesOrder");
    const change = {
      prefix: "WEB-",
      next: 5,
      width: 1,
      manualAllowed: true,
      version: series?.version ?? "",
    };
    expect(await refused(office.saveNumberSeries(scope, "salesOrder", change))).toMatchObject({
      class: "stateConflict",
    });
    await office.saveNumberSeries(scope, "salesOrder", { ...change, next: 8 });
    const {
      rows: [newest],
    } = await office.listDocuments(scope, {
      search: (await office.readDocument(scope, await makeDocument())).number,
    });
    expect(newest?.number).toBe("WEB-8");
  });

  it("the company changes name, zone and the location rule", async () => {
    const company = await office.readCompany(scope);
    expect(
      await refused(
        office.saveCompany(scope, {
          name: "X",
          timeZone: "Mars/Olympus",
          locationMandatory: false,
          version: company?.version ?? "",
        }),
      ),
    ).toMatchObject({ class: "validation", field: "timeZone" });
    await office.saveCompany(scope, {
      name: "Office Ltd",
      timeZone: "Asia/Tokyo",
      locationMandatory: true,
      version: company?.version ?? "",
    });
    expect(await office.readCompany(scope)).toMatchObject({
      name: "Office Ltd",
      currency: "EUR",
      locationMandatory: true,
    });
    expect(
      await refused(
        office.saveCompany(other, {
          name: "X",
          timeZone: "UTC",
          locationMandatory: false,
          version: "1",
        }),
      ),
    ).toMatchObject({ class: "notFound" });
  });
});
