import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { looks } from "./looks.ts";

/** From a sales order made by hand in the ledger to the order in Shopify: the setting, what would be sent, the sending. */
let stack: BrowserStack;
let visit: Visit;
const press = (name: string | RegExp) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();
const exported = () =>
  (stack.simulator.world(stack.shop) as ShopWorld)
    .store()
    .orders.find(({ sourceIdentifier }) => sourceIdentifier?.startsWith("ERP-ORDER-"));
/** The screen until it shows this many of something. */
const shows = (count: () => Promise<number>) =>
  expect
    .poll(async () => {
      await visit.goto("/app/exported-orders");
      return count();
    })
    .toBeGreaterThan(0);

beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/exported-orders");
});
afterAll(() => stack.stop());

describe("exported orders", () => {
  it("a sales order made in the ledger shows as an order in Shopify", async () => {
    await visit.app.getByText("Sales orders aren't exported").waitFor();
    await looks(visit, "exported-orders-off");

    await visit.goto("/app/settings#exportOrders");
    await visit.app.getByLabel("Export sales orders as orders").check();
    const save = visit.page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await save.waitFor({ state: "hidden" });

    await visit.goto("/app/ledger/customers/new");
    await visit.app.getByLabel("Name", { exact: false }).first().fill("Jonas Petersen");
    await visit.app.getByLabel("Email").first().fill("jonas.petersen@example.com");
    await save.click();
    await visit.app.getByRole("link", { name: "New invoice" }).first().click();
    await visit.app.getByLabel("Document", { exact: true }).selectOption("salesOrder");
    await visit.app.getByLabel("Customer's order number").fill("PO-4712");
    await visit.app.getByLabel(/^Number/).fill("MUG-BLUE");
    await visit.app.getByLabel("Quantity").fill("3");
    await visit.app.getByLabel(/^Unit price without tax/).fill("9.99");
    await visit.app.getByLabel("Tax rate (%)").fill("19");
    await looks(visit, "ledger-new-sales-order");
    await press("Release sales order");
    await visit.app.getByRole("button", { name: "Post shipment" }).first().waitFor();

    await shows(() => visit.app.getByText("Ready", { exact: true }).count());
    await looks(visit, "exported-orders-dry-run");
    expect(exported()).toBeUndefined();
    // Shopify asks for the permission to change customers.
    visit.page.once("dialog", (asked) => void asked.accept());
    await press("Send sales orders");
    await expect.poll(() => exported()?.poNumber).toBe("PO-4712");
    const name = exported()?.name ?? "";
    await shows(() => visit.app.getByRole("link", { name }).count());
    await looks(visit, "exported-orders-sent");

    // It comes back by its webhook, and has its document.
    await expect
      .poll(async () => {
        await visit.goto(`/app/orders/${exported()?.id.split("/").pop() ?? ""}`);
        return visit.app.getByText(/Sales order \S+ is in the ERP/).count();
      })
      .toBe(1);
    await looks(visit, "exported-orders-order");
  });
});
