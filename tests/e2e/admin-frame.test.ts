/** The admin frame and the stand-in App Bridge, tried with the smallest app there can be: plain pages, no framework. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { chromium, type Browser, type BrowserContext, type Frame, type Page } from "playwright";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import {
  startShopifySimulator,
  type ShopifySimulator,
} from "#tests/simulators/shopify/simulator.ts";
import { axeFindings } from "#tests/setup/axe.ts";
import { tinyWorld } from "#tests/simulators/shopify/testing-world.ts";

const SHOP = "frame-shop.myshopify.com";
const AGENT =
  "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";
let sim: ShopifySimulator;
let app: http.Server;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let errors: string[] = [];
let authorizations: (string | undefined)[] = [];
let refuseOnce = false;

/** The same with Shopify's React wrappers, which ask more of the elements (mount and unmount call hide, the dialog's content is a portal). */
const REACT_APP = `
import { createRoot } from "react-dom/client";
import { useState } from "react";
import { Modal, NavMenu, SaveBar, TitleBar, useAppBridge } from "@shopify/app-bridge-react";
function App() {
  const shopify = useAppBridge();
  const [open, setOpen] = useState(false);
  const [dirty, setDirty] = useState(false);
  const [count, setCount] = useState(0);
  const [here, setHere] = useState(true);
  return <main><h1>React</h1><NavMenu><a href="/app" rel="home">Home</a><a href="/app/orders">Orders</a></NavMenu>
    <TitleBar title={"Count " + count}><button variant="primary" onClick={() => setOpen(true)}>Ask</button></TitleBar>
    {here ? <Modal open={open} onHide={() => setOpen(false)}><p>Chosen {count} times</p><button onClick={() => setCount(count + 1)}>More</button>
      <TitleBar title="How many?"><button variant="primary" onClick={() => { setOpen(false); setDirty(true); }}>Take it</button></TitleBar></Modal> : null}
    <SaveBar open={dirty}><button variant="primary" onClick={() => { setDirty(false); setHere(false); shopify.toast.show("Kept"); }}>Save</button><button onClick={() => setDirty(false)}>Discard</button></SaveBar>
    <p id="where">ready</p></main>;
}
addEventListener("shopify:navigate", (event) => { history.pushState(null, "", event.target.getAttribute("href")); });
createRoot(document.getElementById("root")).render(<App />);`;
let reactBundle = "";

const appPage = (
  path: string,
  origin: string,
) => `<!doctype html><html lang="en"><head><title>App</title><script src="${origin}/app-bridge.js" data-api-key="client"></script></head><body><main>
<h1>Page ${path}</h1>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/orders">Orders</a><a href="/app/settings">Settings</a></ui-nav-menu>
<ui-title-bar title="Title of ${path}"><button onclick="document.getElementById('m').show()">Open dialog</button><button variant="primary" onclick="shopify.toast.show('Done', {action: 'Undo', onAction: () => { document.body.dataset.undone = 'yes' }})">Act</button></ui-title-bar>
<ui-modal id="m"><ui-title-bar title="Really?"><button variant="primary" onclick="document.body.dataset.confirmed = 'yes'; document.getElementById('m').hide()">Yes</button></ui-title-bar><p>Some text to think about.</p></ui-modal>
<ui-save-bar id="s"><button variant="primary" onclick="document.body.dataset.saved = 'yes'; shopify.saveBar.hide('s')">Save</button><button onclick="document.body.dataset.discarded = 'yes'; shopify.saveBar.hide('s')">Discard</button></ui-save-bar>
<label>Name <input id="name" oninput="shopify.saveBar.show('s')"></label><p id="where">${path}</p></main></body></html>`;

