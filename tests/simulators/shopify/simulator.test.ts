import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startShopifySimulator, type ShopifySimulator } from "./simulator.ts";
import { tinyWorld } from "./testing-world.ts";
import { DECLARED_SCOPES, DECLARED_TOPICS } from "./app-configuration.ts";
import { RETRY_SECONDS } from "./webhooks.ts";

const A = "first.myshopify.com";
const B = "second.myshopify.com";
const SECRET = "hush";
let sim: ShopifySimulator;
let appServer: http.Server;
let received: { headers: http.IncomingHttpHeaders; body: string; path: string }[] = [];
let appStatus = 200;

beforeAll(async () => {
  appServer = http.createServer((req, res) => {
    let body = "";
    req.on("data", (chunk: Buffer) => (body += chunk.toString()));
    req.on("end", () => {
      received.push({ headers: req.headers, body, path: req.url ?? "" });
      res.writeHead(appStatus, appStatus === 302 ? { location: "/elsewhere" } : {}).end();
    });
  });
  await new Promise<void>((done) => appServer.listen(0, "127.0.0.1", done));
  sim = await startShopifySimulator({
    app: {
      clientId: "client",
      clientSecret: SECRET,
      url: `http://127.0.0.1:${(appServer.address() as AddressInfo).port}`,
    },
    createWorld: tinyWorld,
    shops: [
      { domain: A, seed: "full" },
      { domain: B, seed: "full" },
    ],
    clock: { running: false, start: new Date("2026-11-21T10:00:00Z") },
    scopes: ["write_orders"],
    topics: {
      "orders/create": "/webhooks/orders",
      "orders/updated": "/webhooks/orders",
      "app/uninstalled": "/webhooks/app",
      "app/scopes_update": "/webhooks/app",
      "shop/redact": "/webhooks/compliance",
      "customers/redact": "/webhooks/compliance",
    },
  });
});
afterAll(async () => {
  await sim.close();
  appServer.close();
});
beforeEach(() => {
  sim.reset();
  received = [];
  appStatus = 200;
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(sim.origin + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const exchange = (shop: string, form: Record<string, unknown> = {}) =>
  post(
    "/admin/oauth/access_token",
    {
      client_id: "client",
      client_secret: SECRET,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: sim.idToken(shop),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
      ...form,
    },
    { "x-sim-shop": shop },
  );
const refresh = (shop: string, token: string) =>
  post(
    "/admin/oauth/access_token",
    {
      client_id: "client",
      client_secret: SECRET,
      grant_type: "refresh_token",
      refresh_token: token,
    },
    { "x-sim-shop": shop },
  );
type Tokens = {
  access_token: string;
  refresh_token: string;
  scope: string;
  expires_in: number;
  refresh_token_expires_in: number;
};
const tokens = async (shop: string) => (await (await exchange(shop)).json()) as Tokens;
const ask = (shop: string, token: string | undefined, query: string, version = "2026-10") =>
  post(
    `/admin/api/${version}/graphql.json`,
    { query },
    { "x-sim-shop": shop, ...(token ? { "x-shopify-access-token": token } : {}) },
  );
const NOTE =
  'mutation Note { orderUpdate(input: {id: "gid://shopify/Order/1", note: "hello"}) { order { id note } userErrors { field message } } }';

describe("tokens", () => {
  it("exchanges an ID token for an expiring offline token", async () => {
    const answer = await tokens(A);
    expect(answer).toMatchObject({
      scope: "write_orders",
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
    });
    expect((await ask(A, answer.access_token, "{ shop { id } }")).status).toBe(200);
  });
  it.each([
    ["signed by somebody else", (t: string) => `${t.slice(0, -4)}AAAA`],
    ["no JWT at all", () => "nonsense"],
  ])("refuses an ID token %s", async (_name, spoil) => {
    const answer = await exchange(A, { subject_token: spoil(sim.idToken(A)) });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_subject_token" });
  });
  it("refuses an ID token of another shop, an expired one, a wrong secret, and tokens that would not expire", async () => {
    expect(await (await exchange(A, { subject_token: sim.idToken(B) })).json()).toMatchObject({
      error: "invalid_subject_token",
    });
    expect(
      await (await exchange(A, { subject_token: sim.idToken(A, { seconds: -11 }) })).json(),
    ).toMatchObject({ error: "invalid_subject_token" });
    expect((await exchange(A, { client_secret: "wrong" })).status).toBe(401);
    expect((await exchange(A, { expiring: "0" })).status).toBe(400);
  });
  it("refuses missing, foreign, expired and revoked access tokens, and a bearer header", async () => {
    const { access_token } = await tokens(A);
    expect((await ask(A, undefined, "{ shop { id } }")).status).toBe(401);
    expect((await ask(B, access_token, "{ shop { id } }")).status).toBe(401);
    expect(
      (
        await post(
          "/admin/api/2026-10/graphql.json",
          { query: "{ shop { id } }" },
          { "x-sim-shop": A, authorization: `Bearer ${access_token}` },
        )
      ).status,
    ).toBe(401);
    sim.clock.advance(3_600_000);
    expect((await ask(A, access_token, "{ shop { id } }")).status).toBe(401);
  });
  it("refreshes: the old refresh token works until the new one is used", async () => {
    const first = await tokens(A);
    const second = (await (await refresh(A, first.refresh_token)).json()) as Tokens;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    const again = (await (await refresh(A, first.refresh_token)).json()) as Tokens;
    expect(again.access_token).toMatch(/^shpat_/);
    expect((await refresh(A, second.refresh_token)).status).toBe(400); // replaced before it was used
    expect((await refresh(A, again.refresh_token)).status).toBe(200);
    expect((await refresh(A, first.refresh_token)).status).toBe(400); // its successor has been used
  });
  it("forgets a refresh token after 90 days and one of another shop at once", async () => {
    const { refresh_token } = await tokens(A);
    expect((await refresh(B, refresh_token)).status).toBe(400);
    sim.clock.advance(90 * 86_400_000);
    expect((await refresh(A, refresh_token)).status).toBe(400);
  });
});

describe("the GraphQL path", () => {
  it("says which version answered, and falls forward from an old one", async () => {
    const { access_token } = await tokens(A);
    expect(
      (await ask(A, access_token, "{ shop { id } }")).headers.get("x-shopify-api-version"),
    ).toBe("2026-10");
    expect(
      (await ask(A, access_token, "{ shop { id } }", "2025-01")).headers.get(
        "x-shopify-api-version",
      ),
    ).toBe("2026-07");
    expect((await ask(A, access_token, "{ shop { id } }", "2027-04")).status).toBe(404);
  });
  it("knows its shops and their state", async () => {
    const { access_token } = await tokens(A);
    expect((await ask("nobody.myshopify.com", access_token, "{ shop { id } }")).status).toBe(404);
    sim.setShopState(A, "frozen");
    expect((await ask(A, access_token, "{ shop { id } }")).status).toBe(402);
  });
  it("keeps one bucket per shop", async () => {
    const a = await tokens(A);
    const b = await tokens(B);
    sim.shops.need(A).bucket.drain();
    expect(await (await ask(A, a.access_token, "{ shop { id } }")).json()).toMatchObject({
      errors: [{ extensions: { code: "THROTTLED" } }],
    });
    expect(await (await ask(B, b.access_token, "{ shop { id } }")).json()).toHaveProperty(
      "data.shop.id",
    );
  });
  it("writes requests and effects down", async () => {
    const { access_token } = await tokens(A);
    await ask(A, access_token, NOTE);
    expect(sim.log.requests.at(-1)).toMatchObject({
      shop: A,
      operation: "Note",
      operationType: "mutation",
      status: 200,
      requestedCost: 10,
      actualCost: 10,
    });
    expect(sim.log.effects).toMatchObject([
      { mutation: "orderUpdate", shop: A, input: { note: "hello" } },
    ]);
    expect(JSON.stringify(sim.log)).not.toContain(access_token);
  });
});

describe("faults", () => {
  it("acts and then answers nothing", async () => {
    const { access_token } = await tokens(A);
    sim.faults.arm({ kind: "drop-answer", only: "mutation" });
    await expect(ask(A, access_token, NOTE)).rejects.toThrow();
    expect(sim.log.effects).toHaveLength(1);
    sim.faults.arm({ kind: "timeout-after-act", ms: 30 });
    await expect(ask(A, access_token, NOTE)).rejects.toThrow();
    expect(sim.log.effects).toHaveLength(2);
  });
  it("fails before the act", async () => {
    const { access_token } = await tokens(A);
    sim.faults.arm({ kind: "error-before-act", count: 2 });
    expect((await ask(A, access_token, NOTE)).status).toBe(503);
    expect((await ask(A, access_token, NOTE)).status).toBe(503);
    expect((await ask(A, access_token, NOTE)).status).toBe(200);
    expect(sim.log.effects).toHaveLength(1);
  });
  it("throttles, refuses the token, breaks inside", async () => {
    const { access_token } = await tokens(A);
    sim.faults.arm({ kind: "throttle" });
    expect(await (await ask(A, access_token, NOTE)).json()).toMatchObject({
      errors: [{ extensions: { code: "THROTTLED" } }],
      extensions: { cost: { actualQueryCost: null } },
    });
    sim.faults.arm({ kind: "refuse-token" });
    expect((await ask(A, access_token, NOTE)).status).toBe(401);
    sim.faults.arm({ kind: "internal-error" });
    expect(await (await ask(A, access_token, NOTE)).json()).toMatchObject({
      data: null,
      errors: [{ extensions: { code: "INTERNAL_SERVER_ERROR" } }],
    });
    expect(sim.log.effects).toHaveLength(0);
  });
});

describe("webhooks", () => {
  it("signs the raw body and sends every header", async () => {
    sim.act(A, "placeOrder");
    await sim.outbox.flush();
    const [got] = received;
    expect(got?.path).toBe("/webhooks/orders");
    expect(got?.headers).toMatchObject({
      "x-shopify-topic": "orders/create",
      "x-shopify-shop-domain": A,
      "x-shopify-api-version": "2026-10",
      "x-shopify-triggered-at": sim.clock.now().toISOString(),
      "x-shopify-hmac-sha256": createHmac("sha256", SECRET)
        .update(got?.body ?? "")
        .digest("base64"),
    });
    expect(got?.headers["x-shopify-webhook-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(got?.headers["x-shopify-event-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });
  it("tries again by the clock, with the same id and body, nine times in four hours", async () => {
    appStatus = 302; // redirects are failures
    sim.act(A, "placeOrder");
    await sim.outbox.flush();
    for (const wait of RETRY_SECONDS) {
      sim.clock.advance(wait * 1000);
      await sim.outbox.flush();
    }
    sim.clock.advance(86_400_000);
    await sim.outbox.flush();
    expect(received).toHaveLength(9);
    expect(
      new Set(received.map((r) => String(r.headers["x-shopify-webhook-id"]) + r.body)).size,
    ).toBe(1);
    expect(RETRY_SECONDS.reduce<number>((a, b) => a + b, 0)).toBe(14_400);
    expect(sim.outbox.deliveries()[0]?.state).toBe("failed");
  });
  it("drops, doubles, delays and shuffles", async () => {
    const { knobs } = sim.outbox;
    knobs.drop(1);
    sim.act(A, "placeOrder");
    await sim.outbox.flush();
    expect(received).toHaveLength(0);
    knobs.double(1);
    sim.act(A, "placeOrder");
    await sim.outbox.flush();
    expect(received.map((r) => r.headers["x-shopify-webhook-id"])).toHaveLength(2);
    expect(new Set(received.map((r) => r.headers["x-shopify-webhook-id"])).size).toBe(1);
    knobs.delay(1, 60_000);
    sim.act(A, "placeOrder");
    await sim.outbox.flush();
    expect(received).toHaveLength(2);
    sim.clock.advance(60_000);
    await sim.outbox.flush();
    expect(received).toHaveLength(3);
    received = [];
    knobs.shuffle(2);
    sim.sendWebhook(A, "orders/create", { id: 1 });
    sim.sendWebhook(A, "orders/create", { id: 2 });
    await sim.outbox.flush();
    expect(received.map((r) => (JSON.parse(r.body) as { id: number }).id).sort()).toEqual([1, 2]);
    expect(
      sim.outbox
        .deliveries()
        .slice(-2)
        .map((d) => d.body),
    ).toEqual(['{"id":2}', '{"id":1}']);
  });
  it("lists what has no route", () => {
    sim.sendWebhook(A, "products/update", { id: 1 });
    expect(sim.outbox.unrouted()).toEqual([{ topic: "products/update", shop: A }]);
  });
  it("uninstalls: tokens dead, one last webhook, then silence", async () => {
    const { access_token, refresh_token } = await tokens(A);
    sim.uninstall(A);
    sim.act(A, "placeOrder");
    await sim.outbox.flush();
    expect(received.map((r) => r.headers["x-shopify-topic"])).toEqual(["app/uninstalled"]);
    expect((await ask(A, access_token, "{ shop { id } }")).status).toBe(401);
    expect((await refresh(A, refresh_token)).status).toBe(400);
    expect((await exchange(A)).status).toBe(400);
    sim.install(A);
    expect((await exchange(A)).status).toBe(200);
  });
  it("tells new scopes and sends compliance topics with the shop in them", async () => {
    sim.setScopes(A, ["read_orders"]);
    sim.sendWebhook(A, "customers/redact", { customer: { id: 1 }, orders_to_redact: [2] });
    await sim.outbox.flush();
    expect(received.map((r) => JSON.parse(r.body) as unknown)).toMatchObject([
      { previous: ["write_orders"], current: ["read_orders"] },
      { shop_domain: A, customer: { id: 1 }, orders_to_redact: [2] },
    ]);
  });
});

describe("the app's configuration", () => {
  it("is read from shopify.app.toml", () => {
    expect(DECLARED_SCOPES).toContain("read_orders");
    expect(DECLARED_TOPICS).toMatchObject({
      "app/uninstalled": expect.stringMatching(/^\/webhooks\//) as unknown,
      "shop/redact": expect.stringMatching(/^\/webhooks\//) as unknown,
    });
  });
});

describe("control API", () => {
  it("does what the TypeScript API does", async () => {
    const placed = (await (
      await post("/_sim/act", { name: "placeOrder", args: { note: "by hand" } })
    ).json()) as { id: string };
    expect(placed.id).toBe("gid://shopify/Order/4");
    expect((await (await post("/_sim/clock", { advanceMs: 5000 })).json()) as unknown).toEqual({
      now: sim.clock.now().toISOString(),
    });
    await post("/_sim/faults", { kind: "throttle", count: 2 });
    expect(sim.faults.armed()).toMatchObject([{ kind: "throttle", count: 2 }]);
    expect(await (await fetch(`${sim.origin}/_sim/state`)).json()).toMatchObject({
      shops: [{ shop: A, installed: true }, { shop: B }],
    });
    await post("/_sim/reset", {});
    expect(sim.faults.armed()).toEqual([]);
  });
  it("says what is wrong", async () => {
    expect(await (await post("/_sim/act", { name: "fly" })).json()).toEqual({
      error: 'The shop knows no act "fly". Known: placeOrder.',
    });
    expect(await (await post("/_sim/faults", { kind: "nope" })).json()).toMatchObject({
      error: expect.stringContaining('There is no fault "nope"') as unknown,
    });
    expect(
      (
        await fetch(`${sim.origin}/_sim/reset`, {
          method: "POST",
          headers: { "content-type": "text/plain" },
          body: "{}",
        })
      ).status,
    ).toBe(415);
  });
});
