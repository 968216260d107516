import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { forgetFuture } from "./forget-future.server.ts";

const SHOP = "ahead.myshopify.com";
const HOUR_MS = 3_600_000;
const later = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

it("times that a clock that was ahead left behind do not hold up claims, runs and calls", async () => {
  const waiting = (n: number, over: object) => ({
    shop: SHOP,
    orderId: `gid://shopify/Order/${n}`,
    name: `#${n}`,
    verdict: "error",
    listed: {},
    orderCreatedAt: new Date(),
    shopifyUpdatedAt: new Date(),
    announcedAt: new Date(),
    announcedBy: "click",
    ...over,
  });
  await db.orderToImport.createMany({
    data: [
      waiting(1, { claimedBy: "gone", claimedAt: later(20) }),
      waiting(2, { attempts: 2, nextAttemptAt: later(20) }),
      waiting(3, { attempts: 5, nextAttemptAt: later(10) }),
    ],
  });
  const run = { shop: SHOP, kind: "syncOrders", trigger: "click", startedBy: "me" };
  const id = newId(new Date());
  await db.syncRun.create({
    data: { ...run, id, state: "running", startedAt: later(20), heartbeatAt: later(20) },
  });
  await db.throttleBucket.create({
    data: {
      shop: SHOP,
      available: 3,
      maximum: 2_000,
      restoreRate: 100,
      at: later(20),
      pausedUntil: later(20),
    },
  });
  await forgetFuture();
  const rows = await db.orderToImport.findMany({
    where: { shop: SHOP },
    orderBy: { orderId: "asc" },
  });
  const soon = later(0.1).getTime();
  expect(rows[0]?.claimedAt?.getTime()).toBeLessThan(soon);
  expect(rows[1]?.nextAttemptAt?.getTime()).toBeLessThan(soon);
  // Twelve hours are what the fifth attempt waits.
  expect(rows[2]?.nextAttemptAt?.getTime()).toBeGreaterThan(soon);
  const { heartbeatAt } = await db.syncRun.findFirstOrThrow({ where: { shop: SHOP, id } });
  expect(heartbeatAt.getTime()).toBeLessThan(soon);
  const bucket = await db.throttleBucket.findUniqueOrThrow({ where: { shop: SHOP } });
  expect([bucket.at.getTime() < soon, bucket.pausedUntil]).toEqual([true, null]);
});
