import { createHmac, randomUUID } from "node:crypto";
import http from "node:http";
import { brotliDecompressSync } from "node:zlib";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import german from "#app/i18n/locales/de/outside.json";
import { freePort } from "#app/lib/free-port.server.ts";
import { db } from "#app/db/client.server.ts";
import { type AppProcess, launchApp } from "#scripts/stack.ts";
import { installShop } from "#tests/setup/install.ts";
import { environment } from "./real-process.ts";

/** The built app's own server, as strangers, browsers and Shopify meet it: no route is called past it. */
const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/143.0.0.0 Safari/537.36";
const MEGABYTE = 1024 * 1024;
let app: AppProcess;
let port = 0;
const lines: string[] = [];

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
  text: string;
}

/** `body` is sent piece by piece without a length when it is a list. */
function ask(
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string | Iterable<Buffer> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port, path, method, headers, agent: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          request.destroy();
          const whole = Buffer.concat(chunks);
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: whole,
            text: whole.toString(),
          });
        });
      },
    );
    request.on("error", reject);
    if (typeof body === "string" || body === undefined) request.end(body);
    else void pour(request, body);
  });
}

async function pour(request: http.ClientRequest, body: Iterable<Buffer>): Promise<void> {
  for (const piece of body) {
    if (request.destroyed) return;
    if (!request.write(piece))
      await Promise.race([
        new Promise((resolve) => request.once("drain", resolve)),
        new Promise((resolve) => request.once("close", resolve)),
      ]);
  }
  request.end();
}

function* megabytes(count: number): Generator<Buffer> {
  const piece = Buffer.alloc(MEGABYTE, "x");
  for (let index = 0; index < count; index += 1) yield piece;
}

const signedIn = (): Record<string, string> => ({
  authorization: `Bearer ${simulator.idToken(SHOP)}`,
});
const documentPath = (screen: string, shop = SHOP): string =>
  `${screen}?embedded=1&shop=${shop}&host=${Buffer.from(`admin.shopify.com/store/${SHOP.split(".")[0]}`).toString("base64url")}&id_token=${simulator.idToken(SHOP)}`;

async function start(more: Record<string, string> = {}): Promise<AppProcess> {
  port = await freePort();
  return launchApp(
    environment({
      PORT: String(port),
      HOST: "127.0.0.1",
      WORKER: "off",
      LOG_LEVEL: "info",
      ...more,
    }),
    (line) => void lines.push(line),
  ).running;
}

beforeAll(async () => {
  await installShop(SHOP);
  app = await start();
});
afterAll(() => app.stop());

describe("what is too large", () => {
  const delivery = (body: string | Iterable<Buffer>, more: Record<string, string> = {}) =>
    ask("/webhooks/orders", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-shopify-topic": "orders/create",
        "x-shopify-shop-domain": SHOP,
        "x-shopify-webhook-id": randomUUID(),
        "x-shopify-hmac-sha256": createHmac("sha256", "nobody").update("x").digest("base64"),
        ...more,
      },
      body,
    });

  it.each([
    ["a delivery", () => delivery(megabytes(300))],
    [
      "a form of somebody signed in",
      () =>
        ask("/app/orders-to-import.data", {
          method: "POST",
          headers: { ...signedIn(), "content-type": "application/json" },
          body: megabytes(300),
        }),
    ],
  ])("and says no length, %s, is refused while it is read", async (_what, send) => {
    const before = await memoryOf(app.pid);
    const answer = await send();
    expect(answer.status).toBe(413);
    expect((await memoryOf(app.pid)) - before).toBeLessThan(150 * MEGABYTE);
  });

  it.each([
    "/webhooks/orders",
    "/webhooks/compliance",
    "/app",
    "/app/orders.data",
    "/auth/login",
    "/nowhere",
  ])("and says its length is refused unread at %s", async (path) => {
    const answer = await ask(path, {
      method: "POST",
      headers: { "content-length": String(2 * MEGABYTE), ...signedIn() },
      body: [],
    });
    expect(answer.status).toBe(413);
  });

  it("without a signature is refused unread, and one just within the limit is looked at", async () => {
    expect((await delivery(megabytes(300), { "x-shopify-hmac-sha256": "none" })).status).toBe(401);
    expect((await delivery("x".repeat(MEGABYTE))).status).toBe(401);
    expect(await db.webhookDelivery.count()).toBe(0);
  });
});

