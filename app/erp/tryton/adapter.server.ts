import type { CallOptions, ConnectionSettings, ErpAdapter, ErpConnectionPort } from "#app/erp/port.ts";
import { TRYTON_CAPABILITIES } from "./capabilities.ts";
import { cancelDocument, createDocument, findDocuments, getDocument, postDocument, releaseDocument } from "./documents.server.ts";
import { portCall } from "./port-call.server.ts";
import { probe } from "./probe/probe.server.ts";
import { listReference } from "./reference.server.ts";
import { openScope } from "./scope.server.ts";
import { TRYTON_SETTINGS } from "./settings.ts";
import { unsupported } from "./unsupported.ts";

/** Tryton 6.0, a free ERP, over its JSON-RPC. */
export const trytonAdapter: ErpAdapter = {
  name: "tryton",
  describe: () => ({ name: "tryton", title: "Tryton", settings: TRYTON_SETTINGS, defaultCapabilities: TRYTON_CAPABILITIES }),
  connect,
};

function connect(connection: ConnectionSettings): ErpConnectionPort {
  const scope = openScope(connection);
  const read = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> => portCall(scope, options, "read", work);
  const write = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> => portCall(scope, options, "write", work);
  return {
    probe: (options) => read(options, () => probe(scope, options)),
    listReference: (kind, page, options) => read(options, () => listReference(scope, kind, page, options)),
    findCustomers: () => unsupported("customers"),
    createCustomer: () => unsupported("customers"),
    updateCustomer: () => unsupported("customers"),
    findItems: () => unsupported("items"),
    createItem: () => unsupported("items"),
    listItems: () => unsupported("items"),
    findDocuments: (key, options) => read(options, () => findDocuments(scope, key, options)),
    getDocument: (ref, options) => read(options, () => getDocument(scope, ref, options)),
    createDocument: (key, draft, options) => write(options, () => createDocument(scope, key, draft, options)),
    releaseDocument: (ref, options) => write(options, () => releaseDocument(scope, ref, options)),
    cancelDocument: (ref, options) => write(options, () => cancelDocument(scope, ref, options)),
    postDocument: (ref, options) => write(options, () => postDocument(scope, ref, options)),
    registerPayment: () => unsupported("payments"),
    pull: () => unsupported("feeds"),
    getAvailability: () => unsupported("inventory"),
  };
}
