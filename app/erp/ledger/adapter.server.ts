import type {
  CallOptions,
  ConnectionSettings,
  ErpAdapter,
  ErpConnectionPort,
} from "#app/erp/port/adapter.ts";
import { refusal, unsupported } from "#app/erp/refusals.ts";
import { LEDGER_CAPABILITIES } from "./capabilities.ts";
import { findCustomers } from "./customers/find.server.ts";
import { readCustomer } from "./customers/read.server.ts";
import { createCustomer, updateCustomer } from "./customers/write.server.ts";
import { portCall } from "./database-errors.server.ts";
import { amendDocument } from "./documents/amend.server.ts";
import { cancelDocument, releaseDocument } from "./documents/change.server.ts";
import { createDocument } from "./documents/create.server.ts";
import { findByKey, getDocument } from "./documents/read.server.ts";
import { readSalesOrder } from "./documents/read-order.server.ts";
import { readDocument } from "./documents/reading.server.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import { pull } from "./feeds.server.ts";
import { findItems, listItems } from "./items/find.server.ts";
import { readItems } from "./items/read.server.ts";
import { createItem } from "./items/write.server.ts";
import { applyCreditMemo } from "./posting/application.server.ts";
import { getAvailability } from "./posting/availability.server.ts";
import { postDocument } from "./posting/invoice.server.ts";
import { registerPayment } from "./posting/payment.server.ts";
import { readPostedInvoice } from "./posting/read-invoice.server.ts";
import { probe } from "./probe.server.ts";
import { listReference } from "./reference.server.ts";

/** Who changed something, when the app did it through the port. */
const APP = "Shopify connector";

/** The built-in ERP: books in the app's own database, for shops without an ERP. Needs no settings. */
export const ledgerAdapter: ErpAdapter = {
  name: "ledger",
  describe: () => ({
    name: "ledger",
    title: "Built-in ledger",
    settings: [],
    defaultCapabilities: LEDGER_CAPABILITIES,
  }),
  connect,
};

function connect({ shop, connectionId }: ConnectionSettings): ErpConnectionPort {
  const scope = { shop, connectionId };
  const read = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> =>
    portCall(options, "read", work);
  const write = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> =>
    portCall(options, "write", work);
  return {
    probe: (options) => read(options, () => probe(scope)),
    listReference: (kind, page, options) => read(options, () => listReference(scope, kind, page)),
    findCustomers: (queries, options) => read(options, () => findCustomers(scope, queries)),
    createCustomer: (key, data, options) => write(options, () => createCustomer(scope, key, data)),
    updateCustomer: (ref, data, options) => write(options, () => updateCustomer(scope, ref, data)),
    readCustomer: (ref, options) => read(options, () => readCustomer(scope, ref)),
    findItems: (queries, options) => read(options, () => findItems(scope, queries)),
    readItems: (ids, options) => read(options, () => readItems(scope, ids)),
    createItem: (key, data, options) => write(options, () => createItem(scope, key, data)),
    listItems: (page, options) => read(options, () => listItems(scope, page)),
    findDocuments: (key, options) => read(options, () => findByKey(scope, renderExternalKey(key))),
    getDocument: (ref, options) => read(options, () => getDocument(scope, ref)),
    readDocument: ({ ref }, options) => read(options, () => readDocument(scope, ref)),
    readPostedInvoice: (ref, options) => read(options, () => readPostedInvoice(scope, ref)),
    readSalesOrder: (ref, options) => read(options, () => readSalesOrder(scope, ref)),
    amendDocument: (key, amended, draft, options) =>
      write(options, () => amendDocument(scope, key, amended, draft)),
    createDocument: (key, draft, options) =>
      write(options, () => createDocument(scope, key, draft)),
    releaseDocument: (ref, options) => write(options, () => releaseDocument(scope, ref)),
    cancelDocument: (ref, options) => write(options, () => cancelDocument(scope, ref)),
    postDocument: (ref, options) => write(options, () => postDocument(scope, ref, APP)),
    registerPayment: (key, payment, options) =>
      write(options, () => registerPayment(scope, key, payment)),
    applyCreditMemo: (key, application, options) =>
      write(options, () => applyCreditMemo(scope, key, application)),
    pull: (feed, cursor, limit, options) => read(options, () => pull(scope, feed, cursor, limit)),
    getAvailability: (queries, locations, options) =>
      read(options, () => getAvailability(scope, queries, locations)),
    // Whoever posts in the ledger does so in the app, which knows of it.
    subscribe: () => Promise.reject(unsupported("webhooks", refusal("connection.noNotices"))),
  };
}
