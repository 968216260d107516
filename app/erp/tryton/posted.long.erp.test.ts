import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { ErpError } from "#app/erp/errors.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { FeedKind, InvoiceEvent, ShipmentEvent } from "#app/erp/port/feeds.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { USERS } from "#scripts/tryton/books.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import { decimal } from "#scripts/tryton/client.ts";
import type { ByHand } from "#tests/contracts/erp/setting.ts";
import { draftOf, itemLine } from "#tests/contracts/erp/setting.ts";
import type { ContractFacts } from "#tests/contracts/erp/setting.ts";
import { trytonByHand } from "#tests/contracts/erp/tryton-by-hand.ts";
import type { TestTryton } from "#tests/setup/tryton.ts";
import { describeTryton, openTestTryton } from "#tests/setup/tryton.ts";
import { trytonAdapter } from "./adapter.server.ts";

const call = { traceId: "posted" };
let last = 6_000_000_000_000;
const newKey = (kind: ExternalKey["kind"] = "order"): ExternalKey => ({
  kind,
  shopifyId: String(++last),
  generation: 1,
  label: `#${last}`,
});

async function refusal(work: Promise<unknown>): Promise<ErpError["detail"]> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ErpError) return error.detail;
  throw new Error("the call was not refused", { cause: error });
}

