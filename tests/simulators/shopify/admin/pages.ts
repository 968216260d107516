/** The pages of the simulated admin as HTML text. Everything that comes from outside is escaped. */
import type { SimShop } from "../shops.ts";
import type { AppSettings } from "../simulation.ts";

export function escapeHtml(text: string | null): string {
  return (text ?? "").replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const ICONS = {
  menu: '<path d="M3 5h14M3 10h14M3 15h14"/>',
  search: '<circle cx="9" cy="9" r="5"/><path d="m13 13 4 4"/>',
  tools:
    '<path d="M4 6h7m4 0h1M4 14h1m4 0h7"/><circle cx="13" cy="6" r="2"/><circle cx="7" cy="14" r="2"/>',
  close: '<path d="m5 5 10 10M15 5 5 15"/>',
  app: '<rect x="3" y="3" width="14" height="14" rx="4"/><path d="M7 10h6M10 7v6"/>',
};

function icon(name: keyof typeof ICONS): string {
  return `<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round">${ICONS[name]}</svg>`;
}

export function page(title: string, body: string, head = ""): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/_frame/frame.css">
${head}</head>
${body}
</html>`;
}

export interface FrameInput {
  shop: SimShop;
  app: AppSettings;
  /** Missing when the app is not installed. */
  iframe: string | undefined;
  base: string;
  seedKinds: { name: string; title: string }[];
  now: Date;
}

export function framePage({ shop, app, iframe, base, seedKinds, now }: FrameInput): string {
  const config = {
    shop: shop.domain,
    handle: shop.handle,
    appName: app.name,
    appOrigin: new URL(app.url).origin,
    appPath: app.path,
    base,
  };
  const main = iframe
    ? `<iframe id="app" name="app-iframe" title="${escapeHtml(app.name)}" src="${escapeHtml(iframe)}" allow="clipboard-write"></iframe>`
    : `<div class="card install"><h2>Install ${escapeHtml(app.name)}</h2><p>The app is not installed on ${escapeHtml(shop.handle)}. It would get these scopes:</p><p class="scopes">${shop.scopes.map(escapeHtml).join(", ")}</p><button type="button" class="button primary" id="install">Install app</button></div>`;
  return page(
    `${app.name} · ${shop.handle} · Admin`,
    `<body data-config="${escapeHtml(JSON.stringify(config))}">
<a class="skip" href="#main">Skip to content</a>
<div id="progress" class="progress" hidden></div>
<header class="topbar">
  <button type="button" class="icon-button only-narrow" id="menu-toggle" aria-expanded="false" aria-controls="side" aria-label="Menu">${icon("menu")}</button>
  <a class="brand" href="${escapeHtml(base)}" aria-label="Simulated admin, home"><span class="brand-mark" aria-hidden="true">S</span><span class="brand-text">Simulated admin</span></a>
  <form class="search" role="search" id="search"><label class="hidden-text" for="search-box">Go to order by name</label>${icon("search")}<input id="search-box" type="search" placeholder="Go to order, e.g. #1001" autocomplete="off"></form>
  <div id="savebar" class="savebar" role="group" aria-label="Unsaved changes" hidden><span class="savebar-text">Unsaved changes</span><button type="button" class="button dark" id="savebar-discard">Discard</button><button type="button" class="button light" id="savebar-save">Save</button></div>
  <button type="button" class="icon-button" id="panel-toggle" aria-expanded="false" aria-controls="panel" aria-label="Shop simulator panel">${icon("tools")}</button>
  <span class="shop"><span class="avatar" aria-hidden="true">${escapeHtml(shop.handle.slice(0, 2).toUpperCase())}</span><span class="shop-name">${escapeHtml(shop.handle)}</span></span>
</header>
<div class="layout">
  <nav id="side" class="side" aria-label="Admin">
    <ul class="nav"><li><a class="nav-link" href="/store/${escapeHtml(shop.handle)}/orders">Order list</a></li></ul>
    <p class="side-heading" id="apps-heading">Apps</p>
    <ul class="nav" aria-labelledby="apps-heading"><li><a class="nav-link app-link" id="nav-home" href="${escapeHtml(base)}">${icon("app")}<span>${escapeHtml(app.name)}</span></a><ul class="subnav" id="subnav"></ul></li></ul>
  </nav>
  <main class="content" id="main" tabindex="-1" aria-label="Admin content">
    <div class="titlebar" role="region" aria-label="Page title">
      <button type="button" class="button" id="breadcrumb" hidden>‹ <span></span></button>
      <h1 class="title">${icon("app")}<span id="app-title">${escapeHtml(app.name)}</span><span id="page-title" class="page-title"></span></h1>
      <div class="actions" id="actions"></div>
    </div>
    ${main}
  </main>
  ${panel(shop, seedKinds, now)}
</div>
<div class="toasts" id="toasts" role="status" aria-live="polite"></div>
<dialog id="leave" aria-labelledby="leave-title"><h2 id="leave-title">Leave page with unsaved changes?</h2><p>Leaving this page will delete all unsaved changes.</p><div class="dialog-actions"><button type="button" class="button" id="leave-stay">Stay</button><button type="button" class="button critical" id="leave-go">Leave page</button></div></dialog>
</body>`,
    '<script src="/_frame/frame.js" defer></script>\n<script src="/_frame/panel.js" defer></script>\n',
  );
}

function panel(shop: SimShop, seedKinds: { name: string; title: string }[], now: Date): string {
  const acts = (heading: string, id: string, inner: string) =>
    `<section aria-labelledby="${id}"><h3 id="${id}">${heading}</h3>${inner}</section>`;
  const button = (act: string, text: string, more = "") =>
    `<button type="button" class="button" data-act="${act}"${more}>${text}</button>`;
  return `<aside class="panel" id="panel" aria-labelledby="panel-title" hidden>
  <div class="panel-head"><h2 id="panel-title">Shop simulator</h2><button type="button" class="icon-button" id="panel-close" aria-label="Close the simulator panel">${icon("close")}</button></div>
  <p class="note">Plays the customer, the merchant and Shopify's bad days. Not part of the app.</p>
  ${acts("Place an order", "sim-place", `<label for="sim-kind">Kind of order</label><select id="sim-kind">${seedKinds.map((k) => `<option value="${escapeHtml(k.name)}">${escapeHtml(k.title)}</option>`).join("")}</select>${button("place", "Place order")}`)}
  ${acts("Change an order", "sim-change", `<label for="sim-order">Order name</label><input id="sim-order" type="text" placeholder="#1001" autocomplete="off"><div class="row">${button("edit", "Edit order")}${button("archive", "Archive order")}${button("cancel", "Cancel order")}</div>`)}
  ${acts("Ship and pay", "sim-ship", `<div class="row">${button("ship", "Ship order")}${button("hold", "Hold order")}${button("release", "Release holds")}${button("day", "Scheduled day has come")}${button("pay", "Pay order")}${button("take", "Marketplace captures")}${button("void", "Void authorization")}</div><div class="row">${button("pending", "Next capture stays pending")}${button("decline", "Next capture fails")}${button("settle", "Settle payment")}${button("jobs", "Finish jobs")}</div>`)}
  ${acts("Refund and return", "sim-back", `<div class="row">${button("refundUnit", "Refund one unit")}${button("refundKept", "Refund, not restocked")}${button("refundShipping", "Refund shipping")}${button("refundAmount", "Refund 5.00")}${button("refundPending", "Refund, pending")}${button("refundFails", "Refund, refused")}${button("refundNothing", "Refund without money")}</div><div class="row">${button("returnAsk", "Request return")}${button("returnApprove", "Approve return")}${button("returnDecline", "Decline return")}${button("returnProcess", "Receive return")}${button("returnDispose", "Restock at")}${button("returnRefund", "Refund return")}${button("returnExchange", "Return and exchange")}${button("returnClose", "Close return")}</div><label for="sim-location">Restock at</label><input id="sim-location" type="text" value="luebeck" autocomplete="off">`)}
  ${acts("Stock", "sim-stock", `<label for="sim-sku">SKU</label><input id="sim-sku" type="text" value="MUG-BLUE" autocomplete="off"><label for="sim-available">Available</label><input id="sim-available" type="number" value="10"><label for="sim-stock-at">Location</label><input id="sim-stock-at" type="text" value="luebeck" autocomplete="off"><div class="row">${button("count", "Set stock")}${button("sell", "Sell one")}</div>`)}
  ${acts("Shopify misbehaves", "sim-faults", `<div class="row">${button("throttle", "Throttle next 3")}${button("timeout", "Fail after next act")}${button("refuse", "Refuse next token")}</div>`)}
  ${acts("Webhooks", "sim-hooks", `<div class="row">${button("drop", "Drop next webhook")}${button("double", "Double next webhook")}</div>`)}
  ${acts("Clock", "sim-clock", `<p class="clock" id="sim-now">${escapeHtml(now.toISOString().slice(0, 19).replace("T", " "))} UTC</p><div class="row">${button("clock", "+1 minute", ' data-ms="60000"')}${button("clock", "+1 hour", ' data-ms="3600000"')}${button("clock", "+1 day", ' data-ms="86400000"')}</div>`)}
  ${acts("Installation", "sim-install", `<div class="row">${button(shop.installed ? "uninstall" : "install", shop.installed ? "Uninstall app" : "Install app")}</div>`)}
  <div class="sim-log" id="sim-log" role="log" aria-label="What the simulator did" tabindex="0"></div>
</aside>`;
}

export function plainPage(title: string, text: string): string {
  return page(
    title,
    `<body class="plain"><main class="card"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body>`,
  );
}
