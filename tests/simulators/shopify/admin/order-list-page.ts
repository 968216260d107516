/** The admin's list of orders: rows to select, and the actions of the app for those selected. */
import type { SimShop } from "../shops.ts";
import type { PageConfig } from "./extensions/protocol.ts";
import { EXTENSION_HEAD } from "./order-page.ts";
import { escapeHtml, page } from "./pages.ts";
import type { ListedOrder } from "./read-order.ts";

export function orderListPage(shop: SimShop, orders: ListedOrder[], config: PageConfig): string {
  const rows = orders.map(
    ({ id, name, createdAt, currentTotalPriceSet: { shopMoney }, ...more }) => {
      const address = `${config.store}/orders/${id.replace(/^.*\//, "")}`;
      const cells = [
        createdAt.slice(0, 10),
        more.displayFinancialStatus ?? "",
        more.displayFulfillmentStatus,
        `${shopMoney.amount} ${shopMoney.currencyCode}`,
      ];
      return `<tr><td><input type="checkbox" name="order" value="${escapeHtml(id)}" aria-label="Select ${escapeHtml(name)}"></td><th scope="row"><a href="${escapeHtml(address)}">${escapeHtml(name)}</a></th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join("")}</tr>`;
    },
  );
  return page(
    `Orders · ${shop.handle} · Admin`,
    `<body class="plain" data-config="${escapeHtml(JSON.stringify(config))}"><main class="card wide"><p><a href="${escapeHtml(`${config.store}/apps/${config.appHandle}`)}">Back to the app</a></p>
<h1>Orders</h1>
<div class="row" id="selection-actions" role="group" aria-label="Selected orders" hidden><span id="selected" role="status"></span><span data-actions></span></div>
<div class="scroll" tabindex="0" role="region" aria-label="Orders"><table><thead><tr><th scope="col"><input type="checkbox" id="all-orders" aria-label="Select all orders"></th><th scope="col">Order</th><th scope="col">Date</th><th scope="col">Payment</th><th scope="col">Fulfillment</th><th scope="col">Total</th></tr></thead><tbody>${rows.join("")}</tbody></table></div></main></body>`,
    EXTENSION_HEAD,
  );
}
