import { SHOP, OTHER_SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, beforeAll, expect, it } from "vitest";
import { now, setClock } from "#app/lib/clock.ts";
import { installShop } from "#tests/setup/install.ts";
import { placedToday } from "./placed-today.server.ts";

beforeAll(async () => {
  for (const shop of [SHOP, OTHER_SHOP]) await installShop(shop);
});
let putBack = (): void => undefined;
afterEach(() => {
  putBack();
});

const asked = (): number =>
  simulator.log.requests.filter(({ operation }) => operation === "OrdersPlaced").length;

/** As far as this process knows, whoever looks again does so later. */
function later(minutes: number): void {
  putBack();
  const from = Date.now();
  putBack = setClock({ now: () => new Date(from + minutes * 60_000) });
}

it("tells what Shopify counts, asks once a minute however often home is looked at, and of each shop its own", async () => {
  simulator.act(SHOP, "placeOrder", { kind: "one-line" });
  const first = await placedToday(SHOP);
  expect(first).toMatchObject({ count: 1 });
  expect(decodeURIComponent(first?.url ?? "")).toMatch(
    /\/store\/harbour-goods\/orders\?query=created_at:>='\d{4}-\d\d-\d\dT/,
  );
  simulator.act(SHOP, "placeOrder", { kind: "one-line" });
  expect(await Promise.all([placedToday(SHOP), placedToday(SHOP)])).toEqual([first, first]);
  expect(asked()).toBe(1);
  expect(await placedToday(OTHER_SHOP)).toMatchObject({ count: 0 });

  later(1.5);
  expect(await placedToday(SHOP)).toMatchObject({ count: 2 });
  expect(asked()).toBe(3);
  expect(
    simulator.log.requests.find(({ operation }) => operation === "OrdersPlaced"),
  ).toMatchObject({
    requestedCost: 10,
  });
});

it("says nothing rather than fail where Shopify does not answer", async () => {
  later(3);
  simulator.faults.arm({ operation: "OrdersPlaced", kind: "error-before-act", count: 5 });
  expect(await placedToday(SHOP)).toBeNull();
  expect(now().getTime()).toBeGreaterThan(Date.now());
});
