import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#app/db/client.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { setClock } from "#app/lib/clock.ts";
import { ownerOf, unseal } from "#app/lib/seal.server.ts";
import { dropLease } from "./throttle.server.ts";
import { flushApiLog } from "./api-log.server.ts";
import { shopifyRequest } from "./client.server.ts";
import {
  ListOrdersDocument,
  OrderAttributesDocument,
  ShopFactsDocument,
  WriteOrderAttributesDocument,
} from "./generated/admin.ts";
import { accessToken, forgetToken } from "./tokens.server.ts";

/** What is waited for here comes soon, unless the machine is busy. */
const PATIENCE = { timeout: 60_000 };
const list = (query: string) =>
  shopifyRequest(SHOP, ListOrdersDocument, {
    query,
    first: 10,
    after: null,
    sortKey: "UPDATED_AT",
  });

beforeEach(async () => {
  simulator.reset();
  simulator.clock.set(new Date());
  await db.throttleBucket.deleteMany();
  for (const shop of [SHOP, OTHER_SHOP]) {
    simulator.install(shop);
    forgetToken(shop);
    await installForTest(shop);
  }
});

describe("calls to Shopify", () => {
  it("are logged with their costs, and ours is Shopify's", async () => {
    await db.apiLog.deleteMany();
    expect((await list("status:open")).ok).toBe(true);
    await flushApiLog();
    expect(await db.apiLog.findFirst({ where: { shop: SHOP } })).toMatchObject({
      operation: "ListOrders",
      outcome: "ok",
      status: 200,
      requestedCost: 34,
    });
  });
  it.each([
    ["all", 2],
    ["errors", 1],
    [undefined, 1],
    ["disabled", 0],
  ])("are logged as the shop card's log mode says: %s (TSK-5)", async (logMode, rows) => {
    await flushApiLog();
    await db.apiLog.deleteMany();
    await db.shopCard.updateMany({
      where: { shop: SHOP },
      data: { settings: logMode === undefined ? {} : { logMode } },
    });
    expect((await list("status:open")).ok).toBe(true);
    expect((await list("no_such_filter:1")).ok).toBe(false);
    await flushApiLog();
    expect(await db.apiLog.count({ where: { shop: SHOP } })).toBe(rows);
  });
  it("that write are not sent while a card forbids it; reading goes on (SET-20)", async () => {
    const order = simulator.act(SHOP, "placeOrder", {
      spec: {
        customer: null,
        email: "a@example.com",
        lines: [{ title: "Cup", price: "1.00", quantity: 1 }],
      },
    }) as { id: string };
    const write = (shop = SHOP) =>
      shopifyRequest(shop, WriteOrderAttributesDocument, {
        input: { id: order.id, customAttributes: [{ key: "k", value: "v" }] },
      });
    await db.shopCard.updateMany({
      where: { shop: SHOP },
      data: { settings: { allowOutgoingRequests: false } },
    });
    expect(await write()).toMatchObject({ ok: false, error: { kind: "outgoingDisabled" } });
    expect(await shopifyRequest(SHOP, OrderAttributesDocument, { ids: [order.id] })).toMatchObject({
      ok: true,
      value: { nodes: [{ customAttributes: [] }] },
    });
    expect(await write(OTHER_SHOP)).toMatchObject({ ok: false, error: { kind: "userErrors" } });
    await db.shopCard.updateMany({
      where: { shop: SHOP },
      data: { settings: { allowOutgoingRequests: true } },
    });
    expect((await write()).ok).toBe(true);
  });
  it("take a search that was not understood for an error", async () => {
    expect(await list("no_such_filter:1")).toMatchObject({ ok: false, error: { kind: "search" } });
  });
  it("wait when throttled, which is no attempt", async () => {
    simulator.faults.arm({ kind: "throttle", operation: "ShopFacts", count: 2 });
    expect((await shopifyRequest(SHOP, ShopFactsDocument, {})).ok).toBe(true);
  });
  it.each([
    ["as long as it asks for", { retryAfter: "3" }, 2_900],
    ["two seconds when it asks for nothing", {}, 1_900],
  ])(
    "pause after HTTP 429, %s, all processes together, and no call is lost",
    async (_how, fault, least) => {
      await shopifyRequest(SHOP, ShopFactsDocument, {});
      vi.resetModules(); // another process: leases of its own, the same row
      const other = await import("./client.server.ts");
      simulator.faults.arm({ kind: "too-many-requests", shop: SHOP, ...fault });
      const sent = () =>
        simulator.log.requests.filter(({ kind, shop }) => kind === "graphql" && shop === SHOP);
      const before = sent().length;
      const first = shopifyRequest(SHOP, ShopFactsDocument, {});
      await vi.waitUntil(() => sent().length > before, PATIENCE);
      await vi.waitUntil(
        async () =>
          (await db.throttleBucket.findFirst({ where: { shop: SHOP } }))?.pausedUntil != null,
        PATIENCE,
      );
      const second = other.shopifyRequest(SHOP, ShopFactsDocument, {});
      // The other shop does not wait.
      expect((await shopifyRequest(OTHER_SHOP, ShopFactsDocument, {})).ok).toBe(true);
      expect([(await first).ok, (await second).ok]).toEqual([true, true]);
      const [refused = 0, ...later] = sent()
        .slice(before)
        .map(({ at }) => Date.parse(at));
      expect(later).toHaveLength(2);
      for (const at of later) expect(at - refused).toBeGreaterThan(least);
    },
  );

  it("pause longer with each refusal in a row, and from the beginning once one is taken", async () => {
    await shopifyRequest(SHOP, ShopFactsDocument, {});
    const pauses: number[] = [];
    const refuse = async () => {
      simulator.faults.arm({ kind: "too-many-requests", shop: SHOP });
      const answer = await shopifyRequest(SHOP, ShopFactsDocument, {}, { patienceMs: 100 });
      if (answer.ok || answer.error.kind !== "throttled") throw new Error("it was not refused");
      pauses.push(answer.error.retryAfterMs ?? 0);
      // The pause is over.
      await db.throttleBucket.update({ where: { shop: SHOP }, data: { pausedUntil: new Date(0) } });
    };
    await refuse();
    await refuse();
    await refuse();
    expect((await shopifyRequest(SHOP, ShopFactsDocument, {})).ok).toBe(true);
    await refuse();
    [2_000, 4_000, 8_000, 2_000].forEach((least, index) => {
      expect(pauses[index]).toBeGreaterThanOrEqual(least - 50);
      expect(pauses[index]).toBeLessThanOrEqual(least * 1.25 + 50);
    });
  });

  it("that refresh a token pause as Shopify asks", async () => {
    await db.session.updateMany({ where: { shop: SHOP }, data: { expires: new Date(0) } });
    forgetToken(SHOP);
    simulator.faults.arm({
      kind: "too-many-requests",
      operation: "token",
      shop: SHOP,
      retryAfter: "7",
    });
    const answer = await accessToken(SHOP);
    if (answer.ok || answer.error.kind !== "throttled") throw new Error("it was not refused");
    expect(answer.error.retryAfterMs).toBeGreaterThanOrEqual(7_000);
  });

  it("give up waiting in time and say so", async () => {
    await shopifyRequest(SHOP, ShopFactsDocument, {});
    await db.$executeRaw`UPDATE "ThrottleBucket" SET "available" = 0, "at" = now() + interval '1 hour'`;
    dropLease(SHOP);
    expect(await shopifyRequest(SHOP, ShopFactsDocument, {}, { patienceMs: 10 })).toMatchObject({
      ok: false,
      error: { kind: "throttled" },
    });
  });
  it("tell a lost answer of a mutation from one that never left", async () => {
    const order = simulator.act(SHOP, "placeOrder", {
      spec: {
        customer: null,
        email: "a@example.com",
        lines: [{ title: "Cup", price: "1.00", quantity: 1 }],
      },
    }) as { id: string };
    const write = () =>
      shopifyRequest(SHOP, WriteOrderAttributesDocument, {
        input: { id: order.id, customAttributes: [{ key: "k", value: "v" }] },
      });
    simulator.faults.arm({ kind: "error-after-act", operation: "WriteOrderAttributes" });
    expect(await write()).toMatchObject({ ok: false, error: { kind: "ambiguous" } });
    simulator.faults.arm({ kind: "drop-answer", operation: "WriteOrderAttributes" });
    expect(await write()).toMatchObject({ ok: false, error: { kind: "ambiguous" } });
    simulator.faults.arm({ kind: "drop-answer", operation: "OrderAttributes" });
    expect(await shopifyRequest(SHOP, OrderAttributesDocument, { ids: [order.id] })).toMatchObject({
      ok: false,
      error: { kind: "transient" },
    });
    expect(
      await shopifyRequest(SHOP, WriteOrderAttributesDocument, {
        input: { id: "gid://shopify/Order/1", customAttributes: [] },
      }),
    ).toMatchObject({ ok: false, error: { kind: "userErrors" } });
  });
});

