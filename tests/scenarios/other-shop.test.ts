import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { simulator } from "#tests/setup/simulator.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { jobs } from "#app/worker/catalog.server.ts";
import {
  its,
  openOwnerAndStranger,
  OWNER,
  ownersRows,
  SECRET_NAME,
  STRANGER,
} from "./owner-and-stranger.ts";
import { intentFields } from "./intent-fields.ts";

/**
 * Nobody reaches another shop's things: every route and every job is tried by a stranger with the owner's ids. Whatever it answers, it
 * must show nothing of the owner's and change nothing of the owner's. A route, an intent or a job without a probe here fails the test.
 */
const ROUTES = path.resolve("app/routes");

interface Probe {
  /** Appended to the address. */
  query?: Record<string, string>;
  params?: Record<string, string>;
  body?: Record<string, unknown>;
  form?: Record<string, string>;
  /** A file. */
  text?: string;
  /** The stranger may do this for itself: no refusal is expected, only that the owner is untouched. */
  own?: true;
}
interface RouteProbes {
  loader?: Probe[];
  action?: Probe[];
}
type RouteModule = {
  loader?: (args: LoaderFunctionArgs) => unknown;
  action?: (args: ActionFunctionArgs) => unknown;
};

const typed = {
  names: "",
  archived: false,
  listOnly: false,
  payment: [],
  fulfillment: [],
  countries: "",
  tags: "",
  channels: "",
  risk: "any",
  fromNumber: "",
  attributeKey: "",
  attributeValue: "",
};
const posted = { from: "", to: "", numbers: "", orders: "", tags: "" };
const lists = (): Probe[] => [
  { own: true },
  {
    own: true,
    query: {
      q: SECRET_NAME,
      after: Buffer.from(JSON.stringify([its.order])).toString("base64url"),
      view: "all",
      tab: "all",
      list: "location",
      kind: "createDocument",
    },
  },
];

/** Whose run gets this id it is the run of; runs of two shops may have the same one. */
const CLICK = "5d8f0c1e-7a34-4b19-9a51-0e2f6c7b8d90";

/** Both shops may name one by this id. */
const COMPANY = "gid://shopify/Company/1";

