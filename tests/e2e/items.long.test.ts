import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { looks } from "./looks.ts";

/** Items from nothing: the card's rights, what would be created, an item of the ERP, and a product of Shopify with the permission. */
let stack: BrowserStack;
let visit: Visit;
const press = (name: string | RegExp) =>
  visit.app.getByRole("button", { name, exact: true }).first().click();
const save = () => visit.page.getByRole("button", { name: "Save", exact: true });
/** Saves a right of the card. */
async function allow(key: string, label: string): Promise<void> {
  await visit.goto(`/app/settings#${key}`);
  await visit.app.getByLabel(label, { exact: true }).check();
  await save().click();
  await save().waitFor({ state: "hidden" });
}
/** Waits for the answer, so that leaving the page takes nothing back. */
async function createAll(): Promise<void> {
  await press("Create all");
  await visit.page
    .getByText(/being created/)
    .first()
    .waitFor();
}
const products = (sku: string) =>
  (stack.simulator.world(stack.shop) as ShopWorld)
    .store()
    .products.flatMap(({ variantRecords }) => variantRecords)
    .filter((variant) => variant.sku === sku);
beforeAll(async () => {
  stack = await startBrowserStack();
  visit = await stack.open("/app/items");
});
afterAll(() => stack.stop());

describe("items", () => {
  it("are created in the ERP from products, once they were seen", async () => {
    await visit.app.getByText("No items are created in the ERP").waitFor();
    await looks(visit, "items-off");
    await allow("itemsToErp", "Create items in the ERP from products");
    await visit.goto("/app/items");
    await press("Check now");
    await visit.app.getByText("PROTO-X9", { exact: true }).first().waitFor();
    await visit.app.getByText("Nothing is created yet").waitFor();
    await looks(visit, "items-to-erp");

    await createAll();
    await visit.goto("/app/items?state=done&q=PROTO");
    await visit.app.getByText("Linked", { exact: true }).first().waitFor();
    await looks(visit, "items-linked");
    await visit.goto("/app/items?state=excluded");
    await visit.app
      .getByText(/A gift card isn't an item/)
      .first()
      .waitFor();
    await looks(visit, "items-excluded");
  });

  it("become drafts in Shopify, with the permission", async () => {
    await allow("productsToShopify", "Create products in Shopify from the ERP's items");
    await visit.goto("/app/ledger/items/new");
    await visit.app.getByLabel("Number", { exact: true }).fill("COMPASS-1");
    await visit.app.getByLabel("Description").fill("Brass compass");
    await visit.app.getByLabel("Price", { exact: true }).fill("24.50");
    await visit.app.getByLabel("Weight (kg)").fill("0.4");
    await looks(visit, "ledger-item-weight");
    await save().click();
    await visit.app.getByRole("heading", { name: "COMPASS-1" }).waitFor();

    await visit.goto("/app/items?way=toShopify");
    await visit.app.getByText("COMPASS-1", { exact: true }).first().waitFor();
    await looks(visit, "items-to-shopify");
    expect(products("COMPASS-1")).toEqual([]);
    visit.page.once("dialog", (asked) => void asked.accept());
    await createAll();
    await expect.poll(() => products("COMPASS-1").length).toBe(1);
    expect(products("COMPASS-1")[0]).toMatchObject({
      price: "24.5",
      product: { title: "Brass compass", status: "DRAFT" },
    });
    expect(visit.errors).toEqual([]);
  });
});
