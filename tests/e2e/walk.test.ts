import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack } from "#tests/setup/browser-stack.ts";

/**
 * The main job as a merchant does it by hand: see the shop card, list what is new, import one order, read why its document will be what
 * it is, create it, and find it in the ERP.
 */
let stack: BrowserStack;
beforeAll(async () => {
  stack = await startBrowserStack();
});
afterAll(() => stack.stop());

it("from an order in Shopify to its document in the ledger", async () => {
  const visit = await stack.open("/app");
  const { app } = visit;

  await visit.goto("/app/settings");
  await app.getByRole("heading", { name: "Shop card" }).waitFor();

  await visit.goto("/app/orders-to-import");
  await app.getByRole("button", { name: "Sync orders" }).first().click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Only list the orders").check();
  await dialog.getByRole("button", { name: "Sync orders" }).click();
  await app.getByRole("tab", { name: /Ready \(([1-9]\d*)\)/ }).waitFor();
  await visit.screenshot("walk-1-orders-to-import");

  await visit.goto("/app/orders-to-import?q=%231006");
  await app.getByRole("row", { name: /#1006/ }).getByRole("checkbox").check({ force: true });
  await app.getByRole("button", { name: "Import", exact: true }).click();
  await app.getByText("No orders found").waitFor();

  await visit.goto("/app/orders?q=%231006");
  await app.getByRole("link", { name: "#1006" }).click();
  await app.getByText("Ready to create the sales document").waitFor();
  await app.getByText("Totals match").waitFor();
  await app.getByRole("button", { name: /^Why/ }).first().click();
  await visit.screenshot("walk-2-order-why");
  await visit.page.keyboard.press("Escape");

  await app.getByRole("tab", { name: "Preview" }).click();
  await app.getByText("This is the sales document that will be created").waitFor();
  expect(await visit.axe()).toEqual([]);
  await visit.screenshot("walk-3-preview");
  await app.getByRole("tab", { name: "Order" }).click();

  await app.getByRole("button", { name: "Create sales document" }).first().click();
  const banner = app.getByText(/Sales order \S+ is in the ERP/);
  await banner.waitFor();
  const number = /order (\S+) is/.exec(await banner.innerText())?.[1] ?? "";
  await visit.screenshot("walk-4-created");

  await visit.goto("/app/ledger");
  await app.getByRole("link", { name: number }).click();
  await app.getByRole("heading", { name: number }).waitFor();
  await app.getByRole("heading", { name: "Totals" }).waitFor();
  expect(await app.getByText("€230.90").count()).toBeGreaterThan(0);
  await visit.screenshot("walk-5-ledger");

  expect(visit.errors).toEqual([]);
  expect(stack.simulator.log.defects).toEqual([]);
  await visit.close();
});
