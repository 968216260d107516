import type {
  CallOptions,
  ConnectionSettings,
  ErpAdapter,
  ErpConnectionPort,
} from "#app/erp/port/adapter.ts";
import { refusal, unsupported } from "#app/erp/refusals.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import { amendDocument } from "./amending/amend.server.ts";
import { BC_CAPABILITIES } from "./capabilities.ts";
import { findCustomers } from "./customers/find.server.ts";
import { readCustomer } from "./customers/read.server.ts";
import { createCustomer, updateCustomer } from "./customers/write.server.ts";
import { cancelDocument } from "./documents/cancel.server.ts";
import { createDocument } from "./documents/create.server.ts";
import { postDocument } from "./documents/post.server.ts";
import { readDocument } from "./documents/read-whole.server.ts";
import { findDocuments, getDocument } from "./documents/read.server.ts";
import { isBcDraft } from "./documents/sets.ts";
import { pull } from "./feeds/pull.server.ts";
import { findItems, listItems } from "./items/find.server.ts";
import { readItems } from "./items/read.server.ts";
import { createItem } from "./items/write.server.ts";
import { hearNotice } from "./notices/hear.ts";
import { noticeSecret } from "./notices/secret.ts";
import { subscribe } from "./notices/subscribe.server.ts";
import { registerPayment } from "./payments/register.server.ts";
import { portCall } from "./port-call.server.ts";
import { probe } from "./probe/probe.server.ts";
import { listReference } from "./reference.server.ts";
import type { WayOut } from "./scope.server.ts";
import { openScope } from "./scope.server.ts";
import { BC_SETTINGS } from "./settings.ts";

/** Microsoft Dynamics 365 Business Central online, over its standard API v2.0. */
export const businessCentralAdapter: ErpAdapter = {
  name: "business-central",
  describe: () => ({
    name: "business-central",
    title: "Business Central",
    settings: BC_SETTINGS,
    defaultCapabilities: BC_CAPABILITIES,
  }),
  connect: (connection) => connectBusinessCentral(connection),
  hearNotice,
};

/** The port of a connection; `way` where requests must not go out as the app's own do. */
export function connectBusinessCentral(
  connection: ConnectionSettings,
  way?: WayOut,
): ErpConnectionPort {
  const scope = openScope(connection, way);
  const call = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> =>
    portCall(options, work);
  const cannot = (
    capability: keyof Capabilities &
      ("release" | "creditMemoApplication" | "inventory" | "returns" | "postedInvoiceLines"),
  ) => unsupported(capability, refusal(`bc.${capability}`));
  return {
    probe: (options) => call(options, () => probe(scope, options)),
    listReference: (kind, page, options) =>
      call(options, () => listReference(scope, kind, page, options)),
    findCustomers: (queries, options) =>
      call(options, () => findCustomers(scope, queries, options)),
    createCustomer: (key, data, options) =>
      call(options, () => createCustomer(scope, key, data, options)),
    updateCustomer: (ref, data, options) =>
      call(options, () => updateCustomer(scope, ref, data, options)),
    readCustomer: (ref, options) => call(options, () => readCustomer(scope, ref, options)),
    findItems: (queries, options) =>
      call(options, async () => (queries.length === 0 ? [] : findItems(scope, queries, options))),
    readItems: (ids, options) => call(options, () => readItems(scope, ids, options)),
    createItem: (key, data, options) => call(options, () => createItem(scope, key, data, options)),
    listItems: (page, options) => call(options, () => listItems(scope, page, options)),
    findDocuments: (key, options) => call(options, () => findDocuments(scope, key, options)),
    getDocument: (ref, options) => call(options, () => getDocument(scope, ref, options)),
    readDocument: (made, options) => call(options, () => readDocument(scope, made, options)),
    readPostedInvoice: async () => Promise.reject(cannot("postedInvoiceLines")),
    readSalesOrder: () =>
      Promise.reject(unsupported("salesOrderLines", refusal("connection.noSalesOrders"))),
    amendDocument: (key, amended, draft, options) =>
      call(options, () => amendDocument(scope, key, { ...amended, draft }, options)),
    createDocument: (key, draft, options) =>
      isBcDraft(draft)
        ? call(options, () => createDocument(scope, key, draft, options))
        : Promise.reject(cannot("returns")),
    releaseDocument: async () => Promise.reject(cannot("release")),
    cancelDocument: (ref, options) => call(options, () => cancelDocument(scope, ref, options)),
    postDocument: (ref, options) => call(options, () => postDocument(scope, ref, options)),
    registerPayment: (key, payment, options) =>
      call(options, () => registerPayment(scope, key, payment, options)),
    applyCreditMemo: async () => Promise.reject(cannot("creditMemoApplication")),
    pull: async (feed, cursor, limit, options) =>
      feed === "stock"
        ? Promise.reject(cannot("inventory"))
        : feed === "receipts"
          ? Promise.reject(cannot("returns"))
          : call(options, () => pull(scope, feed, { cursor, limit }, options)),
    subscribe: (address, options) =>
      call(options, () => subscribe(scope, { address, secret: noticeSecret(connection) }, options)),
    getAvailability: async () => Promise.reject(cannot("inventory")),
  };
}
