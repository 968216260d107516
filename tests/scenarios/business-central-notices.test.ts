import { APP_URL, serve } from "#tests/setup/app-address.ts";
import { bc, proxy } from "#tests/setup/business-central.ts";
import { simulator } from "#tests/setup/simulator.ts";
import type { RequestListener } from "node:http";
import { request } from "node:http";
import express from "express";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { PULL_FEEDS } from "#app/domain/feeds/jobs.ts";
import { disconnectErp } from "#app/domain/shop-card/choose-connection.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { paths } from "#app/lib/paths.ts";
import { bodyLimit } from "#app/web/http/body-limit.server.ts";
import { erpNotice } from "#app/web/http/erp-notice.server.ts";
import { EVERY_MINUTE, jobs } from "#app/worker/catalog.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, captures, fulfilled, processed, type Placed } from "./back-office.ts";
import { connectionTo, invoiceIn, openShopWithBusinessCentral, shipIn } from "./bc-office.ts";

/** Business Central tells the app of changes: at once, from nobody else, and without ever being what the app relies on. */
const SHOP = "bc-notices.myshopify.com";
const OTHER = "bc-others.myshopify.com";
const DAY_MS = 86_400_000;

const app = express();
app.use(bodyLimit);
app.post(`${paths.erpNotices}/:shop/:connectionId`, erpNotice);
const reachable = app as unknown as RequestListener;
const unreachable: RequestListener = (_request, response) => response.writeHead(404).end();

const { subscriptions } = bc;
const mine = () =>
  subscriptions.held.filter(({ notificationUrl }) => notificationUrl.includes(SHOP));
const noticesOf = async (shop: string) => {
  const { id } = await connectionTo(shop);
  return db.erpNotices.findFirst({ where: { shop, connectionId: id } });
};
const problems = async (): Promise<string[]> =>
  (await db.problem.findMany({ where: { shop: SHOP, clearedAt: null } })).map(({ kind }) => kind);
