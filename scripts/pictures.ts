// `npm run pictures`: the pictures of README.md and of the handbook in each language, taken of the demo as it is today.
import { mkdirSync } from "node:fs";
import { chromium } from "playwright";
import { LANGUAGES, type Language } from "#app/i18n/languages.ts";
import { browserArguments, findBrowser } from "./browser.mjs";
import { prepareDemoShop } from "./demo-shop.ts";
import { startStack } from "./stack.ts";

const README = ".github/order.png";
const ORDER = "#1006";
const SOON = { timeout: 120_000 };

const stack = await startStack();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: browserArguments,
});
try {
  await prepareDemoShop(stack);
  const order = await importOrders();
  for (const language of LANGUAGES) await takeHandbook(language, order);
} finally {
  await browser.close();
  await stack.stop();
}

/** Imports some orders, one with a problem among them, and takes the picture of README.md; gives the address of the order on it. */
async function importOrders(): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 940 } });
  const app = page.frameLocator("iframe").first();
  const goto = (path: string) => page.goto(stack.simulator.frameUrl(stack.shop, path));
  await goto("/app/orders-to-import");
  await app.getByRole("button", { name: "Sync orders" }).first().click(SOON);
  const dialog = app.getByRole("dialog");
  await dialog.getByRole("button", { name: "Sync orders" }).click();
  await dialog.waitFor({ ...SOON, state: "detached" });
  await app.getByText(/^Order (sync|import): complete$/).waitFor(SOON);
  // The result of the import is read; it would stand above the order.
  const close = app.getByRole("button", { name: /^(Close|Dismiss)/ }).first();
  await close.click();
  await close.waitFor({ ...SOON, state: "detached" });
  await goto(`/app/orders?q=${encodeURIComponent(ORDER)}`);
  const link = app.getByRole("link", { name: ORDER });
  const address = (await link.getAttribute("href", SOON)) ?? "";
  await link.click();
  await app.getByText("Totals match").waitFor(SOON);
  await app.getByRole("button", { name: /^Why/ }).first().click();
  await app.getByRole("dialog").or(app.locator(".Polaris-Popover")).first().waitFor(SOON);
  await page.screenshot({ path: README, animations: "disabled" });
  process.stdout.write(`${README}\n`);
  await page.close();
  return address.replace(/\?.*$/, "");
}

/** The screen that a page of the handbook shows; `order` is the address of an order with its preview. */
function screens(order: string): [file: string, path: string][] {
  return [
    ["getting-started", "/app"],
    ["orders-to-import", "/app/orders-to-import"],
    ["orders", order],
    ["problems", "/app/problems"],
    ["shop-card", "/app/settings"],
    ["mappings", "/app/mappings"],
    ["ledger", "/app/ledger/items"],
  ];
}

/** Each screen as it stands in the admin's frame, without the admin around it. The handbook shows them at the size they are taken in. */
async function takeHandbook(language: Language, order: string): Promise<void> {
  const folder = `docs/handbook/${language}/pictures`;
  mkdirSync(folder, { recursive: true });
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, locale: language });
  for (const [file, path] of screens(order)) {
    await page.goto(
      `${stack.simulator.frameUrl(stack.shop, path)}${language === "en" ? "" : `?locale=${language}`}`,
    );
    const frame = page.locator("iframe").first();
    // The link to the handbook comes when the screen stands.
    await frame.contentFrame().locator(".Polaris-FooterHelp").waitFor(SOON);
    const picture = `${folder}/${file}.jpg`;
    const box = await frame.boundingBox();
    if (!box) throw new Error(`${path} is not shown`);
    await page.screenshot({
      path: picture,
      type: "jpeg",
      quality: 72,
      animations: "disabled",
      clip: { x: box.x, y: box.y, width: 1048, height: 655 },
    });
    process.stdout.write(`${picture}\n`);
  }
  await page.close();
}
