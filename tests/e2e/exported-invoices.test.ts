import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";

/** From an invoice made by hand in the ledger to the order in Shopify: the setting, what would be sent, the sending. */
let stack: BrowserStack;
let visit: Visit;
const press = (name: string | RegExp) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();
const orders = () => (stack.simulator.world(stack.shop) as ShopWorld).store().orders;
const exported = () => orders().find(({ sourceIdentifier }) => sourceIdentifier !== null);
/** Looked at in both widths. */
async function looks(name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await visit.resize(width);
    await visit.screenshot(name);
    expect(await visit.axe(), name).toEqual([]);
    expect(await visit.textKeys(), name).toEqual([]);
    expect(await visit.sidewaysScroll(), name).toBe(0);
  }
  await visit.resize(1280);
}

beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/orders-to-import");
  await press("Sync orders");
  await visit.app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
  await stack.synced();
});
afterAll(() => stack.stop());

describe("exported invoices", () => {
  it("an invoice posted in the ledger shows as an order in Shopify", async () => {
    await visit.goto("/app/exported-invoices");
    await visit.app.getByText("Posted invoices aren't exported").waitFor();
    await looks("exported-invoices-off");

    await visit.goto("/app/settings#exportInvoices");
    await visit.app.getByLabel("Auto create unknown customers").check();
    await visit.app.getByLabel("Export posted invoices as orders").check();
    const save = visit.page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await save.waitFor({ state: "hidden" });
    await visit.goto("/app/exported-invoices");
    await visit.app.getByText("Nothing is sent yet").waitFor();

    // Its customer is created in the ledger, and linked from then on.
    const order = orders().find((one) => one.name === "#1002");
    await visit.goto(`/app/orders/${order?.id.split("/").pop() ?? ""}`);
    await press("Create sales document");
    await visit.app.getByText(/Sales order \S+ is in the ERP/).waitFor();
    await visit.goto("/app/ledger");
    await visit.app.getByRole("link", { name: /^SO-/ }).first().click();
    await visit.app.locator('a[href*="/ledger/customers/"]').first().click();
    await visit.app.getByRole("link", { name: "New invoice" }).first().click();
    await visit.app.getByLabel("Customer's order number").fill("PO-4711");
    await press("Post invoice");
    await visit.app.getByText("This field is required.").first().waitFor();
    await looks("ledger-new-invoice");
    await visit.app.getByLabel(/^Number/).fill("MUG-BLUE");
    await visit.app.getByLabel("Quantity").fill("3");
    await visit.app.getByLabel(/^Unit price without tax/).fill("9.99");
    await visit.app.getByLabel("Tax rate (%)").fill("19");
    await press("Post invoice");
    await visit.app.getByRole("heading", { name: "Posted invoices" }).waitFor();

    await expect
      .poll(async () => {
        await visit.goto("/app/exported-invoices");
        return visit.app.getByText("Ready", { exact: true }).count();
      })
      .toBeGreaterThan(0);
    await looks("exported-invoices-dry-run");
    expect(exported()).toBeUndefined();
    await press("Send invoices");
    await expect.poll(() => exported()?.poNumber).toBe("PO-4711");
    const name = exported()?.name ?? "";
    await expect
      .poll(async () => {
        await visit.goto("/app/exported-invoices");
        return visit.app.getByRole("link", { name }).count();
      })
      .toBeGreaterThan(0);
    await looks("exported-invoices-sent");

    // It comes back by its webhook, and has its document.
    await visit.app.getByRole("link", { name }).first().click();
    await visit.app.getByText(/Posted invoice \S+ is in the ERP/).waitFor();
    await looks("exported-invoice-order");
  });
});
