import type { ConnectionId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { disconnectErp } from "#app/domain/shop-card/choose-connection.server.ts";
import { ensureDefaultCard, getCard } from "#app/domain/shop-card/cards.server.ts";
import { seedLedger } from "#app/erp/ledger/set-up.server.ts";
import { openConnection } from "#app/erp/registry.server.ts";
import { ownerOf, unseal } from "#app/lib/seal.server.ts";
import { ensureDefaultConnection } from "./default-connection.server.ts";
import { prepareConnections } from "./prepare-connections.server.ts";
import { getConnection, listConnectionsNow } from "./read-connections.server.ts";
import { createConnection, MOST_CONNECTIONS, updateConnection } from "./save-connection.server.ts";
import { sealConnectionsAnew } from "./seal-anew.server.ts";

const SHOP = "one.myshopify.com";
const by = { shop: SHOP, by: "ann" };
const values = { url: "https://erp.example.com:8000", database: "d", user: "u", password: "pa55" };
let id: ConnectionId;
let ledger: ConnectionId;
const rowOf = () => db.erpConnection.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } });
const openedWith = (sealed: string | null) =>
  JSON.parse(unseal(sealed ?? "", ownerOf("ErpConnection", SHOP, id))) as unknown;
/** What is left when the key is no longer in ENCRYPTION_KEYS. */
const loseKey = async () => {
  const secrets = (await rowOf()).secrets?.replace(".t1.", ".gone.") ?? "";
  await db.erpConnection.update({ where: { shop_id: { shop: SHOP, id } }, data: { secrets } });
};

beforeAll(async () => {
  await db.shop.create({ data: { domain: SHOP, timeZone: "Europe/Berlin", currency: "EUR" } });
  await db.$transaction(async (tx) => {
    ledger = await ensureDefaultConnection(tx, SHOP);
    await ensureDefaultCard(tx, SHOP, ledger);
  });
  await prepareConnections(SHOP);
});
beforeEach(async () => {
  await db.erpConnection.deleteMany({ where: { shop: SHOP, adapter: "tryton" } });
  await db.task.deleteMany();
  const made = await createConnection(SHOP, { adapter: "tryton", title: "T", values });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  id = made.value.id;
});

describe("secrets of a connection", () => {
  it("an address with user and password is refused, and one stored before is not shown", async () => {
    for (const url of ["https://bob:pw99@erp.example.com", "https://bob@erp.example.com"])
      expect(await updateConnection(SHOP, id, { title: "", values: { ...values, url } })).toEqual({
        ok: false,
        error: {
          kind: "invalid",
          errors: [{ key: "url", problem: "connection.problem.credentials" }],
        },
      });
    await db.erpConnection.update({
      where: { shop_id: { shop: SHOP, id } },
      data: { settings: { url: "https://bob:pw99@erp.example.com/x" } },
    });
    const shown = JSON.stringify(await listConnectionsNow(SHOP));
    expect(shown).toContain("https://erp.example.com/x");
    expect(shown).not.toMatch(/pw99|pa55|bob/);
  });

  it("a lost key is said, and the password taken again", async () => {
    await loseKey();
    expect(await getConnection(SHOP, id)).toMatchObject({
      secretsUnreadable: true,
      secretsSet: [],
    });
    const row = await rowOf();
    expect(() => openConnection(row)).toThrow(/encryption key is missing/);
    const { password: _left, ...blank } = values;
    expect(await updateConnection(SHOP, id, { title: "", values: blank })).toMatchObject({
      ok: false,
      error: { errors: [{ key: "password", problem: "connection.problem.unreadable" }] },
    });
    expect((await updateConnection(SHOP, id, { title: "", values })).ok).toBe(true);
    expect(await getConnection(SHOP, id)).toMatchObject({
      secretsUnreadable: false,
      secretsSet: ["password"],
    });
  });

  it("are bound to their row; an older key's are sealed anew, one whose key is gone is left", async () => {
    const before = (await rowOf()).secrets ?? "";
    expect(openedWith(before)).toEqual({ password: "pa55" });
    expect(() => unseal(before, ownerOf("ErpConnection", SHOP, ledger))).toThrow();
    expect(await sealConnectionsAnew()).toEqual({ sealed: 0, unreadable: 0 });
    // As the previous key sealed it: here the same bytes under the name of the older key.
    await db.$executeRaw`UPDATE "ErpConnection" SET secrets = replace(secrets, '.t1.', '.t0.') WHERE id = ${id}::uuid`;
    expect(await sealConnectionsAnew()).toEqual({ sealed: 1, unreadable: 0 });
    expect((await rowOf()).secrets).toMatch(/^v2\.t1\./);
    expect(openedWith((await rowOf()).secrets)).toEqual({ password: "pa55" });
    await loseKey();
    expect(await sealConnectionsAnew()).toEqual({ sealed: 0, unreadable: 1 });
    expect((await rowOf()).secrets).toContain(".gone.");
  });
});

