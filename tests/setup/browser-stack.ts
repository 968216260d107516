import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Browser, FrameLocator, Page } from "playwright";
import { chromium } from "playwright";
import pg from "pg";
import { inject, vi } from "vitest";
import { browserArguments } from "#scripts/browser.mjs";
import { prepareDemoShop } from "#scripts/demo-shop.ts";
import { type Stack, startStack } from "#scripts/stack.ts";
import { axeFindings } from "./axe.ts";
import { processWide } from "./process-wide.ts";
import { untranslatedLines } from "./untranslated.ts";

/** The demo as a test opens it: the built app inside the simulated admin, in a real browser. */
export interface BrowserStack extends Stack {
  browser: Browser;
  /** Waits until a sync that was started has ended and everything it found is imported. */
  synced(): Promise<void>;
  /** A page of the admin with the app inside; errors of either are collected in `errors`. */
  open(path: string, options?: Opening): Promise<Visit>;
}

interface Opening {
  width?: number;
  height?: number;
  locale?: string;
  /** What is to be done with the page before it loads anything. */
  prepare?: (page: Page) => Promise<void>;
}

export interface Visit {
  page: Page;
  app: FrameLocator;
  errors: string[];
  /** Goes to another screen of the app, as typing its address in the admin does. */
  goto(path: string): Promise<void>;
  /** Goes there as the admin's menu does: the app stays loaded. Quicker than `goto`. */
  follow(path: string): Promise<void>;
  /** Makes the window this wide, and waits until the app has followed. */
  resize(width: number): Promise<void>;
  /** Findings of axe in the app, one line each; empty when there are none. */
  axe(options?: { everyRow?: boolean }): Promise<string[]>;
  /** Keys of texts that show instead of their text, and in another language what is still in English. */
  textKeys(): Promise<string[]>;
  /** How many pixels the app's page can be scrolled sideways. */
  sidewaysScroll(): Promise<number>;
  /**
   * How far what is shown moved while this page, which is open, loaded, as Core Web Vitals count it. A layout that moves does so at
   * each load: where it moved it is loaded again, since a machine that is short of time can show a page before its styles once.
   */
  layoutShift(path: string): Promise<LayoutShift>;
  /** A picture for people, in test-results/screens: taken with SCREENSHOTS=1, or where something is not as it should be. */
  screenshot(name: string, why?: "wrong"): Promise<void>;
  close(): Promise<void>;
}

/** How much of the screen moved while it loaded, and what. */
interface LayoutShift {
  sum: number;
  moved: string[];
}

const AREAS = new Set(
  readdirSync("app/i18n/locales/en")
    .map((file) => file.replace(/\.json$/, ""))
    .concat("settings", "why", "problem", "problems"),
);
const SHOTS = "test-results/screens";

/**
 * A prepared shop of its own in an app, a simulated Shopify and a browser that serve all files of the process, as one app serves many shops:
 * starting them takes longer than most stories.
 */
export async function startBrowserStack(): Promise<BrowserStack> {
  const { stack, browser, shops } = await processWide("browser stack", startSharedStack);
  const shop = `harbour-goods-${shops.push(null)}.myshopify.com`;
  stack.simulator.shops.add(shop, "full");
  const own: Stack = { ...stack, shop };
  await prepareDemoShop(own);
  return {
    ...browserStack(own, browser),
    // What a story that failed left as it was must not reach the next.
    stop: () => Promise.resolve(stack.simulator.outbox.knobs.resume()),
  };
}

/** With an app of its own. `prepared`: else the app makes its tables itself, and nobody has installed it. `postgres`: another way to the tests' server. */
export async function startOwnBrowserStack({
  prepared = true,
  postgres,
}: { prepared?: boolean; postgres?: string } = {}): Promise<BrowserStack> {
  const stack = await startTestStack(prepared, postgres);
  if (prepared) await prepareDemoShop(stack);
  const browser = await startBrowser();
  return {
    ...browserStack(stack, browser),
    async stop() {
      await browser.close();
      await stack.stop();
    },
  };
}

interface SharedStack {
  stack: Stack;
  browser: Browser;
  shops: null[];
}

async function startSharedStack(): Promise<SharedStack> {
  const stack = await startTestStack(true);
  writeFileSync(path.join(inject("apps"), String(stack.pid)), "");
  return { stack, browser: await startBrowser(), shops: [] };
}

/** Points a second of the Plus plan: no story waits for points. */
const PLUS = 1_000;

function startTestStack(prepared: boolean, postgres?: string): Promise<Stack> {
  const { admin, template } = inject("postgres");
  return startStack({
    postgres: { url: postgres ?? admin, ...(prepared && { template }) },
    restoreRate: PLUS,
  });
}

const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: inject("browser"), args: browserArguments });

const browserStack = (stack: Stack, browser: Browser): Omit<BrowserStack, "stop"> => ({
  ...stack,
  browser,
  synced: () => synced(stack),
  open: (to, viewport = {}) => openVisit(stack, browser, to, viewport),
});

async function synced({ databaseUrl, shop }: Stack): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await vi.waitUntil(
      async () => {
        const { rows } = await client.query<{ done: boolean }>(
          `SELECT EXISTS (SELECT 1 FROM "SyncRun" WHERE shop = $1 AND state = 'done')
            AND NOT EXISTS (SELECT 1 FROM "SyncRun" WHERE shop = $1 AND state = 'running')
            AND NOT EXISTS (SELECT 1 FROM "OrderToImport" WHERE shop = $1 AND verdict = 'ready') AS done`,
          [shop],
        );
        return rows[0]?.done === true;
      },
      { timeout: 180_000, interval: 200 },
    );
  } finally {
    await client.end();
  }
}

