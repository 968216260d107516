import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askerOf } from "./asker.ts";
import { seedBooks } from "./books/seed.ts";
import type { BusinessCentral } from "./server.ts";
import { startBusinessCentral } from "./server.ts";

type Asker = Awaited<ReturnType<typeof askerOf>>;
type Listed = Record<string, unknown>[];

/** What the adapter relies on, each statement of the API's description by the section it stands in. */
describe("Business Central's API v2.0, as described", () => {
  let bc: BusinessCentral;
  let ask: Asker;
  beforeAll(async () => {
    bc = await startBusinessCentral({ books: seedBooks(), published: ["PostedSalesShipments"] });
    ask = await askerOf(bc);
  });
  afterAll(() => bc.close());

  const listed = async (path: string): Promise<Listed> =>
    (await ask.get(path)).body.value as Listed;
  const customer = () => String(bc.books.find("customers", "number", "C00001")?.id);
  const item = (number = "MUG-WHITE") => String(bc.books.find("items", "number", number)?.id);
  const order = async (over: Record<string, unknown> = {}) => {
    const made = await ask.post("salesOrders", {
      customerId: customer(),
      externalDocumentNumber: "SHOPIFY-SO-1",
      salesOrderLines: [{ lineType: "Item", itemId: item(), quantity: 2, unitPrice: 10 }],
      ...over,
    });
    if (made.status !== 201) throw new Error(made.message);
    return made.body;
  };
  const lines = async (id: unknown): Promise<Listed> =>
    listed(`salesOrders(${String(id)})/salesOrderLines`);

  describe("§1 log-in", () => {
    it("gives a token for the application's own secret and refuses each wrong part in Microsoft's words", async () => {
      expect((await ask.logIn()).body).toMatchObject({ token_type: "Bearer", expires_in: 3599 });
      expect((await ask.logIn({ client_secret: "x" })).message).toContain("AADSTS7000215");
      expect((await ask.logIn({ client_id: "x" })).message).toContain("AADSTS700016");
      const elsewhere = `${bc.url}/nobody.example/oauth2/v2.0/token`;
      expect((await ask.logIn({}, elsewhere)).message).toContain("AADSTS90002");
    });
    it("a token alone is not enough: the application must be entered in Business Central", async () => {
      bc.login.registration.enabled = false;
      expect(await ask.get("customers")).toMatchObject({
        status: 401,
        code: "Authentication_InvalidCredentials",
      });
      bc.login.registration.enabled = true;
      expect((await ask.get("customers")).status).toBe(200);
    });
  });

  describe("§2 etags", () => {
    it("a change needs one: without it 400, with an old one 409, not 412", async () => {
      const { id } = await order();
      const path = `salesOrders(${String(id)})`;
      const etag = String((await ask.get(path)).body["@odata.etag"]);
      expect(await ask.patch(path, { email: "a@example.test" })).toMatchObject({
        status: 400,
        code: "BadRequest_InvalidToken",
      });
      expect((await ask.patch(path, { email: "a@example.test" }, etag)).status).toBe(200);
      expect(await ask.patch(path, { email: "b@example.test" }, etag)).toMatchObject({
        status: 409,
        code: "Request_EntityChanged",
      });
      expect((await ask.patch(path, { email: "b@example.test" }, "*")).status).toBe(200);
    });
    it("deleting looks at one only where it is sent", async () => {
      const [a, b] = [await order(), await order()];
      expect((await ask.remove(`salesOrders(${String(a.id)})`, 'W/"old"')).status).toBe(409);
      expect((await ask.remove(`salesOrders(${String(b.id)})`)).status).toBe(204);
    });
  });

  describe("§3 reading", () => {
    it("pages by nextLink, to be followed as it is", async () => {
      const first = await ask.get("customers?$orderby=number", { prefer: "odata.maxpagesize=2" });
      const next = String(first.body["@odata.nextLink"]);
      expect(next).toContain("$skiptoken".replace("$", "%24"));
      const second = await ask.send("GET", next, { headers: { prefer: "odata.maxpagesize=50" } });
      const numbers = [...(first.body.value as Listed), ...(second.body.value as Listed)].map(
        ({ number }) => number,
      );
      expect(new Set(numbers).size).toBe(bc.books.rows("customers").length);
    });
    it("or is for one field only", async () => {
      expect(
        (await listed("items?$filter=number eq 'SWEATER' or number eq 'MUG-WHITE'")).length,
      ).toBe(2);
      expect((await ask.get("items?$filter=number eq 'SWEATER' or gtin eq '1'")).message).toContain(
        "'OR' operator is not supported on distinct fields",
      );
    });
    it("a lambda is passed over: everything comes back", async () => {
      const all = await listed("items");
      expect(await listed("items?$filter=itemVariants/any(v:v/code eq 'X')")).toHaveLength(
        all.length,
      );
    });
    it("a value longer than its field is an error and no empty answer", async () => {
      expect(await ask.get(`items?$filter=number eq '${"9".repeat(22)}'`)).toMatchObject({
        status: 400,
        code: "Application_FilterErrorException",
      });
    });
    it("text is compared with its case, unless tolower is asked for", async () => {
      expect(await listed("customers?$filter=email eq 'foreign.customer@example.test'")).toEqual(
        [],
      );
      expect(
        await listed("customers?$filter=tolower(email) eq 'foreign.customer@example.test'"),
      ).toHaveLength(1);
    });
    it("functions are not nested, and page variables cannot be filtered", async () => {
      expect((await ask.get("items?$filter=contains(tolower(displayName),'m')")).status).toBe(400);
      expect((await ask.get("salesOrders?$filter=currencyCode eq 'EUR'")).status).toBe(400);
    });
    it("lines are read through their document, and of the first one named only", async () => {
      const [a, b] = [await order(), await order()];
      expect((await ask.get("salesOrderLines")).message).toContain(
        "You must specify an Id or a Document Id",
      );
      const both = await listed(
        `salesOrderLines?$filter=documentId eq ${String(a.id)} or documentId eq ${String(b.id)}`,
      );
      expect(both.map(({ documentId }) => documentId)).toEqual([a.id]);
    });
    it("what the API does not have is refused, loudly", async () => {
      expect((await ask.get("shippingAgents")).code).toBe("BadRequest_ResourceNotFound");
      expect((await ask.get("salesOrders?$select=trackingNumber")).status).toBe(400);
      expect((await ask.get("salesOrders?$apply=x")).status).toBe(400);
    });
  });

  describe("§5 writing", () => {
    it("a deep insert is all or nothing", async () => {
      const before = bc.books.rows("salesOrders").length;
      const answer = await ask.post("salesOrders", {
        customerId: customer(),
        salesOrderLines: [
          { lineType: "Item", itemId: item() },
          { lineType: "Item", itemId: customer() },
        ],
      });
      expect(answer.status).toBe(400);
      expect(bc.books.rows("salesOrders")).toHaveLength(before);
    });
    it("a deep change is refused", async () => {
      const { id } = await order();
      expect(
        (await ask.patch(`salesOrders(${String(id)})`, { salesOrderLines: [] }, "*")).status,
      ).toBe(400);
    });
    it("properties take effect in their order: a quantity after the price brings the item's own", async () => {
      const made = await order({
        salesOrderLines: [
          { lineType: "Item", itemId: item(), quantity: 2, unitPrice: 7 },
          { lineType: "Item", itemId: item(), unitPrice: 7, quantity: 2 },
        ],
      });
      expect((await lines(made.id)).map(({ unitPrice }) => unitPrice)).toEqual([7, 10]);
    });
    it("without a sequence the lines are 10000, 20000 … in the order sent", async () => {
      const made = await order({
        salesOrderLines: [
          { description: "Hello" },
          { lineType: "Item", itemId: item(), quantity: 1 },
        ],
      });
      expect((await lines(made.id)).map(({ sequence, lineType }) => [sequence, lineType])).toEqual([
        [10000, "Comment"],
        [20000, "Item"],
      ]);
    });
    it("in 22.0 a sequence breaks the insert", async () => {
      const old = await startBusinessCentral({ books: seedBooks({ version: 22 }) });
      const asker = await askerOf(old);
      const answer = await asker.post("salesOrders", {
        customerNumber: "C00001",
        salesOrderLines: [{ sequence: 10000, description: "x" }],
      });
      expect(answer).toMatchObject({ code: "Internal_ServerError" });
      await old.close();
    });
    it("a header's discount has nothing to discount while the lines are still to come", async () => {
      const answer = await ask.post("salesOrders", {
        customerId: customer(),
        discountAmount: 1,
        salesOrderLines: [],
      });
      expect(answer.message).toContain("Cannot apply an invoice discount");
    });
    it("read-only fields, too long texts and letters in a phone number are refused", async () => {
      expect((await ask.post("salesOrders", { customerId: customer(), number: "X" })).code).toBe(
        "BadRequest_InvalidOperation",
      );
      expect(
        await ask.post("salesOrders", {
          customerId: customer(),
          externalDocumentNumber: "x".repeat(36),
        }),
      ).toMatchObject({ code: "Application_StringExceededLength" });
      expect(
        (await ask.post("salesOrders", { customerId: customer(), phoneNumber: "0800 CALL" }))
          .message,
      ).toContain("You cannot enter letters");
    });
    it("every line that changes gives the header another etag and stamp", async () => {
      const { id } = await order();
      const path = `salesOrders(${String(id)})`;
      const before = (await ask.get(path)).body;
      const [line] = await lines(id);
      await ask.patch(`salesOrderLines(${String(line?.id)})`, { quantity: 3 }, "*");
      const after = (await ask.get(path)).body;
      expect(after["@odata.etag"]).not.toBe(before["@odata.etag"]);
      expect(String(after.lastModifiedDateTime) > String(before.lastModifiedDateTime)).toBe(true);
    });
    it("a customer's recurring lines come before those sent", async () => {
      bc.books.setUp.recurringLines.C00004 = [
        { account: "4410", description: "Club fee", unitPrice: "1" },
      ];
      const made = await order({
        customerId: String(bc.books.find("customers", "number", "C00004")?.id),
      });
      expect(
        (await lines(made.id)).map(({ sequence, description }) => [sequence, description]),
      ).toEqual([
        [10000, "Club fee"],
        [20000, "Enamel mug"],
      ]);
      delete bc.books.setUp.recurringLines.C00004;
    });
    it("a batch answers each request; in a snapshot one that fails undoes the others", async () => {
      const make = {
        id: "1",
        method: "POST",
        url: `${ask.company}/customers`,
        body: { displayName: "Batch" },
      };
      const fail = { id: "2", method: "GET", url: `${ask.company}/nothing` };
      const before = bc.books.rows("customers").length;
      const apart = await ask.send("POST", "$batch", { body: { requests: [make, fail] } });
      expect((apart.body.responses as Listed).map(({ status }) => status)).toEqual([201, 404]);
      expect(bc.books.rows("customers")).toHaveLength(before + 1);
      await ask.send("POST", "$batch", {
        body: { requests: [make, fail] },
        headers: { isolation: "snapshot" },
      });
      expect(bc.books.rows("customers")).toHaveLength(before + 1);
      const many = Array.from({ length: 101 }, (_, index) => ({ ...fail, id: String(index) }));
      expect((await ask.send("POST", "$batch", { body: { requests: many } })).status).toBe(400);
    });
  });

  describe("§8, §9 states and posting", () => {
    it("Draft is open, Open is released; no action releases", async () => {
      const { id, status } = await order();
      expect(status).toBe("Draft");
      expect((await ask.post(`salesOrders(${String(id)})/Microsoft.NAV.release`)).status).toBe(404);
      bc.people.release(String(id));
      expect((await ask.get(`salesOrders(${String(id)})`)).body.status).toBe("Open");
      const [line] = await lines(id);
      expect(
        (await ask.patch(`salesOrderLines(${String(line?.id)})`, { unitPrice: 1 }, "*")).message,
      ).toContain("Status must be equal to 'Open'");
    });
    it("deleting is refused while something is shipped and not invoiced", async () => {
      const { id } = await order();
      bc.people.ship(String(id));
      expect((await ask.remove(`salesOrders(${String(id)})`)).message).toContain(
        "Qty. Shipped Not Invoiced",
      );
    });
    it("shipAndInvoice releases on its way and deletes the order: 404, and the invoice keeps its id and key", async () => {
      const { id, number } = await order({ externalDocumentNumber: "SHOPIFY-SO-77" });
      expect(
        (await ask.post(`salesOrders(${String(id)})/Microsoft.NAV.shipAndInvoice`)).status,
      ).toBe(204);
      expect((await ask.get(`salesOrders(${String(id)})`)).status).toBe(404);
      const [invoice] = await listed(`salesInvoices?$filter=orderId eq ${String(id)}`);
      expect(invoice).toMatchObject({
        orderNumber: number,
        externalDocumentNumber: "SHOPIFY-SO-77",
        status: "Open",
      });
      expect(
        await listed(`salesShipments?$filter=orderNumber eq '${String(number)}'`),
      ).toHaveLength(1);
    });
    it("with no quantity to invoice it ships only; the rest of the order stays", async () => {
      const { id } = await order();
      const [line] = await lines(id);
      await ask.patch(`salesOrderLines(${String(line?.id)})`, { shipQuantity: 1 }, "*");
      await ask.patch(`salesOrderLines(${String(line?.id)})`, { invoiceQuantity: 0 }, "*");
      await ask.post(`salesOrders(${String(id)})/Microsoft.NAV.shipAndInvoice`);
      expect(await lines(id)).toMatchObject([{ shippedQuantity: 1, invoicedQuantity: 0 }]);
    });
    it("an approval may make it answer 204 and do nothing", async () => {
      const { id } = await order();
      bc.books.setUp.postingDoesNothing = true;
      expect(
        (await ask.post(`salesOrders(${String(id)})/Microsoft.NAV.shipAndInvoice`)).status,
      ).toBe(204);
      bc.books.setUp.postingDoesNothing = false;
      expect((await ask.get(`salesOrders(${String(id)})`)).status).toBe(200);
    });
  });

  describe("§10, §11 shipments and invoices", () => {
    it("a shipment's lines have the order's numbers, and an undone one stands beside it while the head does not change", async () => {
      const { id } = await order();
      const shipment = bc.people.ship(String(id), { agent: "DHL", tracking: "JD1" });
      const path = `salesShipments(${String(shipment.id)})`;
      const before = (await ask.get(path)).body;
      expect(Object.keys(before).filter((name) => /track|agent/i.test(name))).toEqual([]);
      bc.people.undo(String(shipment.id));
      const after = (await ask.get(`${path}?$expand=salesShipmentLines`)).body;
      expect(after.lastModifiedDateTime).toBe(before.lastModifiedDateTime);
      expect(
        (after.salesShipmentLines as Listed).map(({ sequence, quantity }) => [sequence, quantity]),
      ).toEqual([
        [10000, 2],
        [15000, -2],
      ]);
      const service = await ask.send(
        "GET",
        `${ask.root}/ODataV4/Company('Nordlicht GmbH')/PostedSalesShipments?$filter=No eq '${String(shipment.number)}'`,
      );
      expect(service.body.value).toMatchObject([
        { Shipping_Agent_Code: "DHL", Package_Tracking_No: "JD1" },
      ]);
    });
    it("a part of the money moves no stamp; the last of it does", async () => {
      const { id } = await order();
      const invoice = bc.people.invoice(String(id), "whole");
      const read = async () => (await ask.get(`salesInvoices(${String(invoice.id)})`)).body;
      const before = await read();
      bc.people.pay(String(invoice.id), "5");
      expect(await read()).toMatchObject({
        status: "Open",
        remainingAmount: 18.8,
        lastModifiedDateTime: before.lastModifiedDateTime,
      });
      bc.people.pay(String(invoice.id), "18.8");
      const after = await read();
      expect(after).toMatchObject({ status: "Paid", remainingAmount: 0 });
      expect(after.lastModifiedDateTime).not.toBe(before.lastModifiedDateTime);
    });
    it("invoices and credit memos have the customer's price basis, orders the one they are given", async () => {
      expect((await order({ pricesIncludeTax: true })).pricesIncludeTax).toBe(true);
      expect(
        (await ask.post("salesInvoices", { customerId: customer(), pricesIncludeTax: true })).code,
      ).toBe("BadRequest_InvalidOperation");
      expect(
        (await ask.post("salesInvoices", { customerNumber: "C00004" })).body.pricesIncludeTax,
      ).toBe(true);
    });
    it("a draft invoice that is posted keeps its id and gets another number", async () => {
      const draft = (
        await ask.post("salesInvoices", {
          customerId: customer(),
          salesInvoiceLines: [
            { lineType: "Account", lineObjectNumber: "4400", quantity: 1, unitPrice: 5 },
          ],
        })
      ).body;
      await ask.post(`salesInvoices(${String(draft.id)})/Microsoft.NAV.post`);
      const posted = (await ask.get(`salesInvoices(${String(draft.id)})`)).body;
      expect(posted.status).toBe("Open");
      expect(posted.number).not.toBe(draft.number);
      expect(
        await listed(`generalLedgerEntries?$filter=documentNumber eq '${String(posted.number)}'`),
      ).toHaveLength(1);
    });
  });

  describe("§12 payments", () => {
    it("a line of the batch disappears when the batch is posted, and the invoice is paid", async () => {
      const invoice = bc.people.invoice(String((await order()).id), "whole");
      const journal = String(bc.books.rows("customerPaymentJournals")[0]?.id);
      const paid = await ask.post(`customerPaymentJournals(${journal})/customerPayments`, {
        customerId: customer(),
        documentNumber: "P1",
        amount: -23.8,
        appliesToInvoiceId: invoice.id,
      });
      expect(paid.status).toBe(201);
      expect((await ask.post(`journals(${journal})/Microsoft.NAV.post`)).status).toBe(204);
      expect((await ask.get(`salesInvoices(${String(invoice.id)})`)).body.status).toBe("Paid");
      expect(bc.books.rows("customerPayments")).toEqual([]);
    });
  });

  describe("§13 totals", () => {
    it("VAT is rounded over the group: three lines of 0.05 without VAT make 0.03 and not three times 0.01", async () => {
      const line = {
        lineType: "Item",
        itemId: item(),
        quantity: 1,
        unitPrice: 0.05,
        taxCode: "VAT19",
      };
      const made = await order({ salesOrderLines: [line, line, line] });
      expect(made).toMatchObject({ totalAmountExcludingTax: 0.15, totalTaxAmount: 0.03 });
      const withTax = await order({
        pricesIncludeTax: true,
        salesOrderLines: [{ ...line, unitPrice: 39.98 }],
      });
      expect(withTax).toMatchObject({ totalAmountExcludingTax: 33.6, totalTaxAmount: 6.38 });
    });
    it("invoice rounding comes at posting only", async () => {
      const { id, totalAmountIncludingTax } = await order();
      expect(totalAmountIncludingTax).toBe(23.8);
      bc.books.setUp.invoiceRounding = { precision: "1", account: "4820" };
      const invoice = bc.people.invoice(String(id), "whole");
      delete bc.books.setUp.invoiceRounding;
      expect(invoice.totalAmountIncludingTax).toBe("24");
    });
  });

  describe("§14 subscriptions", () => {
    const subscribed = async (
      work: (
        fields: { notificationUrl: string; resource: string; clientState: string },
        answers: { status: number; body?: string }[],
      ) => Promise<void>,
      set = "salesOrders",
    ): Promise<void> => {
      const answers: { status: number; body?: string }[] = [];
      const listener = createServer((incoming, outgoing) => {
        const token = new URL(incoming.url ?? "/", "http://listener").searchParams.get(
          "validationToken",
        );
        const { status, body = token ?? "" } = answers.shift() ?? { status: 200 };
        outgoing.writeHead(status).end(body);
      });
      await new Promise<void>((resolve) => void listener.listen(0, "127.0.0.1", resolve));
      const { port } = listener.address() as AddressInfo;
      await work(
        {
          notificationUrl: `http://127.0.0.1:${port}/notices`,
          resource: `/api/v2.0/${ask.company}/${set}`,
          clientState: "a secret",
        },
        answers,
      ).finally(() => listener.close());
    };
    const held = () => bc.subscriptions.held.length;

    it("a subscription is taken, and renewed, only where its address gives the token back", async () => {
      await subscribed(async (body, answers) => {
        answers.push({ status: 200, body: "something else" });
        const refused = await ask.send("POST", "subscriptions", { body });
        expect([refused.status, held()]).toEqual([400, 0]);
        const made = await ask.send("POST", "subscriptions", { body });
        expect([made.status, held()]).toEqual([201, 1]);
        const path = `subscriptions('${String(made.body.subscriptionId)}')`;
        expect((await ask.send("PATCH", path, { body })).code).toBe("BadRequest_InvalidToken");
        const headers = { "if-match": String(made.body["@odata.etag"]) };
        answers.push({ status: 404 });
        expect((await ask.send("PATCH", path, { body, headers })).status).toBe(400);
        expect((await ask.send("PATCH", path, { body, headers })).status).toBe(200);
        expect((await ask.send("DELETE", path)).status).toBe(204);
      });
    });
    it("posted shipments have no subscriptions: a posted order's own change tells of them", async () => {
      await subscribed(async (body) => {
        expect((await ask.send("POST", "subscriptions", { body })).status).toBe(400);
      }, "salesShipments");
    });
    it("a subscription is over three days after it was taken or renewed", async () => {
      await subscribed(async (body) => {
        await ask.send("POST", "subscriptions", { body });
        bc.subscriptions.setAhead(3 * 86_400_000 - 60_000);
        expect(held()).toBe(1);
        bc.subscriptions.setAhead(3 * 86_400_000 + 1_000);
        expect(held()).toBe(0);
      });
    });
    it("an answer of 408, 429 or 5xx brings a notice again, any other but success ends the subscription", async () => {
      await subscribed(async (body, answers) => {
        const { subscriptions } = bc;
        await ask.send("POST", "subscriptions", { body });
        await order();
        for (const status of [408, 429, 503]) {
          answers.push({ status });
          await subscriptions.tell();
        }
        expect([subscriptions.answers.slice(-3), held()]).toEqual([[408, 429, 503], 1]);
        await subscriptions.tell();
        expect([subscriptions.answers.at(-1), held()]).toEqual([200, 1]);
        await subscriptions.tell();
        expect(subscriptions.answers).toHaveLength(4);
        await order();
        answers.push({ status: 401 });
        await subscriptions.tell();
        expect(held()).toBe(0);
      });
    });
  });

  it("§15 two orders with one external number are two orders, without a word; a customer's number is there once", async () => {
    const [a, b] = [
      await order({ externalDocumentNumber: "SHOPIFY-SO-9" }),
      await order({ externalDocumentNumber: "SHOPIFY-SO-9" }),
    ];
    expect(a.id).not.toBe(b.id);
    expect((await ask.post("customers", { number: "S1", displayName: "One" })).status).toBe(201);
    expect((await ask.post("customers", { number: "S1", displayName: "Two" })).code).toBe(
      "Internal_EntityWithSameKeyExists",
    );
  });

  it("§4 five at once, the rest waits, and too many are refused", async () => {
    const busy = await startBusinessCentral({
      books: seedBooks(),
      latencyMs: 300,
      limits: { parallel: 5, queue: 10, requests: 1_000, windowMs: 300_000 },
    });
    const asker = await askerOf(busy);
    const answers = await Promise.all(Array.from({ length: 20 }, () => asker.get("customers")));
    expect(busy.gate.most).toBe(5);
    const refused = answers.filter(({ status }) => status === 429).length;
    expect(refused).toBeGreaterThan(0);
    expect(busy.gate.refused).toBe(refused);
    await busy.close();
  });
});