describe("disconnecting", () => {
  const openTask = () =>
    db.task.create({
      data: {
        ...{ shop: SHOP, kind: "createDocument", key: randomUUID(), connectionId: id },
        ...{ queue: `${id}:documents`, payload: {}, createdBy: "ann" },
        ...{ createdAt: new Date(), updatedAt: new Date() },
      },
    });
  it("erases address and password, keeps the row, and leaves the card without an ERP", async () => {
    await db.shopCard.updateMany({ where: { shop: SHOP }, data: { connectionId: id } });
    expect((await disconnectErp(by, id, false)).ok).toBe(true);
    expect(await rowOf()).toMatchObject({ secrets: null, settings: {}, probe: null });
    expect(await getConnection(SHOP, id)).toMatchObject({ disconnected: true, secretsSet: [] });
    expect((await getCard(SHOP))?.connectionId).toBeNull();
    // Set up again, it goes on.
    expect((await updateConnection(SHOP, id, { title: "", values })).ok).toBe(true);
    expect(await rowOf()).toMatchObject({ pausedAt: null, pausedReason: null });
  });
  it("is refused while tasks are open, until it is confirmed; they are kept", async () => {
    await openTask();
    expect(await disconnectErp(by, id, false)).toEqual({
      ok: false,
      error: { kind: "open-tasks", count: 1 },
    });
    expect((await rowOf()).secrets).not.toBeNull();
    expect((await disconnectErp(by, id, true)).ok).toBe(true);
    expect(await db.task.count({ where: { shop: SHOP, state: "planned" } })).toBe(1);
  });
  it("is not for another shop's connection, nor for the built-in ledger", async () => {
    expect((await disconnectErp({ shop: "two.myshopify.com", by: "x" }, id, true)).ok).toBe(false);
    expect((await disconnectErp(by, ledger, true)).ok).toBe(false);
    expect((await rowOf()).secrets).not.toBeNull();
  });
});

it("the ledger's card says what it holds now, not what it held when it was tested", async () => {
  const issues = async () =>
    (await listConnectionsNow(SHOP))
      .find((connection) => connection.id === ledger)
      ?.probe?.issues.map(({ code }) => code);
  expect(await issues()).toContain("no-item");
  await seedLedger(
    { shop: SHOP, connectionId: ledger },
    { items: [{ number: "CUP", description: "Cup" }] },
  );
  expect(await issues()).not.toContain("no-item");
});

it.each([
  ["a list", []],
  ["a newer app's", { schemaVersion: 99, url: "https://x.example" }],
])(
  "settings that cannot be read (%s) are shown as not set, and entered again",
  async (_what, settings) => {
    const where = { shop_id: { shop: SHOP, id } };
    await db.erpConnection.update({ where, data: { settings } });
    expect((await getConnection(SHOP, id))?.settings).toEqual({});
    const row = await rowOf();
    expect(() => openConnection(row)).toThrow(
      expect.objectContaining({ detail: expect.objectContaining({ class: "config" }) as unknown }),
    );
    expect((await updateConnection(SHOP, id, { title: "", values })).ok).toBe(true);
    expect((await rowOf()).settings).toEqual({
      url: values.url,
      database: values.database,
      user: values.user,
    });
  },
);

it("a shop has so many connections in use and no more; a disconnected one does not count", async () => {
  const another = () => createConnection(SHOP, { adapter: "tryton", title: "T", values });
  while ((await db.erpConnection.count({ where: { shop: SHOP } })) < MOST_CONNECTIONS - 1)
    expect(await another()).toMatchObject({ ok: true });
  const results = await Promise.all([another(), another(), another()]);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(results.find(({ ok }) => !ok)).toEqual({
    ok: false,
    error: { kind: "too-many", most: MOST_CONNECTIONS },
  });
  expect(await disconnectErp(by, id, true)).toMatchObject({ ok: true });
  expect(await another()).toMatchObject({ ok: true });
});
