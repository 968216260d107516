// CAT-1: the one address that needs no session: what it gives, and what it tells to whoever has no secret.
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import type { Server } from "node:http";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { advance } from "#app/domain/catalog/making/advance.server.ts";
import { changeAddress, turnOn } from "#app/domain/catalog/feed.server.ts";
import { catalogScreen } from "#app/domain/catalog/views/catalog-screen.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { drain } from "#tests/setup/jobs.ts";
import { catalogFile } from "./catalog-file.server.ts";

let server: Server;
const NOBODY = "A".repeat(43);

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Buffer;
}
/** As it is sent: nothing is unpacked on the way. */
const ask = (
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const sent = request({ port, host: "127.0.0.1", path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
const pathOf = async (format: "icml" | "jsonl", shop = SHOP): Promise<string> =>
  new URL((await catalogScreen(shop)).feed?.files.find((file) => file.format === format)?.url ?? "")
    .pathname;
/** Asked from another address each time: the limit is each asker's own. */
let asker = 0;
const fromElsewhere = (): Record<string, string> => ({
  "x-forwarded-for": `10.0.0.${(asker += 1)}`,
});

beforeAll(async () => {
  const app = express();
  app.set("trust proxy", 1);
  app.get("/catalog/:name", catalogFile);
  server = app.listen(0, "127.0.0.1");
  for (const shop of [SHOP, OTHER_SHOP]) {
    await installForTest(shop);
    await turnOn(shop);
  }
  await drain();
  simulator.act(SHOP, "finishJobs");
  await advance(SHOP);
});
afterAll(() => server.close());

describe("the catalog's address", () => {
  it("gives the file compressed, or as it is, with its length, and only its head where that is asked", async () => {
    const path = await pathOf("icml");
    const packed = await ask(path, { headers: { "accept-encoding": "gzip" } });
    const plain = await ask(path, { headers: { "accept-encoding": "identity" } });
    expect([packed.status, plain.status]).toEqual([200, 200]);
    expect(packed.headers).toMatchObject({
      "content-encoding": "gzip",
      "content-type": "application/xml; charset=utf-8",
      "content-length": String(packed.body.length),
      "cache-control": "private, no-cache",
      vary: "Accept-Encoding",
    });
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(plain.headers["content-length"]).toBe(String(plain.body.length));
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    const head = await ask(path, { method: "HEAD", headers: { "accept-encoding": "gzip" } });
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(head.headers).toMatchObject({
      etag: packed.headers.etag,
      "content-length": packed.headers["content-length"],
    });
    const lines = await ask(await pathOf("jsonl"));
    expect(lines.headers["content-type"]).toBe("application/x-ndjson; charset=utf-8");
  });

  it("sends nothing to whoever has the newest already", async () => {
    const path = await pathOf("icml");
    const { headers } = await ask(path);
    const tag = String(headers.etag);
    for (const known of [
      { "if-none-match": tag },
      { "if-modified-since": String(headers["last-modified"]) },
    ])
      expect(await ask(path, { headers: known })).toMatchObject({
        status: 304,
        body: Buffer.alloc(0),
        headers: { etag: tag },
      });
    expect((await ask(path, { headers: { "if-none-match": '"older"' } })).status).toBe(200);
  });

  it("that is unknown, misspelt, of another ending, replaced, or of a shop that left is answered alike", async () => {
    const before = await pathOf("icml");
    await changeAddress(SHOP);
    const now = await pathOf("icml");
    await db.shop.update({ where: { domain: OTHER_SHOP }, data: { uninstalledAt: new Date() } });
    const answers = [];
    for (const path of [
      `/catalog/${NOBODY}.xml`,
      before,
      now.replace(".xml", ".csv"),
      now.replace(".xml", ""),
      now.replace(/.\.xml$/, ".xml"),
      "/catalog/%00.xml",
      `/catalog/${SHOP}.xml`,
      await pathOf("icml", OTHER_SHOP),
    ])
      answers.push(await ask(path, { headers: fromElsewhere() }));
    await db.shop.update({ where: { domain: OTHER_SHOP }, data: { uninstalledAt: null } });
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.toString()}`))).toEqual(
      new Set(["404 There is no such file."]),
    );
    expect((await ask(now)).status).toBe(200);
  });

  it("without a file yet says when to come again", async () => {
    const answer = await ask(await pathOf("icml", OTHER_SHOP), { headers: fromElsewhere() });
    expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "300"]);
  });

  it("sets no cookie, is found by no search, and is told to no other site", async () => {
    const { headers } = await ask(await pathOf("icml"));
    expect(headers).not.toHaveProperty("set-cookie");
    expect(headers).toMatchObject({
      "x-robots-tag": "noindex, nofollow",
      "referrer-policy": "no-referrer",
    });
  });

  it("slows down whoever guesses", async () => {
    const headers = fromElsewhere();
    const statuses = [];
    for (let guess = 0; guess < 62; guess += 1)
      statuses.push((await ask(`/catalog/${NOBODY}.xml`, { headers })).status);
    expect(statuses.slice(0, 60).every((status) => status === 404)).toBe(true);
    expect(statuses.slice(60)).toEqual([429, 429]);
  });

  it("holds nothing of a person", async () => {
    const text = (await ask(await pathOf("jsonl"), { headers: { "accept-encoding": "identity" } }))
      .body;
    const store = simulator.world(SHOP) as unknown as {
      store(): { customers: { email: string | null; lastName: string | null }[] };
    };
    const people = store.store().customers.flatMap(({ email, lastName }) => [email, lastName]);
    expect(people.length).toBeGreaterThan(2);
    for (const name of people) if (name) expect(text.includes(name), name).toBe(false);
  });
});