/** Resident bytes of a process. */
async function memoryOf(pid: number): Promise<number> {
  const { readFile } = await import("node:fs/promises");
  return (
    Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1]) * 1024
  );
}

describe("outside the admin", () => {
  it.each([CHROME, "curl/8", "Mozilla/5.0", "robot/2.1"])(
    "a browser called %s gets a page that says where to open the app",
    async (agent) => {
      for (const path of ["/app", "/", "/app/orders?shop=x"]) {
        let answer = await ask(path, { headers: { "user-agent": agent } });
        for (let step = 0; step < 3 && answer.status === 302; step += 1)
          answer = await ask(answer.headers.location ?? "", { headers: { "user-agent": agent } });
        expect(answer.status).toBe(200);
        expect(answer.text).toContain("Open this app from your Shopify admin");
        expect(answer.headers["content-security-policy"]).toBe("frame-ancestors 'none';");
      }
    },
  );

  it("the page leads to the app in the admin of the shop that the address names, and to no other place", async () => {
    const link = async (query: string) =>
      /<a href="([^"]+)"/.exec((await ask(`/auth/login${query}`)).text)?.[1];
    expect(await link(`?shop=${SHOP}`)).toBe(
      `${simulator.origin}/store/harbour-goods/apps/${simulator.app.clientId}`,
    );
    expect(await link("?shop=evil.example")).toBe(simulator.origin);
    expect((await ask("/auth/login", { headers: { "accept-language": "de" } })).text).toContain(
      german.title,
    );
  });

  it("nothing under /auth is a failure of the server", async () => {
    for (const path of [
      "/auth",
      "/auth/x",
      "/auth/login/",
      "/auth/callback",
      `/auth/session-token?shop=${SHOP}`,
      "/auth/exit-iframe",
      "/auth/exit-iframe?exitIframe=https://evil.example/",
      "/auth/exit-iframe?shop=%00&host=%00",
      `/app?shop=${SHOP}&host=%FF`,
    ])
      expect((await ask(path)).status, path).toBeLessThan(500);
    expect((await ask("/auth/exit-iframe?exitIframe=https://evil.example/")).status).toBe(400);
  });
});

describe("every document", () => {
  const HEAD = () =>
    new RegExp(
      `<meta name="shopify-api-key" content="${simulator.app.clientId}"/><script id="app-bridge" src="${simulator.origin}/app-bridge.js"></script>`,
    );
  const cases = (): [string, number][] => [
    [documentPath("/app"), 200],
    [documentPath("/app/orders"), 200],
    [documentPath("/app/nowhere"), 404],
    [documentPath("/app/orders/1"), 404],
    [documentPath("/app/tasks").replace("?", "?task=x&"), 400],
    [`/nowhere?shop=${SHOP}`, 404],
    [`/auth/login?shop=${SHOP}`, 200],
  ];

  it("has App Bridge first in its head, a title, and the session's shop around it", async () => {
    for (const [path, status] of cases()) {
      const answer = await ask(path, { headers: { "user-agent": CHROME } });
      expect(answer.status, path).toBe(status);
      const [, head = ""] = /<head>(.*?)<\/head>/s.exec(answer.text) ?? [];
      expect(head, path).toMatch(HEAD());
      expect(head.indexOf("<script"), path).toBe(head.indexOf('<script id="app-bridge"'));
      expect(/<title>[^<]+ · ERP Connector<\/title>/.test(head), path).toBe(true);
      expect(answer.headers["content-security-policy"], path).toBe(
        `frame-ancestors ${simulator.origin} https://${SHOP} https://admin.shopify.com;`,
      );
      expect(answer.headers["strict-transport-security"], path).toBe("max-age=31536000");
      expect(answer.text, path).not.toMatch(/\n\s+at \w|node_modules/);
    }
  });

  it("is framed by the session's shop whatever its address names", async () => {
    const answer = await ask(documentPath("/app", "other-shop.myshopify.com"));
    expect(answer.headers["content-security-policy"]).not.toContain("other-shop");
    for (const path of ["/auth/session-token?shop=evil.example", "/nowhere"])
      expect((await ask(path)).headers["content-security-policy"]).toBe("frame-ancestors 'none';");
  });

  it("is small: compressed when it is made, and what the build made as the build compressed it", async () => {
    const accept = { "accept-encoding": "gzip, br" };
    const page = await ask(documentPath("/app"), { headers: accept });
    expect(page.headers["content-encoding"]).toBe("br");
    const text = brotliDecompressSync(page.body).toString();
    const assets = [...text.matchAll(/\/assets\/[\w.$-]+\.(?:js|css)/g)].map(([path]) => path);
    expect(assets.length).toBeGreaterThan(5);
    for (const path of new Set(assets)) {
      const [plain, brotli, gzip] = await Promise.all([
        ask(path),
        ask(path, { headers: accept }),
        ask(path, { headers: { "accept-encoding": "gzip" } }),
      ]);
      expect(plain.headers["content-encoding"]).toBeUndefined();
      expect(brotli.headers["content-type"]?.toLowerCase()).toBe(
        plain.headers["content-type"]?.toLowerCase(),
      );
      if (plain.body.length < 1024) continue;
      expect([brotli.headers["content-encoding"], gzip.headers["content-encoding"]]).toEqual([
        "br",
        "gzip",
      ]);
      expect(brotli.headers.vary).toContain("Accept-Encoding");
      expect(brotli.headers["cache-control"]).toContain("immutable");
      expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    }
    expect((await ask("/assets/none.js")).status).toBe(404);
    expect((await ask("/assets/../../server/index.js")).status).toBe(404);
  });
});

