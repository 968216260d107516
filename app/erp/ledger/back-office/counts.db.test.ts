import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { insertCustomer } from "../customers/write.server.ts";
import { setUpLedger } from "../set-up.server.ts";
import { ledgerBooks } from "./books.server.ts";
import { choices } from "./choices.server.ts";
import { countDocuments, countDocumentsOf } from "./counts.server.ts";

const OWN = "own.myshopify.com";
const OTHERS = "others.myshopify.com";

async function openBooks(
  shop: string,
): Promise<{ scope: { shop: string; connectionId: string }; customer: string }> {
  const { id: connectionId } = await db.erpConnection.create({
    data: { shop, adapter: "ledger", title: "Books" },
  });
  const scope = { shop, connectionId };
  await setUpLedger(scope, { name: "Trader", currency: "EUR", timeZone: "UTC" });
  const { id: customer } = await insertCustomer(scope, null, {
    name: "Ada",
    address: { name: "Ada" },
  });
  for (const [index, state] of ["open", "open", "released", "cancelled"].entries()) {
    await db.ledgerDocument.create({
      data: {
        ...scope,
        id: randomUUID(),
        kind: "salesOrder",
        number: `T-${index}`,
        state,
        sellToId: customer,
        billToId: customer,
        sellToName: "Ada",
        sellToAddress: {},
        billToAddress: {},
        shipToAddress: {},
        currency: "EUR",
        exchangeRate: "1",
        pricesIncludeTax: true,
        documentDate: new Date("2026-10-01T00:00:00Z"),
        shopifyOrderNumber: "#1",
        shopifyOrderId: "1",
        taxLiable: true,
        net: "1",
        tax: "0",
        gross: "1",
        createdAt: now(),
        changedAt: now(),
      },
    });
  }
  return { scope, customer };
}

describe("what the ledger's screens read besides its lists", () => {
  let own: Awaited<ReturnType<typeof openBooks>>;
  let others: Awaited<ReturnType<typeof openBooks>>;
  beforeAll(async () => {
    own = await openBooks(OWN);
    others = await openBooks(OTHERS);
  });

  it("finds a shop's own books, and none where there are none", async () => {
    expect(await ledgerBooks(OWN)).toEqual({ scope: own.scope, title: "Books" });
    expect(await ledgerBooks("nobody.myshopify.com")).toBeNull();
  });

  it("counts the documents of these books by state, and of a customer", async () => {
    expect(await countDocuments(own.scope)).toEqual({
      open: 2,
      released: 1,
      posted: 0,
      cancelled: 1,
    });
    expect(await countDocumentsOf(own.scope, own.customer)).toBe(4);
    expect(await countDocumentsOf(own.scope, others.customer)).toBe(0);
  });

  it("offers the codes that are not blocked, of these books only", async () => {
    const before = await choices(own.scope, ["location", "unit"]);
    expect(before.location.map(({ code }) => code)).toContain("MAIN");
    await db.ledgerReference.updateMany({
      where: { ...own.scope, kind: "location", code: "MAIN" },
      data: { blocked: true },
    });
    expect((await choices(own.scope, ["location"])).location).toEqual(
      before.location.filter(({ code }) => code !== "MAIN"),
    );
    expect((await choices(others.scope, ["location"])).location).toEqual(before.location);
  });
});
