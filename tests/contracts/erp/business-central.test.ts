import { randomUUID } from "node:crypto";
import { BC_CAPABILITIES } from "#app/erp/business-central/capabilities.ts";
import { connectBusinessCentral } from "#app/erp/business-central/adapter.server.ts";
import { hearNotice } from "#app/erp/business-central/notices/hear.ts";
import { limitInProcess } from "#app/erp/call-limit/in-process.ts";
import { ErpError } from "#app/erp/errors.ts";
import { createOutbound } from "#app/erp/outbound/fetch.server.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { seedBooks } from "#tests/simulators/business-central/books/seed.ts";
import { Refusal } from "#tests/simulators/business-central/api/refusal.ts";
import type { Row } from "#tests/simulators/business-central/api/value.ts";
import type { BusinessCentral } from "#tests/simulators/business-central/server.ts";
import { startBusinessCentral } from "#tests/simulators/business-central/server.ts";
import { connectionOf } from "#tests/simulators/business-central/connection.ts";
import type { Fault, HttpProxy } from "#tests/setup/http-proxy.ts";
import { startHttpProxy } from "#tests/setup/http-proxy.ts";
import type { ByHand, Line, LineFault } from "./setting.ts";
import { erpContract } from "./suite.ts";

const FAULTS: Record<LineFault, Fault> = {
  lostBefore: { kind: "dropBefore" },
  lostAfter: { kind: "dropAfter" },
  truncated: { kind: "truncate" },
  doubled: { kind: "double" },
  slow: { kind: "delay", ms: 5_000 },
};
const WRITES = /\/(salesOrders|salesInvoices|salesCreditMemos|customers(?:\([^)]+\))?)$/;
/** Several writes in one. */
const isBatchOfWrites = (body: string): boolean => /"method":"(POST|PATCH|DELETE)"/.test(body);

function lineOf(proxy: HttpProxy): Line {
  const met = () => proxy.calls.filter(({ fault }) => fault).length;
  return {
    faults: Object.keys(FAULTS) as LineFault[],
    met,
    arm: (fault, count, through = 0) => {
      let left = through;
      const strikes = (path: string, body: string): boolean =>
        (WRITES.test(path) ? body !== "" : isBatchOfWrites(body)) && (left -= 1) < 0;
      proxy.arm(FAULTS[fault], ({ path, body }) => strikes(path, body), count);
    },
    reset: () => {
      const times = met();
      proxy.reset();
      return times;
    },
  };
}

/** What Business Central's client would not let a person do is a conflict of states. */
async function person<T>(work: () => T): Promise<T> {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new ErpError({ class: "stateConflict", message: error.message });
  }
}

/** Lines by their places: those of orders that are shipped, and those of orders that are amended. */
const PLACES: Record<string, number> = {
  "gid://shopify/LineItem/1": 1,
  "gid://shopify/LineItem/2": 2,
  "11": 1,
  "12": 2,
};
const sequenceOf = (key: string): number => (PLACES[key] ?? 0) * 10_000;

function byHand({ people }: BusinessCentral): ByHand {
  const ref = (kind: "shipment" | "salesInvoice" | "creditMemo", row: Row): ErpRef => ({
    kind,
    id: String(row.id),
    number: String(row.number),
  });
  return {
    release: async ({ id }) => person(() => people.release(id)),
    ship: async ({ id }, { lines, agent, service, trackingNumbers }) =>
      person(() =>
        ref(
          "shipment",
          people.ship(id, {
            ...(lines
              ? {
                  lines: lines.map(({ key, quantity }) => ({
                    sequence: sequenceOf(key),
                    quantity,
                  })),
                }
              : {}),
            ...(agent === undefined ? {} : { agent }),
            ...(service === undefined ? {} : { service }),
            tracking: trackingNumbers?.join(", ") ?? "",
          }),
        ),
      ),
    setQuantity: async ({ id }, key, quantity) =>
      person(() => people.setQuantity(id, sequenceOf(key), quantity)),
    addLine: async ({ id }, unitPrice) =>
      person(() => {
        people.addLine(id, {
          lineType: "Item",
          lineObjectNumber: "SWEATER",
          taxCode: "ZERO",
          quantity: 1,
          unitPrice: Number(unitPrice),
        });
      }),
    undoShipment: async ({ id }) => person(() => people.undo(id)),
    invoice: async ({ id }, what) => person(() => ref("salesInvoice", people.invoice(id, what))),
    credit: async ({ id }) => person(() => ref("creditMemo", people.cancelInvoice(id))),
  };
}

erpContract({
  name: "Business Central",
  // The administrator of these books published the posted shipments, and made a batch for payments.
  capabilities: {
    ...BC_CAPABILITIES,
    shipmentTracking: true,
    paymentRegistration: true,
    paymentOnAccount: true,
  },
  textUnits: "utf16",
  creditMemoRestocks: true,
  undoUntold: true,
  open: async () => {
    const bc = await startBusinessCentral({
      books: seedBooks(),
      published: ["PostedSalesShipments", "ShippingAgents"],
    });
    const proxy = await startHttpProxy(bc.url);
    const { settings, secrets } = connectionOf(bc, proxy.url);
    const outbound = createOutbound({ allowedHosts: [new URL(proxy.url).host] });
    const connection = {
      shop: "contract.myshopify.com",
      connectionId: randomUUID(),
      settings: {
        ...settings,
        paymentJournal: "SHOPIFY",
        shipmentService: "PostedSalesShipments",
        agentService: "ShippingAgents",
      },
      secrets,
    };
    const port = connectBusinessCentral(connection, { outbound, limit: limitInProcess(5) });
    const refOf = (kind: "customer" | "item", number: string): ErpRef => ({
      kind,
      id: String(bc.books.find(`${kind}s`, "number", number)?.id),
      number,
    });
    return {
      port,
      facts: {
        shippingAccount: "4400",
        roundingAccount: "4810",
        headingAccount: "3999",
        location: "MAIN",
        otherLocation: "SHOP",
        paymentTerms: "NET30",
        shipmentMethod: "STANDARD",
        paymentMethod: "CARD",
        shippingAgent: { code: "DHL", service: "EXPRESS" },
        customer: refOf("customer", "C00001"),
        blockedCustomer: refOf("customer", "C00002"),
        foreign: {
          email: "foreign.customer@example.test",
          phoneDigits: "4512345678",
          ref: refOf("customer", "C00003"),
        },
        item: { ref: refOf("item", "MUG-WHITE"), number: "MUG-WHITE", barcode: "4012345678901" },
        otherItem: { ref: refOf("item", "SWEATER"), number: "SWEATER" },
        blockedItem: refOf("item", "OLD"),
        vat: { title: "MwSt", rate: "0.19" },
        twoTaxes: [
          { title: "GST", rate: "0.05" },
          { title: "QST", rate: "0.09975" },
        ],
        pricesIncludeTax: true,
      },
      deleteDocument: async ({ kind, id }) =>
        person(() => bc.people.delete(kind === "salesOrder" ? "salesOrders" : "salesInvoices", id)),
      byHand: byHand(bc),
      line: lineOf(proxy),
      notices: {
        hear: (notice) => hearNotice(connection, notice),
        tell: () => bc.subscriptions.tell(),
      },
      close: async () => {
        outbound.close();
        await proxy.close();
        await bc.close();
      },
    };
  },
});
