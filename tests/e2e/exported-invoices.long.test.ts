import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { axeOnItsDay } from "./axe-on-phones.ts";
import { looks } from "./looks.ts";

axeOnItsDay(1);

/** From an invoice made by hand in the ledger to the order in Shopify: the setting, what would be sent, the sending. */
let stack: BrowserStack;
let visit: Visit;
const press = (name: string | RegExp) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();
const orders = () => (stack.simulator.world(stack.shop) as ShopWorld).store().orders;
const exported = () =>
  orders().find(({ sourceIdentifier }) => sourceIdentifier?.startsWith("ERP-INVOICE-"));
/** As when an order of the customer had been matched with the ledger's. */
async function linkWithShopify(name: string, email: string): Promise<void> {
  const world = stack.simulator.world(stack.shop) as ShopWorld;
  const customer = world.store().customers.find((one) => one.email === email);
  const client = new pg.Client(stack.databaseUrl);
  await client.connect();
  try {
    await client.query(
      `INSERT INTO "CustomerLink" (shop, "connectionId", "shopifyId", "erpId", "foundBy", "createdAt")
        SELECT shop, "connectionId", $3, id::text, 'email', now() FROM "LedgerCustomer" WHERE shop = $1 AND name = $2
        ON CONFLICT (shop, "connectionId", "shopifyId") DO UPDATE SET "erpId" = EXCLUDED."erpId"`,
      [stack.shop, name, customer?.id],
    );
  } finally {
    await client.end();
  }
}
beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/exported-invoices");
});
afterAll(() => stack.stop());

describe("exported invoices", () => {
  it("an invoice posted in the ledger shows as an order in Shopify", async () => {
    await visit.app.getByText("Posted invoices aren't exported").waitFor();
    await looks(visit, "exported-invoices-off");

    await visit.goto("/app/settings#exportInvoices");
    await visit.app.getByLabel("Export posted invoices as orders").check();
    const save = visit.page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await save.waitFor({ state: "hidden" });
    await visit.goto("/app/exported-invoices");
    await visit.app.getByText("Nothing is sent yet").waitFor();

    await visit.goto("/app/ledger/customers/new");
    await visit.app.getByLabel("Name", { exact: false }).first().fill("Jonas Petersen");
    await save.click();
    await visit.app.getByRole("link", { name: "New invoice" }).first().waitFor();
    await linkWithShopify("Jonas Petersen", "jonas@example.com");
    await visit.app.getByRole("link", { name: "New invoice" }).first().click();
    await visit.app.getByLabel("Customer's order number").fill("PO-4711");
    await press("Post invoice");
    await visit.app.getByText("This field is required.").first().waitFor();
    await looks(visit, "ledger-new-invoice");
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
    await looks(visit, "exported-invoices-dry-run");
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
    await looks(visit, "exported-invoices-sent");

    // It comes back by its webhook, and has its document.
    await expect
      .poll(async () => {
        await visit.goto(`/app/orders/${exported()?.id.split("/").pop() ?? ""}`);
        return visit.app.getByText(/Posted invoice \S+ is in the ERP/).count();
      })
      .toBe(1);
    await looks(visit, "exported-invoice-order");
  });
});
