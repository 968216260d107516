import texts from "#app/i18n/locales/de/changes.json";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack } from "#tests/setup/browser-stack.ts";

/** An order is edited in Shopify after its sales order was created: see what changed, amend the document, read that both agree again. */
let stack: BrowserStack;
beforeAll(async () => {
  stack = await startBrowserStack();
});
afterAll(() => stack.stop());

it("edited after its sales order: seen, amended and proved again in two actions", async () => {
  const visit = await stack.open("/app/orders-to-import");
  const { app } = visit;
  await app.getByRole("button", { name: "Sync orders" }).first().click();
  await app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
  await stack.synced();
  await visit.goto("/app/orders?q=%231006");
  await app.getByRole("link", { name: "#1006" }).click();
  await app.getByRole("button", { name: "Create sales document" }).first().click();
  await app.getByText(/Sales order \S+ is in the ERP/).waitFor();

  const { orders } = stack.simulator.act(stack.shop, "listOrders", {}) as {
    orders: { id: string; name: string }[];
  };
  const order = orders.find(({ name }) => name === "#1006")?.id ?? "";
  stack.simulator.act(stack.shop, "editOrder", {
    order,
    setQuantity: [{ line: 1, quantity: 2 }],
  });
  await visit.goto(`/app/orders/${order.replace(/^.*\//, "")}`);
  await app.getByRole("button", { name: "Sync from Shopify" }).first().click();

  // The first action: see.
  await app.getByRole("link", { name: "Changes", exact: true }).first().click();
  await app.getByRole("heading", { name: "What to do" }).waitFor();
  await app.getByText("Changed in Shopify").first().waitFor();
  expect(await visit.axe()).toEqual([]);
  expect(await visit.textKeys()).toEqual([]);
  await visit.screenshot("edited-1-changes");
  await visit.resize(320);
  expect(await visit.sidewaysScroll()).toBe(0);
  expect(await visit.axe()).toEqual([]);
  await visit.screenshot("edited-1-changes-320");
  await visit.resize(1280);

  // The second: amend.
  await app.getByRole("button", { name: "Amend the document" }).click();
  await app.getByText("The ERP document matches the order").waitFor();
  expect(await visit.axe()).toEqual([]);
  await visit.screenshot("edited-2-proved");

  const german = await stack.open(`/app/orders/${order.replace(/^.*\//, "")}/changes`, {
    locale: "de",
  });
  await german.app.getByText(texts.proved.title).waitFor();
  expect(await german.textKeys()).toEqual([]);
  await german.screenshot("edited-3-german");
  expect([...visit.errors, ...german.errors]).toEqual([]);
  expect(stack.simulator.log.defects).toEqual([]);
  await german.close();
  await visit.close();
});