/** Built after the owner's ids are known. */
function probes(): Record<string, RouteProbes> {
  return {
    "api.extension.order": {
      loader: [{ own: true }],
      // Any order may be asked for: one that is not the asker's is told as not imported, whoever else has it.
      action: ["state", "preview", "shipments"].map((part) => ({
        own: true,
        body: { part, id: its.order, locale: "en" },
      })),
    },
    "api.extension.create": {
      loader: [{ own: true }],
      action: [
        { body: { intent: "progress", click: its.run, locale: "en" } },
        { own: true, body: { intent: "import", id: its.order, locale: "en" } },
        { own: true, body: { intent: "create", ids: [its.order], click: CLICK, locale: "en" } },
      ],
    },
    app: { loader: lists() },
    "app._index": {
      loader: lists(),
      action: [
        { own: true, body: { intent: "hideGuide" } },
        { own: true, body: { intent: "showGuide" } },
        { own: true, body: { intent: "recommended" } },
        { own: true, body: { intent: "newsRead" } },
      ],
    },
    "app.$": { loader: [{}] },
    "app.erp": {
      loader: lists(),
      action: [
        { body: { intent: "test", id: its.connection } },
        { body: { intent: "pause", id: its.connection, reason: "stolen" } },
        { body: { intent: "resume", id: its.connection } },
        { body: { intent: "use", id: its.connection } },
        ...[false, true].map((confirmed) => ({
          body: { intent: "disconnect", id: its.connection, confirmed },
        })),
        { body: { intent: "save", id: its.connection, title: "stolen", values: {} } },
        { own: true, body: { intent: "create", adapter: "ledger", title: "mine", values: {} } },
      ],
    },
    "app.ledger": { loader: lists() },
    "app.ledger._index": { loader: lists() },
    "app.ledger.customers._index": { loader: lists() },
    "app.ledger.items._index": { loader: lists() },
    "app.ledger.shipments": { loader: lists() },
    "app.ledger.invoices": { loader: lists() },
    "app.ledger.customers.$id": {
      loader: [{ params: { id: its.ledgerCustomer } }],
      action: [
        {
          params: { id: its.ledgerCustomer },
          body: { intent: "save", version: "1", values: { name: "stolen" } },
        },
      ],
    },
    "app.ledger.new-invoice.$customer": {
      loader: [{ params: { customer: its.ledgerCustomer } }],
      action: [
        {
          params: { customer: its.ledgerCustomer },
          body: {
            intent: "post",
            clickId: "01a229dd-5f72-460d-a076-ca9374214130",
            lines: 1,
            values: { "number:0": "4300", "kind:0": "fee", "unitPrice:0": "1" },
          },
        },
      ],
    },
    "app.ledger.documents.$id": {
      loader: [{ params: { id: its.ledgerDocument } }],
      action: [
        ...["release", "cancel", "delete"].map((intent) => ({ intent, version: "2" })),
        { intent: "invoice", version: "2", what: "whole" },
        { intent: "undo", shipment: its.ledgerShipment },
        {
          intent: "ship",
          version: "2",
          lines: [{ lineId: its.ledgerLine, quantity: "1" }],
          shippingAgent: "",
          shippingAgentService: "",
          trackingNumbers: "STOLEN",
          trackingUrl: "",
        },
        {
          intent: "pay",
          invoice: its.ledgerInvoice,
          amount: "1",
          currency: "EUR",
          method: "CARD",
          date: "2026-03-01",
        },
        {
          intent: "edit",
          version: "2",
          change: [{ lineId: its.ledgerLine, quantity: "9" }],
          remove: [],
          add: [
            {
              key: "n1",
              itemId: its.ledgerItem,
              variantCode: "",
              quantity: "1",
              unitPrice: "1",
              location: "MAIN",
            },
          ],
        },
      ].map((body) => ({ params: { id: its.ledgerDocument }, body })),
    },
    "app.ledger.items.$id": {
      loader: [{ params: { id: its.ledgerItem } }],
      action: [
        {
          params: { id: its.ledgerItem },
          body: {
            intent: "save",
            version: "1",
            values: { description: "stolen", baseUnit: "PCS" },
          },
        },
        {
          params: { id: its.ledgerItem },
          body: {
            intent: "adjust",
            location: "MAIN",
            variantCode: "",
            quantity: "-5",
            note: "stolen",
          },
        },
      ],
    },
    "app.ledger.set-up": {
      loader: lists(),
      action: [
        {
          own: true,
          body: {
            intent: "company",
            version: "1",
            name: "Mine",
            timeZone: "UTC",
            locationMandatory: false,
          },
        },
        {
          own: true,
          body: {
            intent: "series",
            version: "1",
            code: "salesOrder",
            prefix: "X",
            next: "1000",
            width: "6",
            manualAllowed: true,
          },
        },
        {
          own: true,
          body: {
            intent: "entry",
            kind: "location",
            version: null,
            parent: "",
            code: "MINE",
            title: "Mine",
            blocked: false,
            details: {},
          },
        },
      ],
    },
    "app.help._index": { loader: lists() },
    "app.help.$page": { loader: [{ own: true, params: { page: "orders" } }, {}] },
    "app.logs": {
      loader: [
        ...lists(),
        ...["webhooks", "api", "runs"].map((log) => ({
          own: true as const,
          query: { log, order: its.order, run: its.run },
        })),
      ],
    },
    "app.mappings._index": { loader: lists() },
    "app.mappings.$page": {
      loader: [
        {
          own: true,
          params: { page: "locations" },
          query: { key: its.mappingKey, q: SECRET_NAME },
        },
        { params: { page: "nothing" } },
      ],
      action: [
        { own: true, params: { page: "locations" }, body: { intent: "fill" } },
        { params: { page: "locations" }, body: { intent: "fill", card: its.card } },
        {
          params: { page: "tax-areas" },
          body: { intent: "add", card: its.card, key: "DE", county: "BE" },
        },
        { params: { page: "tax-areas" }, body: { intent: "remove", card: its.card, key: "DE" } },
        { params: { page: "locations" }, body: { intent: "save", card: its.card, rows: [] } },
        { own: true, params: { page: "shipping-agents" }, body: { intent: "fill" } },
        {
          own: true,
          params: { page: "customer-templates" },
          body: { intent: "add", key: "DE" },
        },
        {
          own: true,
          params: { page: "tax-areas" },
          body: { intent: "add", key: "DE", county: "BE" },
        },
        { own: true, params: { page: "tax-areas" }, body: { intent: "remove", key: "DE/BE" } },
        // Locations of the two simulated shops have the same ids: the stranger's own mapping is saved.
        {
          own: true,
          params: { page: "locations" },
          body: {
            intent: "save",
            rows: [{ key: its.mappingKey, title: "stolen", revision: 2, erp: { code: "SHOP" } }],
          },
        },
      ],
    },
    "app.mappings.customers": {
      loader: lists(),
      action: [
        {
          own: true,
          body: {
            intent: "link",
            key: its.customer,
            title: "mine",
            ref: { kind: "customer", id: its.ledgerCustomer },
            // One action links both: of a customer these say nothing.
            variantCode: "RED",
            unit: "PCS",
          },
        },
        { own: true, body: { intent: "remove", key: its.customer } },
        { own: true, body: { intent: "again" } },
        // Only a company's customer is made from here.
        { body: { intent: "create", key: its.customer } },
      ],
    },
    "app.mappings.companies": {
      loader: lists(),
      action: [
        {
          own: true,
          body: {
            intent: "link",
            key: COMPANY,
            title: "mine",
            ref: { kind: "customer", id: its.ledgerCustomer },
            variantCode: "RED",
            unit: "PCS",
          },
        },
        { own: true, body: { intent: "remove", key: COMPANY } },
        { own: true, body: { intent: "again" } },
        { body: { intent: "create", key: COMPANY } },
      ],
    },
    "app.mappings.items": {
      loader: lists(),
      action: [
        {
          own: true,
          body: {
            intent: "link",
            key: its.variant,
            title: "mine",
            ref: { kind: "item", id: its.ledgerItem },
            variantCode: "RED",
            unit: "PCS",
          },
        },
        { own: true, body: { intent: "remove", key: its.variant } },
        { own: true, body: { intent: "again" } },
        { body: { intent: "create", key: its.variant } },
      ],
    },
    "app.orders-to-import": {
      loader: lists(),
      action: [
        ...["import", "retry"].map((intent) => ({
          body: { intent, chosen: { ids: [its.waiting] }, held: "release" },
        })),
        { body: { intent: "include", chosen: { ids: [its.waiting] } } },
        { body: { intent: "exclude", chosen: { ids: [its.waiting] }, reason: "stolen" } },
        { own: true, body: { intent: "sync", form: { ...typed, names: its.orderNumber } } },
        { own: true, body: { intent: "sync", form: typed } },
      ],
    },
    "app.orders._index": {
      loader: lists(),
      action: [
        { body: { intent: "create", chosen: { ids: [its.order] } } },
        { body: { intent: "resync", chosen: { ids: [its.order] } } },
        { body: { intent: "amend", chosen: { ids: [its.order] } } },
      ],
    },
    "app.settings.cards.$id_.file": {
      loader: [{ params: { id: its.card } }],
      action: [
        { params: { id: its.card }, text: "{}" },
        { params: { id: its.card }, query: { revision: "1" }, text: "{}" },
      ],
    },
    "app.settings.cards.$id_.import": { loader: [{ params: { id: its.card } }] },
    "app.problems_.fix": {
      loader: [{ own: true, query: { kind: "unknown-item", cause: its.cause } }],
      action: [
        {
          body: {
            intent: "fix",
            kind: "unknown-item",
            cause: its.cause,
            value: {
              form: "item",
              item: { ref: { kind: "item", id: its.ledgerItem }, title: "stolen" },
            },
          },
        },
        {
          body: {
            intent: "fix",
            kind: "missing-account",
            cause: its.cause,
            cards: [its.card],
            value: { form: "setting", value: "stolen" },
          },
        },
      ],
    },
    "app.orders.file": { loader: lists() },
    "app.orders.views": {
      action: [
        { own: true, body: { intent: "save", name: "mine", address: "view=errors" } },
        { body: { intent: "change", id: its.savedView, address: "view=open" } },
        { body: { intent: "rename", id: its.savedView, name: "stolen" } },
        { body: { intent: "delete", id: its.savedView } },
      ],
    },
    "app.orders.$id": {
      loader: ["", "preview", "versions"].map((tab) => ({
        params: { id: its.orderNumber },
        query: { tab, from: its.version, to: its.version },
      })),
      action: [
        ...["create", "resync", "relink", "reopen", "createShares"].map((intent) => ({
          params: { id: its.orderNumber },
          body: { intent },
        })),
        ...["unlink", "resolve", "paidBack"].map((intent) => ({
          params: { id: its.orderNumber },
          body: { intent, reason: "stolen" },
        })),
        {
          params: { id: its.orderNumber },
          body: { intent: "unlink", document: its.document, reason: "stolen" },
        },
        { params: { id: its.orderNumber }, body: { intent: "create", again: true } },
        {
          params: { id: its.orderNumber },
          body: {
            intent: "customer",
            party: "sellTo",
            ref: { kind: "customer", id: its.ledgerCustomer },
            name: "x",
          },
        },
        { params: { id: its.orderNumber }, body: { intent: "newCustomer", template: "" } },
        {
          params: { id: its.orderNumber },
          body: {
            intent: "item",
            lineId: its.line,
            ref: { kind: "item", id: its.ledgerItem },
            title: "x",
            variantCode: "RED",
            unit: "PCS",
            remember: { connectionId: its.connection, variantId: its.variant },
          },
        },
        {
          params: { id: its.orderNumber },
          body: { intent: "release", policy: "test", reason: "stolen" },
        },
        { params: { id: its.orderNumber }, body: { intent: "hold", policy: "test" } },
        { params: { id: its.orderNumber }, body: { intent: "card", card: its.card } },
        {
          params: { id: its.orderNumber },
          body: { intent: "header", values: { paymentTerms: "30D" } },
        },
        { params: { id: its.orderNumber }, body: { intent: "capture", line: its.paymentLine } },
        { params: { id: its.orderNumber }, body: { intent: "markAsPaid", clickId: its.card } },
        {
          params: { id: its.orderNumber },
          body: {
            intent: "cancel",
            clickId: its.card,
            reason: "CUSTOMER",
            refund: "original",
            restock: true,
            notify: true,
            staffNote: "stolen",
          },
        },
      ],
    },
    "app.shipments": {
      loader: [...lists(), { own: true, query: { order: its.order, state: "attention" } }],
      action: [
        { own: true, body: { intent: "sync", form: posted } },
        { body: { intent: "retry", chosen: { ids: [its.shipment] } } },
        { body: { intent: "skip", chosen: { ids: [its.shipment] }, reason: "stolen" } },
      ],
    },
    "app.invoices._index": {
      loader: [...lists(), { own: true, query: { order: its.order, state: "waiting" } }],
      action: [
        { own: true, body: { intent: "sync", form: posted } },
        { body: { intent: "retry", chosen: { ids: [its.invoice] } } },
        { body: { intent: "skip", chosen: { ids: [its.invoice] }, reason: "stolen" } },
      ],
    },
    "app.invoices.$id": {
      loader: [{ params: { id: its.invoice } }, { params: { id: its.ledgerInvoice } }],
      action: [
        { intent: "retry" },
        { intent: "skip", reason: "stolen" },
        { intent: "capture", line: its.paymentLine },
        { intent: "skipLine", line: its.paymentLine, reason: "stolen" },
      ].map((body) => ({ params: { id: its.invoice }, body })),
    },
    "app.orders.$id_.changes": {
      loader: [{ params: { id: its.orderNumber } }],
      action: [
        { intent: "amend", clickId: its.run, revision: "" },
        {
          intent: "replace",
          ...{ clickId: its.run, revision: null, versionId: its.version, recreates: true },
        },
        { intent: "unlink", reason: "stolen" },
        { intent: "keep", reason: "stolen" },
      ].map((body) => ({ params: { id: its.orderNumber }, body })),
    },
    "app.refunds._index": {
      loader: lists(),
      action: [
        {
          body: {
            intent: "create",
            chosen: { ids: [`gid://shopify/Refund/${its.refund}`] },
          },
        },
      ],
    },
    "app.refunds.$id": {
      loader: [{ params: { id: its.refund } }],
      action: [{ intent: "create" }, { intent: "unlink", reason: "stolen" }].map((body) => ({
        params: { id: its.refund },
        body,
      })),
    },
    "app.returns._index": { loader: lists() },
    "app.returns.$id": {
      loader: [{ params: { id: its.return } }],
      action: [
        { intent: "create" },
        { intent: "unlink", document: its.document, reason: "stolen" },
      ].map((body) => ({ params: { id: its.return }, body })),
    },
    "app.gift-cards._index": {
      loader: [...lists(), { own: true, query: { order: its.order, q: "q1f3" } }],
      action: ["read", "readTransactions"].map((intent) => ({
        own: true as const,
        body: { intent },
      })),
    },
    "app.gift-cards.liability": { loader: lists() },
    "app.gift-cards.import": { loader: lists() },
    "app.gift-cards.file": {
      loader: lists(),
      // The stranger names the owner's card: it becomes one of its own.
      action: ["check", "import"].map((how) => ({
        own: true as const,
        query: { do: how },
        text: `id,last characters,amount\n${its.giftCard},q1f3,1\n`,
      })),
    },
    "app.stock": {
      loader: lists(),
      action: ["on", "off", "check", "send", "confirm"].map((intent) => ({
        own: true as const,
        body: { intent },
      })),
    },
    "app.customers": {
      loader: lists(),
      action: [
        { own: true as const, body: { intent: "read" } },
        ...["send", "stop"].flatMap((intent) =>
          ["toErp", "toShopify"].map((way) => ({ own: true as const, body: { intent, way } })),
        ),
        { own: true as const, body: { intent: "retry", ids: [its.customerSync] } },
      ],
    },
    "app.items": {
      loader: lists(),
      action: [
        { own: true as const, body: { intent: "check" } },
        ...["create", "retry"].flatMap((intent) =>
          ["toErp", "toShopify"].map((way) => ({
            own: true as const,
            body: { intent, way, chosen: { ids: [its.itemSync] } },
          })),
        ),
      ],
    },
    "app.exported-invoices": {
      loader: lists(),
      action: [
        ...["read", "send", "stop"].map((intent) => ({ own: true as const, body: { intent } })),
        // The stranger names the owner's invoice: none of its own is touched, and none of the owner's.
        { own: true as const, body: { intent: "retry", ids: [its.exportedInvoice] } },
      ],
    },
    "app.exported-orders": {
      loader: lists(),
      action: [
        ...["read", "send", "stop"].map((intent) => ({ own: true as const, body: { intent } })),
        { own: true as const, body: { intent: "retry", ids: [its.exportedOrder] } },
      ],
    },
    "app.catalog": {
      loader: lists(),
      action: ["on", "build", "address", "off"].map((intent) => ({
        own: true as const,
        body: { intent },
      })),
    },
    "app.problems": { loader: lists(), action: [{ body: { intent: "retry", cause: its.cause } }] },
    "app.reference": {
      loader: [
        { own: true, query: { kind: "customers", q: SECRET_NAME, connection: its.connection } },
        { own: true, query: { kind: "items", connection: its.connection } },
      ],
    },
    "app.runs": {
      loader: lists(),
      action: ["pause", "resume", "cancel", "read"].map((intent) => ({
        body: { intent, id: its.run },
      })),
    },
    "app.settings._index": {
      loader: [...lists(), { query: { card: its.card } }],
      action: [
        { body: { intent: "save", id: its.card, revision: 2, values: { autoRelease: false } } },
        { body: { intent: "effect", id: its.card, values: { autoRelease: false } } },
      ],
    },
    "app.settings.cards._index": {
      loader: lists(),
      action: [
        { own: true, body: { intent: "make", title: "Mine" } },
        { body: { intent: "copy", id: its.card, title: "Stolen" } },
        { own: true, body: { intent: "move", id: its.card, direction: "down" } },
        { body: { intent: "switch", id: its.card, revision: 2, enabled: false } },
        { body: { intent: "delete", id: its.card } },
      ],
    },
    "app.settings.cards.$id": {
      loader: [{ params: { id: its.card } }],
      action: [
        {
          params: { id: its.card },
          body: {
            intent: "save",
            revision: 2,
            title: "Stolen",
            enabled: false,
            connectionId: its.connection,
            form: typed,
          },
        },
        { params: { id: its.card }, body: { intent: "check" } },
      ],
    },
    "app.settings.company": { loader: lists() },
    "app.settings.history": {
      loader: [...lists(), { query: { card: its.card } }],
      action: [
        { body: { intent: "restore", card: its.card, version: its.cardVersion, revision: 2 } },
        { body: { intent: "restore", version: its.cardVersion, revision: 2 } },
      ],
    },
    "app.settings.privacy": { loader: lists() },
    "app.settings.schedules": {
      loader: lists(),
      action: [
        {
          body: {
            intent: "save",
            id: its.schedule,
            revision: 1,
            everyMinutes: "60",
            enabled: false,
            cardId: "",
            form: typed,
          },
        },
        {
          body: {
            intent: "savePosted",
            id: its.schedule,
            revision: 1,
            everyMinutes: "60",
            enabled: false,
            cardId: "",
            form: { from: "", to: "", numbers: "", orders: "", tags: "" },
          },
        },
        { body: { intent: "runNow", id: its.schedule } },
        { body: { intent: "add", kind: "orders", cardId: its.card } },
        { body: { intent: "remove", id: its.schedule } },
      ],
    },
    "app.skipped": { loader: lists() },
    "app.tasks": {
      loader: [
        ...lists(),
        { own: true, query: { task: its.task } },
        { own: true, query: { state: "causes", cause: its.cause, order: its.order } },
      ],
      action: [
        { body: { intent: "retry", id: its.failedTask } },
        { body: { intent: "retryGroup", cause: its.cause } },
        { body: { intent: "skip", id: its.failedTask, reason: "stolen" } },
        { body: { intent: "retry", id: its.task } },
        { body: { intent: "skipGroup", cause: its.cause, reason: "stolen" } },
        { body: { intent: "pause", id: its.connection, reason: "stolen" } },
        { body: { intent: "resume", id: its.connection } },
      ],
    },
  };
}

