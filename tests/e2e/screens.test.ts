import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack } from "#tests/setup/browser-stack.ts";

/** Every screen of the menu and beside it, filled, as a merchant sees it on a desk and on a phone. */
const SCREENS = [
  "/app", "/app/orders-to-import", "/app/orders", "/app/shipments", "/app/invoices", "/app/problems", "/app/tasks", "/app/tasks?state=causes", "/app/skipped", "/app/mappings", "/app/mappings/locations", "/app/mappings/shipment-methods", "/app/mappings/shipping-agents", "/app/mappings/payment-methods", "/app/mappings/customers", "/app/mappings/items",
  "/app/orders/DONE", "/app/orders/DONE?tab=preview", "/app/orders/DONE?tab=timeline", "/app/orders/DONE?tab=changes", "/app/orders/HELD",
  "/app/ledger", "/app/ledger/items", "/app/ledger/customers", "/app/ledger/set-up", "/app/settings", "/app/settings/company", "/app/settings/history", "/app/settings/schedules", "/app/settings/privacy", "/app/erp", "/app/logs", "/app/logs?log=api",
];
const name = (path: string): string => path.replace(/^\/app\/?/, "").replaceAll(/[/?=]/g, "-") || "home";
/** An order whose document was created, and one that waits for a person: their ids are known only once the shop stands. */
const orders: Record<string, string> = { DONE: "#1006", HELD: "#1078" };
const addressOf = (path: string): string => path.replace(/DONE|HELD/, (which) => idOf(orders[which] ?? ""));

function idOf(orderName: string): string {
  const found = (stack.simulator.world(stack.shop) as ShopWorld).store().orders.find((order) => order.name === orderName);
  return found?.id.split("/").pop() ?? orderName;
}

let stack: BrowserStack;
beforeAll(async () => {
  stack = await startBrowserStack();
  const visit = await stack.open("/app/orders-to-import");
  await visit.app.getByRole("button", { name: "Sync orders" }).first().click();
  await visit.app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
  await visit.app.getByText("#1082").first().waitFor({ timeout: 60_000 });
  await visit.goto(addressOf("/app/orders/DONE"));
  await visit.app.getByRole("button", { name: "Create sales document" }).first().click();
  await visit.app.getByText(/Sales order \S+ is in the ERP/).waitFor({ timeout: 60_000 });
  await visit.close();
}, 180_000);
afterAll(() => stack.stop());

describe.each([1280, 320])("at %i pixels", (width) => {
  it.each(SCREENS)("%s is whole, accessible and fits", async (path) => {
    const visit = await stack.open(addressOf(path), { width });
    try {
      expect(await visit.app.locator("h1").first().innerText()).not.toMatch(/went wrong|not found/i);
      await visit.screenshot(name(path));
      expect(await visit.textKeys()).toEqual([]);
      expect(await visit.axe()).toEqual([]);
      expect(await visit.sidewaysScroll()).toBe(0);
      expect(visit.errors).toEqual([]);
    } finally {
      await visit.close();
    }
  });
});