describeTryton("Tryton: what people post and pay", () => {
  let tryton: TestTryton;
  let clerk: TrytonClient;
  let port: ErpConnectionPort;
  let hand: ByHand;
  let facts: Pick<ContractFacts, "customer" | "item" | "location" | "pricesIncludeTax">;

  beforeAll(async () => {
    tryton = openTestTryton();
    clerk = await tryton.logIn("clerk");
    port = trytonAdapter.connect({
      shop: "s",
      connectionId: randomUUID(),
      settings: { ...tryton.settings },
      secrets: tryton.secrets,
    });
    hand = trytonByHand(clerk, port, USERS.clerk);
    const ref = async (
      kind: "customer" | "item",
      model: string,
      code: string,
    ): Promise<ErpRef> => ({
      kind,
      id: String(await clerk.idOf(model, [["code", "=", code]])),
      number: code,
    });
    facts = {
      customer: await ref("customer", "party.party", "C-ADA"),
      item: {
        ref: await ref("item", "product.product", "MUG-WHITE"),
        number: "MUG-WHITE",
        barcode: "",
      },
      location: "WH",
      pricesIncludeTax: false,
    };
  });

  /** A released sale of two mugs at 10. */
  async function released(currency = "EUR"): Promise<{ order: ErpRef; externalKey: string }> {
    const key = newKey();
    const draft = draftOf(
      facts as ContractFacts,
      [itemLine(facts as ContractFacts, "L1", { quantity: "2" })],
      { currency },
    );
    const { ref } = await port.createDocument(key, draft, call);
    await port.releaseDocument(ref, call);
    return { order: { kind: "salesOrder", id: ref.id }, externalKey: renderExternalKey(key) };
  }

  const all = async (feed: FeedKind) => (await port.pull(feed, null, 500, call)).events;
  const invoiceEvents = async (
    id: string,
    feed: "invoices" | "creditMemos" = "invoices",
  ): Promise<InvoiceEvent[]> =>
    (await all(feed)).flatMap((event) =>
      event.feed === feed && event.orderRefs.some((ref) => ref.id === id) ? [event] : [],
    );
  const shipmentEvents = async (order: ErpRef): Promise<ShipmentEvent[]> =>
    (await all("shipments")).flatMap((event) =>
      event.feed === "shipments" && event.orderRef?.id === order.id ? [event] : [],
    );

  async function invoiced(
    currency = "EUR",
  ): Promise<{ order: ErpRef; externalKey: string; invoice: ErpRef }> {
    const sold = await released(currency);
    await hand.ship(sold.order, {});
    return { ...sold, invoice: await hand.invoice(sold.order, "shipped") };
  }

  it("a tracking number entered after the shipment left tells the shipment again, with another dedupe key", async () => {
    const { order } = await released();
    const shipment = await hand.ship(order, {});
    const { cursor } = await port.pull("shipments", null, 500, call);
    const [before] = await shipmentEvents(order);
    await clerk.one("stock.package", {
      shipment: `stock.shipment.out,${shipment.id}`,
      type: await clerk.idOf("stock.package.type", [["name", "=", "Box"]]),
      shipping_reference: "LATE-1",
    });
    const again = (await port.pull("shipments", cursor, 500, call)).events.filter(
      (event) => event.ref.id === shipment.id && event.dedupeKey !== before?.dedupeKey,
    );
    expect(again[0]).toMatchObject({
      trackingNumbers: ["LATE-1"],
      lines: [{ orderLineKey: "L1", quantity: "2" }],
    });
    const [box] = await clerk.search("stock.package", [["shipping_reference", "=", "LATE-1"]], []);
    await clerk.write("stock.package", [box?.id ?? 0], { shipping_reference: "LATE-2" });
    expect((await shipmentEvents(order)).at(-1)).toMatchObject({ trackingNumbers: ["LATE-2"] });
  });

  it("goods that come back are no shipment of the order and reverse none", async () => {
    const { order } = await released();
    await hand.ship(order, {});
    const before = (await all("shipments")).length;
    await clerk.wizard("sale.return_sale", [{ view: "start", values: {}, button: "return_" }], {
      active_model: "sale.sale",
      active_id: Number(order.id),
      active_ids: [Number(order.id)],
    });
    const [back] = await clerk.search<{ number: string }>(
      "sale.sale",
      [["origin", "=", `sale.sale,${order.id}`]],
      ["number"],
    );
    expect(back).toBeDefined();
    for (const button of ["quote", "confirm"])
      await clerk.call(`model.sale.sale.${button}`, [back?.id]);
    const [shipment] = await clerk.search(
      "stock.shipment.out.return",
      [["moves.sale", "=", back?.id]],
      [],
    );
    for (const button of ["receive", "done"])
      await clerk.call(`model.stock.shipment.out.return.${button}`, [shipment?.id]);
    expect(
      await clerk.search(
        "stock.shipment.out.return",
        [
          ["id", "=", shipment?.id],
          ["state", "=", "done"],
        ],
        [],
      ),
    ).toHaveLength(1);
    expect((await all("shipments")).length).toBe(before);
    expect((await shipmentEvents(order)).every(({ reversed }) => !reversed)).toBe(true);
  });

  it("a credit note of an invoice is told as a credit memo of the order, in amounts above zero; the invoice is not told by it", async () => {
    const { order, externalKey, invoice } = await invoiced();
    await clerk.wizard(
      "account.invoice.credit",
      [
        {
          view: "start",
          values: { with_refund: false, with_refund_allowed: true, invoice_date: null },
          button: "credit",
        },
      ],
      {
        active_model: "account.invoice",
        active_id: Number(invoice.id),
        active_ids: [Number(invoice.id)],
      },
    );
    const [note] = await clerk.search(
      "account.invoice",
      [["lines.origin.invoice", "=", Number(invoice.id), "account.invoice.line"]],
      [],
    );
    expect(await invoiceEvents(order.id, "creditMemos")).toEqual([]);
    await clerk.call("model.account.invoice.post", [note?.id]);
    const [event] = await invoiceEvents(order.id, "creditMemos");
    expect(event).toMatchObject({
      ref: { kind: "creditMemo", id: String(note?.id) },
      externalKey,
      status: "posted",
      totals: { net: "20", tax: "0", gross: "20" },
      remaining: "20",
      currency: "EUR",
    });
    expect((await invoiceEvents(order.id)).map(({ ref, status }) => [ref.id, status])).toEqual([
      [invoice.id, "posted"],
    ]);
  });

  it("an invoice taken back with a refund is told as cancelled, with nothing left to pay", async () => {
    const { order, invoice } = await invoiced();
    const { cursor } = await port.pull("invoices", null, 500, call);
    await clerk.wizard(
      "account.invoice.credit",
      [
        {
          view: "start",
          values: { with_refund: true, with_refund_allowed: true, invoice_date: null },
          button: "credit",
        },
      ],
      {
        active_model: "account.invoice",
        active_id: Number(invoice.id),
        active_ids: [Number(invoice.id)],
      },
    );
    const told = (await port.pull("invoices", cursor, 500, call)).events
      .filter((event) => event.ref.id === invoice.id)
      .at(-1);
    expect(told).toMatchObject({
      status: "cancelled",
      remaining: "0",
      totals: { gross: "20" },
      orderRefs: [{ kind: "salesOrder", id: order.id }],
    });
  });

  it("a draft that nobody posted is not told, whatever becomes of it", async () => {
    const { order } = await released();
    await hand.ship(order, {});
    expect(await invoiceEvents(order.id)).toEqual([]);
    const drafts = await clerk.search("account.invoice", [["sales", "=", Number(order.id)]], []);
    await clerk.call(
      "model.account.invoice.cancel",
      drafts.map(({ id }) => id),
    );
    expect(await invoiceEvents(order.id)).toEqual([]);
  });

  it("a payment in another currency closes the invoice in its own amounts", async () => {
    const { order, invoice } = await invoiced("USD");
    await port.registerPayment(
      newKey("payment"),
      { invoice, amount: "5.01", currency: "USD", method: "CARD", date: "2026-03-02" },
      call,
    );
    expect(await invoiceEvents(order.id)).toMatchObject([
      { currency: "USD", status: "posted", remaining: "14.99", totals: { gross: "20" } },
    ]);
    await port.registerPayment(
      newKey("payment"),
      { invoice, amount: "14.99", currency: "USD", method: "CARD", date: "2026-03-02" },
      call,
    );
    expect(await invoiceEvents(order.id)).toMatchObject([{ status: "paid", remaining: "0" }]);
  });

  it("a payment taken back in Tryton leaves more to pay again, and that is told", async () => {
    const { order, invoice } = await invoiced();
    const payment = await port.registerPayment(
      newKey("payment"),
      { invoice, amount: "8", currency: "EUR", method: "CARD", date: "2026-03-02" },
      call,
    );
    expect(await invoiceEvents(order.id)).toMatchObject([{ status: "posted", remaining: "12" }]);
    const { cursor } = await port.pull("invoices", null, 500, call);
    await clerk.wizard(
      "account.move.cancel",
      [{ view: "default", values: { description: null }, button: "cancel" }],
      {
        active_model: "account.move",
        active_id: Number(payment.id),
        active_ids: [Number(payment.id)],
      },
    );
    const told = (await port.pull("invoices", cursor, 500, call)).events
      .filter((event) => event.ref.id === invoice.id)
      .at(-1);
    expect(told).toMatchObject({ status: "posted", remaining: "20" });
  });

  it("an answer lost after the payment was booked is an unknown end; with the same key again it is found, and booked once", async () => {
    const { order, invoice } = await invoiced();
    const key = newKey("payment");
    const payment = { invoice, amount: "7", currency: "EUR", method: "CARD", date: "2026-03-02" };
    tryton.proxied.arm(
      { kind: "dropAfter" },
      ({ rpc, body }) => rpc === "wizard.account.invoice.pay.execute" && body.includes('"pay"'),
    );
    expect(await refusal(port.registerPayment(key, payment, call))).toMatchObject({
      class: "ambiguous",
    });
    tryton.proxied.reset();
    const found = await port.registerPayment(key, payment, call);
    expect(found.kind).toBe("payment");
    expect(
      await clerk.search("account.move", [["description", "=", renderExternalKey(key)]], []),
    ).toHaveLength(1);
    expect(await invoiceEvents(order.id)).toMatchObject([{ remaining: "13" }]);
  });

  it("an unknown payment method, a day that is none and an invoice that is none are refused by name", async () => {
    const { invoice } = await invoiced();
    const payment = { invoice, amount: "1", currency: "EUR", method: "CARD", date: "2026-03-02" };
    const refused = (over: Partial<typeof payment>) =>
      refusal(port.registerPayment(newKey("payment"), { ...payment, ...over }, call));
    expect(await refused({ method: "BARTER" })).toMatchObject({
      class: "validation",
      field: "method",
    });
    expect(await refused({ date: "2026-02-30" })).toMatchObject({
      class: "validation",
      field: "date",
    });
    expect(await refused({ amount: "0.001" })).toMatchObject({
      class: "validation",
      field: "amount",
    });
    expect(await refused({ amount: "-1" })).toMatchObject({ class: "validation", field: "amount" });
    expect(await refused({ invoice: { kind: "salesInvoice", id: "999999" } })).toMatchObject({
      class: "notFound",
    });
    expect(await refused({ invoice: { kind: "salesInvoice", id: "none" } })).toMatchObject({
      class: "notFound",
    });
  });

  it("goods in the shelf, promised and picked: availability follows, and services have none", async () => {
    const { order } = await released();
    const at = async () =>
      (await port.getAvailability([{ item: facts.item.ref }], ["WH"], call))[0];
    const before = await at();
    const [shipment] = await clerk.search<{ "inventory_moves.": { id: number }[] }>(
      "stock.shipment.out",
      [["moves.sale", "=", Number(order.id)]],
      ["inventory_moves.quantity"],
    );
    await clerk.call("model.stock.shipment.out.assign_try", [shipment?.id]);
    expect(await at()).toEqual(before);
    await clerk.call("model.stock.shipment.out.pick", [shipment?.id]);
    const picked = await at();
    expect([
      Number(before?.onHand) - Number(picked?.onHand),
      Number(before?.reserved) - Number(picked?.reserved),
    ]).toEqual([2, 2]);
    const service: ErpRef = {
      kind: "item",
      id: String(await clerk.idOf("product.product", [["code", "=", "SHIPPING"]])),
    };
    expect(
      await port.getAvailability(
        [
          { item: service },
          { item: { kind: "item", id: "999999" } },
          { item: { kind: "item", id: "none" } },
        ],
        ["WH"],
        call,
      ),
    ).toEqual([]);
    expect(
      await refusal(port.getAvailability([{ item: facts.item.ref }], ["NOWHERE"], call)),
    ).toMatchObject({
      class: "validation",
    });
  });

  it("a price changed on the template is a change of its product", async () => {
    const { cursor } = await port.pull("items", null, 500, call);
    const [product] = await clerk.search<{ template: number }>(
      "product.product",
      [["code", "=", "LAMP"]],
      ["template"],
    );
    await clerk.write("product.template", [product?.template ?? 0], { list_price: decimal("35") });
    expect(
      (await port.pull("items", cursor, 500, call)).events.map(({ ref }) => ref.number),
    ).toContain("LAMP");
  });

  it("a tax id and a phone number that no country has keep no customer out; one that is right is kept as such", async () => {
    const data = {
      name: "Odd Ltd",
      phone: "call me",
      taxId: "DE000000000",
      address: {
        name: "Odd Ltd",
        address1: "1 Main St",
        city: "Portland",
        county: "ME",
        zip: "04101",
        countryCode: "US",
      },
    };
    const ref = await port.createCustomer(newKey("customer"), data, call);
    expect(
      (await port.findCustomers([{ taxId: "DE 000 000 000" }], call))
        .flat()
        .map((found) => [found.ref.id, found.matchedBy]),
    ).toEqual([[ref.id, "taxId"]]);
    expect(
      (await port.findCustomers([{ billTo: data.address }], call))
        .flat()
        .map((found) => found.ref.id),
    ).toEqual([ref.id]);
    expect(
      (await port.findCustomers([{ billTo: { ...data.address, county: "NH" } }], call)).flat(),
    ).toEqual([]);
    const right = await port.createCustomer(
      newKey("customer"),
      {
        ...data,
        name: "Right GmbH",
        address: { name: "Right GmbH", countryCode: "DE" },
        taxId: "DE 136 695 976",
      },
      call,
    );
    const [party] = await clerk.search<{ "tax_identifier.": { code: string; type: string } }>(
      "party.party",
      [["id", "=", Number(right.id)]],
      ["tax_identifier.code", "tax_identifier.type"],
    );
    expect(party?.["tax_identifier."]).toMatchObject({ type: "eu_vat", code: "DE136695976" });
  });

  it("an order of a customer the app just made uses the address it made, and adds none", async () => {
    const address = {
      name: "Mia Vik",
      name2: "Floor 2",
      contact: "Mia",
      address1: "Havnegade 1",
      address2: "tv",
      city: "Aarhus",
      county: "Jylland",
      zip: "8000",
      countryCode: "DK",
    };
    const customer = await port.createCustomer(
      newKey("customer"),
      { name: "Mia Vik", name2: "Floor 2", contact: "Mia", address },
      call,
    );
    await port.createDocument(
      newKey(),
      draftOf(facts as ContractFacts, [itemLine(facts as ContractFacts, "1")], {
        sellTo: customer,
        billTo: customer,
        billToAddress: address,
        sellToAddress: address,
        shipToAddress: address,
      }),
      call,
    );
    expect(
      await clerk.search("party.address", [["party", "=", Number(customer.id)]], []),
    ).toHaveLength(1);
  });
});
