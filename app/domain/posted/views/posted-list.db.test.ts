import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { invoicesScreen } from "#app/domain/payments/views/invoice-list.server.ts";
import { shipmentsScreen } from "#app/domain/fulfillments/views/shipment-list.server.ts";

const SHOP = "posted-lists.myshopify.com";
const OTHER = "other-posted-lists.myshopify.com";
const STATES = ["failed", "new", "waiting", "sent", "skipped"];
const NEW_YEAR = Date.parse("2026-01-01T00:00:00Z");

/** Record `number` was posted in the minute half its number: two share each moment. */
const common = (shop: string, number: number) => {
  const at = new Date(NEW_YEAR + Math.floor(number / 2) * 60_000);
  return {
    shop,
    connectionId: randomUUID(),
    erpId: randomUUID(),
    orderId: `gid://shopify/Order/${number}`,
    orderName: `#A${number}`,
    postedAt: at,
    event: {},
    dedupeKey: randomUUID(),
    createdAt: at,
    updatedAt: at,
  };
};

beforeAll(async () => {
  for (const shop of [SHOP, OTHER]) {
    const numbers = Array.from({ length: 110 }, (_, number) => number);
    await db.postedShipment.createMany({
      data: numbers.map((number) => ({
        ...common(shop, number),
        number: `SHP-${number}`,
        state: STATES[number % 5] ?? "",
        trackingNumbers: [`TRACK${number}`],
        lines: [],
      })),
    });
    await db.postedInvoice.createMany({
      data: numbers.map((number) => ({
        ...common(shop, number),
        number: `INV-${number}`,
        status: "posted",
        currency: "EUR",
        gross: "10",
        remaining: "10",
        state: number % 2 ? "captured" : "channel",
      })),
    });
  }
});

describe.each([
  ["shipments", shipmentsScreen, "SHP"],
  ["invoices", invoicesScreen, "INV"],
] as const)("the list of posted %s", (_, screen, prefix) => {
  const ask = async (query: Record<string, string>) => {
    const { rows, next, counts } = await screen(SHOP, new URLSearchParams(query));
    return { rows: rows as { number: string; postedAt: string }[], next, counts };
  };

  it("holds each of this shop's records once, newest first, page by page", async () => {
    const seen: { number: string; postedAt: string }[] = [];
    const sizes: number[] = [];
    for (let after: string | null = ""; after !== null;) {
      const page: Awaited<ReturnType<typeof ask>> = await ask({ after });
      seen.push(...page.rows);
      sizes.push(page.rows.length);
      after = page.next;
    }
    expect(sizes).toEqual([50, 50, 10]);
    expect(new Set(seen.map(({ number }) => number)).size).toBe(110);
    expect(seen.map(({ postedAt }) => postedAt)).toEqual(
      seen
        .map(({ postedAt }) => postedAt)
        .sort()
        .reverse(),
    );
  });

  it("starts at its top when somebody changed the place by hand", async () => {
    for (const after of ["x", "2026-01-01T00:10:00.000Z~a", "2026-01-01T00:10:00.000Z~"])
      expect((await ask({ after })).rows[0]?.postedAt).toBe("2026-01-01T00:54:00.000Z");
  });

  it("finds by a number's beginning, an order's name with and without its sign, and an order", async () => {
    const found = async (query: Record<string, string>) =>
      (await ask(query)).rows.map(({ number }) => number).sort();
    expect(await found({ q: `${prefix.toLowerCase()}-10` })).toEqual(
      ["10", "100", "101", "102", "103", "104", "105", "106", "107", "108", "109"].map(
        (number) => `${prefix}-${number}`,
      ),
    );
    expect(await found({ q: " a7 " })).toEqual([`${prefix}-7`]);
    expect(await found({ q: "#A7" })).toEqual([`${prefix}-7`]);
    // The signs of a pattern are signs of a name.
    expect(await found({ q: "#A_" })).toEqual([]);
    expect(await found({ q: `${prefix}_7` })).toEqual([]);
    expect(await found({ order: "gid://shopify/Order/8" })).toEqual([`${prefix}-8`]);
    expect(await found({ q: "TRACK9" })).toEqual(prefix === "SHP" ? ["SHP-9"] : []);
  });
});

describe("the views of a list", () => {
  it("hold their states alone, and are counted whatever is searched for; one that does not exist is all", async () => {
    const shipments = async (state: string) =>
      [
        ...new Set(
          (await shipmentsScreen(SHOP, new URLSearchParams({ state }))).rows.map(
            (row) => row.state,
          ),
        ),
      ].sort();
    expect(await shipments("waiting")).toEqual(["new", "waiting"]);
    expect(await shipments("attention")).toEqual(["failed"]);
    for (const state of ["all", "", "constructor"])
      expect(await shipments(state)).toEqual([...STATES].sort());
    expect(
      (await shipmentsScreen(SHOP, new URLSearchParams({ state: "sent", q: "SHP-1" }))).counts,
    ).toEqual({ all: 110, attention: 22, waiting: 44, sent: 22, nothing: 22 });
    expect((await invoicesScreen(SHOP, new URLSearchParams())).counts).toEqual({
      all: 110,
      attention: 0,
      waiting: 55,
      captured: 55,
      nothing: 0,
    });
  });
});
