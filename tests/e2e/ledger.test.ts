import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";

/** The back office of the built-in ledger as a person works in it: ship, undo, edit, invoice, take a payment, find what was posted. */
let stack: BrowserStack;
let visit: Visit;
beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/orders-to-import");
  await visit.app.getByRole("button", { name: "Sync orders" }).first().click();
  await visit.app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
  await stack.synced();
  const order = (stack.simulator.world(stack.shop) as ShopWorld)
    .store()
    .orders.find((one) => one.name === "#1006");
  await visit.goto(`/app/orders/${order?.id.split("/").pop() ?? ""}`);
  await visit.app.getByRole("button", { name: "Create sales document" }).first().click();
  await visit.app.getByText(/Sales order \S+ is in the ERP/).waitFor();
});
afterAll(() => stack.stop());

const dialog = () => visit.app.getByRole("dialog");
const press = (name: string | RegExp) =>
  visit.app
    .getByRole("button", { name, exact: typeof name === "string" })
    .first()
    .click();
async function look(name: string): Promise<void> {
  await visit.screenshot(`ledger-${name}`);
  expect(await visit.textKeys()).toEqual([]);
  expect(await visit.axe()).toEqual([]);
  expect(await visit.sidewaysScroll()).toBe(0);
}

describe("one order, from released to paid", () => {
  it("ships a part by keyboard; too much is refused beside the field and nothing typed is lost", async () => {
    await visit.goto("/app/ledger");
    await visit.app.getByRole("link", { name: /^SO-/ }).first().click();
    await visit.app.getByRole("heading", { name: "Totals" }).waitFor();
    if ((await visit.app.getByRole("button", { name: "Release" }).count()) > 0)
      await press("Release");
    await press("Post shipment");
    const quantity = dialog().getByRole("textbox").first();
    await quantity.waitFor();
    await look("ship");
    await dialog().getByLabel("Tracking numbers").fill("JD014600006");
    await quantity.fill("99");
    await quantity.press("Enter");
    await dialog()
      .getByText(/is left to ship, not 99/)
      .first()
      .waitFor();
    expect(await dialog().getByLabel("Tracking numbers").inputValue()).toBe("JD014600006");
    await look("ship-refused");
    await quantity.fill("0");
    await dialog().getByRole("textbox").nth(1).fill("1");
    await quantity.press("Enter");
    await dialog().waitFor({ state: "detached" });
    await visit.app.getByText("Partially shipped").waitFor();
    await visit.app.getByRole("heading", { name: "Posted shipments" }).waitFor();
    expect(
      await visit.app.getByRole("link", { name: "JD014600006" }).getAttribute("href"),
    ).toContain("JD014600006");
    await look("shipped");
  });

  it("undoes the shipment, with the page saying so", async () => {
    await press(/^Undo shipment PS-/);
    await dialog().getByRole("button", { name: "Undo shipment" }).click();
    await visit.app.getByText(/The items were returned to inventory/).waitFor();
  });

  it("edits lines: refused beside the field, then an item more and one line changed", async () => {
    await visit.app
      .getByRole("button", { name: "Edit lines" })
      .or(visit.app.getByRole("button", { name: "More actions" }))
      .first()
      .click();
    const menu = visit.app.getByRole("button", { name: "Edit lines" });
    if ((await visit.app.getByRole("heading", { name: "Edit lines" }).count()) === 0)
      await menu.last().click();
    await visit.app.getByRole("heading", { name: "Edit lines" }).waitFor();
    const quantity = visit.app.getByLabel("Quantity").first();
    const before = await quantity.inputValue();
    await quantity.fill("0");
    await look("edit");
    const save = visit.page.getByRole("button", { name: "Save", exact: true });
    await save.click();
    await visit.app
      .getByText(/isn't a valid quantity/)
      .first()
      .waitFor();
    await look("edit-refused");
    await quantity.fill(String(Number(before) + 1));
    await press("Add item");
    const item = visit.app.getByLabel("Item", { exact: true });
    await item.click();
    await visit.app.getByRole("listbox").getByRole("option").first().click();
    await visit.app.getByLabel("Price").fill("10");
    await look("edit-add");
    await save.click();
    await visit.app.getByRole("heading", { name: "Edit lines" }).waitFor({ state: "detached" });
    await look("edited");
  });

  it("ships and invoices the rest, takes a payment, and lists find both by tracking number", async () => {
    await press("Post shipment");
    await dialog().getByLabel("Tracking numbers").fill("FIND-ME-1\nFIND-ME-2");
    await dialog().getByRole("button", { name: "Post shipment" }).click();
    await visit.app.getByRole("link", { name: "FIND-ME-1" }).waitFor();
    await press("Post invoice");
    await dialog().getByText("Shipped quantities").waitFor();
    await look("invoice");
    await dialog().getByRole("button", { name: "Post invoice" }).click();
    await visit.app.getByRole("heading", { name: "Posted invoices" }).waitFor();
    expect(await visit.app.getByText(/is already invoiced/).count()).toBeGreaterThan(0);
    const enter = visit.app.getByRole("button", { name: /^Register payment for/ });
    await enter.focus();
    await visit.page.keyboard.press("Enter");
    await dialog().getByLabel("Amount").waitFor();
    await visit.page.keyboard.press("Escape");
    await dialog().waitFor({ state: "detached" });
    await expect
      .poll(() => enter.evaluate((button) => button === document.activeElement))
      .toBe(true);
    await press(/^Register payment for/);
    await dialog().getByLabel("Amount").fill("1000000");
    await dialog().getByRole("button", { name: "Post payment" }).click();
    await dialog()
      .getByText(/less than the payment/)
      .first()
      .waitFor();
    expect(await dialog().getByLabel("Amount").getAttribute("aria-invalid")).toBe("true");
    await look("pay-refused");
    await dialog().getByLabel("Amount").fill("1.00");
    await dialog().getByRole("button", { name: "Post payment" }).click();
    await visit.app.getByText(/Payment PAY-/).waitFor();
    await look("invoiced");
    await visit.goto("/app/ledger/shipments?q=find-me-2");
    expect(await visit.app.getByRole("link", { name: /^PS-/ }).count()).toBe(1);
    await look("shipments");
    await visit.goto("/app/ledger/invoices?q=FIND-ME-1");
    expect(await visit.app.getByRole("link", { name: /^PI-/ }).count()).toBe(1);
    await look("invoices");
    await visit.goto("/app/ledger/invoices?q=nothing-like-it");
    await visit.app.getByText("No invoices found").waitFor();
    expect(visit.errors).toEqual([]);
  });
});

describe("the same pages on a phone", () => {
  it("fit, filled and empty", async () => {
    const narrow = await stack.open("/app/ledger/shipments", { width: 320 });
    visit = narrow;
    await look("phone-shipments");
    await visit.goto("/app/ledger/invoices");
    await look("phone-invoices");
    await visit.app.getByRole("link", { name: /^PI-/ }).first().click();
    await visit.app.getByRole("heading", { name: "Totals" }).waitFor();
    await visit.page.evaluate(() => {
      window.scrollTo(0, 0);
    });
    await look("phone-document");
    await press(/actions/i);
    await visit.app.getByRole("button", { name: "Edit lines" }).last().click();
    await visit.app.getByRole("heading", { name: "Edit lines" }).waitFor();
    await look("phone-edit");
    await visit.app.getByRole("button", { name: "Stop editing" }).click();
    await visit.app.getByRole("heading", { name: "Posted invoices" }).scrollIntoViewIfNeeded();
    await look("phone-posted");
    await press(/^Register payment for/);
    await dialog().getByLabel("Amount").waitFor();
    await look("phone-pay");
    const address = new URL(visit.page.frames().at(-1)?.url() ?? "").pathname;
    expect(visit.errors).toEqual([]);
    visit = await stack.open(address, { width: 320, locale: "de" });
    await visit.app.getByRole("heading", { name: "Gebuchte Lieferungen" }).scrollIntoViewIfNeeded();
    await look("phone-german");
    expect(visit.errors).toEqual([]);
  });
});
