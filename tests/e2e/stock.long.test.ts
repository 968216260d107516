import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { quantityOf } from "#tests/simulators/shopify/world/inventory.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { axeOnItsDay } from "./axe-on-phones.ts";
import { looks } from "./looks.ts";

axeOnItsDay(6);

/** Stock from nothing: the permission, what would be sent, the first sending, and a change in the ledger. */
let stack: BrowserStack;
let visit: Visit;
const press = (name: string | RegExp) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();
const available = (sku: string): number | undefined => {
  const store = (stack.simulator.world(stack.shop) as ShopWorld).store();
  const level = store
    .variant(sku)
    .inventoryItem.levels.find(({ location }) => location === store.location("luebeck"));
  return level && quantityOf(store, level, "available");
};
beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/stock");
});
afterAll(() => stack.stop());

describe("stock", () => {
  it("changed in the ledger shows in Shopify", async () => {
    await visit.app.getByText("No quantities yet").waitFor();
    await looks(visit, "stock-empty");
    visit.page.once("dialog", (asked) => void asked.accept());
    await press("Turn on stock");
    await visit.app.getByText("Nothing is sent yet").waitFor();
    await looks(visit, "stock-dry-run");
    const before = available("MUG-BLUE");

    await press("Send stock");
    await visit.app.getByText(/^Checked on/).waitFor();
    await visit.goto("/app/stock?q=MUG-BLUE");
    await expect.poll(() => available("MUG-BLUE")).not.toBe(before);
    const sent = available("MUG-BLUE") ?? 0;

    await visit.goto("/app/ledger/items?q=MUG-BLUE");
    await visit.app.getByRole("link", { name: "MUG-BLUE" }).first().click();
    await visit.app.getByLabel("Quantity", { exact: true }).fill("-7");
    await visit.app.getByLabel("Reason", { exact: true }).fill("Counted");
    await press("Adjust");
    await expect.poll(() => available("MUG-BLUE")).toBe(sent - 7);
    await visit.goto("/app/stock?q=MUG-BLUE");
    await visit.app.getByText("Up to date").first().waitFor();
    await looks(visit, "stock-sent");
  });
});
