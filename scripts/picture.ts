// `node --import tsx scripts/picture.ts`: the picture in README.md, taken of the demo as it is today. Build first.
import { chromium } from "playwright";
import { browserArguments, findBrowser } from "./browser.mjs";
import { prepareDemoShop } from "./demo-shop.ts";
import { startStack } from "./stack.ts";

const FILE = ".github/order.png";
const ORDER = "#1006";
const SOON = { timeout: 120_000 };

const stack = await startStack();
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: browserArguments,
});
try {
  await prepareDemoShop(stack);
  const page = await browser.newPage({ viewport: { width: 1280, height: 940 } });
  const app = page.frameLocator("iframe").first();
  const goto = (path: string) => page.goto(stack.simulator.frameUrl(stack.shop, path));

  await goto("/app/orders-to-import");
  await app.getByRole("button", { name: "Sync orders" }).first().click(SOON);
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Order names").fill(ORDER);
  await dialog.getByRole("button", { name: "Import these orders" }).click();
  await dialog.waitFor({ ...SOON, state: "detached" });
  await app.getByText(/^Order (sync|import): complete$/).waitFor(SOON);
  // The result of the import is read; it would stand above the order.
  const close = app.getByRole("button", { name: /^(Close|Dismiss)/ }).first();
  await close.click();
  await close.waitFor({ ...SOON, state: "detached" });
  await goto(`/app/orders?q=${encodeURIComponent(ORDER)}`);
  await app.getByRole("link", { name: ORDER }).click(SOON);
  await app.getByText("Totals match").waitFor(SOON);
  await app.getByRole("button", { name: /^Why/ }).first().click();
  await app.getByRole("dialog").or(app.locator(".Polaris-Popover")).first().waitFor(SOON);
  await page.screenshot({ path: FILE, animations: "disabled" });
  process.stdout.write(`${FILE}\n`);
} finally {
  await browser.close();
  await stack.stop();
}