/** Routes that know no shop: what they do instead. */
const WITHOUT_SHOP: Record<string, string> = {
  _index: "sends the visitor on to /app",
  $: "no page: it says so",
  "auth.login": "says where to open the app; it reads nothing but the shop's address",
  "auth.$": "the library's own pages, which check the visitor themselves",
  "webhooks.app": "taken by its signature",
  "webhooks.customers": "taken by its signature",
  "webhooks.orders": "taken by its signature",
  "webhooks.compliance": "taken by its signature",
  "flow.import-order":
    "taken by its signature, which covers the store: tests/scenarios/flow.test.ts",
  "flow.create-sales-document": "the same",
  "flow.triggers": "the same",
};

function jobProbes(): Record<string, Record<string, unknown>> {
  const shop = STRANGER;
  return {
    readShopFacts: { shop },
    listOrders: { shop, runId: its.run },
    importOrders: { shop },
    markConflicts: { shop, orderIds: [its.order] },
    watchPendingRefunds: { shop },
    readNewGiftCards: { shop },
    readAllGiftCards: { shop, after: null },
    bookEarlierGiftCards: { shop, after: "" },
    readGiftCardsNightly: {},
    checkStock: { shop, after: null, since: "2026-11-30T00:00:00.000Z" },
    pullStock: { shop },
    decideStock: { shop },
    stockDue: {},
    fireFlow: { shop },
    flowDue: {},
    doFlowAction: { shop, runId: "owners-flow-run" },
    forgetFlowActions: {},
    pullInvoices: { shop },
    decideInvoices: { shop },
    invoicesDue: {},
    pullCustomers: { shop },
    decideCustomers: { shop },
    customersDue: {},
    checkItems: { shop, after: null, since: new Date(0).toISOString() },
    pullItems: { shop },
    decideItems: { shop },
    pullSalesOrders: { shop },
    decideSalesOrders: { shop },
    salesOrdersDue: {},
    itemsDue: {},
    askForNotices: { shop, connectionId: its.connection },
    noticesDue: {},
    buildCatalog: { shop },
    catalogDue: {},
    handleWebhook: { shop, webhookId: its.webhook },
    handleOrderWebhooks: { shop },
    wakeStoredWebhooks: {},
    runSchedules: {},
    sealAnew: {},
    warnOfExpiry: {},
    cleanUpOrders: {},
    forgetEvents: {},
    recheckOrders: {
      shop,
      by: "stranger",
      scope: {
        cause: its.cause,
        customerId: its.customer,
        variantId: its.variant,
        mapping: { kind: "location", key: its.mappingKey },
      },
    },
    afterImport: { shop, orderIds: [its.order, its.waiting], newOrderIds: [its.order] },
    createDocuments: { shop, orderIds: [its.order], by: "stranger" },
    amendDocuments: { shop, orderIds: [its.order], by: "user:stranger", runId: its.run },
    followAmendments: { shop, orderIds: [its.order], runId: its.run, round: 0 },
    followDocuments: { shop, orderIds: [its.order], runId: its.run, round: 0 },
    pullFeeds: { shop, connectionId: its.connection },
    readLastDayAgain: {},
    readOrdersAgain: { shop, orderIds: [its.order] },
    archiveProcessed: {},
    archiveProcessedOf: { shop },
    runTasks: { shop, queue: `${its.connection}:0` },
    sweepTasks: {},
    everyMinute: {},
  };
}

