/** The admin side: the frame around the app, its files, the stand-in App Bridge, and the old addresses that lead to the frame. */
import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { redirect, send } from "../http.ts";
import type { SimShop } from "../shops.ts";
import type { Simulation } from "../simulation.ts";
import { extensionBundle, hostScript, installedExtensions } from "./extensions/files.ts";
import type { PageConfig } from "./extensions/protocol.ts";
import { orderListPage } from "./order-list-page.ts";
import { orderPage } from "./order-page.ts";
import { framePage, plainPage } from "./pages.ts";
import { readOrder, readOrders } from "./read-order.ts";

const FILES: Record<string, { file: string; type: string }> = {
  "/app-bridge.js": { file: "app-bridge.js", type: "text/javascript; charset=utf-8" },
  "/_frame/frame.js": { file: "frame.js", type: "text/javascript; charset=utf-8" },
  "/_frame/panel.js": { file: "panel.js", type: "text/javascript; charset=utf-8" },
  "/_frame/frame.css": { file: "frame.css", type: "text/css; charset=utf-8" },
  "/_frame/extension.css": { file: "extensions/extension.css", type: "text/css; charset=utf-8" },
};

/** @returns false when the address is none of the admin's. */
export async function adminEndpoint(
  sim: Simulation,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<boolean> {
  if (req.method !== "GET" && req.method !== "HEAD") return false;
  const file = FILES[url.pathname];
  if (file) {
    // Another origin (the app) loads App Bridge, so a cross-origin read must be allowed.
    send(res, 200, file.type, readFileSync(path.join(import.meta.dirname, file.file), "utf8"), {
      "cross-origin-resource-policy": "cross-origin",
    });
    return true;
  }
  const script = await extensionScript(url.pathname);
  if (script !== undefined) {
    send(res, 200, "text/javascript; charset=utf-8", script);
    return true;
  }
  if (url.pathname === "/favicon.ico") {
    res.writeHead(204).end();
    return true;
  }
  const first = sim.shops.all()[0];
  if (url.pathname === "/" && first) {
    redirect(res, frameAddress(sim, first, ""));
    return true;
  }
  if (url.pathname === "/admin" || url.pathname.startsWith("/admin/"))
    return oldAddress(sim, res, url, first);
  const store = /^\/store\/([^/]+)(\/.*)?$/.exec(url.pathname);
  if (!store) return false;
  const shop = sim.shops.byHandle(store[1] ?? "");
  if (!shop) {
    send(
      res,
      404,
      "text/html; charset=utf-8",
      plainPage(
        "There is no such shop",
        `This simulator has no shop called ${store[1] ?? ""}. Its shops: ${sim.shops
          .all()
          .map((s) => s.handle)
          .join(", ")}.`,
      ),
    );
    return true;
  }
  return storePage(sim, res, url, shop, store[2] ?? "/");
}

async function extensionScript(address: string): Promise<string | undefined> {
  if (address === "/_frame/extension-page.js") return hostScript("page");
  if (address === "/_frame/extension-worker.js") return hostScript("worker");
  return extensionBundle(address);
}

/** What the scripts of a page with extensions must know; an app that is not installed shows none. */
const pageConfig = (sim: Simulation, shop: SimShop, url: URL): PageConfig => ({
  shop: shop.domain,
  store: `/store/${shop.handle}`,
  appHandle: sim.app.handle,
  appUrl: sim.app.url,
  locale: url.searchParams.get("locale") ?? "en",
  extensions: shop.installed ? installedExtensions() : [],
});

async function storePage(
  sim: Simulation,
  res: ServerResponse,
  url: URL,
  shop: SimShop,
  rest: string,
): Promise<boolean> {
  const html = (status: number, body: string) =>
    send(res, status, "text/html; charset=utf-8", body);
  const inApp = /^\/apps\/([^/]+)(\/.*)?$/.exec(rest);
  if (inApp && inApp[1] === sim.app.clientId) {
    redirect(res, frameAddress(sim, shop, (inApp[2] ?? "") + url.search));
    return true;
  }
  if (inApp && inApp[1] === sim.app.handle) {
    const appPath = (inApp[2] && inApp[2] !== "/" ? inApp[2] : sim.app.path) + url.search;
    html(
      200,
      framePage({
        shop,
        app: sim.app,
        iframe: shop.installed ? embeddedUrl(sim, shop, appPath) : undefined,
        base: frameAddress(sim, shop, ""),
        seedKinds: shop.world.seedKinds(),
        now: sim.clock.now(),
      }),
    );
    return true;
  }
  const order = /^\/orders\/(\d+)$/.exec(rest);
  if (order) {
    const id = `gid://shopify/Order/${order[1]}`;
    const facts = await readOrder(shop, id);
    if (facts) html(200, orderPage(shop, id, facts, pageConfig(sim, shop, url)));
    else
      html(
        404,
        plainPage("Order not found", `${shop.handle} has no order with the id ${order[1]}.`),
      );
    return true;
  }
  if (rest === "/orders") {
    html(200, orderListPage(shop, await readOrders(shop), pageConfig(sim, shop, url)));
    return true;
  }
  // Where permissions are granted; this admin grants what the app's configuration asks for and opens the app.
  if (rest === "/" || rest === "/apps" || rest === "/oauth/install") {
    redirect(res, frameAddress(sim, shop, ""));
    return true;
  }
  html(
    404,
    plainPage(
      "Not part of the simulator",
      `The simulated admin has no page ${rest}. It has the app's pages, the list of orders, and single orders.`,
    ),
  );
  return true;
}

function oldAddress(
  sim: Simulation,
  res: ServerResponse,
  url: URL,
  first: SimShop | undefined,
): boolean {
  const shop = sim.shops.get(url.searchParams.get("shop") ?? undefined) ?? first;
  const inApp = /^\/admin\/apps\/[^/]+(\/.*)?$/.exec(url.pathname);
  if (!shop || !(inApp || url.pathname === "/admin/oauth/install" || url.pathname === "/admin"))
    return false;
  redirect(res, frameAddress(sim, shop, inApp?.[1] ?? ""));
  return true;
}

function frameAddress(sim: Simulation, shop: SimShop, rest: string): string {
  return `/store/${shop.handle}/apps/${sim.app.handle}${rest}`;
}

/** The app's address as the admin opens it: shop, host, a fresh ID token, and the query's HMAC. */
function embeddedUrl(sim: Simulation, shop: SimShop, appPath: string): string {
  const url = new URL(appPath, sim.app.url);
  const set = (name: string, value: string) => url.searchParams.set(name, value);
  set("embedded", "1");
  set("shop", shop.domain);
  set(
    "host",
    Buffer.from(`admin.shopify.com/store/${shop.handle}`).toString("base64").replace(/=+$/, ""),
  );
  if (!url.searchParams.has("locale")) set("locale", "en");
  set("session", "simulated");
  set("timestamp", String(Math.floor(sim.clock.now().getTime() / 1000)));
  set("id_token", sim.idToken(shop.domain));
  const message = [...url.searchParams.entries()]
    .map(([k, v]) => `${k}=${v}`)
    .sort()
    .join("&");
  set("hmac", createHmac("sha256", sim.app.clientSecret).update(message).digest("hex"));
  return url.href;
}
