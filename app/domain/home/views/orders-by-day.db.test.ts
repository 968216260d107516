import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { countOrders } from "#app/domain/orders/lists/list-orders.server.ts";
import { DOCUMENT, type DocumentState } from "#app/domain/orders/states.ts";
import { ordersByDay } from "./orders-by-day.server.ts";

const SHOP = "days.myshopify.com";
const OTHER = "days-other.myshopify.com";
const AT = new Date("2026-11-30T23:30:00Z"); // the 1st of December in Auckland, the 30th of November in New York

let next = 0;
const order = (shop: string, orderCreatedAt: string, documentState: DocumentState) => ({
  ...{ shop, orderId: `gid://shopify/Order/${++next}`, name: `#${next}`, number: next },
  ...{ orderCreatedAt: new Date(orderCreatedAt), shopifyUpdatedAt: AT, importedAt: AT },
  ...{ currency: "EUR", total: "1", presentmentCurrency: "EUR", presentmentTotal: "1" },
  ...{ fulfillmentStatus: "UNFULFILLED", tags: [], state: {}, stateHash: "x" },
  ...{ currentVersionId: randomUUID(), documentState },
});

beforeAll(async () => {
  await db.shop.createMany({
    data: [
      { domain: SHOP, timeZone: "Pacific/Auckland" },
      { domain: OTHER, timeZone: "America/New_York" },
    ],
  });
  const times = ["2026-11-30T10:59:00Z", "2026-11-30T11:00:00Z", "2026-11-24T12:00:00Z"];
  await db.order.createMany({
    data: [SHOP, OTHER].flatMap((shop) => [
      ...times.map((at) => order(shop, at, "created")),
      order(shop, "2026-11-30T12:00:00Z", "failed"),
      order(shop, "2026-11-20T12:00:00Z", "unprocessed"),
    ]),
  });
});

it("counts by days of the shop, the last seven, today at the end", async () => {
  const days = await ordersByDay(SHOP, AT);
  expect(days.map(({ day }) => day)).toEqual([
    ...["2026-11-25", "2026-11-26", "2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"],
    "2026-12-01",
  ]);
  const none = { created: 0, creating: 0, unprocessed: 0, failed: 0 };
  // Midnight in Auckland is 11:00 UTC.
  expect(days.map(({ counts }) => counts)).toEqual([
    { ...none, created: 1 },
    ...Array.from({ length: 4 }, () => none),
    { ...none, created: 1 },
    { ...none, created: 1, failed: 1 },
  ]);
  expect((await ordersByDay(OTHER, AT)).at(-1)).toEqual({
    day: "2026-11-30",
    counts: { ...none, created: 2, failed: 1 },
  });
});

it("each number is that of the list it opens", async () => {
  for (const { day, counts } of await ordersByDay(SHOP, AT))
    for (const document of DOCUMENT.states)
      expect(await countOrders(SHOP, { document, from: day, to: day })).toBe(counts[document]);
});