beforeAll(openOwnerAndStranger);

const names = readdirSync(ROUTES).map((entry) => entry.replace(/\.tsx?$/, ""));
const fileOf = (name: string): string =>
  [`${name}/route.tsx`, `${name}/route.ts`, `${name}.tsx`, `${name}.ts`]
    .map((file) => path.join(ROUTES, file))
    .find(existsSync) ?? "";
const load = async (name: string): Promise<RouteModule> =>
  (await import(pathToFileURL(fileOf(name)).href)) as RouteModule;

const address = (name: string, { query = {}, params = {} }: Probe): string => {
  const parts =
    name === "app"
      ? ["app"]
      : name
          .split(".")
          .map((part) => (part.startsWith("$") ? (params[part.slice(1)] ?? "x") : part))
          .filter((part) => part !== "_index");
  return `https://app.example.test/${parts.join("/")}?${new URLSearchParams(query)}`;
};

/** The answer as a browser would get it: data, or the response that was thrown. */
async function ask(
  name: string,
  kind: "loader" | "action",
  probe: Probe,
): Promise<{ status: number; text: string }> {
  const headers = {
    authorization: `Bearer ${simulator.idToken(STRANGER)}`,
    "user-agent":
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36",
  };
  const request =
    kind === "loader"
      ? new Request(address(name, probe), { headers })
      : new Request(address(name, probe), {
          method: "POST",
          headers: {
            ...headers,
            "content-type": probe.form ? "application/x-www-form-urlencoded" : "application/json",
          },
          body: probe.form
            ? new URLSearchParams(probe.form).toString()
            : (probe.text ?? JSON.stringify(probe.body)),
        });
  const handler = (await load(name))[kind];
  if (!handler) throw new Error(`the route ${name} has no ${kind}`);
  try {
    const answer = await handler({ request, params: probe.params ?? {}, context: {} });
    return answer instanceof Response
      ? { status: answer.status, text: await answer.text() }
      : { status: 200, text: JSON.stringify(answer) ?? "null" };
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, text: await thrown.text() };
    throw thrown;
  }
}