describe("the bucket", () => {
  it("is one for all processes: together they take no more than it holds, and send nothing it cannot pay (PERF-7)", async () => {
    const processes = await Promise.all(
      [1, 2].map(async () => {
        vi.resetModules(); // leases of its own, the same row
        return import("./throttle.server.ts");
      }),
    );
    await db.throttleBucket.deleteMany();
    await db.throttleBucket.create({
      data: { shop: SHOP, available: 1000, maximum: 2000, restoreRate: "0.001", at: new Date() },
    });
    const taken = await Promise.all(
      processes.flatMap(({ takePoints }) =>
        Array.from({ length: 30 }, () => takePoints(SHOP, 50, 0)),
      ),
    );
    const paid = taken.filter((missing) => missing === 0).length * 50;
    expect(paid).toBeGreaterThan(500);
    expect(paid).toBeLessThanOrEqual(1000);
    await db.throttleBucket.update({
      where: { shop: SHOP },
      data: { available: 0, at: new Date() },
    });
    for (const { dropLease } of processes) dropLease(SHOP);
    dropLease(SHOP);
    const before = simulator.log.requests.length;
    expect(await shopifyRequest(SHOP, ShopFactsDocument, {}, { patienceMs: 0 })).toMatchObject({
      ok: false,
      error: { kind: "throttled" },
    });
    expect(simulator.log.requests.length).toBe(before);
  });
});

