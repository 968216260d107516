import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { limitInProcess } from "#app/erp/call-limit/in-process.ts";
import { ErpError, ProbeFailure } from "#app/erp/errors.ts";
import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import { createOutbound } from "#app/erp/outbound/fetch.server.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { seedBooks } from "#tests/simulators/business-central/books/seed.ts";
import { connectionOf } from "#tests/simulators/business-central/connection.ts";
import type { BusinessCentral, Options } from "#tests/simulators/business-central/server.ts";
import { startBusinessCentral } from "#tests/simulators/business-central/server.ts";
import { connectBusinessCentral } from "./adapter.server.ts";

const call = { traceId: "bad-days" };
const key: ExternalKey = { kind: "order", shopifyId: "4711", generation: 1, label: "#1" };

let bc: BusinessCentral;
let outbound: Outbound;
let port: ErpConnectionPort;

const open = (over: Record<string, string> = {}, secrets?: Record<string, string>) => {
  const connection = connectionOf(bc);
  return connectBusinessCentral(
    {
      shop: "bad-days.myshopify.com",
      connectionId: randomUUID(),
      settings: { ...connection.settings, ...over },
      secrets: secrets ?? connection.secrets,
    },
    { outbound, limit: limitInProcess(5) },
  );
};

async function start(options: Partial<Options> = {}): Promise<void> {
  bc = await startBusinessCentral({ books: seedBooks(), ...options });
  outbound = createOutbound({ allowedHosts: [new URL(bc.url).host] });
  port = open();
}

beforeEach(() => start());
afterEach(async () => {
  outbound.close();
  await bc.close();
});

async function refused(work: Promise<unknown>): Promise<ErpError["detail"]> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ErpError) return error.detail;
  throw new Error(`not refused: ${String(error)}`);
}

const idOf = (set: string, number: string): string =>
  String(bc.books.find(set, "number", number)?.id);

function draft(over: Partial<DocumentDraft> = {}): DocumentDraft {
  const customer = { kind: "customer" as const, id: idOf("customers", "C00001"), number: "C00001" };
  const address = {
    name: "Ada Berg",
    address1: "Kai 3",
    city: "Kiel",
    zip: "24103",
    countryCode: "DE",
  };
  return {
    kind: "salesOrder",
    sellTo: customer,
    billTo: customer,
    sellToAddress: address,
    billToAddress: address,
    shipToAddress: address,
    currency: "EUR",
    pricesIncludeTax: true,
    documentDate: "2026-03-01",
    shopifyOrderNumber: "#1001",
    shopifyOrderId: "gid://shopify/Order/1001",
    taxLiable: true,
    lines: [
      {
        key: "1",
        kind: "item",
        item: { kind: "item", id: idOf("items", "MUG-WHITE") },
        description: "Mug",
        quantity: "2",
        unitPrice: "19.99",
        discount: "0",
        taxes: [{ title: "MwSt", rate: "0.19", amount: "6.38" }],
      },
    ],
    expected: { net: "33.6", tax: "6.38", gross: "39.98" },
    ...over,
  };
}
const create = (over: Partial<DocumentDraft> = {}) => port.createDocument(key, draft(over), call);

describe("logging in", () => {
  it.each([
    ["another tenant", { tenant: "nobody.example" }, "bc-login"],
    ["another application", { clientId: "unknown" }, "bc-login"],
    ["another company", { company: "Nobody Ltd" }, "bc-company"],
    ["another environment", { environment: "Sandbox" }, "bc-not-there"],
  ])("%s: the test ends there and says what to do", async (_name, settings, issue) => {
    const failure: unknown = await open(settings)
      .probe(call)
      .catch((error: unknown) => error);
    if (!(failure instanceof ProbeFailure)) throw new Error(`passed: ${String(failure)}`);
    expect(failure.issues.map(({ code }) => code)).toEqual([issue]);
    expect(failure.steps.at(-1)?.outcome).toBe("skipped");
  });

  it("a wrong secret, an expired one, an application nobody entered: each is its own sentence", async () => {
    const wrong = await refused(open({}, { clientSecret: "wrong" }).findDocuments(key, call));
    expect(wrong).toMatchObject({ class: "auth", text: { code: "bc.wrongSecret" } });
    bc.login.registration.secretExpired = true;
    expect(await refused(port.findDocuments(key, call))).toMatchObject({
      text: { code: "bc.secretExpired" },
    });
    bc.login.registration.secretExpired = false;
    bc.login.registration.enabled = false;
    expect(await refused(port.findDocuments(key, call))).toMatchObject({
      class: "auth",
      text: { code: "bc.notEntered" },
    });
  });

  it("one token serves many calls, and one that is refused is replaced once", async () => {
    await Promise.all([1, 2, 3].map(() => port.findDocuments(key, call)));
    expect(bc.login.given).toBe(1);
    bc.login.forget();
    expect(await port.findDocuments(key, call)).toEqual([]);
    expect(bc.login.given).toBe(2);
  });
});

