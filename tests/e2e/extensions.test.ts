import german from "../../extensions/create-document/locales/de.json" with { type: "json" };
import type { Locator, Page } from "playwright";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { axeFindings } from "#tests/setup/axe.ts";
import { startBrowserStack, type BrowserStack } from "#tests/setup/browser-stack.ts";

/** The built extensions in workers, on the order page and the order list of the simulated admin, as a merchant meets them. */
let stack: BrowserStack;
let store = "";
beforeAll(async () => {
  stack = await startBrowserStack();
  store = `${stack.simulator.origin}/store/${stack.shop.split(".")[0]}`;
});
afterAll(() => stack.stop());
afterEach(() => {
  stack.simulator.outbox.knobs.resume();
});

interface Admin {
  page: Page;
  block: Locator;
  dialog: Locator;
  posts: { route: string; body: Record<string, unknown> }[];
  errors: string[];
}

const place = (kind = "one-line"): { id: string; name: string } =>
  stack.simulator.act(stack.shop, "placeOrder", { kind }) as { id: string; name: string };
/** An order that Shopify has not announced yet: its webhook would import it, sooner or later than the page asks. */
function placeUnannounced(kind?: string): { id: string; name: string } {
  stack.simulator.outbox.knobs.pause();
  return place(kind);
}
const numberOf = (id: string): string => id.replace(/^.*\//, "");

async function open(
  path: string,
  { width = 1280, locale = "en" }: { width?: number; locale?: string } = {},
): Promise<Admin> {
  const context = await stack.browser.newContext({ viewport: { width, height: 1_000 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const admin: Admin = {
    page,
    block: page.locator(".block"),
    dialog: page.getByRole("dialog"),
    posts: [],
    errors: [],
  };
  page.on("console", (message) => {
    if (message.type() === "error") admin.errors.push(message.text());
  });
  page.on("pageerror", (error) => admin.errors.push(error.message));
  context.on("request", (request) => {
    const route = new URL(request.url()).pathname;
    if (!route.startsWith("/api/extension/") || request.method() === "OPTIONS") return;
    admin.posts.push({ route, body: request.postDataJSON() as Record<string, unknown> });
  });
  await page.goto(`${store}${path}${locale === "en" ? "" : `?locale=${locale}`}`);
  return admin;
}

async function close({ page, errors }: Admin): Promise<void> {
  expect(errors).toEqual([]);
  await page.context().close();
}

async function looksRight({ page }: Admin, name: string, width = 1280): Promise<void> {
  expect(await axeFindings(page.mainFrame())).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    width,
  );
  if (process.env.SCREENSHOTS === "1")
    await page.screenshot({ path: `test-results/screens/extension-${name}-${width}.png` });
}

describe("on the order page", () => {
  it("an order is imported from the block, previewed, and created once by two clicks", async () => {
    const { id, name } = placeUnannounced();
    const admin = await open(`/orders/${numberOf(id)}`);
    const { page, block, dialog, posts } = admin;
    await block.locator("s-badge", { hasText: "Not imported" }).waitFor();
    await looksRight(admin, "block-unknown");
    await block.getByRole("button", { name: "Import order" }).click();
    await block.locator("s-badge", { hasText: "Ready" }).waitFor();
    stack.simulator.outbox.knobs.resume();
    await block.getByRole("button", { name: "Create sales document" }).click();
    await dialog.getByText("Totals match").waitFor();
    await looksRight(admin, "action-preview");
    // A double click: the second one is on its way before the button is disabled.
    await dialog.getByRole("button", { name: "Create sales document" }).dblclick();
    await dialog.getByText(/Sales order SO-?\d+/).waitFor();
    await looksRight(admin, "action-created");
    const clicks = posts.filter(({ body }) => body["intent"] === "create");
    expect(clicks).toHaveLength(1);
    await dialog.getByRole("button", { name: "Close" }).click();
    await dialog.waitFor({ state: "detached" });
    await block.getByText(/Sales order SO-?\d+/).waitFor();
    expect((await block.boundingBox())?.height).toBeLessThanOrEqual(300);
    await looksRight(admin, "block-created");
    // There is nothing left to create: the action is not listed any more.
    await page.locator("#order-actions").waitFor({ state: "hidden" });
    await block.getByRole("link", { name: "View in ERP Connector" }).click();
    const app = page.frameLocator("iframe");
    await app.getByRole("heading", { name, exact: true }).waitFor();

    // What the ERP then ships is told in the card of what was fulfilled.
    await page.goBack();
    await block.getByRole("button", { name: "Open document" }).click();
    const posting = app.getByRole("dialog");
    const tracking = posting.getByLabel("Tracking numbers");
    // The button is pressed again as long as the page does not listen yet, as a person would.
    await vi.waitFor(
      async () => {
        await app.getByRole("button", { name: "Post shipment", exact: true }).first().click();
        await tracking.waitFor({ timeout: 5_000 });
      },
      { timeout: 60_000, interval: 0 },
    );
    await tracking.fill("JD014600777");
    await posting.getByRole("button", { name: "Post shipment" }).click();
    await app.getByRole("heading", { name: "Posted shipments" }).waitFor();
    const shipped = page.locator("#fulfilled-actions summary");
    await expect
      .poll(
        async () => {
          await page.goto(`${store}/orders/${numberOf(id)}`);
          await block.getByText(/Sales order/).waitFor();
          return shipped.isVisible();
        },
        { timeout: 90_000 },
      )
      .toBe(true);
    await shipped.click();
    await page.getByRole("button", { name: "ERP shipment" }).click();
    await dialog.getByText("JD014600777").waitFor();
    await looksRight(admin, "shipment");
    await close(admin);
  });

  it("one problem is told in words with the way to its page, in German at 320 px", async () => {
    const { id } = placeUnannounced("unknown-sku");
    const admin = await open(`/orders/${numberOf(id)}`, { width: 320, locale: "de" });
    const { page, block, dialog } = admin;
    await block.getByRole("button", { name: german.import }).click();
    await block.getByRole("status").or(block.getByRole("alert")).first().waitFor();
    await looksRight(admin, "block-problem", 320);
    await page.locator("#order-actions summary").click();
    await page.locator("#order-actions").getByRole("button", { name: german.name }).click();
    await dialog.getByRole("alert").first().waitFor();
    expect(await dialog.getByRole("button", { name: german.create }).isDisabled()).toBe(true);
    await looksRight(admin, "action-problem", 320);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await close(admin);
  });
});

describe("in the order list", () => {
  it("selected orders get their documents, with progress and a sum", async () => {
    const placed = [place(), place(), place()];
    const admin = await open("/orders");
    const { page, dialog, posts } = admin;
    for (const { name } of placed)
      await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
    await page.getByText("3 selected").waitFor();
    await page.getByRole("button", { name: "Create sales documents" }).click();
    await dialog.getByText("The sales documents of 3 orders are created in the ERP.").waitFor();
    await looksRight(admin, "bulk");
    await dialog.getByRole("button", { name: "Create sales documents" }).dblclick();
    await dialog.getByText("Sales documents created: 3 of 3. Not created: 0.").waitFor();
    await looksRight(admin, "bulk-result");
    const clicks = posts.filter(({ body }) => body["intent"] === "create");
    expect(clicks).toHaveLength(1);
    expect(clicks[0]?.body["ids"]).toHaveLength(3);
    await dialog.getByRole("button", { name: "Close" }).click();
    await close(admin);
  });
});
