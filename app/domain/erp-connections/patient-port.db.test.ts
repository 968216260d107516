import type { ConnectionId } from "#app/lib/ids.ts";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { ErpError } from "#app/erp/errors.ts";
import { now } from "#app/lib/clock.ts";
import { ownerOf, seal } from "#app/lib/seal.server.ts";
import type { openPort } from "./open-port.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";

/** A server that stands where a Tryton would: it only ever says that it is asked too much. */
let answer: { status: number; headers: Record<string, string> } = { status: 429, headers: {} };
let calls = 0;
const server = http.createServer((_request, response) => {
  calls += 1;
  response.writeHead(answer.status, answer.headers).end();
});
let url = "";
let id: ConnectionId;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv("ERP_ALLOWED_HOSTS", new URL(url).host);
  simulator.reset();
  simulator.install(SHOP);
  await installForTest(SHOP, {});
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
  const made = await db.erpConnection.create({
    data: { shop: SHOP, adapter: "tryton", title: "Tryton" },
  });
  ({ id } = made);
  calls = 0;
  await db.erpConnection.updateMany({
    where: { shop: SHOP, id },
    data: {
      settings: { url, database: "books", user: "app" },
      secrets: seal(JSON.stringify({ password: "p" }), ownerOf("ErpConnection", SHOP, id)),
    },
  });
});

type OpenPort = typeof openPort;
/** As another process has it: modules of its own, the same database. */
async function asProcess(): Promise<{ openPort: OpenPort }> {
  vi.resetModules();
  return import("./open-port.server.ts");
}

/** How long a call is told to wait; undefined: it was not told. */
async function ask(openPort: OpenPort): Promise<number | undefined> {
  const open = await openPort(SHOP, id);
  const error: unknown = await open?.port
    .findDocuments({ kind: "order", shopifyId: "1", generation: 1, label: "#1" }, { traceId: "t" })
    .catch((caught: unknown) => caught);
  const { detail } = error as ErpError;
  return "retryAfterMs" in detail ? detail.retryAfterMs : undefined;
}
const row = () => db.erpConnection.findFirstOrThrow({ where: { shop: SHOP, id } });
const pauseOver = () =>
  db.erpConnection.updateMany({ where: { shop: SHOP, id }, data: { waitUntil: now() } });

it.each([
  ["seconds", 429, "30"],
  ["a moment", 429, () => new Date(Date.now() + 31_000).toUTCString()],
  ["seconds, while it is busy", 503, "30"],
])("an ERP that asks to wait, by %s, is asked nothing by any process", async (_, status, asks) => {
  answer = { status, headers: { "retry-after": typeof asks === "string" ? asks : asks() } };
  const [one, other] = [(await asProcess()).openPort, (await asProcess()).openPort];
  expect(await ask(one)).toBeGreaterThan(28_000);
  expect(calls).toBe(1);
  for (const openPort of [one, other, one, other])
    expect(await ask(openPort)).toBeGreaterThan(1_000);
  expect(calls).toBe(1);
  const { waitUntil, refusals } = await row();
  expect(waitUntil?.getTime()).toBeGreaterThan(Date.now() + 10_000);
  expect(refusals).toBe(1);
});

it("each refusal after a pause makes a pause that nobody asked for longer", async () => {
  answer = { status: 429, headers: { "retry-after": "0" } };
  const pauses: number[] = [];
  for (let times = 0; times < 4; times += 1) {
    pauses.push((await ask((await asProcess()).openPort)) ?? 0);
    await pauseOver();
  }
  expect(calls).toBe(4);
  pauses.forEach((pause, index) => {
    expect(pause).toBeGreaterThanOrEqual(2_000 * 2 ** index);
    expect(pause).toBeLessThanOrEqual(2_500 * 2 ** index);
  });
});
