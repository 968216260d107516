import type { Locator } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startOwnBrowserStack, type BrowserStack } from "#tests/setup/browser-stack.ts";

/** A merchant who has just installed the app, with the built-in ledger, nothing set up and nobody to ask. */
let stack: BrowserStack;
beforeAll(async () => {
  stack = await startOwnBrowserStack({ prepared: false });
}, 120_000);
afterAll(() => stack.stop());

const MOST_ACTIONS = 12;
const eachOnce = async (texts: Locator): Promise<void> => {
  const all = await texts.allInnerTexts();
  expect(all.length).toBeGreaterThan(0);
  expect(new Set(all).size).toBe(all.length);
};
const SOON = { timeout: 60_000 };

it("the guide leads to the first preview in a few actions, orders only listed at first", async () => {
  const visit = await stack.open("/app");
  const { app, page } = visit;
  let actions = 0;
  const press = async (what: Locator): Promise<void> => {
    await what.click(SOON);
    actions += 1;
  };
  const button = (name: string) => app.getByRole("button", { name, exact: true });
  const link = (name: string) => app.getByRole("link", { name, exact: true });
  const home = () => press(page.getByRole("link", { name: "ERP connector" }).first());

  await press(button("Use recommended settings"));
  await press(link("Sync orders").last());
  const dialog = app.getByRole("dialog");
  await press(dialog.getByLabel("Only list the orders"));
  await press(dialog.getByRole("button", { name: "Sync orders" }));
  await app.getByRole("tab", { name: /Ready \(([1-9]\d*)\)/ }).waitFor(SOON);

  // The guide leads on to what was listed, not to an empty page.
  await home();
  // The help at the end of the page before has a link by the same name.
  await press(app.locator("a.Polaris-Button", { hasText: "Import orders" }));
  await app.getByRole("row").nth(1).waitFor(SOON);
  await app
    .getByRole("checkbox", { name: /^Select all/ })
    .first()
    .click({ force: true });
  actions += 1;
  await press(button("Import"));
  await app.getByText("Order import: complete").waitFor(SOON);

  await home();
  await press(link("Open an order"));
  await app.getByText("This is the sales document that will be created").waitFor(SOON);
  await visit.screenshot("first-run-preview");
  expect(actions).toBeLessThanOrEqual(MOST_ACTIONS);
  expect(visit.errors).toEqual([]);
  await visit.close();
}, 240_000);

it("with all orders, what is missing is grouped by cause", async () => {
  const visit = await stack.open("/app/orders-to-import?sync=1");
  const { app } = visit;
  await app.getByRole("dialog").getByRole("button", { name: "Sync orders" }).click(SOON);
  await stack.synced();
  await visit.goto("/app");
  const causes = app.locator('a[href*="/app/problems?kind="]');
  await causes.first().waitFor(SOON);
  await eachOnce(causes);
  await visit.goto("/app/problems");
  await eachOnce(app.locator("main h2"));
  await visit.screenshot("first-run-problems");
  expect(visit.errors).toEqual([]);
  await visit.close();
}, 240_000);
