import { randomBytes } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { afterEach, beforeEach, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createConnection } from "#app/domain/erp-connections/save-connection.server.ts";
import { sealAllAnew } from "#app/domain/erp-connections/seal-anew.server.ts";
import { env } from "#app/env.server.ts";
import { openSecrets } from "#app/erp/registry.server.ts";
import { ownerOf, seal } from "#app/lib/seal.server.ts";
import { sealSessionsAnew } from "#app/shopify/seal-sessions.server.ts";
import { sessionStorage } from "#app/shopify/sessions.server.ts";
import type { RunningWorker } from "./loop.server.ts";
import { startWorker } from "./start.server.ts";

const SHOP = "one.myshopify.com";
const given = [...env.ENCRYPTION_KEYS];
const key = (id: string) => ({ id, key: randomBytes(32) });
const [OLD, NEW, LOST] = [key("old"), key("new"), key("lost")];
/** As if the process had been started with these. */
const useKeys = (...keys: typeof given): void =>
  void env.ENCRYPTION_KEYS.splice(0, Infinity, ...keys);

let worker: RunningWorker | undefined;
beforeEach(async () => {
  await db.session.deleteMany();
  await db.erpConnection.deleteMany();
});
afterEach(async () => {
  await worker?.stop();
  worker = undefined;
  useKeys(...given);
});

const store = (id: string, shop = SHOP): Promise<boolean> =>
  sessionStorage.storeSession(
    new Session({
      ...{ id, shop, state: "", isOnline: false },
      ...{ accessToken: `access ${id}`, refreshToken: `refresh ${id}` },
    }),
  );
const tokensOf = async (id: string) => {
  const session = await sessionStorage.loadSession(id);
  return session && [session.accessToken, session.refreshToken];
};

it("after a rotation a starting worker seals tokens and ERP passwords of all shops anew, and the old key can go", async () => {
  useKeys(OLD);
  await store("a");
  await store("b", "two.myshopify.com");
  const values = { url: "https://erp.example.com", database: "d", user: "u", password: "pa55" };
  expect(await createConnection(SHOP, { adapter: "tryton", title: "T", values })).toMatchObject({
    ok: true,
  });
  const row = () => db.erpConnection.findFirstOrThrow({ where: { shop: SHOP } });
  useKeys(NEW);
  expect(await tokensOf("a")).toBeUndefined();

  useKeys(NEW, OLD);
  worker = await startWorker();
  await expect.poll(async () => (await row()).secrets?.startsWith("v2.new.")).toBe(true);
  useKeys(NEW);
  expect(await tokensOf("a")).toEqual(["access a", "refresh a"]);
  expect(await tokensOf("b")).toEqual(["access b", "refresh b"]);
  expect(openSecrets(await row())).toEqual({ password: "pa55" });
});

it("goes through any number in slices, goes on where it was cut off, and leaves what no key opens", async () => {
  useKeys(LOST);
  await store("0 lost");
  useKeys(OLD);
  const ids = Array.from({ length: 450 }, (_, n) => `s${String(n)}`);
  await db.session.createMany({
    data: ids.map((id) => ({
      ...{ id, shop: SHOP, state: "" },
      accessToken: seal(`access ${id}`, ownerOf("Session", SHOP, id)),
    })),
  });
  const lost = await db.session.findUniqueOrThrow({ where: { id: "0 lost" } });
  useKeys(NEW, OLD);
  await store("s7"); // sealed already
  expect(await sealSessionsAnew()).toEqual({ sealed: 449, unreadable: 1 });
  expect(await sealSessionsAnew()).toEqual({ sealed: 0, unreadable: 1 });
  await sealAllAnew(); // says so, and fails nothing
  useKeys(NEW);
  for (const id of ids) expect((await tokensOf(id))?.[0]).toBe(`access ${id}`);
  expect(await db.session.findUniqueOrThrow({ where: { id: "0 lost" } })).toEqual(lost);
});

it("a token that is refreshed at the same moment stays", async () => {
  useKeys(OLD);
  await store("a");
  useKeys(NEW, OLD);
  const owner = ownerOf("Session", SHOP, "a");
  const refreshed = { accessToken: seal("newer", owner), refreshToken: seal("newest", owner) };
  let sealing: Promise<unknown> = Promise.resolve();
  await db.$transaction(
    async (tx) => {
      await tx.session.updateMany({ where: { id: "a", shop: SHOP }, data: refreshed });
      sealing = sealSessionsAnew();
      // It has read the older token and waits for the row.
      await expect
        .poll(
          () => tx.$queryRaw`SELECT pid FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        )
        .toHaveLength(1);
    },
    { timeout: 90_000 },
  );
  expect(await sealing).toEqual({ sealed: 0, unreadable: 0 });
  expect(await tokensOf("a")).toEqual(["newer", "newest"]);
});
