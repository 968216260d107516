// The addresses of the app's screens. No other file spells one; lint keeps it so.

const HOME = "/app";
const SETTINGS = `${HOME}/settings`;
const LEDGER = `${HOME}/ledger`;
const MAPPINGS = `${HOME}/mappings`;
const ORDERS = `${HOME}/orders`;
const INVOICES = `${HOME}/invoices`;
const REFUNDS = `${HOME}/refunds`;
const RETURNS = `${HOME}/returns`;
const GIFT_CARDS = `${HOME}/gift-cards`;
const HELP = `${HOME}/help`;

/** An address with its search parameters; one that is undefined is left out. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) params.set(key, value);
  return params.size === 0 ? path : `${path}?${params}`;
}

/** The numeric id at the end of a gid. */
const lastPart = (gid: string): string => gid.replace(/^.*\//, "");

export const paths = {
  home: HOME,
  /** Where the Shopify library sends whoever comes without the admin around the app. */
  outside: "/auth/login",
  ordersToImport: `${HOME}/orders-to-import`,
  orders: ORDERS,
  /** The orders list as a CSV file, and where its views are saved. */
  ordersFile: `${ORDERS}/file`,
  orderViews: `${ORDERS}/views`,
  /** The order page of an order gid; the address carries the numeric id. */
  order: (orderGid: string): string => `${ORDERS}/${lastPart(orderGid)}`,
  /** What changed of an order after its document was made. */
  orderChanges: (orderGid: string): string => `${ORDERS}/${lastPart(orderGid)}/changes`,
  shipments: `${HOME}/shipments`,
  invoices: INVOICES,
  invoice: (id: string): string => `${INVOICES}/${id}`,
  refunds: REFUNDS,
  /** The page of a refund gid; the address carries the numeric id. */
  refund: (refundGid: string): string => `${REFUNDS}/${lastPart(refundGid)}`,
  returns: RETURNS,
  return: (returnGid: string): string => `${RETURNS}/${lastPart(returnGid)}`,
  giftCards: GIFT_CARDS,
  giftCardLiability: `${GIFT_CARDS}/liability`,
  giftCardImport: `${GIFT_CARDS}/import`,
  /** Gives the cards as a file and takes one. */
  giftCardFile: `${GIFT_CARDS}/file`,
  stock: `${HOME}/stock`,
  customers: `${HOME}/customers`,
  items: `${HOME}/items`,
  exportedInvoices: `${HOME}/exported-invoices`,
  exportedOrders: `${HOME}/exported-orders`,
  catalog: `${HOME}/catalog`,
  /** The one address that gives something of a shop to whoever has it: the secret in it says who. */
  catalogFiles: "/catalog",
  catalogFile: (secret: string, ending: string): string => `/catalog/${secret}.${ending}`,
  /** Where a connection's ERP tells of changes. */
  erpNotices: "/erp-notices",
  erpNoticesOf: (shop: string, connectionId: string): string =>
    `/erp-notices/${shop}/${connectionId}`,
  problems: `${HOME}/problems`,
  /** Gives the form that fixes a problem, and takes it. */
  problemFix: `${HOME}/problems/fix`,
  tasks: `${HOME}/tasks`,
  skipped: `${HOME}/skipped`,
  logs: `${HOME}/logs`,
  runs: `${HOME}/runs`,
  reference: `${HOME}/reference`,
  connection: `${HOME}/erp`,
  mappings: MAPPINGS,
  /** A page of mappings, with `key` narrowed to one row. */
  mapping: (page: string, key?: string, card?: string): string =>
    withQuery(`${MAPPINGS}/${page}`, { key, card }),
  settings: SETTINGS,
  /** Of the shop's first card where none is named. */
  setting: (key: string, card?: string): string =>
    `${SETTINGS}${card === undefined ? "" : `?card=${card}`}#${key}`,
  company: `${SETTINGS}/company`,
  history: `${SETTINGS}/history`,
  cards: `${SETTINGS}/cards`,
  card: (id: string): string => `${SETTINGS}/cards/${id}`,
  /** A card as a file, and where one is taken over. */
  cardFile: (id: string): string => `${SETTINGS}/cards/${id}/file`,
  cardImport: (id: string): string => `${SETTINGS}/cards/${id}/import`,
  /** The settings, history and mappings of one of several cards. */
  cardSettings: (card: string): string => withQuery(SETTINGS, { card }),
  cardHistory: (card: string): string => withQuery(`${SETTINGS}/history`, { card }),
  cardMappings: (card: string): string => withQuery(MAPPINGS, { card }),
  schedules: `${SETTINGS}/schedules`,
  privacy: `${SETTINGS}/privacy`,
  help: HELP,
  helpPage: (name: string): string => `${HELP}/${name}`,
  ledger: LEDGER,
  ledgerDocuments: `${LEDGER}/documents`,
  ledgerDocument: (id: string): string => `${LEDGER}/documents/${id}`,
  ledgerCustomers: `${LEDGER}/customers`,
  ledgerCustomer: (id: string): string => `${LEDGER}/customers/${id}`,
  ledgerItems: `${LEDGER}/items`,
  ledgerItem: (id: string): string => `${LEDGER}/items/${id}`,
  ledgerShipments: `${LEDGER}/shipments`,
  ledgerInvoices: `${LEDGER}/invoices`,
  ledgerNewInvoice: (customer: string): string => `${LEDGER}/new-invoice/${customer}`,
  ledgerSetUp: `${LEDGER}/set-up`,
};

/** The same address of one of several cards: of a setting or a mapping page; any other stays as it is. */
export function ofCard(path: string, card: string): string {
  const [address = "", hash] = path.split("#");
  if (address !== SETTINGS && address !== MAPPINGS && !address.startsWith(`${MAPPINGS}/`))
    return path;
  const sign = address.includes("?") ? "&" : "?";
  return `${address}${sign}card=${card}${hash === undefined ? "" : `#${hash}`}`;
}

/** Whether an address is an order's page. */
export const isOrderPath = (path: string): boolean => path.startsWith(`${ORDERS}/`);