beforeAll(async () => {
  const built = await build({
    stdin: { contents: REACT_APP, loader: "jsx", resolveDir: process.cwd() },
    bundle: true,
    write: false,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
  });
  reactBundle = built.outputFiles[0]?.text ?? "";
  app = http.createServer((req, res) => {
    const url = new URL(req.url ?? "/", "http://localhost");
    if (url.pathname === "/api/data") {
      authorizations.push(req.headers.authorization);
      if (refuseOnce) {
        refuseOnce = false;
        res.writeHead(401, { "x-shopify-retry-invalid-session-request": "1" }).end();
      } else res.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}');
      return;
    }
    if (url.pathname === "/react.js") {
      res.writeHead(200, { "content-type": "text/javascript" }).end(reactBundle);
      return;
    }
    if (url.pathname === "/app/react") {
      res
        .writeHead(200, { "content-type": "text/html" })
        .end(
          `<!doctype html><html lang="en"><head><title>App</title><script src="${sim.origin}/app-bridge.js" data-api-key="client"></script></head><body><div id="root"></div><script src="/react.js"></script></body></html>`,
        );
      return;
    }
    res.writeHead(200, { "content-type": "text/html" }).end(appPage(url.pathname, sim.origin));
  });
  await new Promise<void>((done) => app.listen(0, "127.0.0.1", done));
  sim = await startShopifySimulator({
    app: {
      clientId: "client",
      clientSecret: "hush",
      url: `http://localhost:${(app.address() as AddressInfo).port}`,
      name: "Tiny app",
      handle: "tiny",
    },
    createWorld: tinyWorld,
    shops: [{ domain: SHOP, seed: "full" }],
  });
  browser = await chromium.launch({
    executablePath: inject("browser"),
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await sim.close();
  app.close();
});
beforeEach(async () => {
  sim.reset();
  errors = [];
  authorizations = [];
  context = await browser.newContext({ userAgent: AGENT, viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.on("pageerror", (error) => errors.push(error.message));
});
afterEach(async () => {
  await context.close();
  expect(errors).toEqual([]);
});

async function open(path = ""): Promise<Frame> {
  await page.goto(sim.frameUrl(SHOP, path));
  await page.frameLocator("#app").locator("#where").waitFor();
  const frame = page.frame({ name: "app-iframe" });
  if (!frame) throw new Error("no app frame");
  return frame;
}

describe("admin frame", () => {
  it("opens the app with shop, host and a token, and keeps addresses together", async () => {
    const frame = await open("/app/orders?view=all");
    const url = new URL(frame.url());
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      view: "all",
      embedded: "1",
      shop: SHOP,
      locale: "en",
    });
    expect(url.searchParams.get("id_token")?.split(".")).toHaveLength(3);
    await page.getByRole("link", { name: "Settings" }).click();
    await page.waitForURL("**/store/frame-shop/apps/tiny/app/settings");
    await page.frameLocator("#app").getByText("Page /app/settings").waitFor();
    await page.waitForFunction(
      () => document.querySelector('.subnav [aria-current="page"]')?.textContent === "Settings",
    );
    expect(await page.title()).toContain("Title of /app/settings");
  });

  it("adds a fresh token to the app's own fetches and asks once more when told so", async () => {
    const frame = await open();
    refuseOnce = true;
    expect(await frame.evaluate(async () => (await fetch("/api/data")).status)).toBe(200);
    expect(authorizations).toHaveLength(2);
    expect(new Set(authorizations).size).toBe(2);
    for (const header of authorizations) expect(header).toMatch(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it("shows the save bar, and guards the way out while it stands", async () => {
    const frame = await open();
    await frame.fill("#name", "x");
    await page.getByRole("button", { name: "Save", exact: true }).waitFor();
    await page.getByRole("link", { name: "Orders" }).click();
    await page.getByRole("button", { name: "Stay" }).click();
    expect(page.url()).not.toContain("/app/orders");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await frame.waitForFunction(() => document.body.dataset["saved"] === "yes");
    await page.getByRole("button", { name: "Save", exact: true }).waitFor({ state: "hidden" });
    await frame.fill("#name", "y");
    await page.getByRole("button", { name: "Discard", exact: true }).click();
    await frame.waitForFunction(() => document.body.dataset["discarded"] === "yes");
  });

  it("has title bar actions, toasts and dialogs", async () => {
    const frame = await open();
    await page.getByRole("button", { name: "Act" }).click();
    await page.getByText("Done").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await frame.waitForFunction(() => document.body.dataset["undone"] === "yes");
    await page.getByRole("button", { name: "Open dialog" }).click();
    const dialog = page.frameLocator("#app").getByRole("dialog", { name: "Really?" });
    await dialog.getByText("Some text to think about.").waitFor();
    await dialog.getByRole("button", { name: "Yes" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await frame.evaluate(() => document.body.dataset["confirmed"])).toBe("yes");
  });

  it("serves Shopify's React wrappers", async () => {
    await open("/app/react");
    const inApp = page.frameLocator("#app");
    await page.getByRole("button", { name: "Ask" }).click();
    const dialog = inApp.getByRole("dialog", { name: "How many?" });
    await dialog.getByRole("button", { name: "More" }).click();
    await dialog.getByText("Chosen 1 times").waitFor();
    await page.getByRole("heading", { name: "Count 1" }).waitFor();
    await dialog.getByRole("button", { name: "Take it" }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Kept").waitFor();
    await page.getByRole("button", { name: "Save", exact: true }).waitFor({ state: "hidden" });
    await page.getByRole("link", { name: "Orders" }).click();
    await page.waitForURL("**/apps/tiny/app/orders");
    await inApp.getByText("ready").waitFor(); // the router went there, the page was not loaded anew
  });

  it("plays the shop from the panel", async () => {
    await open();
    await page.getByRole("button", { name: "Shop simulator panel" }).click();
    await page.getByRole("button", { name: "Place order" }).click();
    await page.getByText("Placed #1004.").waitFor();
    await page.getByRole("button", { name: "Throttle next 3" }).click();
    await page.getByText("The next 3 requests are throttled.").waitFor();
    expect(sim.faults.armed()).toMatchObject([{ kind: "throttle", count: 3 }]);
    await page.getByRole("button", { name: "Uninstall app" }).click();
    await page.getByRole("heading", { name: "Install Tiny app" }).waitFor();
    expect(sim.shops.need(SHOP).installed).toBe(false);
    await page.locator("#install").click();
    await page.frameLocator("#app").locator("#where").waitFor();
  });

  it.each([1280, 320])("fits %i px and passes axe, panel and menu open too", async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await open();
    const check = async () => {
      expect(await axeFindings(page.mainFrame())).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
    };
    await check();
    await page.getByRole("button", { name: "Shop simulator panel" }).click();
    await check();
    if (width === 320) {
      await page.getByRole("button", { name: "Close the simulator panel" }).click();
      await page.getByRole("button", { name: "Menu", exact: true }).click();
      await page.getByRole("link", { name: "Orders" }).waitFor();
      await check();
    }
  });

  it("leads the library's addresses to the frame, and the bounce page back with a token", async () => {
    const ends = async (path: string) =>
      new URL(
        (await fetch(sim.origin + path, { redirect: "manual" })).headers.get("location") ?? "",
        sim.origin,
      ).pathname;
    expect(await ends("/store/frame-shop/apps/client/app/orders")).toBe(
      "/store/frame-shop/apps/tiny/app/orders",
    );
    expect(await ends("/admin/apps/client")).toBe("/store/frame-shop/apps/tiny");
    expect(await ends(`/admin/oauth/install?client_id=client&shop=${SHOP}`)).toBe(
      "/store/frame-shop/apps/tiny",
    );
    await page.goto(
      `${sim.app.url}/auth/session-token?shop=${SHOP}&shopify-reload=${encodeURIComponent(`${sim.app.url}/app/orders?shop=${SHOP}`)}`,
    );
    await page.waitForURL(/\/app\/orders\?.*id_token=/);
  });
});
