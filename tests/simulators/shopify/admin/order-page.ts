/** The admin's page of one order, with the app's extensions where Shopify shows them. */
import type { SimShop } from "../shops.ts";
import type { PageConfig } from "./extensions/protocol.ts";
import { escapeHtml, page } from "./pages.ts";
import type { OrderFacts } from "./read-order.ts";

export const EXTENSION_HEAD =
  '<link rel="stylesheet" href="/_frame/extension.css">\n<script src="/_frame/extension-page.js" defer></script>\n';

const money = (m: { amount: string; currencyCode: string }) => `${m.amount} ${m.currencyCode}`;

/** A menu that the page's script fills; without actions it stays hidden. */
const menu = (id: string, label: string): string =>
  `<details class="menu" id="${id}" hidden><summary class="button">${label}</summary><div data-actions></div></details>`;

export function orderPage(
  shop: SimShop,
  id: string,
  order: OrderFacts,
  config: PageConfig,
): string {
  const facts: [string, string][] = [
    ["Payment", order.displayFinancialStatus ?? "none"],
    ["Fulfillment", order.displayFulfillmentStatus],
    ["Total", money(order.currentTotalPriceSet.shopMoney)],
    ["Created", order.createdAt],
    ["Updated", order.updatedAt],
    ["Archived", order.closed ? "yes" : "no"],
    ["Cancelled", order.cancelledAt ?? "no"],
    ["Tags", order.tags.join(", ") || "none"],
    ...order.customAttributes.map((a): [string, string] => [a.key, a.value ?? ""]),
  ];
  const back = `${config.store}/apps/${config.appHandle}`;
  return page(
    `${order.name} · ${shop.handle} · Admin`,
    `<body class="plain" data-order="${escapeHtml(id)}" data-config="${escapeHtml(JSON.stringify(config))}"><main class="card wide"><p class="row"><a href="${escapeHtml(back)}">Back to the app</a> <a href="${escapeHtml(config.store)}/orders">Order list</a></p>
<div class="row"><h1>Order ${escapeHtml(order.name)}</h1>${menu("order-actions", "More actions")}</div>
<dl class="facts">${facts.map(([k, v]) => `<div><dt>${escapeHtml(k)}</dt><dd>${escapeHtml(v)}</dd></div>`).join("")}</dl>
<div id="blocks"></div>
<div class="scroll" tabindex="0" role="region" aria-label="Lines"><table><thead><tr><th scope="col">Line</th><th scope="col">SKU</th><th scope="col">Ordered</th><th scope="col">Current</th><th scope="col">Unit price</th></tr></thead><tbody>${order.lineItems.nodes.map((l) => `<tr><td>${escapeHtml(l.name)}</td><td>${escapeHtml(l.sku)}</td><td>${l.quantity}</td><td>${l.currentQuantity}</td><td>${escapeHtml(money(l.originalUnitPriceSet.shopMoney))}</td></tr>`).join("")}</tbody></table></div>
${table(
  "Fulfillments",
  ["Fulfillment", "State", "From", "Tracking", "Units"],
  order.fulfillments.map((f) => [
    f.name,
    f.status,
    f.location?.name ?? "",
    f.trackingInfo
      .map(({ company, number }) => [company, number].filter(Boolean).join(" "))
      .join(", "),
    f.fulfillmentLineItems.nodes
      .map(({ quantity, lineItem }) => `${quantity} × ${lineItem.name}`)
      .join(", "),
  ]),
  menu("fulfilled-actions", "Fulfillment actions"),
)}
${table(
  "Transactions",
  ["Kind", "State", "Gateway", "Amount", "At"],
  order.transactions.map((t) => [
    t.kind,
    t.status,
    t.gateway ?? "",
    money(t.amountSet.presentmentMoney),
    t.createdAt,
  ]),
)}</main></body>`,
    EXTENSION_HEAD,
  );
}

/** Nothing when there is nothing to show. */
const table = (label: string, heads: string[], rows: string[][], beside = ""): string =>
  rows.length === 0
    ? ""
    : `<div class="row"><h2>${escapeHtml(label)}</h2>${beside}</div><div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(label)}"><table><thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join("")}</tr></thead><tbody>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`).join("")}</tbody></table></div>`;
