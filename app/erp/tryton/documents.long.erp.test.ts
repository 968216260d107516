import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { DocumentDraft, DocumentHead, DraftLine } from "#app/erp/port/documents.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { divide } from "#app/money/decimal.ts";
import { SERVICES } from "#scripts/tryton/books.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import type { TestTryton } from "#tests/setup/tryton.ts";
import { describeTryton, openTestTryton } from "#tests/setup/tryton.ts";
import {
  cancelDocument,
  createDocument,
  findDocuments,
  getDocument,
  postDocument,
  releaseDocument,
} from "./documents.server.ts";
import { forgetBooks } from "./drafts/books.server.ts";
import { readParties } from "./drafts/parties.server.ts";
import { prepareDraft } from "./drafts/prepare.server.ts";
import { pull } from "./feeds/pull.server.ts";
import type { TrytonScope } from "./scope.server.ts";
import { openScope } from "./scope.server.ts";

const call = { traceId: "documents" };
let last = 5_000_000_000_000;
const newKey = (): ExternalKey => ({
  kind: "order",
  shopifyId: String(++last),
  generation: 1,
  label: `#${last}`,
});

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
    scope = openScope({
      shop: "s",
      connectionId: "c",
      settings: { ...tryton.settings, roundingProduct: SERVICES.rounding.code },
      secrets: tryton.secrets,
    });
    const ref = async (
      kind: "customer" | "item",
      model: string,
      code: string,
    ): Promise<ErpRef> => ({
      kind,
      id: String(await erp.idOf(model, [["code", "=", code]])),
      number: code,
    });
    party = await ref("customer", "party.party", "C-ADA");
    mug = await ref("item", "product.product", "MUG-WHITE");
    lamp = await ref("item", "product.product", "LAMP");
  });

  const line = (key: string, over: Partial<DraftLine> = {}): DraftLine => ({
    key,
    kind: "item",
    item: mug,
    description: `Line ${key}`,
    quantity: "1",
    unitPrice: "10",
    discount: "0",
    taxes: [],
    location: "WH",
    ...over,
  });
  const shipping = (unitPrice: string, over: Partial<DraftLine> = {}): DraftLine => {
    const {
      item: _item,
      location: _location,
      ...rest
    } = line("gid://shopify/ShippingLine/1", {
      kind: "shipping",
      account: SERVICES.shipping.code,
      description: "Standard",
      unitPrice,
      ...over,
    });
    return rest;
  };
  const address = {
    name: "Ada Berg",
    address1: "Hafenstraße 1",
    city: "Hamburg",
    zip: "20457",
    countryCode: "DE",
  };
  const draftOf = (
    lines: DraftLine[],
    gross: string,
    over: Partial<DocumentDraft> = {},
  ): DocumentDraft => ({
    kind: "salesOrder",
    sellTo: party,
    billTo: party,
    sellToAddress: address,
    billToAddress: address,
    shipToAddress: address,
    currency: "EUR",
    pricesIncludeTax: false,
    documentDate: "2026-03-01",
    shopifyOrderNumber: "#1001",
    shopifyOrderId: "gid://shopify/Order/1001",
    taxLiable: true,
    lines,
    expected: { net: gross, tax: "0", gross },
    ...over,
  });
  const create = (draft: DocumentDraft, key = newKey()): Promise<DocumentHead> =>
    createDocument(scope, key, draft, call);
  const linesOf = async ({ ref }: DocumentHead) => (await getDocument(scope, ref, call)).lines;
  const refusal = async (work: Promise<unknown>): Promise<ErpError["detail"]> => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof ErpError) return error.detail;
    throw error ?? new Error("the call was not refused");
  };

  it("an order as Shopify charged it: net prices, taxes by rate, shipping as a service, to the cent in Tryton's own books", async () => {
    const vat = (amount: string) => [{ title: "VAT", rate: "0.19", amount }];
    const key = newKey();
    const document = await create(
      draftOf(
        [
          line("gid://shopify/LineItem/1", {
            quantity: "3",
            unitPrice: "8.39",
            discount: "0.01",
            taxes: vat("4.78"),
          }),
          line("gid://shopify/LineItem/2", { item: lamp, unitPrice: "29", taxes: vat("5.51") }),
          shipping("4.19", { taxes: vat("0.8") }),
        ],
        "69.44",
        {
          paymentTerms: "NET30",
          shippingAgent: "DHL",
          note: "Ring twice",
          externalDocumentNumber: "PO 7",
        },
      ),
      key,
    );
    expect(document).toMatchObject({
      status: "open",
      externalKey: renderExternalKey(key),
      totals: { net: "58.35", tax: "11.09", gross: "69.44" },
    });
    expect(
      (await linesOf(document)).map((entry) => [
        entry.key,
        entry.kind,
        entry.quantity,
        entry.amount,
      ]),
    ).toEqual([
      ["gid://shopify/LineItem/1", "item", "3", "25.16"],
      ["gid://shopify/LineItem/2", "item", "1", "29"],
      ["gid://shopify/ShippingLine/1", "shipping", "1", "4.19"],
    ]);
    const [sale] = await erp.search<Record<string, unknown>>(
      "sale.sale",
      [["reference", "=", renderExternalKey(key)]],
      [
        "state",
        "number",
        "description",
        "comment",
        "total_amount",
        "sale_date",
        "payment_term.name",
        "carrier.party.code",
        "warehouse.code",
        "invoice_method",
        "shipment_method",
        "shipment_cost_method",
        "shipment_address",
        "invoice_address",
      ],
    );
    expect(sale).toMatchObject({
      state: "quotation",
      number: document.ref.number,
      description: "#1001 · PO 7",
      comment: "Ring twice",
      total_amount: "69.44",
      sale_date: "2026-03-01",
      "payment_term.": { name: "NET30" },
      "warehouse.": { code: "WH" },
      invoice_method: "shipment",
      shipment_method: "order",
      shipment_cost_method: null,
    });
    const whole = await getDocument(scope, document.ref, call);
    expect(whole).toMatchObject(document);
    expect(await findDocuments(scope, key, call)).toEqual([whole]);
  });

  it("is released in three steps, shipped and invoiced whole, each read back", async () => {
    const document = await create(
      draftOf([line("1", { quantity: "3", unitPrice: "3.33" }), shipping("0.01")], "10"),
    );
    expect((await refusal(postDocument(scope, document.ref, call))).class).toBe("stateConflict");
    const released = await releaseDocument(scope, document.ref, call);
    expect(released).toMatchObject({ status: "released", totals: { gross: "10" } });
    expect((await refusal(releaseDocument(scope, document.ref, call))).class).toBe(
      "versionConflict",
    );
    expect(
      (await refusal(releaseDocument(scope, { kind: "salesOrder", id: document.ref.id }, call)))
        .class,
    ).toBe("stateConflict");
    const cancelled = await cancelDocument(
      scope,
      { kind: "salesOrder", id: document.ref.id },
      call,
    );
    expect(cancelled).toMatchObject({ outcome: "refused", document: { status: "released" } });
    const posted = await postDocument(scope, { kind: "salesOrder", id: document.ref.id }, call);
    expect(posted.status).toBe("closed");
    expect(posted.lines.map((entry) => [entry.key, entry.shipped, entry.invoiced])).toEqual([
      ["1", "3", "3"],
      ["gid://shopify/ShippingLine/1", "0", "1"],
    ]);
    expect(
      (await refusal(postDocument(scope, { kind: "salesOrder", id: document.ref.id }, call))).class,
    ).toBe("stateConflict");
    const invoices = await erp.search<{ state: string; total_amount: string }>(
      "account.invoice",
      [["sales", "=", Number(document.ref.id)]],
      ["state", "total_amount"],
    );
    expect(invoices.map(({ state }) => state)).toEqual(["posted", "posted"]);
  });

  it("reads addresses as they are written: an equal one is used, another is added beside it, none is changed", async () => {
    const ada = Number(party.id);
    const rows = () =>
      erp.search<{
        street: string | null;
        city: string;
        party_name: string | null;
        name: string | null;
        invoice: boolean;
        delivery: boolean;
      }>(
        "party.address",
        [["party", "=", ada]],
        ["street", "city", "party_name", "name", "invoice", "delivery"],
      );
    const before = await rows();
    const shipTo = {
      name: "Bo Berg",
      name2: "c/o Nord",
      address1: "Ring 2",
      address2: "3rd floor",
      zip: "1401",
      city: "København",
      county: "Hovedstaden",
      countryCode: "DK",
    };
    const documents = [
      await create(draftOf([line("1")], "10", { shipToAddress: shipTo })),
      await create(
        draftOf([line("1")], "10", { shipToAddress: { ...shipTo, address1: " Ring 2 " } }),
      ),
    ];
    const after = await rows();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length)).toMatchObject([
      {
        party_name: "Bo Berg",
        name: "c/o Nord",
        street: "Ring 2\n3rd floor",
        city: "København, Hovedstaden",
      },
    ]);
    const sales = await erp.search<{ shipment_address: number; invoice_address: number }>(
      "sale.sale",
      [["id", "in", documents.map(({ ref }) => Number(ref.id))]],
      ["shipment_address", "invoice_address"],
    );
    expect(sales.map((sale) => [sale.invoice_address, sale.shipment_address])).toEqual([
      [before[0]?.id, after.at(-1)?.id],
      [before[0]?.id, after.at(-1)?.id],
    ]);
  });

  it("who pays is another party: invoiced to it, shipped to the buyer", async () => {
    const payer: ErpRef = {
      kind: "customer",
      id: String(await erp.idOf("party.party", [["code", "=", "C-WEB"]])),
    };
    const { ref } = await create(draftOf([line("1")], "10", { billTo: payer }));
    const [sale] = await erp.search<Record<string, unknown>>(
      "sale.sale",
      [["id", "=", Number(ref.id)]],
      ["party.code", "invoice_party.code", "invoice_address.party", "shipment_address.party"],
    );
    expect(sale).toMatchObject({
      "party.": { code: "C-ADA" },
      "invoice_party.": { code: "C-WEB" },
      "invoice_address.": { party: Number(payer.id) },
      "shipment_address.": { party: Number(party.id) },
    });
  });

  it("lines keep their keys whatever people do to them in Tryton: sorted, added, copied, noted", async () => {
    const key = newKey();
    const document = await create(
      draftOf(
        [
          line("gid://shopify/LineItem/7"),
          line("gid://shopify/LineItem/8", { item: lamp, unitPrice: "5" }),
        ],
        "15",
      ),
      key,
    );
    const { ref } = document;
    const [first, second] = (await linesOf(document)).map(({ lineId }) => Number(lineId));
    const copies = await erp.call<number[]>("model.sale.line.copy", [first ?? 0]);
    await erp.write("sale.line", [first ?? 0], {
      sequence: 90,
      note: "Wrap it well\nShopify item: gid://shopify/LineItem/7\nplease",
    });
    await erp.write("sale.line", copies, { sequence: 5 });
    await erp.one("sale.line", {
      sale: Number(ref.id),
      type: "line",
      sequence: 50,
      product: Number(lamp.id),
      unit: 1,
      quantity: 4,
      unit_price: { __class__: "Decimal", decimal: "1" },
    });
    const read = await getDocument(scope, ref, call);
    expect(read.lines.map((entry) => [entry.key, entry.quantity])).toEqual([
      [undefined, "1"],
      ["gid://shopify/LineItem/8", "1"],
      [undefined, "4"],
      ["gid://shopify/LineItem/7", "1"],
    ]);
    expect(
      read.lines.filter((entry) => entry.key !== undefined).map((entry) => Number(entry.lineId)),
    ).toEqual([second, first]);
    // A copy of the whole sale has its reference too: both are told.
    const [copy] = await erp.call<number[]>("model.sale.sale.copy", [Number(ref.id)]);
    expect((await findDocuments(scope, key, call)).map((found) => found.ref.id)).toEqual([
      ref.id,
      String(copy),
    ]);
  });

  it("a sale that a person copied to sell the same again is another order: its shipment and its invoices carry no key", async () => {
    const key = newKey();
    const { ref } = await create(
      draftOf([line("gid://shopify/LineItem/7"), shipping("5")], "15"),
      key,
    );
    await releaseDocument(scope, ref, call);
    const [copy = 0] = await erp.call<number[]>("model.sale.sale.copy", [Number(ref.id)]);
    const again: ErpRef = { kind: "salesOrder", id: String(copy) };
    await releaseDocument(scope, again, call);
    await postDocument(scope, { kind: "salesOrder", id: ref.id }, call);
    await postDocument(scope, again, call);
    const shipments = (
      await pull(scope, "shipments", { cursor: null, limit: 500 }, call)
    ).events.flatMap((event) => (event.feed === "shipments" ? [event] : []));
    const invoices = (
      await pull(scope, "invoices", { cursor: null, limit: 500 }, call)
    ).events.flatMap((event) => (event.feed === "invoices" ? [event] : []));
    expect(
      [ref.id, again.id].map((id) =>
        shipments
          .filter((event) => event.orderRef?.id === id)
          .map((event) => event.orderExternalKey),
      ),
    ).toEqual([[renderExternalKey(key)], [undefined]]);
    expect(
      [ref.id, again.id].map((id) =>
        invoices
          .filter((event) => event.orderRefs.some((order) => order.id === id))
          .map((event) => event.externalKey),
      ),
    ).toEqual([
      [renderExternalKey(key), renderExternalKey(key)],
      [undefined, undefined],
    ]);
  });

  it("a sale leaves from one warehouse: lines from two are refused before anything is written", async () => {
    const key = newKey();
    const detail = await refusal(
      create(draftOf([line("1"), line("2", { location: "SHOP" })], "20"), key),
    );
    expect(detail).toMatchObject({ class: "validation", field: "lines[1].location" });
    expect(await findDocuments(scope, key, call)).toEqual([]);
    const other = await create(draftOf([line("1", { location: "SHOP" })], "10"));
    expect(
      await erp.search("sale.sale", [["id", "=", Number(other.ref.id)]], ["warehouse.code"]),
    ).toMatchObject([{ "warehouse.": { code: "SHOP" } }]);
  });

  it("a difference within the tolerance goes on one rounding line, a larger one stays to be seen", async () => {
    const small = await create(
      draftOf([line("1", { quantity: "3", unitPrice: "3.3333" })], "10.01"),
    );
    expect(small.totals.gross).toBe("10.01");
    expect((await linesOf(small)).map((entry) => [entry.kind, entry.key, entry.amount])).toEqual([
      ["item", "1", "10"],
      ["rounding", undefined, "0.01"],
    ]);
    expect((await releaseDocument(scope, small.ref, call)).totals.gross).toBe("10.01");
    const large = await create(
      draftOf([line("1", { quantity: "3", unitPrice: "3.3333" })], "10.05"),
    );
    expect(large).toMatchObject({ status: "open", totals: { gross: "10" } });
    expect(await linesOf(large)).toHaveLength(1);
  });

  it("predicts Tryton's totals to the cent, with taxes rounded per document and per line", async () => {
    const configuration = await erp.idOf("account.configuration", []);
    const rates = ["0.19", "0.07", "0.055", "0.04875"] as const;
    const titles = {
      "0.19": "VAT 19 %",
      "0.07": "VAT 7 %",
      "0.055": "Maine State Tax",
      "0.04875": "City Tax",
    };
    for (const taxRounding of ["document", "line"]) {
      await erp.write("account.configuration", [configuration], { tax_rounding: taxRounding });
      forgetBooks(scope);
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              quantity: fc.integer({ min: 1, max: 130 }),
              price: fc.integer({ min: 1, max: 999_999 }),
              rate: fc.constantFrom(...rates),
            }),
            { minLength: 1, maxLength: 6 },
          ),
          async (values) => {
            const lines = values.map(({ quantity, price, rate }, index) =>
              line(`${index}`, {
                quantity: String(quantity),
                unitPrice: divide(String(price), "10000"),
                taxes: [{ title: titles[rate], rate, amount: "1" }],
              }),
            );
            // Nothing near the real total is expected, so that no rounding line comes between.
            const draft = draftOf(lines, "999999999");
            const { predicted } = await prepareDraft(
              scope,
              draft,
              await readParties(scope.tryton, [draft], call),
              call,
            );
            expect((await create(draft)).totals).toEqual(predicted);
          },
        ),
        { numRuns: 12 },
      );
    }
    await erp.write("account.configuration", [configuration], { tax_rounding: "document" });
    forgetBooks(scope);
  });

  it("two taxes of one rate are told apart by their title, or not at all", async () => {
    const created = await erp.search<{ name: string; invoice_account: number }>(
      "account.tax",
      [["name", "=", "VAT 7 %"]],
      ["name", "invoice_account"],
    );
    const account = created[0]?.invoice_account;
    const [second] = await erp.create("account.tax", [
      {
        name: "Books 7 %",
        description: "Books 7 %",
        type: "percentage",
        rate: { __class__: "Decimal", decimal: "0.07" },
        company: 1,
        invoice_account: account,
        credit_note_account: account,
      },
    ]);
    forgetBooks(scope);
    const taxed = (title: string) =>
      create(draftOf([line("1", { taxes: [{ title, rate: "0.07", amount: "0.7" }] })], "10.7"));
    const { ref } = await taxed("books  7 %");
    expect(await erp.search("sale.line", [["sale", "=", Number(ref.id)]], ["taxes"])).toMatchObject(
      [{ taxes: [second] }],
    );
    const detail = await refusal(taxed("MwSt"));
    expect(detail).toMatchObject({ class: "unmapped" });
    expect(detail.message).toContain("Books 7 %");
    await erp.write("account.tax", [second ?? 0], { active: false });
    forgetBooks(scope);
    expect((await taxed("MwSt")).totals.gross).toBe("10.7");
  });

  it("a tax just added in Tryton is found at once, though the books are kept for a minute", async () => {
    const taxed = () =>
      create(
        draftOf([line("1", { taxes: [{ title: "New", rate: "0.03", amount: "0.3" }] })], "10.3"),
      );
    expect((await refusal(taxed())).class).toBe("unmapped");
    const [model] = await erp.search<{ invoice_account: number }>(
      "account.tax",
      [["name", "=", "VAT 7 %"]],
      ["invoice_account"],
    );
    await erp.one("account.tax", {
      name: "New",
      description: "New",
      type: "percentage",
      rate: { __class__: "Decimal", decimal: "0.03" },
      company: 1,
      invoice_account: model?.invoice_account,
      credit_note_account: model?.invoice_account,
    });
    expect((await taxed()).totals.gross).toBe("10.3");
  });

  it("what Tryton refuses after the sale was begun leaves nothing behind", async () => {
    const key = newKey();
    tryton.proxied.arm(
      { kind: "status", status: 403 },
      ({ rpc }) => rpc === "model.sale.sale.quote",
    );
    expect(await refusal(create(draftOf([line("1")], "10"), key))).toMatchObject({
      class: "permission",
    });
    expect(await findDocuments(scope, key, call)).toEqual([]);
    tryton.proxied.arm({ kind: "status", status: 403 }, ({ body }) =>
      body.includes("model.account.invoice.write"),
    );
    expect(
      await refusal(create(draftOf([line("1")], "10", { kind: "salesInvoice" }), key)),
    ).toMatchObject({ class: "permission" });
    expect(await findDocuments(scope, key, call)).toEqual([]);
    tryton.proxied.reset();
    expect((await create(draftOf([line("1")], "10"), key)).status).toBe("open");
  });

  it.each(["create", "quote", "read"] as const)(
    "an answer lost at %s is told as unknown, and the sale is found and can be released",
    async (step) => {
      const key = newKey();
      let created = false;
      tryton.proxied.arm(
        { kind: "dropAfter" },
        ({ rpc }) => {
          if (rpc === "model.sale.sale.create") created = true;
          return step === "read"
            ? created && rpc === "model.sale.sale.search_read"
            : rpc === `model.sale.sale.${step}`;
        },
        step === "read" ? 2 : 1,
      ); // a reading is asked once more
      expect((await refusal(create(draftOf([line("1")], "10"), key))).class).toBe("ambiguous");
      tryton.proxied.reset();
      const [found, ...more] = await findDocuments(scope, key, call);
      expect(more).toEqual([]);
      expect(found).toMatchObject({
        status: "open",
        totals: { gross: "10" },
        lines: [{ key: "1" }],
      });
      expect(found?.ref.number).toBeTruthy();
      if (!found) return;
      // What broke off before the quotation is finished once; everything else is there already.
      expect(found.unfinished ?? false).toBe(step === "create");
      const finished = found.unfinished ? await create(draftOf([line("1")], "10"), key) : found;
      expect(finished).toMatchObject({
        ref: { id: found.ref.id, number: expect.stringMatching(/^\d+$/) as string },
        totals: { gross: "10" },
      });
      expect((await refusal(create(draftOf([line("1")], "10"), key))).class).toBe("duplicate");
      expect(await releaseDocument(scope, finished.ref, call)).toMatchObject({
        status: "released",
        ref: { id: found.ref.id, number: expect.stringMatching(/^\d+$/) as string },
      });
    },
  );

  it.each(["salesInvoice", "creditMemo"] as const)(
    "a %s whose creation broke off before its taxes were calculated is found as unfinished, and finished once",
    async (kind) => {
      const key = newKey();
      const draft = draftOf(
        [line("1", { taxes: [{ title: "VAT 19 %", rate: "0.19", amount: "1.9" }] })],
        "11.9",
        { kind, note: "Paid on the web" },
      );
      tryton.proxied.arm(
        { kind: "dropAfter" },
        ({ rpc }) => rpc === "model.account.invoice.create",
      );
      expect((await refusal(create(draft, key))).class).toBe("ambiguous");
      tryton.proxied.reset();
      const [found, ...more] = await findDocuments(scope, key, call);
      expect(more).toEqual([]);
      expect(found).toMatchObject({ kind, status: "open", unfinished: true, totals: { tax: "0" } });
      const finished = await create(draft, key);
      expect(finished).toMatchObject({
        ref: { id: found?.ref.id },
        totals: { net: "10", tax: "1.9", gross: "11.9" },
      });
      expect(finished.unfinished).toBeUndefined();
      expect((await refusal(create(draft, key))).class).toBe("duplicate");
      expect((await releaseDocument(scope, finished.ref, call)).status).toBe("released");
    },
  );

  it.each(["confirm", "read"] as const)(
    "an answer lost at %s while a sale is released is told as unknown: it is released, and not once more",
    async (step) => {
      const { ref } = await create(draftOf([line("1")], "10"));
      let confirmed = false;
      tryton.proxied.arm(
        { kind: "dropAfter" },
        ({ rpc }) => {
          if (rpc === "model.sale.sale.confirm") confirmed = true;
          return step === "read"
            ? confirmed && rpc === "model.sale.sale.search_read"
            : rpc === "model.sale.sale.confirm";
        },
        step === "read" ? 2 : 1,
      );
      expect((await refusal(releaseDocument(scope, ref, call))).class).toBe("ambiguous");
      tryton.proxied.reset();
      expect((await getDocument(scope, ref, call)).status).toBe("released");
    },
  );

  it("goods need a warehouse where Tryton has several; services do not", async () => {
    const { location: _location, ...nowhere } = line("1");
    expect(await refusal(create(draftOf([nowhere], "10")))).toMatchObject({
      class: "validation",
      field: "lines[0].location",
    });
    expect((await create(draftOf([shipping("5")], "5"))).totals.gross).toBe("5");
  });

  it("a product without revenue account is refused before a sale is confirmed that Tryton would never process", async () => {
    const category = await erp.idOf("product.category", [["accounting", "=", true]]);
    const [row] = await erp.search<{ account_revenue: number }>(
      "product.category",
      [["id", "=", category]],
      ["account_revenue"],
    );
    await erp.write("product.category", [category], { account_revenue: null });
    forgetBooks(scope);
    const key = newKey();
    expect(await refusal(create(draftOf([line("1")], "10"), key))).toMatchObject({
      class: "config",
    });
    expect(await findDocuments(scope, key, call)).toEqual([]);
    await erp.write("product.category", [category], { account_revenue: row?.account_revenue });
    expect((await create(draftOf([line("1")], "10"), key)).status).toBe("open");
  });

  it("a sale changed in Tryton since it was read is not released", async () => {
    const { ref } = await create(draftOf([line("1")], "10"));
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // SQLite's stamps are whole seconds
    await erp.write("sale.sale", [Number(ref.id)], { comment: "Call first" });
    expect((await refusal(releaseDocument(scope, ref, call))).class).toBe("versionConflict");
    expect((await releaseDocument(scope, { kind: ref.kind, id: ref.id }, call)).status).toBe(
      "released",
    );
  });

  it("cancelled or deleted by a person: told as such", async () => {
    const key = newKey();
    const { ref } = await create(draftOf([line("1")], "10"), key);
    await erp.call("model.sale.sale.cancel", [Number(ref.id)]);
    expect((await getDocument(scope, ref, call)).status).toBe("cancelled");
    expect(await cancelDocument(scope, { kind: ref.kind, id: ref.id }, call)).toMatchObject({
      outcome: "cancelled",
    });
    await erp.call("model.sale.sale.delete", [Number(ref.id)]);
    expect((await refusal(getDocument(scope, ref, call))).class).toBe("gone");
    expect((await refusal(cancelDocument(scope, ref, call))).class).toBe("gone");
    expect(await findDocuments(scope, key, call)).toEqual([]);
  });

  it("what is not in stock is not shipped: said with the shipment, and posted once the goods are there", async () => {
    const scarce: ErpRef = {
      kind: "item",
      id: String(await erp.idOf("product.product", [["code", "=", "SCARCE"]])),
    };
    const { ref } = await create(draftOf([line("1", { item: scarce, quantity: "4" })], "40"));
    await releaseDocument(scope, ref, call);
    const detail = await refusal(postDocument(scope, { kind: ref.kind, id: ref.id }, call));
    expect(detail).toMatchObject({ class: "stateConflict" });
    expect(detail.message).toContain("stock");
    expect((await getDocument(scope, ref, call)).status).toBe("released");
  });

  it("a question that is not for the app to answer goes to a person", async () => {
    const { ref } = await create(draftOf([line("1")], "10"));
    await releaseDocument(scope, ref, call);
    const shipment = await erp.idOf("stock.shipment.out", [["moves.sale", "=", Number(ref.id)]]);
    await erp.write("stock.shipment.out", [shipment], {
      effective_date: {
        __class__: "date",
        year: new Date().getUTCFullYear() + 1,
        month: 6,
        day: 1,
      },
    });
    expect(await refusal(postDocument(scope, { kind: ref.kind, id: ref.id }, call))).toMatchObject({
      class: "confirmation",
    });
  });

  it("an invoice due long ago is posted without anybody being asked; a credit memo gets a number of its own series", async () => {
    const vat = [{ title: "VAT", rate: "0.19", amount: "1.9" }];
    const key = newKey();
    const invoice = await create(
      draftOf([line("1", { taxes: vat })], "11.9", {
        kind: "salesInvoice",
        dueDate: "2026-03-15",
        note: "Paid on the web",
      }),
      key,
    );
    expect(invoice).toMatchObject({
      kind: "salesInvoice",
      status: "open",
      totals: { net: "10", tax: "1.9", gross: "11.9" },
    });
    expect((await refusal(postDocument(scope, invoice.ref, call))).class).toBe("stateConflict");
    expect(await releaseDocument(scope, invoice.ref, call)).toMatchObject({
      status: "released",
      totals: invoice.totals,
    });
    const posted = await postDocument(scope, { kind: "salesInvoice", id: invoice.ref.id }, call);
    expect(posted).toMatchObject({
      status: "invoiced",
      totals: invoice.totals,
      lines: [{ key: "1", invoiced: "1" }],
    });
    expect(posted.ref.number).toMatch(/^INV-/);
    expect(
      await erp.search(
        "account.invoice",
        [["reference", "=", renderExternalKey(key)]],
        ["state", "comment", "description", "payment_term_date"],
      ),
    ).toMatchObject([
      {
        state: "posted",
        comment: "Paid on the web",
        description: "#1001",
        payment_term_date: "2026-03-15",
      },
    ]);
    const memo = await create(draftOf([line("1", { taxes: vat })], "11.9", { kind: "creditMemo" }));
    expect(memo).toMatchObject({
      kind: "creditMemo",
      totals: { net: "10", tax: "1.9", gross: "11.9" },
      lines: [{ quantity: "1", amount: "10" }],
    });
    const cancelled = await cancelDocument(scope, memo.ref, call);
    expect(cancelled).toMatchObject({ outcome: "cancelled", document: { status: "cancelled" } });
    const second = await create(
      draftOf([line("1", { taxes: vat })], "11.9", { kind: "creditMemo" }),
    );
    await releaseDocument(scope, second.ref, call);
    expect(
      (await postDocument(scope, { kind: "creditMemo", id: second.ref.id }, call)).ref.number,
    ).toMatch(/^CN-/);
    expect(
      await erp.search("account.invoice", [["id", "=", Number(second.ref.id)]], ["total_amount"]),
    ).toMatchObject([{ total_amount: "-11.90" }]);
  });
});
