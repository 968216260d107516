import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { readPaymentsOf } from "./read-payments.server.ts";

const SHOP = "read-payments.myshopify.com";
/** In Berlin it is the next day by then. */
const LATE = new Date("2026-01-01T23:30:00Z");

beforeAll(async () => {
  await db.shop.create({ data: { domain: SHOP, timeZone: "Europe/Berlin", currency: "EUR" } });
});
beforeEach(async () => {
  await db.postedInvoice.deleteMany({ where: { shop: SHOP } });
  await db.postedInvoice.create({
    data: {
      shop: SHOP,
      connectionId: randomUUID(),
      erpId: randomUUID(),
      orderId: "gid://shopify/Order/1001",
      orderName: "#1001",
      number: "INV-1",
      status: "posted",
      state: "new",
      currency: "EUR",
      gross: "10",
      remaining: "10",
      postedAt: LATE,
      event: {},
      dedupeKey: randomUUID(),
      createdAt: LATE,
      updatedAt: LATE,
    },
  });
});

it.each<[PostedFilter, number]>([
  [{ orders: ["1001"] }, 1],
  [{ orders: ["#1001"] }, 1],
  [{ orders: ["100"] }, 0],
  [{ from: "2026-01-02" }, 1],
  [{ to: "2026-01-01" }, 0],
])("the filter %j finds %i invoice", async (filter, count) => {
  expect(await db.$transaction((tx) => readPaymentsOf(tx, SHOP, { filter }, "ann"))).toBe(count);
});
