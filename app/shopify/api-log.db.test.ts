import pg from "pg";
import { expect, it } from "vitest";
import { beforeClosing, closeDatabase, db } from "#app/db/client.server.ts";
import { logCall } from "./api-log.server.ts";

const SHOP = "one.myshopify.com";
const call = (operation: string): void => {
  logCall({
    ...{ shop: SHOP, at: new Date(), operation, status: 200, outcome: "ok" },
    ...{ requestedCost: 1, actualCost: 1, durationMs: 1, requestId: null, orderId: null },
    ...{ variables: {}, answer: null },
  });
};

it("calls that were logged right before the end, or while it comes, are written before the connections close", async () => {
  const url = process.env.DATABASE_URL;
  await db.shop.create({ data: { domain: SHOP } });
  await db.shopCard.create({
    data: { shop: SHOP, code: "DEFAULT", title: "Default", settings: { logMode: "all" } },
  });
  call("First");
  beforeClosing(() => Promise.reject(new Error("this one cannot write")));
  // While the log writes already.
  beforeClosing(() => Promise.resolve(call("Second")));
  await closeDatabase();

  const other = new pg.Client({ connectionString: url });
  await other.connect();
  const { rows } = await other.query<{ operation: string }>(
    `SELECT operation FROM "ApiLog" WHERE shop = $1 ORDER BY operation`,
    [SHOP],
  );
  await other.end();
  expect(rows.map(({ operation }) => operation)).toEqual(["First", "Second"]);
});
