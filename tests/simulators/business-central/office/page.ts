import { compare, isZero, round, subtract } from "#app/money/decimal.ts";
import type { Row } from "../api/value.ts";
import type { Books } from "../books/books.ts";
import { AGENTS } from "../books/seed.ts";
import type { Html } from "./html.ts";
import { html } from "./html.ts";

const STYLE = html`<style>
  body {
    font:
      15px/1.4 system-ui,
      sans-serif;
    margin: 0 auto;
    max-width: 70rem;
    padding: 0.75rem;
  }
  header {
    border-bottom: 2px solid #00838f;
    margin-bottom: 0.75rem;
  }
  h1 {
    font-size: 1.25rem;
  }
  h2 {
    font-size: 1.1rem;
  }
  article {
    border: 1px solid #c8c8c8;
    border-radius: 6px;
    margin: 0.75rem 0;
    padding: 0.75rem;
  }
  table {
    border-collapse: collapse;
    display: block;
    overflow-x: auto;
  }
  th,
  td {
    padding: 0.2rem 0.6rem 0.2rem 0;
    text-align: left;
  }
  td.n,
  th.n {
    text-align: right;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: end;
    margin: 0.5rem 0 0;
  }
  label {
    display: flex;
    flex-direction: column;
    font-size: 0.85rem;
  }
  input,
  select,
  button {
    font: inherit;
    padding: 0.25rem 0.5rem;
  }
  input.q {
    width: 4rem;
  }
  .facts {
    color: #444;
    overflow-wrap: anywhere;
  }
  .said {
    background: #e6f4f1;
    padding: 0.5rem;
  }
  .refused {
    background: #fde8e8;
    padding: 0.5rem;
  }
</style>`;

const text = (row: Row, field: string): string => String(row[field] ?? "");
const number = (row: Row, field: string): string => String(row[field] ?? "0");

const amount = (row: Row, field: string): string => round(number(row, field), 2);

const button = (action: string, id: unknown, label: string): Html =>
  html`<form method="post">
    <input type="hidden" name="id" value="${id}" /><button name="action" value="${action}">
      ${label}
    </button>
  </form>`;

/** `progress`: with what was shipped and invoiced. */
function linesTable(lines: readonly Row[], progress = false): Html {
  const of = (line: Row, field: string): Html | string =>
    progress ? html`<td class="n">${number(line, field)}</td>` : "";
  const rows = lines.map(
    (line) =>
      html`<tr>
        <td>${text(line, "lineObjectNumber")}</td>
        <td>${text(line, "description")}</td>
        <td class="n">${number(line, "quantity")}</td>
        ${of(line, "shippedQuantity")} ${of(line, "invoicedQuantity")}
        <td class="n">${amount(line, "netAmountIncludingTax")}</td>
      </tr>`,
  );
  return html`<table>
    <tr>
      <th>No.</th>
      <th>Description</th>
      <th class="n">Quantity</th>
      ${
        progress
          ? html`<th class="n">Shipped</th>
              <th class="n">Invoiced</th>`
          : ""
      }
      <th class="n">Incl. VAT</th>
    </tr>
    ${rows}
  </table>`;
}

const left = (line: Row): string =>
  subtract(number(line, "quantity"), number(line, "shippedQuantity"));

function shipForm(order: Row, lines: readonly Row[]): Html {
  const goods = lines.filter((line) => line.lineType === "Item" && compare(left(line), "0") > 0);
  if (goods.length === 0) return html``;
  const quantities = goods.map(
    (line) =>
      html`<label
        >${text(line, "lineObjectNumber")}<input
          class="q"
          name="ship-${line.sequence}"
          value="${left(line)}"
          inputmode="decimal"
      /></label>`,
  );
  const agents = AGENTS.map(({ code, title }) => html`<option value="${code}">${title}</option>`);
  return html`<form method="post">
    <input type="hidden" name="id" value="${order.id}" />
    ${quantities}
    <label
      >Shipping agent<select name="agent">
        <option value=""></option>
        ${agents}
      </select></label
    >
    <label>Package tracking no.<input name="tracking" /></label>
    <button name="action" value="ship">Post shipment</button>
  </form>`;
}

/** As people see it: what this API calls open is released to them. */
const STATES: Record<string, string> = {
  Draft: "Open",
  In_x0020_Review: "Pending approval",
  Open: "Released",
};