const isRefusal = ({ status, text }: { status: number; text: string }): boolean =>
  status === 404 || /"refused":|"count":0|"changed":false/.test(text);

describe("every route", () => {
  it("has probes for its loader, its action and each thing its action does", async () => {
    const table = probes();
    const missing: string[] = [];
    for (const name of names) {
      if (WITHOUT_SHOP[name] !== undefined) continue;
      const module = await load(name);
      const folder = path.join(ROUTES, name);
      const source = existsSync(folder)
        ? readdirSync(folder)
            .filter((file) => !file.includes(".test."))
            .map((file) => readFileSync(path.join(folder, file), "utf8"))
            .join("\n")
        : "";
      const shared = [...source.matchAll(/from "#app\/web\/([\w-]+\.server\.ts)"/g)]
        .map(([, file = ""]) => readFileSync(path.join("app/web", file), "utf8"))
        .join("\n");
      const fields = intentFields(`${source}\n${shared}`);
      const intents = [...fields.keys()];
      const tried = (table[name]?.action ?? []).map(
        ({ body, form }) => body?.intent ?? form?.intent,
      );
      // A field that no probe sends may name the owner's things: each is tried at least once.
      for (const [intent, names] of fields) {
        const sent = (table[name]?.action ?? [])
          .map(({ body, form }) => body ?? form ?? {})
          .filter((body) => body.intent === intent)
          .flatMap((body) => Object.keys(body));
        missing.push(
          ...[...names]
            .filter((field) => !sent.includes(field))
            .map((field) => `${name}: ${intent} with ${field}`),
        );
      }
      if (module.loader && !table[name]?.loader?.length) missing.push(`${name}: loader`);
      if (module.action && tried.length === 0) missing.push(`${name}: action`);
      missing.push(
        ...intents
          .filter((intent) => !tried.includes(intent))
          .map((intent) => `${name}: ${intent}`),
      );
    }
    expect(missing).toEqual([]);
    expect(Object.keys(table).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("notices a new field of a known intent", () => {
    const source = `const timing = { id: z.string() };
      const body = z.discriminatedUnion("intent", [
        z.object({ intent: z.literal("save"), ...timing, taskId: z.string() }),
        z.object({ intent: z.enum(["pause", "resume"]), id: z.string() }),
      ]);`;
    expect([...intentFields(source)].map(([intent, names]) => [intent, ...names])).toEqual([
      ["save", "id", "taskId"],
      ["pause", "id"],
      ["resume", "id"],
    ]);
  });

  it("shows a stranger nothing of the owner's, and changes nothing of it", async () => {
    const before = await ownersRows();
    const secrets = [
      OWNER,
      SECRET_NAME,
      ...Object.values(its).filter((value) => /^[0-9a-f-]{36}$/.test(value)),
    ];
    const wrong: unknown[] = [];
    let asked = 0;
    for (const [name, { loader = [], action = [] }] of Object.entries(probes())) {
      // What the stranger sent itself may come back, also later (undo).
      const sent = JSON.stringify([loader, action]);
      for (const [kind, probe] of [
        ...loader.map((one) => ["loader", one] as const),
        ...action.map((one) => ["action", one] as const),
      ]) {
        asked += 1;
        const answer = await ask(name, kind, probe);
        const shown = secrets.filter(
          (secret) => !sent.includes(secret) && answer.text.includes(secret),
        );
        const changed = Object.entries(await ownersRows())
          .filter(([table, hash]) => before[table] !== hash)
          .map(([table]) => table);
        const failed =
          answer.status >= 500 ||
          (answer.status >= 300 && answer.status < 400) ||
          answer.status === 401;
        if (
          shown.length > 0 ||
          changed.length > 0 ||
          failed ||
          (probe.own !== true && !isRefusal(answer))
        )
          wrong.push({
            name,
            kind,
            probe,
            shown,
            changed,
            answer: { status: answer.status, text: answer.text.slice(0, 200) },
          });
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(80);
  });
});

describe("every job", () => {
  it("has a probe", () => {
    expect(Object.keys(jobProbes()).sort()).toEqual(Object.keys(jobs).sort());
  });

  it("asked by a stranger with the owner's ids leaves the owner alone", async () => {
    const before = await ownersRows();
    for (const [name, payload] of Object.entries(jobProbes()).filter(
      ([, { shop }]) => shop === STRANGER,
    )) {
      await jobs[name]?.(payload);
      expect(await ownersRows(), name).toEqual(before);
    }
    expect(await db.order.count({ where: { shop: STRANGER } })).toBe(0);
    expect(await db.ledgerDocument.count({ where: { shop: STRANGER } })).toBe(0);
    expect(simulator.log.defects).toEqual([]);
  });
});