describe("an address that cannot be read", () => {
  it.each([
    "/app/orders?q=%00",
    "/app/orders/%00",
    "/app/%00",
    "/app/shipments?after=eyI",
    `/app/orders?after=${Buffer.from(JSON.stringify(["\ud800"])).toString("base64url")}`,
    "/app/logs?from=0000-00-00",
    "/app/logs?to=2026-02-30",
    "/app/tasks?task=1",
    `/app/orders?q=${"x".repeat(5_000)}`,
  ])("is refused with a message: %#", async (path) => {
    const answer = await ask(path, { headers: signedIn() });
    expect(answer.status).toBe(400);
  });

  it.each(["/%", "/app/%E0%A4%A", "//", "/app/orders/%"])("is no failure: %s", async (path) => {
    const answer = await ask(path, { headers: signedIn() });
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).not.toMatch(/\n\s+at /);
  });

  it("or a form that cannot, changes nothing", async () => {
    for (const body of [
      '{"intent":"hideGuide","x":"\\u0000"}',
      '{"intent":"\\ud800"}',
      "[",
      "null",
      "[".repeat(200_000),
    ]) {
      const answer = await ask("/app?index", {
        method: "POST",
        headers: { ...signedIn(), "content-type": "application/json" },
        body,
      });
      expect(answer.status, body.slice(0, 40)).toBe(400);
    }
  });
});

describe("the log", () => {
  it("names what nobody found, as a visitor's mistake", async () => {
    lines.length = 0;
    await ask("/no-such-page?id_token=secret");
    await ask("/webhooks/orders/x", { method: "POST" });
    await expect
      .poll(() => lines.map((line) => JSON.parse(line) as Record<string, unknown>))
      .toEqual([
        expect.objectContaining({ level: 30, method: "GET", path: "/no-such-page", status: 404 }),
        expect.objectContaining({
          level: 30,
          method: "POST",
          path: "/webhooks/orders/x",
          status: 404,
        }),
      ]);
    expect(lines.join("")).not.toContain("secret");
  });
});

describe("somebody who is not signed in", () => {
  it("is slowed down by address, while who is signed in and Shopify are not", async () => {
    const from = { "x-forwarded-for": "203.0.113.7" };
    const statuses = await Promise.all(
      Array.from({ length: 130 }, async () => (await ask("/auth/login", { headers: from })).status),
    );
    expect(statuses.filter((status) => status === 429).length).toBe(10);
    const slowed = await ask("/app", { headers: from });
    expect([slowed.status, Number(slowed.headers["retry-after"]) > 0]).toEqual([429, true]);
    expect((await ask("/app", { headers: { ...from, ...signedIn() } })).status).toBe(200);
    expect(
      (await ask("/auth/login", { headers: { "x-forwarded-for": "203.0.113.8" } })).status,
    ).toBe(200);
    expect((await ask("/webhooks/orders", { method: "POST", headers: from })).status).toBe(401);
  });
});
