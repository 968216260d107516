import type {
  CallOptions,
  ConnectionSettings,
  ErpAdapter,
  ErpConnectionPort,
} from "#app/erp/port/adapter.ts";
import { refusal, unsupported } from "#app/erp/refusals.ts";
import { amendSale } from "./amending/amend-sale.server.ts";
import { TRYTON_CAPABILITIES } from "./capabilities.ts";
import {
  cancelDocument,
  createDocument,
  findDocuments,
  getDocument,
  postDocument,
  readDocument,
  releaseDocument,
} from "./documents.server.ts";
import { pull } from "./feeds/pull.server.ts";
import { readPostedInvoice } from "./reading/posted-invoice.server.ts";
import { findItems, listItems } from "./items/find.server.ts";
import { readItems } from "./items/read.server.ts";
import { createItem } from "./items/write.server.ts";
import { findCustomers } from "./parties/find.server.ts";
import { readCustomer } from "./parties/read.server.ts";
import { createCustomer, updateCustomer } from "./parties/write.server.ts";
import { applyCreditMemo } from "./payments/apply.server.ts";
import { registerPayment } from "./payments/register.server.ts";
import { plainWrite, portCall } from "./port-call.server.ts";
import { probe } from "./probe/probe.server.ts";
import { listReference } from "./reference.server.ts";
import { openScope } from "./scope.server.ts";
import { getAvailability } from "./stock.server.ts";
import { TRYTON_SETTINGS } from "./settings.ts";

/** Tryton 6.0, a free ERP, over its JSON-RPC. */
export const trytonAdapter: ErpAdapter = {
  name: "tryton",
  describe: () => ({
    name: "tryton",
    title: "Tryton",
    settings: TRYTON_SETTINGS,
    defaultCapabilities: TRYTON_CAPABILITIES,
  }),
  connect,
};

function connect(connection: ConnectionSettings): ErpConnectionPort {
  const scope = openScope(connection);
  const { tryton } = scope;
  const read = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> =>
    portCall(options, work);
  const write = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> =>
    plainWrite(scope, options, work);
  return {
    probe: (options) => read(options, () => probe(scope, options)),
    listReference: (kind, page, options) =>
      read(options, () => listReference(scope, kind, page, options)),
    findCustomers: (queries, options) =>
      read(options, () => findCustomers(scope, queries, options)),
    createCustomer: (key, data, options) =>
      write(options, () => createCustomer(scope, key, data, options)),
    updateCustomer: (ref, data, options) =>
      write(options, () => updateCustomer(scope, ref, data, options)),
    readCustomer: (ref, options) => read(options, () => readCustomer(scope, ref, options)),
    findItems: (queries, options) => read(options, () => findItems(tryton, queries, options)),
    readItems: (ids, options) => read(options, () => readItems(scope, ids, options)),
    createItem: (key, data, options) => write(options, () => createItem(scope, key, data, options)),
    listItems: (page, options) => read(options, () => listItems(tryton, page, options)),
    findDocuments: (key, options) => read(options, () => findDocuments(scope, key, options)),
    getDocument: (ref, options) => read(options, () => getDocument(scope, ref, options)),
    readDocument: ({ ref }, options) => read(options, () => readDocument(scope, ref, options)),
    readPostedInvoice: (ref, options) =>
      read(options, () => readPostedInvoice(scope, ref, options)),
    readSalesOrder: () =>
      Promise.reject(unsupported("salesOrderLines", refusal("connection.noSalesOrders"))),
    amendDocument: (key, amended, draft, options) =>
      write(options, () => amendSale(scope, { ...amended, key }, draft, options)),
    createDocument: (key, draft, options) => createDocument(scope, key, draft, options),
    releaseDocument: (ref, options) => releaseDocument(scope, ref, options),
    cancelDocument: (ref, options) => write(options, () => cancelDocument(scope, ref, options)),
    postDocument: (ref, options) => write(options, () => postDocument(scope, ref, options)),
    registerPayment: (key, payment, options) =>
      write(options, () => registerPayment(tryton, key, payment, options)),
    applyCreditMemo: (_key, application, options) =>
      write(options, () => applyCreditMemo(tryton, application, options)),
    pull: (feed, cursor, limit, options) =>
      read(options, () => pull(scope, feed, { cursor, limit }, options)),
    getAvailability: (queries, locations, options) =>
      read(options, () => getAvailability(scope, queries, locations, options)),
    subscribe: () => Promise.reject(unsupported("webhooks", refusal("connection.noNotices"))),
  };
}