describe("answers that are none", () => {
  const html = {
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<html>Sign in</html>",
  };
  const onOrders = ({ method, path }: { method: string; path: string }) =>
    method === "POST" && path.endsWith("/salesOrders");

  it("a web page: to be corrected when reading, an unknown end when writing", async () => {
    bc.answerWith(html, ({ path }) => path.endsWith("/companies"));
    expect(await refused(port.findDocuments(key, call))).toMatchObject({
      class: "config",
      text: { code: "bc.page" },
    });
    bc.answerWith(html, onOrders);
    expect((await refused(create())).class).toBe("ambiguous");
  });

  it("a list that goes on elsewhere is not followed: the token stays here", async () => {
    const elsewhere = {
      value: [],
      "@odata.nextLink": "https://evil.example/api/v2.0/companies?$skiptoken=1",
    };
    bc.answerWith({ status: 200, body: JSON.stringify(elsewhere) }, ({ path }) =>
      path.endsWith("/companies"),
    );
    const detail = await refused(port.findDocuments(key, call));
    expect(detail).toMatchObject({ class: "config", text: { code: "bc.otherHost" } });
    expect(detail.message).toContain("evil.example");
  });

  it.each([
    [429, "rateLimited"],
    [408, "ambiguous"],
    [503, "ambiguous"],
    [504, "ambiguous"],
    [500, "ambiguous"],
  ])("%i to a creation is %s", async (status, expected) => {
    bc.answerWith({ status, body: "The service is busy" }, onOrders);
    expect((await refused(create())).class).toBe(expected);
    expect(await port.findDocuments(key, call)).toEqual([]);
  });

  it("what is asked to wait is told how long", async () => {
    bc.answerWith({ status: 429, headers: { "retry-after": "17" }, body: "" }, onOrders);
    expect(await refused(create())).toMatchObject({ retryAfterMs: 17_000 });
  });

  it("reading back what was made fails: the end is unknown, and the document is found", async () => {
    bc.answerWith(
      { status: 503, body: "" },
      ({ method, path }) => method === "GET" && /salesOrders\(/.test(path),
    );
    expect((await refused(create())).class).toBe("ambiguous");
    expect(await port.findDocuments(key, call)).toHaveLength(1);
  });
});

describe("Business Central's own ways", () => {
  it("lines it adds are named, and the document is taken back", async () => {
    bc.books.setUp.recurringLines.C00001 = [
      { account: "4410", description: "Club fee", unitPrice: "1" },
    ];
    const detail = await refused(create());
    expect(detail).toMatchObject({ class: "config", text: { code: "bcDocument.addedLines" } });
    expect(detail.message).toContain("Club fee");
    expect(bc.books.rows("salesOrders")).toEqual([]);
  });

  it("an invoice takes the customer's price basis and comes to the same total", async () => {
    const made = await create({ kind: "salesInvoice" });
    expect(made.totals).toEqual({ net: "33.6", tax: "6.38", gross: "39.98" });
    const [invoice, ...more] = bc.books.rows("salesInvoices");
    expect(more).toEqual([]);
    expect(invoice?.pricesIncludeTax).toBe(false);
    const withTax = { kind: "customer" as const, id: idOf("customers", "C00004") };
    const other = await port.createDocument(
      { ...key, shopifyId: "4712" },
      draft({ kind: "creditMemo", sellTo: withTax, billTo: withTax }),
      call,
    );
    expect(other.totals.gross).toBe("39.98");
  });

  it("tax that it rounds over the document and Shopify line by line is settled on the rounding account", async () => {
    const line = draft().lines[0];
    if (!line) throw new Error("the draft has a line");
    const lines = ["1", "2", "3"].map((name) => ({
      ...line,
      key: name,
      quantity: "1",
      unitPrice: "0.05",
      taxes: [{ title: "MwSt", rate: "0.19", amount: "0.01" }],
    }));
    const three = {
      pricesIncludeTax: false,
      lines: [
        ...lines,
        {
          ...line,
          key: "4",
          quantity: "1",
          unitPrice: "0.07",
          taxes: [{ title: "MwSt", rate: "0.19", amount: "0.02" }],
        },
      ],
    };
    const made = await create({
      ...three,
      roundingText: "Rounding",
      expected: { net: "0.22", tax: "0.05", gross: "0.27" },
    });
    expect(made.totals.gross).toBe("0.27");
    const added = bc.books.linesOf(bc.books.rows("salesOrders")[0] ?? {}).at(-1);
    expect(added).toMatchObject({ lineObjectNumber: "4810", unitPrice: "0.01", taxPercent: "0" });
  });

  it("a closed posting range, a customer without posting groups, a currency without a rate: its own words and what to do", async () => {
    const customer = bc.books.find("customers", "number", "C00001");
    if (customer) customer.$postingGroups = false;
    expect(await refused(create())).toMatchObject({
      class: "config",
      action: expect.stringContaining("Business Central") as string,
    });
    if (customer) customer.$postingGroups = true;
    bc.books.setUp.exchangeRates.delete("USD");
    expect((await refused(create({ currency: "USD" }))).message).toContain(
      "Currency Exchange Rate",
    );
    const { ref } = await create();
    bc.people.release(ref.id);
    const [setup] = bc.books.rows("generalLedgerSetup");
    if (setup) setup.allowPostingTo = "2020-12-31";
    expect((await refused(port.postDocument(ref, call))).message).toContain(
      "allowed posting dates",
    );
    const probe = await port.probe(call);
    expect(probe.issues.map(({ code }) => code)).toContain("bc-posting-dates");
  });

  it("shipping agents are the published page's; without one there are none, and a page that cannot be read is told of", async () => {
    const listed = async (service?: string) => {
      port = open(service === undefined ? {} : { agentService: service });
      return port.listReference("shippingAgents", { limit: 2 }, call);
    };
    expect(await listed()).toEqual({ values: [] });
    bc.published.add("ShippingAgents");
    expect(await listed("ShippingAgents")).toEqual({
      values: [
        { code: "DHL", title: "DHL Systems, Inc." },
        { code: "FEDEX", title: "Federal Express" },
      ],
      next: "FEDEX",
    });
    expect(await port.listReference("shippingAgents", { limit: 2, cursor: "FEDEX" }, call)).toEqual(
      { values: [{ code: "OWN", title: "" }] },
    );
    const issues = async () => (await port.probe(call)).issues.map(({ code }) => code);
    expect(await issues()).not.toContain("bc-agents");
    await listed("Nobody").catch(() => undefined);
    expect(await issues()).toContain("bc-agents");
  });

  it("posting that answers fine and does nothing is a conflict", async () => {
    const { ref } = await create();
    bc.people.release(ref.id);
    bc.books.setUp.postingDoesNothing = true;
    expect(await refused(port.postDocument(ref, call))).toMatchObject({
      class: "stateConflict",
      text: { code: "bcDocument.notPosted" },
    });
  });

  it("an order posted behind our back while it is cancelled stays, and is refused", async () => {
    const { ref } = await create();
    bc.people.invoice(ref.id, "whole");
    expect(await port.cancelDocument(ref, call)).toMatchObject({
      outcome: "refused",
      document: { status: "closed" },
    });
    expect(await port.findDocuments(key, call)).toMatchObject([
      { ref: { id: ref.id }, status: "closed" },
    ]);
  });

  it("missing rights are named set by set", async () => {
    bc.books.setUp.unreadable.add("salesOrders").add("items");
    const probe = await port.probe(call);
    expect(probe.issues.find(({ code }) => code === "bc-permissions")?.params).toEqual({
      sets: "items, salesOrders",
    });
  });

  it("without published shipments there is no tracking, and the test says what publishing adds", async () => {
    const probe = await port.probe(call);
    expect(probe.capabilities.shipmentTracking).toBe(false);
    expect(probe.issues.map(({ code }) => code)).toEqual(["bc-tracking-none"]);
  });

  it("never more than five at once, and the language of texts is fixed", async () => {
    outbound.close();
    await bc.close();
    await start({
      latencyMs: 100,
      limits: { parallel: 5, queue: 0, requests: 6_000, windowMs: 300_000 },
    });
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        port.findDocuments({ ...key, shopifyId: `9${index}` }, call),
      ),
    );
    expect(bc.gate.refused).toBe(0);
    expect(bc.gate.most).toBe(5);
    const languages = bc.heard
      .filter(({ path }) => path.includes("/api/v2.0/"))
      .map(({ headers }) => headers["accept-language"]);
    expect(new Set(languages)).toEqual(new Set(["en-US"]));
  });

  it("an order costs three requests: look, create, read back", async () => {
    await port.listReference("currencies", { limit: 1 }, call);
    await create();
    const before = bc.heard.length;
    await port.createDocument({ ...key, shopifyId: "4713" }, draft(), call);
    expect(
      bc.heard
        .slice(before)
        .map(
          ({ method, path }) => `${method} ${path.split("/").at(-1)?.replace(/\(.*/, "") ?? ""}`,
        ),
    ).toEqual(["POST $batch", "POST salesOrders", "GET salesOrders"]);
  });
});