const pulls = () =>
  db.$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker.jobs WHERE task_identifier = ${PULL_FEEDS.name}`;

async function aMinutePasses(): Promise<void> {
  await jobs[EVERY_MINUTE]?.({});
  await drain();
}

/** Both sides' time goes on. */
async function later(ms: number, act: () => Promise<void>): Promise<void> {
  subscriptions.setAhead(ms);
  const restore = setClock({ now: () => new Date(Date.now() + ms) });
  await act().finally(() => {
    restore();
    subscriptions.setAhead(0);
  });
}

/** On a connection of its own: the server ends one on which a body is left unread. */
const post = (
  address: string,
  ...parts: (string | Buffer)[]
): Promise<{ status: number; text: string; type: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(address, { method: "POST", agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          text,
          type: answer.headers["content-type"] ?? "",
        }),
      );
    });
    // What is still being sent when the answer is there may meet a closed door.
    sent.on("error", reject);
    const [only = "", ...more] = parts;
    if (more.length === 0) sent.setHeader("content-length", Buffer.byteLength(only));
    for (const part of parts) sent.write(part);
    sent.end();
  });

describe("notices of Business Central", () => {
  beforeAll(async () => {
    await openShopWithBusinessCentral(SHOP);
    await openShopWithBusinessCentral(OTHER);
    // Nothing but what Business Central tells.
    await db.schedule.updateMany({ data: { nextRunAt: new Date(Date.now() + 400 * DAY_MS) } });
  });
  beforeEach(async () => {
    serve(reachable);
    await aMinutePasses();
  });
  afterEach(() => {
    proxy.reset();
    expect(simulator.log.defects).toEqual([]);
  });

  it("are asked for once the connection works, for each of what people post", async () => {
    expect(mine().map(({ set }) => set)).toEqual([
      "salesOrders",
      "salesInvoices",
      "salesCreditMemos",
    ]);
    const row = await noticesOf(SHOP);
    expect(row?.until?.getTime()).toBeGreaterThan(Date.now() + 2.9 * DAY_MS);
    expect(row?.nextAt.getTime()).toBeLessThan((row?.until?.getTime() ?? 0) - 0.9 * DAY_MS);
    const { length } = subscriptions.handshakes;
    await aMinutePasses();
    expect(subscriptions.handshakes).toHaveLength(length);
  });

  it("bring a shipment and an invoice to Shopify without anybody asking", async () => {
    const [order] = (await processed(SHOP, {
      spec: anOrder({
        lines: [{ variant: "MUG-BLUE", quantity: 2 }],
        taxesIncluded: true,
        payments: [{ kind: "AUTHORIZATION" }],
      }),
    })) as [Placed];
    await subscriptions.tell();
    await drain();
    shipIn(order, { tracking: "JD1" });
    expect(fulfilled(SHOP, order)).toEqual([]);
    await subscriptions.tell();
    await drain();
    expect(fulfilled(SHOP, order)).toMatchObject([{ tracking: ["JD1"] }]);
    invoiceIn(order, "whole");
    await subscriptions.tell();
    await drain();
    expect(captures(SHOP, order)).toHaveLength(1);
    expect(new Set(subscriptions.answers)).toEqual(new Set([200]));
  });

  it("are renewed before three days are over, asked for again after they ended, and never twice", async () => {
    const ids = mine().map(({ id }) => id);
    await later(2 * DAY_MS + 60_000, aMinutePasses);
    expect(mine().map(({ id }) => id)).toEqual(ids);
    const { until } = (await noticesOf(SHOP)) ?? {};
    expect(until?.getTime()).toBeGreaterThan(Date.now() + 4.9 * DAY_MS);
    await later(8 * DAY_MS, async () => {
      expect(mine()).toEqual([]);
      // Business Central takes them, and nobody hears of it.
      proxy.arm(
        { kind: "dropAfter" },
        ({ path, body }) => path.endsWith("/subscriptions") && body !== "",
        1,
      );
      await aMinutePasses();
      expect(mine()).toHaveLength(1);
    });
    await later(8 * DAY_MS + 600_000, aMinutePasses);
    expect(mine().map(({ set }) => set)).toEqual([
      "salesOrders",
      "salesInvoices",
      "salesCreditMemos",
    ]);
    expect(await problems()).toEqual([]);
  });

  it("count only from the connection's own Business Central; whoever else sends learns nothing, and ends none", async () => {
    const [own] = mine();
    const others = subscriptions.held.find(({ notificationUrl }) =>
      notificationUrl.includes(OTHER),
    );
    if (!own || !others) throw new Error("nothing is subscribed to");
    const { id } = await connectionTo(SHOP);
    const address = `${APP_URL}${paths.erpNoticesOf(SHOP, id)}`;
    expect(own.notificationUrl).toBe(address);
    const told = (clientState: unknown, more: object = {}) =>
      JSON.stringify({ value: [{ subscriptionId: own.id, clientState, ...more }] });
    const genuine = told(own.clientState);
    const huge = told(own.clientState, { x: "x".repeat(1_200_000) });
    const nothing = { status: 200, text: "", type: "text/plain; charset=utf-8" };
    const attempts: [string, string, string][] = [
      ["a wrong secret", address, told("guessed")],
      ["no secret", address, told(undefined)],
      ["a secret of another kind", address, told({ $ne: "" })],
      ["the other shop's secret", address, told(others.clientState)],
      ["to the other shop", others.notificationUrl, genuine],
      ["this connection under the other shop", address.replace(SHOP, OTHER), genuine],
      [
        "a connection that is none",
        address.replace(id, "018f0000-0000-7000-8000-000000000000"),
        genuine,
      ],
      ["an id that is none", address.replace(id, "1%27%20OR%201"), genuine],
      ["a shop that is none", address.replace(SHOP, "nobody"), genuine],
      ["more than Business Central ever sends", address, huge],
      ["no JSON", address, "<html>"],
      ["another shape", address, "[1,2]"],
      [
        "a token for a connection that is none",
        `${address.replace(id, "1")}?validationToken=x`,
        "",
      ],
    ];
    for (const [what, to, body] of attempts)
      expect([what, await post(to, body)]).toEqual([what, nothing]);
    expect(await pulls()).toEqual([]);
    // The same without a length that is announced.
    const endless = Array.from({ length: 40 }, () => Buffer.alloc(65_536, 32));
    expect(await post(address, ...endless)).toEqual(nothing);
    expect(await pulls()).toEqual([]);
    // An address that was asked for gives a token back as plain text, whatever it looks like.
    const token = "<script>1</script>";
    const shaking = `${address}?validationToken=${encodeURIComponent(token)}`;
    expect(await post(shaking, "")).toEqual({ ...nothing, text: token });
    // And the real one is heard, with others' words beside it, however often: one reading of the feeds.
    const together = JSON.stringify({
      value: [{ clientState: "guessed" }, { clientState: own.clientState }],
    });
    for (let time = 0; time < 3; time += 1) expect(await post(address, together)).toEqual(nothing);
    expect((await pulls()).map(({ key }) => key)).toEqual([`${PULL_FEEDS.name}:${id}:news`]);
    await drain();
  });

  it("while the app cannot take one, it is told again", async () => {
    const [order] = (await processed(SHOP, {
      spec: anOrder({ lines: [{ variant: "MUG-BLUE", quantity: 1 }], payments: [{}] }),
    })) as [Placed];
    await subscriptions.tell();
    await drain();
    shipIn(order, { tracking: "JD2" });
    serve((_request, response) => response.writeHead(503).end());
    await subscriptions.tell();
    expect(mine()).toHaveLength(3);
    serve(reachable);
    await subscriptions.tell();
    await drain();
    expect(fulfilled(SHOP, order)).toMatchObject([{ tracking: ["JD2"] }]);
  });

  it("that Business Central cannot send are a remark of the connection, which goes when it can; the feeds are read all the same", async () => {
    serve(unreachable);
    await later(30 * DAY_MS, aMinutePasses);
    expect(await problems()).toEqual(["erp-notices-off"]);
    const [said] = await db.problem.findMany({ where: { shop: SHOP, clearedAt: null } });
    const { id } = await connectionTo(SHOP);
    expect(said).toMatchObject({
      subject: `connection:${id}`,
      detail: { params: { address: `${APP_URL}${paths.erpNoticesOf(SHOP, id)}` } },
    });
    const { length } = subscriptions.handshakes;
    await later(30 * DAY_MS + 60_000, aMinutePasses);
    expect(subscriptions.handshakes).toHaveLength(length); // later, not each minute
    const [order] = (await processed(SHOP, {
      spec: anOrder({ lines: [{ variant: "MUG-BLUE", quantity: 1 }], payments: [{}] }),
    })) as [Placed];
    shipIn(order, { tracking: "JD3" });
    await db.schedule.updateMany({
      where: { shop: SHOP, kind: "shipments" },
      data: { enabled: true, nextRunAt: new Date(0) },
    });
    await aMinutePasses();
    expect(fulfilled(SHOP, order)).toMatchObject([{ tracking: ["JD3"] }]);
    await db.schedule.updateMany({ data: { nextRunAt: new Date(Date.now() + 400 * DAY_MS) } });
    const [meanwhile] = (await processed(SHOP, {
      spec: anOrder({ lines: [{ variant: "MUG-BLUE", quantity: 1 }], payments: [{}] }),
    })) as [Placed];
    shipIn(meanwhile, { tracking: "JD4" });
    serve(reachable);
    await later(31 * DAY_MS, aMinutePasses);
    expect([await problems(), mine().length]).toEqual([[], 3]);
    // What was posted before it told of anything is looked for at once.
    expect(fulfilled(SHOP, meanwhile)).toMatchObject([{ tracking: ["JD4"] }]);
  });

  it("of a connection that is disconnected are heard no more", async () => {
    const { id } = await connectionTo(SHOP);
    const address = `${APP_URL}${paths.erpNoticesOf(SHOP, id)}`;
    const [own] = mine();
    expect(await disconnectErp({ shop: SHOP, by: "ann" }, id, true)).toMatchObject({ ok: true });
    await drain();
    const body = JSON.stringify({ value: [{ clientState: own?.clientState }] });
    expect(await post(address, body)).toMatchObject({ status: 200, text: "" });
    expect(await pulls()).toEqual([]);
    await later(40 * DAY_MS, async () => {
      await aMinutePasses();
      expect(mine()).toEqual([]);
    });
  });
});
