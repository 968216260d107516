import type { ConnectionId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { flushApiLog } from "#app/shopify/api-log.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { openPort } from "./open-port.server.ts";

let connectionId: ConnectionId;
const options = { traceId: "trace-1", orderId: "gid://shopify/Order/1" };

beforeAll(async () => {
  simulator.reset();
  simulator.install(SHOP);
  await installForTest(SHOP, {});
  ({ id: connectionId } = await db.erpConnection.create({
    data: { shop: SHOP, adapter: "ledger", title: "Ledger", settings: {} },
  }));
});
beforeEach(() => db.apiLog.deleteMany({ where: { shop: SHOP } }));

async function logged(logMode: string) {
  await db.shopCard.updateMany({ where: { shop: SHOP }, data: { settings: { logMode } } });
  const { port } = (await openPort(SHOP, connectionId))!;
  await port.findCustomers([{ email: "renate.vogel@example.com" }], options);
  await expect(
    port.getDocument({ kind: "salesOrder", id: randomUUID() }, options),
  ).rejects.toThrow();
  await flushApiLog();
  return db.apiLog.findMany({ where: { shop: SHOP }, orderBy: [{ at: "asc" }, { id: "asc" }] });
}

describe("calls to the ERP are logged as the shop card's log mode says (TSK-5)", () => {
  it("all: each with its order, its time and its outcome, and nothing of a person", async () => {
    const rows = await logged("all");
    expect(
      rows.map(({ system, operation, orderId, requestId }) => [
        system,
        operation,
        orderId,
        requestId,
      ]),
    ).toEqual([
      ["erp", "ledger.findCustomers", options.orderId, "trace-1"],
      ["erp", "ledger.getDocument", options.orderId, "trace-1"],
    ]);
    expect(rows.map(({ outcome }) => outcome === "ok")).toEqual([true, false]);
    expect(JSON.stringify(rows)).not.toContain("renate");
  });
  it("errors only: the one that failed", async () => {
    expect((await logged("errors")).map(({ operation }) => operation)).toEqual([
      "ledger.getDocument",
    ]);
  });
  it("disabled: nothing", async () => {
    expect(await logged("disabled")).toEqual([]);
  });
});
