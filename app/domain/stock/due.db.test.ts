import "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { startDue } from "./due.server.ts";

const SHOP = "other-shop.myshopify.com";

/** When the shop was last looked at, after a minute's job at this time. */
async function lookedAt(time: string): Promise<string | undefined> {
  const restore = setClock({ now: () => new Date(time) });
  try {
    await startDue();
  } finally {
    restore();
  }
  const sync = await db.stockSync.findUniqueOrThrow({ where: { shop: SHOP } });
  return sync.lookedAt?.toISOString();
}

it("a shop where nothing can be due is looked at again at the next quarter of an hour, or when its card was saved", async () => {
  await installForTest(SHOP);
  await db.shopCard.updateMany({
    where: { shop: SHOP },
    data: { updatedAt: new Date("2026-12-01T00:00:00Z") },
  });
  await db.stockSync.create({ data: { shop: SHOP, wanted: true } });
  expect(await lookedAt("2026-12-01T12:01:00Z")).toBe("2026-12-01T12:01:00.000Z");
  expect(await lookedAt("2026-12-01T12:02:00Z")).toBe("2026-12-01T12:01:00.000Z");
  expect(await lookedAt("2026-12-01T12:15:00Z")).toBe("2026-12-01T12:15:00.000Z");
  await db.shopCard.updateMany({
    where: { shop: SHOP },
    data: { updatedAt: new Date("2026-12-01T12:15:30Z") },
  });
  expect(await lookedAt("2026-12-01T12:16:00Z")).toBe("2026-12-01T12:16:00.000Z");
});
