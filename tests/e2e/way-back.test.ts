import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";

/** What a person sees and does on the way back: shipments, invoices with their payment lines, and the acts on an order. */
let stack: BrowserStack;
let visit: Visit;
const orderOf = (name: string) => {
  const found = (stack.simulator.world(stack.shop) as ShopWorld).store().orders.find((order) => order.name === name);
  if (!found) throw new Error(`the shop has no order ${name}`);
  return found;
};
const pageOf = (name: string): string => `/app/orders/${orderOf(name).id.split("/").pop()}`;
const dialog = () => visit.app.getByRole("dialog");
const press = (name: string) => visit.app.getByRole("button", { name, exact: true }).first().click();

/** Authorized by a buyer of the web shop; open, to be paid by hand; authorized by a marketplace's buyer. */
const [AUTHORIZED, UNPAID, MARKETPLACE] = ["#1083", "#1051", "#1080"];

beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/orders-to-import");
  await press("Sync orders");
  await dialog().getByRole("button", { name: "Sync orders" }).click();
  await visit.app.getByText("#1082").first().waitFor({ timeout: 60_000 });
}, 180_000);
afterAll(() => stack.stop());

describe("the way back", () => {
  it("sends a shipment of the ledger to Shopify and shows it as sent", async () => {
    await visit.goto(pageOf(AUTHORIZED));
    await press("Create sales document");
    await visit.app.getByText(/Sales order \S+ is in the ERP/).waitFor({ timeout: 60_000 });
    await visit.app.getByRole("link", { name: /^Sales order SO-/ }).first().click();
    await visit.app.getByRole("heading", { name: "Totals" }).waitFor();
    await press("Post shipment");
    await dialog().getByLabel("Tracking numbers").fill("JD014600099");
    await dialog().getByRole("button", { name: "Post shipment" }).click();
    await visit.app.getByRole("heading", { name: "Posted shipments" }).waitFor();
    await expect.poll(() => orderOf(AUTHORIZED).fulfillmentRecords.length, { timeout: 30_000 }).toBe(1);
    await visit.goto("/app/shipments?q=JD014600099");
    await visit.app.getByText("Sent", { exact: true }).first().waitFor();
    expect(await visit.app.getByRole("link", { name: AUTHORIZED }).count()).toBe(1);
    expect(await visit.axe()).toEqual([]);
  }, 120_000);

  it("opens an invoice's payment lines from the ledger, before it is read too, and shows the capture", async () => {
    await visit.goto(pageOf(AUTHORIZED));
    await visit.app.getByRole("link", { name: /^Sales order SO-/ }).first().click();
    await visit.app.getByRole("heading", { name: "Posted shipments" }).waitFor();
    await press("Post invoice");
    await dialog().getByRole("button", { name: "Post invoice" }).click();
    await visit.app.getByRole("link", { name: /^Payment lines of/ }).first().click();
    await visit.app.getByRole("heading", { name: "Payment lines" }).waitFor({ timeout: 30_000 });
    await visit.app.getByRole("cell", { name: /Captured$/ }).first().waitFor({ timeout: 30_000 });
    expect(await visit.textKeys()).toEqual([]);
    expect(await visit.axe()).toEqual([]);
    await visit.screenshot("invoice-captured");
    await visit.goto(pageOf(AUTHORIZED));
    await visit.app.getByRole("heading", { name: "Invoices of the ERP" }).waitFor();
    await visit.app.getByRole("heading", { name: "Shipments of the ERP" }).waitFor();
    await visit.screenshot("order-way-back");
  }, 120_000);

  it("says on a marketplace's order what is forbidden and until when, and disables the button with its reason beside it", async () => {
    await visit.goto(pageOf(MARKETPLACE));
    await visit.app.getByText("Until North Sea Marketplace has captured the payment, nobody else may:").waitFor();
    expect(await visit.app.getByRole("button", { name: "Mark as paid" }).isDisabled()).toBe(true);
    await visit.app.getByText("North Sea Marketplace captures this payment", { exact: true }).waitFor();
  }, 60_000);

  it("marks an order as paid after asking", async () => {
    await visit.goto(pageOf(UNPAID));
    await press("Mark as paid");
    expect(await visit.axe()).toEqual([]);
    await dialog().getByRole("button", { name: "Mark as paid" }).click();
    await visit.app.getByText("The order is paid.", { exact: true }).waitFor({ timeout: 30_000 });
    expect(await visit.app.getByRole("button", { name: "Mark as paid" }).isDisabled()).toBe(true);
  }, 60_000);

  it("cancels an order with a reason, follows it to its end, and tells the buyer only when asked to", async () => {
    await visit.goto(pageOf(UNPAID));
    await press("Cancel order");
    await dialog().getByLabel("Reason").selectOption("INVENTORY");
    await dialog().getByText("No refund", { exact: true }).click();
    expect(await dialog().getByRole("checkbox", { name: "Tell the customer" }).isChecked()).toBe(false);
    await dialog().getByLabel("Note for the staff").fill("Out of stock");
    expect(await visit.axe()).toEqual([]);
    await dialog().getByRole("button", { name: "Cancel the order" }).click();
    await visit.app.getByText("The order is cancelled.", { exact: true }).first().waitFor({ timeout: 60_000 });
    expect(orderOf(UNPAID).cancelReason).toBe("INVENTORY");
    expect(visit.errors).toEqual([]);
  }, 90_000);
});
