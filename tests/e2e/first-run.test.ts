import type { Locator } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startOwnBrowserStack, type BrowserStack } from "#tests/setup/browser-stack.ts";
import { toFirstPreview } from "./first-preview.ts";

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
  const actions = await toFirstPreview(visit);
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
