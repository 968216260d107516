import type { ConnectionId } from "#app/lib/ids.ts";
import { SHOP } from "#tests/setup/simulator.ts";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { setUpShop } from "#app/domain/installation/shop-facts.server.ts";
import { chooseConnection } from "#app/domain/shop-card/choose-connection.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import type { TestTryton } from "#tests/setup/tryton.ts";
import { describeTryton, openTestTryton } from "#tests/setup/tryton.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { getConnection } from "./read-connections.server.ts";
import { createConnection, updateConnection } from "./save-connection.server.ts";
import { testConnection } from "./test-connection.server.ts";

describeTryton("a merchant connects a Tryton", () => {
  let tryton: TestTryton;
  let id: ConnectionId;
  const values = (over: Record<string, string> = {}) => ({
    ...tryton.settings,
    timeZone: "Europe/Berlin",
    roundingProduct: "ROUNDING",
    ...over,
  });
  beforeAll(async () => {
    tryton = openTestTryton();
    await installForTest(SHOP);
    await setUpShop(SHOP);
  });

  it("fills in the form: what is missing or no address is told by field, and nothing is stored", async () => {
    const refused = await createConnection(SHOP, {
      adapter: "tryton",
      title: "",
      values: { url: "erp", user: "u", nonsense: 1 },
    });
    expect(refused).toMatchObject({ ok: false, error: { kind: "invalid" } });
    const errors =
      !refused.ok && refused.error.kind === "invalid"
        ? refused.error.errors.map(({ key }) => key).sort()
        : [];
    expect(errors).toEqual(["database", "nonsense", "password", "url"]);
    expect(await db.erpConnection.count({ where: { shop: SHOP, adapter: "tryton" } })).toBe(0);
  });

  it("the password is stored sealed and never comes out", async () => {
    const made = await createConnection(SHOP, {
      adapter: "tryton",
      title: "Our Tryton",
      values: { ...values(), ...tryton.secrets },
    });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    id = made.value.id;
    expect(made.value.secretsSet).toEqual(["password"]);
    expect(JSON.stringify(await getConnection(SHOP, id))).not.toContain(tryton.secrets.password);
    expect(
      JSON.stringify(await db.erpConnection.findFirstOrThrow({ where: { shop: SHOP, id } })),
    ).not.toContain(tryton.secrets.password);
  });

  it("cannot be chosen before a test has passed", async () => {
    expect(await chooseConnection(SHOP, id, "merchant")).toEqual({ ok: false, error: "untested" });
  });

  it("a test that fails keeps the steps' outcome, raises a problem, and the next that passes clears it", async () => {
    await updateConnection(SHOP, id, {
      title: "Our Tryton",
      values: values({ password: "wrong" }),
    });
    const failed = await testConnection(SHOP, id);
    expect(failed).toMatchObject({
      ok: false,
      error: {
        kind: "unreachable",
        issues: [{ code: "tryton-not-encrypted" }, { code: "tryton-login" }],
      },
    });
    expect(
      await db.problem.count({
        where: { shop: SHOP, subject: `connection:${id}`, clearedAt: null },
      }),
    ).toBe(1);
    await updateConnection(SHOP, id, {
      title: "Our Tryton",
      values: { ...values(), ...tryton.secrets },
    });
    expect((await testConnection(SHOP, id)).ok).toBe(true);
    expect(
      await db.problem.count({
        where: { shop: SHOP, subject: `connection:${id}`, clearedAt: null },
      }),
    ).toBe(0);
    expect((await getConnection(SHOP, id))?.probe).toMatchObject({
      erp: "Tryton",
      company: "Nordlicht",
    });
  });

  it("a blank password keeps the stored one, but not when the address changes: it would be sent to whoever entered it", async () => {
    expect(
      (
        await updateConnection(SHOP, id, {
          title: "Our Tryton",
          values: values({ roundingTolerance: "0.02" }),
        })
      ).ok,
    ).toBe(true);
    expect((await testConnection(SHOP, id)).ok).toBe(true);
    const moved = await updateConnection(SHOP, id, {
      title: "Our Tryton",
      values: values({ url: "https://thief.example.com" }),
    });
    expect(moved).toEqual({
      ok: false,
      error: {
        kind: "invalid",
        errors: [{ key: "password", problem: "connection.problem.enterAgain" }],
      },
    });
    expect((await getConnection(SHOP, id))?.settings).toMatchObject({ url: tryton.settings.url });
  });

  it("is chosen for new documents; an unknown one is not", async () => {
    expect(await chooseConnection(SHOP, id, "merchant")).toEqual({
      ok: true,
      value: { turnedOff: expect.any(Boolean) as boolean },
    });
    expect((await getCard(SHOP))?.connectionId).toBe(id);
    expect(await chooseConnection("other.myshopify.com", id, "merchant")).toEqual({
      ok: false,
      error: "not-found",
    });
  });
});