function orderCard(books: Books, order: Row): Html {
  const lines = books.linesOf(order);
  const open = order.status === "Draft";
  return html`<article data-order="${order.externalDocumentNumber ?? ""}">
    <strong>${text(order, "number")}</strong> · ${STATES[text(order, "status")]} ·
    ${text(order, "currencyCode")} ${amount(order, "totalAmountIncludingTax")}
    <div class="facts">
      ${text(order, "externalDocumentNumber")} · ${text(order, "customerNumber")}
      ${text(order, "customerName")} · ship to ${text(order, "shipToName")}
    </div>
    ${linesTable(lines, true)} ${shipForm(order, lines)}
    <div class="acts">
      ${open ? button("release", order.id, "Release") : button("reopen", order.id, "Reopen")}
      ${button("invoiceShipped", order.id, "Post invoice of what was shipped")}
      ${button("invoiceWhole", order.id, "Ship and invoice everything")}
      ${button("deleteOrder", order.id, "Cancel (delete)")}
    </div>
  </article>`;
}

function shipmentCard(books: Books, shipment: Row): Html {
  const lines = books
    .linesOf(shipment)
    .map((line) => html`<li>${number(line, "quantity")} × ${text(line, "description")}</li>`);
  return html`<article>
    <strong>${text(shipment, "number")}</strong> · order ${text(shipment, "orderNumber")}
    ${[text(shipment, "$agent"), text(shipment, "$tracking")].filter(Boolean).join(" ")}
    <ul>
      ${lines}
    </ul>
    <form method="post">
      <input type="hidden" name="id" value="${shipment.id}" />
      <label
        >Package tracking no.<input name="tracking" value="${text(shipment, "$tracking")}"
      /></label>
      <button name="action" value="track">Save</button>
    </form>
    ${books.linesOf(shipment).some((line) => line.$corrected === true) ? "" : button("undo", shipment.id, "Undo shipment")}
  </article>`;
}

function invoiceCard(books: Books, invoice: Row): Html {
  const posted = invoice.$posted === true || text(invoice, "orderNumber") !== "";
  const remaining = amount(invoice, "$remaining");
  return html`<article>
    <strong>${text(invoice, "number")}</strong> · ${posted ? text(invoice, "status") : "Draft"} ·
    ${text(invoice, "currencyCode")}
    ${amount(invoice, "totalAmountIncludingTax")}${posted ? html` · remaining ${remaining}` : ""}
    <div class="facts">
      ${text(invoice, "externalDocumentNumber")} · order ${text(invoice, "orderNumber")}
    </div>
    ${linesTable(books.linesOf(invoice))} ${posted ? "" : button("postInvoice", invoice.id, "Post")}
    ${posted ? "" : button("deleteInvoice", invoice.id, "Delete")}
    ${
      posted && !isZero(remaining)
        ? html`<form method="post">
              <input type="hidden" name="id" value="${invoice.id}" /><label
                >Amount<input
                  class="q"
                  name="amount"
                  value="${remaining}"
                  inputmode="decimal" /></label
              ><button name="action" value="pay">Register payment</button>
            </form>
            ${button("cancelInvoice", invoice.id, "Cancel")}`
        : ""
    }
  </article>`;
}

function memoCard(books: Books, memo: Row): Html {
  const posted = memo.$posted === true;
  return html`<article>
    <strong>${text(memo, "number")}</strong> · ${posted ? text(memo, "status") : "Draft"} ·
    ${text(memo, "currencyCode")} ${amount(memo, "totalAmountIncludingTax")}
    <div class="facts">
      ${text(memo, "externalDocumentNumber")} · invoice ${text(memo, "invoiceNumber")}
    </div>
    ${linesTable(books.linesOf(memo))} ${posted ? "" : button("postMemo", memo.id, "Post")}
    ${posted ? "" : button("deleteMemo", memo.id, "Delete")}
  </article>`;
}

const section = (title: string, cards: readonly Html[]): Html =>
  html`<section>
    <h2>${title} (${cards.length})</h2>
    ${cards.length === 0 ? html`<p>None.</p>` : cards}
  </section>`;

/** Everything of the books on one page, newest first. */
export function page(books: Books, said?: { text: string; refused: boolean }): string {
  const newest = (set: string, card: (books: Books, row: Row) => Html): Html[] =>
    [...books.rows(set)].reverse().map((row) => card(books, row));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${books.company.name}</title>
        ${STYLE}
      </head>
      <body>
        <header><h1>${books.company.name}: back office</h1></header>
        ${said ? html`<p class="${said.refused ? "refused" : "said"}" role="status">${said.text}</p>` : ""}
        ${section("Sales orders", newest("salesOrders", orderCard))}
        ${section("Posted sales shipments", newest("salesShipments", shipmentCard))}
        ${section("Sales invoices", newest("salesInvoices", invoiceCard))}
        ${section("Sales credit memos", newest("salesCreditMemos", memoCard))}
      </body>
    </html>`.text;
}
