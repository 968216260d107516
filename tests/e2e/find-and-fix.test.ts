import { afterAll, beforeAll, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";

/** The orders list as people use it every day, and a cause fixed where it stands. */
let stack: BrowserStack;
beforeAll(async () => {
  stack = await startBrowserStack();
});
afterAll(() => stack.stop());

async function looks(visit: Visit, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await visit.resize(width);
    await visit.screenshot(`${name}-${String(width)}`);
    expect(await visit.axe(), name).toEqual([]);
    expect(await visit.textKeys(), name).toEqual([]);
    expect(await visit.sidewaysScroll(), name).toBe(0);
  }
  await visit.resize(1280);
}

it("an unknown SKU: seen, an item chosen, fixed for all of its orders", async () => {
  stack.simulator.act(stack.shop, "placeOrder", { kind: "unknown-sku" });
  const visit = await stack.open("/app/orders-to-import");
  const { app, page } = visit;
  await app.getByRole("button", { name: "Sync orders" }).first().click();
  await app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click();
  await stack.synced();

  // The list: narrowed, in other columns, kept under a name.
  await visit.goto("/app/orders?q=PROTO-X9&cols=date,customer,total,document,tags");
  await app.getByRole("columnheader", { name: "Tags" }).waitFor();
  await app.getByRole("button", { name: "Views" }).click();
  await app.getByRole("button", { name: "Save as a new view" }).click();
  await app.getByRole("dialog").getByLabel("Name").fill("Prototypes");
  await app.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await app.getByRole("tab", { name: "Prototypes" }).waitFor();
  await looks(visit, "orders-view");
  await visit.goto("/app/orders");
  await app.getByRole("tab", { name: "Prototypes" }).click();
  await app.getByRole("columnheader", { name: "Tags" }).waitFor();
  await visit.goto("/app/orders?tag=none-has-it&conflict=yes&from=2026-01-01");
  await looks(visit, "orders-filtered");

  // 1: seen.
  await visit.goto("/app/problems?kind=unknown-item");
  await app
    .getByText("Suggested items")
    .or(app.getByLabel(/Select an item/))
    .first()
    .waitFor();
  await looks(visit, "problem-form");
  // 2: chosen.
  const picker = app.getByRole("combobox").first();
  await picker.fill("MUG-BLUE");
  await app.getByRole("option").first().click();
  // 3: fixed.
  await app.getByRole("button", { name: /^Fix and retry \d+ orders?$/ }).click();
  await page
    .getByText(/Saved\. \d+ orders? (is|are) checked again/)
    .first()
    .waitFor();
  await app.getByRole("heading", { name: "No problems" }).waitFor();

  await visit.goto("/app/settings/cards");
  await app
    .getByRole("link", { name: /Name, ERP, and filter/ })
    .first()
    .click();
  await app.getByRole("button", { name: "More", exact: false }).first().click();
  await app.getByRole("link", { name: "Import from a file" }).click();
  await app.locator("input[type=file]").setInputFiles({
    name: "card.json",
    mimeType: "application/json",
    buffer: Buffer.from(
      JSON.stringify({
        ...{ file: "shop-card", version: 1, shop: "other.myshopify.com", title: "Store" },
        settings: { orderNumberOnLine: true, teleport: 1 },
        ...{ filter: {}, mappings: [] },
      }),
    ),
  });
  await app.getByText("settings.teleport").waitFor();
  await looks(visit, "card-import");
  await app.getByRole("button", { name: "Import", exact: true }).click();
  await app.getByText("Shop card imported").waitFor();
  expect(visit.errors).toEqual([]);
  expect(stack.simulator.log.defects).toEqual([]);
  await visit.close();
});
