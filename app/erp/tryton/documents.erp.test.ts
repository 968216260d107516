import { beforeAll, expect, it } from "vitest";
import type { DocumentDraft, DocumentSnapshot, DraftLine, ErpRef, ExternalKey } from "#app/erp/port.ts";
import { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { SERVICES } from "#scripts/tryton/books.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import type { TestTryton } from "#tests/setup/tryton.ts";
import { describeTryton, openTestTryton } from "#tests/setup/tryton.ts";
import { cancelDocument, createDocument, findDocuments, getDocument, postDocument, releaseDocument } from "./documents.server.ts";
import { portCall } from "./port-call.server.ts";
import type { TrytonScope } from "./scope.server.ts";
import { openScope } from "./scope.server.ts";

const call = { traceId: "documents" };
let last = 5_000_000_000_000;
const newKey = (): ExternalKey => ({ kind: "order", shopifyId: String(++last), generation: 1, label: `#${last}` });

describeTryton("Tryton: sales and invoices", () => {
  let tryton: TestTryton;
  let erp: TrytonClient;
  let scope: TrytonScope;
  let party: ErpRef;
  let mug: ErpRef;
  let lamp: ErpRef;

  beforeAll(async () => {
    tryton = openTestTryton();
    erp = await tryton.logIn("admin");
    scope = openScope({ shop: "s", connectionId: "c", settings: { ...tryton.settings, roundingProduct: SERVICES.rounding.code }, secrets: tryton.secrets });
    const ref = async (kind: "customer" | "item", model: string, code: string): Promise<ErpRef> => ({ kind, id: String(await erp.idOf(model, [["code", "=", code]])), number: code });
    party = await ref("customer", "party.party", "C-ADA");
    mug = await ref("item", "product.product", "MUG-WHITE");
    lamp = await ref("item", "product.product", "LAMP");
  });

  const line = (key: string, over: Partial<DraftLine> = {}): DraftLine => ({ key, kind: "item", item: mug, description: `Line ${key}`, quantity: "1", unitPrice: "10", discount: "0", taxes: [], location: "WH", ...over });
  const shipping = (unitPrice: string, over: Partial<DraftLine> = {}): DraftLine => {
    const { item: _item, location: _location, ...rest } = line("gid://shopify/ShippingLine/1", { kind: "shipping", account: SERVICES.shipping.code, description: "Standard", unitPrice, ...over });
    return rest;
  };
  const address = { name: "Ada Berg", address1: "Hafenstraße 1", city: "Hamburg", zip: "20457", countryCode: "DE" };
  const draftOf = (lines: DraftLine[], gross: string, over: Partial<DocumentDraft> = {}): DocumentDraft => ({
    kind: "salesOrder", sellTo: party, billTo: party, sellToAddress: address, billToAddress: address, shipToAddress: address, currency: "EUR", pricesIncludeTax: false, documentDate: "2026-03-01",
    shopifyOrderNumber: "#1001", shopifyOrderId: "gid://shopify/Order/1001", taxLiable: true, lines, expected: { net: gross, tax: "0", gross }, ...over,
  });
  const create = (draft: DocumentDraft, key = newKey()): Promise<DocumentSnapshot> => portCall(scope, call, "write", () => createDocument(scope, key, draft, call));
  const refusal = async (work: Promise<unknown>): Promise<ErpError["detail"]> => {
    const error: unknown = await work.then(() => undefined, (reason: unknown) => reason);
    if (error instanceof ErpError) return error.detail;
    throw error ?? new Error("the call was not refused");
  };

  it("an order as Shopify charged it: net prices, taxes by rate, shipping as a service, to the cent in Tryton's own books", async () => {
    const vat = (amount: string) => [{ title: "VAT", rate: "0.19", amount }];
    const key = newKey();
    const document = await create(draftOf([
      line("gid://shopify/LineItem/1", { quantity: "3", unitPrice: "8.39", discount: "0.01", taxes: vat("4.78") }), line("gid://shopify/LineItem/2", { item: lamp, unitPrice: "29", taxes: vat("5.51") }),
      shipping("4.19", { taxes: vat("0.8") }),
    ], "69.44", { paymentTerms: "NET30", shippingAgent: "DHL", note: "Ring twice", externalDocumentNumber: "PO 7" }), key);
    expect(document).toMatchObject({ status: "open", externalKey: renderExternalKey(key), totals: { net: "58.35", tax: "11.09", gross: "69.44" } });
    expect(document.lines.map((entry) => [entry.key, entry.kind, entry.quantity, entry.amount])).toEqual([["gid://shopify/LineItem/1", "item", "3", "25.16"], ["gid://shopify/LineItem/2", "item", "1", "29"], ["gid://shopify/ShippingLine/1", "shipping", "1", "4.19"]]);
    const [sale] = await erp.search<Record<string, unknown>>("sale.sale", [["reference", "=", renderExternalKey(key)]], ["state", "number", "description", "comment", "total_amount", "sale_date", "payment_term.name", "carrier.party.code", "warehouse.code", "invoice_method", "shipment_method", "shipment_cost_method", "shipment_address", "invoice_address"]);
    expect(sale).toMatchObject({ state: "quotation", number: document.ref.number, description: "#1001 · PO 7", comment: "Ring twice", total_amount: "69.44", sale_date: "2026-03-01", "payment_term.": { name: "NET30" }, "warehouse.": { code: "WH" }, invoice_method: "shipment", shipment_method: "order", shipment_cost_method: null });
    expect(await getDocument(scope, document.ref, call)).toEqual(document);
    expect(await findDocuments(scope, key, call)).toEqual([document]);
  });

  it("is released in three steps, shipped and invoiced whole, each read back", async () => {
    const document = await create(draftOf([line("1", { quantity: "3", unitPrice: "3.33" }), shipping("0.01")], "10"));
    expect((await refusal(postDocument(scope, document.ref, call))).class).toBe("stateConflict");
    const released = await releaseDocument(scope, document.ref, call);
    expect(released).toMatchObject({ status: "released", totals: { gross: "10" } });
    expect((await refusal(releaseDocument(scope, document.ref, call))).class).toBe("versionConflict");
    expect((await refusal(releaseDocument(scope, { kind: "salesOrder", id: document.ref.id }, call))).class).toBe("stateConflict");
    const cancelled = await cancelDocument(scope, { kind: "salesOrder", id: document.ref.id }, call);
    expect(cancelled).toMatchObject({ outcome: "refused", document: { status: "released" } });
    const posted = await postDocument(scope, { kind: "salesOrder", id: document.ref.id }, call);
    expect(posted.status).toBe("closed");
    expect(posted.lines.map((entry) => [entry.key, entry.shipped, entry.invoiced])).toEqual([["1", "3", "3"], ["gid://shopify/ShippingLine/1", "0", "1"]]);
    expect((await refusal(postDocument(scope, { kind: "salesOrder", id: document.ref.id }, call))).class).toBe("stateConflict");
    const invoices = await erp.search<{ state: string; total_amount: string }>("account.invoice", [["sales", "=", Number(document.ref.id)]], ["state", "total_amount"]);
    expect(invoices.map(({ state }) => state)).toEqual(["posted", "posted"]);
  });
});
