import { chromium, type Frame, type Page } from "playwright";
import { browserArguments, findBrowser } from "#scripts/browser.mjs";
import { prepareDemoShop } from "#scripts/demo-shop.ts";
import { startStack, type Stack } from "#scripts/stack.ts";
import { measureBytes } from "./bytes.ts";
import { everyScreen, firstPreview, fixedInPlace, HELD, ofTexts } from "./figures.ts";
import type { Row } from "../table.ts";
import { atMost } from "../table.ts";

/** A slow computer on a usual line, as Lighthouse has them. */
const SLOWER = 4;
const LINE = {
  offline: false,
  latency: 40,
  downloadThroughput: 9e6 / 8,
  uploadThroughput: 2e6 / 8,
};
const SOON = { timeout: 120_000 };
const MOST_NOISE_MS = 8_000;
const LOADS = 5;
const SCREENS = ["/app", "/app/orders", "/app/orders-to-import", "/app/settings"];

const atShare = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? NaN;
const p75 = (values: readonly number[]): number => atShare(values, 0.75);

/** The built app in the simulated admin, in a real browser: what a person waits for. */
export async function measureScreens(): Promise<Row[]> {
  const stack = await startStack();
  const browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: browserArguments,
  });
  try {
    await prepareDemoShop(stack);
    const open = async (slow: boolean): Promise<Page> => {
      const page = await (
        await browser.newContext({ viewport: { width: 1280, height: 900 } })
      ).newPage();
      if (!slow) return page;
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", LINE);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      return page;
    };
    const first = await open(false);
    const figures = [...ofTexts(), ...HELD, ...(await everyScreen(first, stack, show))];
    await first.setViewportSize({ width: 1280, height: 900 });
    await importOrders(first, stack);
    figures.push(...(await fixedInPlace(first, stack, show)), ...(await firstPreview(browser)));
    await first.context().close();
    const rows: Row[] = await measureBytes();
    for (const path of SCREENS) rows.push(...(await ofScreen(path, stack, () => open(true))));
    const slow = await open(true);
    const inp = await interactions(slow, stack);
    await slow.context().close();
    const usual = await open(false);
    const clicks = await toAnOrder(usual, stack);
    return [
      ...figures.sort((a, b) => figureOf(a) - figureOf(b)),
      ...rows,
      atMost(
        "ms from an act to the next picture, the slowest of a list's (INP)",
        inp,
        100,
        `at ${SLOWER}× CPU slow-down`,
        0,
      ),
      atMost(
        "ms from a click on an order to its page, p75",
        p75(clicks),
        300,
        `p50 ${atShare(clicks, 0.5).toFixed(0)}; no slow-down`,
        0,
      ),
    ];
  } finally {
    await browser.close();
    await stack.stop();
  }
}

const figureOf = ({ name }: Row): number => Number(/^U(\d+)/.exec(name)?.[1] ?? 0);

async function show(page: Page, stack: Stack, path: string): Promise<Frame> {
  await page.goto(stack.simulator.frameUrl(stack.shop, path), SOON);
  await page.frameLocator("iframe").first().locator("h1").first().waitFor(SOON);
  const frame = page.frame({ name: "app-iframe" });
  if (!frame) throw new Error("the admin has no frame with the app");
  // A screen that follows something being made asks again and again: quiet is wished for, not needed.
  await page.waitForLoadState("networkidle", { timeout: MOST_NOISE_MS }).catch(() => undefined);
  return frame;
}

async function importOrders(page: Page, stack: Stack): Promise<void> {
  const app = page.frameLocator("iframe").first();
  await show(page, stack, "/app/orders-to-import");
  await app.getByRole("button", { name: "Sync orders" }).first().click(SOON);
  const dialog = app.getByRole("dialog");
  await dialog.getByRole("button", { name: "Sync orders" }).click(SOON);
  await dialog.waitFor({ ...SOON, state: "detached" });
  await app.getByText(/^Order (sync|import): complete$/).waitFor(SOON);
}

/** Each load by a browser that was never here. */
async function ofScreen(path: string, stack: Stack, open: () => Promise<Page>): Promise<Row[]> {
  const loads: { lcp: number; cls: number; bytes: number }[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    const page = await open();
    const frame = await show(page, stack, path);
    loads.push(await frame.evaluate(paints));
    await page.context().close();
  }
  return [
    atMost(
      `ms to the largest picture of ${path}, p75 (LCP)`,
      p75(loads.map(({ lcp }) => lcp)),
      1_500,
      `at ${SLOWER}× CPU slow-down and 9 Mb/s; ${(p75(loads.map(({ bytes }) => bytes)) / 1_000).toFixed(0)} kB of JavaScript over the line`,
      0,
    ),
    atMost(`  how far it moves (CLS)`, Math.max(...loads.map(({ cls }) => cls)), 0.02, "", 3),
  ];
}

/** Runs in the page. */
function paints(): Promise<{ lcp: number; cls: number; bytes: number }> {
  type Moved = PerformanceEntry & { value: number; hadRecentInput: boolean };
  const seen = (type: string): Promise<PerformanceEntryList> =>
    new Promise((done) => {
      const entries: PerformanceEntry[] = [];
      new PerformanceObserver((list) => entries.push(...list.getEntries())).observe({
        type,
        buffered: true,
      });
      setTimeout(() => {
        done(entries);
      }, 200);
    });
  return Promise.all([seen("largest-contentful-paint"), seen("layout-shift")]).then(
    ([pictures, shifts]) => ({
      lcp: pictures.at(-1)?.startTime ?? NaN,
      cls: (shifts as Moved[])
        .filter(({ hadRecentInput }) => !hadRecentInput)
        .reduce((sum, { value }) => sum + value, 0),
      bytes: (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({ name }) => /\/assets\/[^?]+\.js/.test(name))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    }),
  );
}

/** The slowest of what a person does on the list of orders. */
async function interactions(page: Page, stack: Stack): Promise<number> {
  const frame = await show(page, stack, "/app/orders");
  await frame.evaluate(() => {
    const slowest = { ms: 0 };
    Object.assign(window, { slowest });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[])
        if (entry.interactionId) slowest.ms = Math.max(slowest.ms, entry.duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  const boxes = frame.getByRole("checkbox");
  for (let row = 1; row <= 3; row += 1)
    await boxes
      .nth(row)
      .locator("..")
      .click({ ...SOON, force: true });
  for (const tab of ["Unprocessed", "All"])
    await frame.getByRole("tab", { name: tab, exact: true }).first().click(SOON);
  await page.waitForTimeout(500);
  return frame.evaluate(() => (window as unknown as { slowest: { ms: number } }).slowest.ms);
}

/** From the click on an order's name in the list until its page shows. */
async function toAnOrder(page: Page, stack: Stack): Promise<number[]> {
  const times: number[] = [];
  for (let visit = 0; visit < LOADS + 1; visit += 1) {
    const frame = await show(page, stack, "/app/orders");
    const link = frame.getByRole("link", { name: /^#\d+$/ }).nth(visit);
    const name = (await link.innerText(SOON)).trim();
    const shown = frame.evaluate(
      (title) =>
        new Promise<number>((done) => {
          let began = NaN;
          document.addEventListener("click", () => (began = performance.now()), {
            capture: true,
            once: true,
          });
          const look = () => {
            if (document.querySelector("h1")?.textContent?.includes(title)) {
              requestAnimationFrame(() => {
                done(performance.now() - began);
              });
              observer.disconnect();
            }
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        }),
      name,
    );
    await link.click(SOON);
    times.push(await shown);
  }
  // The first visit loads the page's files.
  return times.slice(1);
}
