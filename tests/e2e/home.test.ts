import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowserStack, type BrowserStack, type Visit } from "#tests/setup/browser-stack.ts";
import { looks } from "./looks.ts";

/** Home after an update and with orders of today, and the page of one of them, by keyboard alone. */
let stack: BrowserStack;
let visit: Visit;
let order = "";
const KIND = "one-line";

/** As a shop that had the app before it knew of news. */
async function updated(): Promise<void> {
  const client = new pg.Client(stack.databaseUrl);
  await client.connect();
  await client.query(`UPDATE "Shop" SET guide = guide - 'newsRead' WHERE domain = $1`, [
    stack.shop,
  ]);
  await client.end();
}

beforeAll(async () => {
  stack = await startBrowserStack();
  const placed = [1, 2].map(
    () => stack.simulator.act(stack.shop, "placeOrder", { kind: KIND }) as { id: string },
  );
  order = placed[0]?.id.split("/").at(-1) ?? "";
  await updated();
  visit = await stack.open("/app");
});
afterAll(() => stack.stop());

const heading = (name: string | RegExp) => visit.app.getByRole("heading", { name });

describe("home", () => {
  it("shows the orders of the last days, and each number opens its list", async () => {
    // Their webhooks bring them.
    await expect
      .poll(
        async () => {
          await visit.goto("/app");
          await heading("Orders per day").waitFor();
          return visit.app.getByText("Imported today: 2.").count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    await visit.app.getByRole("img", { name: /^Orders per day\. Imported today: 2\./ }).waitFor();
    await looks(visit, "home-days", { at: /^Show the numbers$/ });
    await visit.app.getByText("Show the numbers").focus();
    await visit.page.keyboard.press("Enter");
    await looks(visit, "home-days-numbers", { at: /^Show the numbers$/ });
    const today = visit.app.getByRole("table", { name: "Orders per day" }).getByRole("row").nth(1);
    await today.getByRole("link", { name: "2", exact: true }).last().focus();
    await visit.page.keyboard.press("Enter");
    await visit.app.getByRole("heading", { name: "Orders", exact: true, level: 1 }).waitFor();
    // The head, and the two.
    await expect.poll(() => visit.app.getByRole("row").count()).toBe(3);
  });

  it("shows the orders of today in Shopify beside those in the ERP", async () => {
    // Shopify is asked once a minute at most, and was asked when the app was installed.
    await expect
      .poll(
        async () => {
          await visit.goto("/app");
          await heading("Orders per day").waitFor();
          return visit.app.locator("dl").first().innerText();
        },
        { timeout: 90_000, interval: 3_000 },
      )
      // The shop has orders of its own beside these two, which were not imported.
      .toMatch(/Placed today in Shopify\s+([2-9]|\d\d)\s+Of these, in the ERP\s+0/);
    await looks(visit, "home-today", { at: /^Placed today in Shopify$/ });
    await visit.app.locator("dl a").last().focus();
    await visit.page.keyboard.press("Enter");
    await visit.app.getByRole("heading", { name: "Orders", exact: true, level: 1 }).waitFor();
    await visit.app.getByText("No orders found").waitFor();
  });

  it("tells once what an update brought", async () => {
    await visit.goto("/app");
    await heading("What's new in version").waitFor();
    const dismiss = visit.app.getByRole("button", { name: "Dismiss", exact: true }).first();
    await dismiss.focus();
    await visit.page.keyboard.press("Enter");
    await heading("What's new in version").waitFor({ state: "detached" });
    await visit.goto("/app");
    await heading("Orders per day").waitFor();
    expect(await heading("What's new in version").count()).toBe(0);
  });

  it("has the card on the order page among its steps", async () => {
    await heading("Add the card to the order page").waitFor();
    expect(visit.errors).toEqual([]);
  });
});

describe("the order's page", () => {
  it("folds the amounts that are zero, and tells what happened in sentences", async () => {
    await visit.goto(`/app/orders/${order}`);
    await visit.app.getByText(/^\d more amounts are zero on both sides$/).waitFor();
    expect(await visit.app.getByRole("rowheader", { name: "Duties" }).count()).toBe(0);
    expect(await visit.app.getByText(/Duties, Fees/).isVisible()).toBe(false);
    await visit.app.getByText(/more amounts are zero on both sides$/).focus();
    await visit.page.keyboard.press("Enter");
    await visit.app.getByText(/Duties, Fees/).waitFor();
    await looks(visit, "order-proof-folded", { at: /more amounts are zero/ });
    await visit.app.getByRole("tab", { name: "Timeline" }).click();
    await visit.app.getByText("The order was imported.").waitFor();
    await looks(visit, "order-timeline", { at: /^The order was imported/ });
    expect(visit.errors).toEqual([]);
  });
});