describe("tokens", () => {
  it("are refreshed ten minutes before their end, once for many callers", async () => {
    const before = await accessToken(SHOP);
    const restore = setClock({ now: () => new Date(Date.now() + 55 * 60_000) });
    try {
      simulator.clock.advance(55 * 60_000);
      const after = await Promise.all(Array.from({ length: 8 }, () => accessToken(SHOP)));
      expect(new Set(after.map((token) => token.ok && token.value)).size).toBe(1);
      expect(after[0]).not.toEqual(before);
      expect((await shopifyRequest(SHOP, ShopFactsDocument, {})).ok).toBe(true);
    } finally {
      restore();
      forgetToken(SHOP);
    }
  });
  it("survive a refresh whose answer was lost: the old refresh token still serves until the new one is used", async () => {
    const row = await db.session.findUniqueOrThrow({ where: { id: `offline_${SHOP}` } });
    const lost = simulator.oauth.exchange(SHOP, {
      client_id: process.env.SHOPIFY_API_KEY ?? "",
      client_secret: process.env.SHOPIFY_API_SECRET ?? "",
      grant_type: "refresh_token",
      refresh_token: unseal(row.refreshToken ?? "", ownerOf("Session", SHOP, `offline_${SHOP}`)),
    });
    expect(lost.status).toBe(200);
    simulator.oauth.expireAccessTokens(SHOP);
    expect((await shopifyRequest(SHOP, ShopFactsDocument, {})).ok).toBe(true);
    const after = await db.session.findUniqueOrThrow({ where: { id: `offline_${SHOP}` } });
    expect(unseal(after.refreshToken ?? "", ownerOf("Session", SHOP, `offline_${SHOP}`))).not.toBe(
      unseal(row.refreshToken ?? "", ownerOf("Session", SHOP, `offline_${SHOP}`)),
    );
  });
  it("a refused token is replaced once, then the app must be opened", async () => {
    simulator.faults.arm({ kind: "refuse-token", operation: "ShopFacts" });
    expect((await shopifyRequest(SHOP, ShopFactsDocument, {})).ok).toBe(true);
    simulator.faults.arm({ kind: "refuse-token", operation: "ShopFacts", count: 2 });
    expect(await shopifyRequest(SHOP, ShopFactsDocument, {})).toMatchObject({
      ok: false,
      error: { kind: "auth" },
    });
  });
  it("a shop without session, or no shop at all, has none", async () => {
    expect(await accessToken("unknown.myshopify.com")).toMatchObject({
      ok: false,
      error: { kind: "auth" },
    });
    expect(await accessToken("localhost:1/")).toMatchObject({ ok: false, error: { kind: "auth" } });
  });
});