/** How long a page may take to show what is waited for. */
const PATIENCE_MS = 90_000;

/** Runs in the page. What a person's own act moves does not count. */
function layoutShift(): Promise<LayoutShift> {
  type Shift = PerformanceEntry & {
    value: number;
    hadRecentInput: boolean;
    sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
  };
  return new Promise((done) => {
    const shift: LayoutShift = { sum: 0, moved: [] };
    const add = (entries: PerformanceEntryList) => {
      for (const entry of entries as Shift[]) {
        if (entry.hadRecentInput) continue;
        shift.sum += entry.value;
        for (const { node, previousRect, currentRect } of entry.sources)
          shift.moved.push(
            `${node?.textContent?.slice(0, 60) ?? "?"}: ${JSON.stringify(previousRect)} → ${JSON.stringify(currentRect)}`,
          );
      }
    };
    const observer = new PerformanceObserver((list) => {
      add(list.getEntries());
    });
    observer.observe({ type: "layout-shift", buffered: true });
    const end = () => {
      add(observer.takeRecords());
      done(shift);
    };
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(end)));
  });
}

/** What is shown may move this far while a screen loads: nothing that a person notices. */
export const MOST_SHIFT = 0.02;
const LOADS = 3;

const WIDE = 768;
/** A page that asked nothing for so long has what it shows. */
const QUIET_MS = 150;
/** A screen that follows something being made asks again and again: quiet is requested for, not needed. */
const MOST_NOISE_MS = 5_000;

function watchTraffic(page: Page): { quiet(): Promise<void> } {
  let open = 0;
  let last = performance.now();
  const count = (by: 1 | -1) => (): void => {
    open = Math.max(0, open + by);
    last = performance.now();
  };
  page.on("request", count(1));
  page.on("requestfinished", count(-1));
  page.on("requestfailed", count(-1));
  return {
    async quiet() {
      for (
        const until = performance.now() + MOST_NOISE_MS;
        performance.now() < until && (open > 0 || performance.now() - last < QUIET_MS);
      )
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

async function openVisit(
  stack: Stack,
  browser: Browser,
  path: string,
  { width = 1280, height = 900, locale = "en", prepare = () => Promise.resolve() }: Opening,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await prepare(page);
  const errors: string[] = [];
  page.on("console", (message) => {
    // Remix writes to the console what it then ignores: a page that was left while its data still came in.
    if (message.text().startsWith("AbortError:")) return;
    if (message.type() === "error")
      errors.push([message.text(), message.location().url].join(" ").trim());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  const app = page.frameLocator("iframe").first();
  const traffic = watchTraffic(page);
  const visit: Visit = {
    page,
    app,
    errors,
    async goto(to) {
      const separator = to.includes("?") ? "&" : "?";
      await page.goto(
        `${stack.simulator.frameUrl(stack.shop, to)}${locale === "en" ? "" : `${separator}locale=${locale}`}`,
      );
      await app.locator("main, [role=main], h1").first().waitFor();
      await traffic.quiet();
    },
    async follow(to) {
      const frame = page.frame({ name: "app-iframe" });
      if (!frame) throw new Error("the admin has no frame with the app");
      await frame.evaluate((href) => {
        // App Bridge sends this event from the link that was clicked in the menu.
        const link = document.body.appendChild(document.createElement("a"));
        link.setAttribute("href", href);
        link.dispatchEvent(new Event("shopify:navigate", { bubbles: true }));
        link.remove();
      }, to);
      await frame.waitForURL((url) => `${url.pathname}${url.search}` === to);
      await app.locator("main, [role=main], h1").first().waitFor();
      await traffic.quiet();
    },
    async resize(to) {
      if (page.viewportSize()?.width === to) return;
      await page.setViewportSize({ width: to, height });
      await app.locator("html").evaluate(
        () =>
          new Promise((done) => {
            requestAnimationFrame(() => requestAnimationFrame(done));
          }),
      );
    },
    async axe(options = {}) {
      const frame = page.frame({ name: "app-iframe" });
      if (!frame) throw new Error("the admin has no frame with the app");
      // The colours of a narrow window are those of a wide one, and take axe the longest.
      return axeFindings(frame, {
        ...options,
        colors: (page.viewportSize()?.width ?? width) >= WIDE,
      });
    },
    async textKeys() {
      const shown = await app.locator("body").innerText();
      const keys = shown
        .split(/\s+/)
        .filter(
          (word) =>
            /^[a-z][a-zA-Z]*(\.[a-z][a-zA-Z0-9]*)+$/.test(word) &&
            AREAS.has(word.split(".")[0] ?? ""),
        );
      return [...keys, ...untranslatedLines(shown, locale)];
    },
    sidewaysScroll: () =>
      app.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth),
    async layoutShift(of) {
      const measure = () => app.locator("html").evaluate(layoutShift);
      let shift = await measure();
      for (let load = 1; shift.sum > MOST_SHIFT && load < LOADS; load += 1) {
        await visit.goto(of);
        shift = await measure();
      }
      return shift;
    },
    async screenshot(name, why) {
      if (why === undefined && process.env.SCREENSHOTS !== "1") return;
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({
        path: `${SHOTS}/${name}-${page.viewportSize()?.width ?? width}.png`,
      });
    },
    close: () => context.close(),
  };
  await visit.goto(path);
  return visit;
}
