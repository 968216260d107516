import type { Capabilities } from "#app/erp/capabilities.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { HeardNotice, Notice } from "#app/erp/port/notices.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { ErpError } from "#app/erp/errors.ts";
import { add, multiply, subtract } from "#app/money/decimal.ts";

/** What the suite needs to know of the books it is let into. Codes are the ERP's own. */
export interface ContractFacts {
  shippingAccount: string;
  roundingAccount: string;
  location: string;
  otherLocation: string;
  paymentTerms: string;
  shipmentMethod: string;
  paymentMethod: string;
  /** `service` only where the ERP knows services of an agent. */
  shippingAgent: { code: string; service?: string };
  itemCharge?: string;
  customer: ErpRef;
  blockedCustomer: ErpRef;
  /** Found by e-mail though the app did not make it. */
  foreign: { email: string; phoneDigits: string; ref: ErpRef };
  item: { ref: ErpRef; number: string; barcode: string };
  otherItem: { ref: ErpRef; number: string };
  blockedItem: ErpRef;
  headingAccount?: string;
  /** The books' usual tax, and two more that may be charged on one line. */
  vat: { title: string; rate: string };
  twoTaxes: [{ title: string; rate: string }, { title: string; rate: string }];
  /** Drafts have prices with tax where the ERP knows such, unless a case says otherwise. */
  pricesIncludeTax: boolean;
}

export interface ContractSubject {
  port: ErpConnectionPort;
  facts: ContractFacts;
  /** Deletes a document as a person in the ERP would. */
  deleteDocument: (ref: ErpRef) => Promise<void>;
  byHand: ByHand;
  line: Line;
  /** Only where `webhooks` is declared: reads what came in at an address of this connection, and lets the ERP tell what changed. */
  notices?: { hear: (notice: Notice) => HeardNotice; tell: () => Promise<void> };
  close: () => Promise<void>;
}

/** What a person does in the ERP itself, past the port. What the ERP refuses is thrown as ErpError, as the port does. */
export interface ByHand {
  /** Releases a document; only where the ERP's API cannot. */
  release?: (document: ErpRef) => Promise<void>;
  /** Ships lines of a released order, named by their keys; without lines all that is left. */
  ship: (
    order: ErpRef,
    shipment: {
      lines?: { key: string; quantity: string }[];
      agent?: string;
      service?: string;
      trackingNumbers?: string[];
    },
  ) => Promise<ErpRef>;
  undoShipment: (shipment: ErpRef) => Promise<void>;
  /** Takes in goods of a released return order; without lines all that is left. Only where the ERP has return orders. */
  receive?: (order: ErpRef, lines?: { key: string; quantity: string }[]) => Promise<void>;
  /** Another quantity of a line of an order that is not released, named by its key. */
  setQuantity: (order: ErpRef, key: string, quantity: string) => Promise<void>;
  /** One more piece of an item on such an order, at this price and without tax. */
  addLine: (order: ErpRef, unitPrice: string) => Promise<void>;
  /** `shipped`: goods as far as they left, and all that is no goods. `whole`: all that is left; what the ERP posts in several invoices ends with the goods' one. */
  invoice: (order: ErpRef, what: "shipped" | "whole") => Promise<ErpRef>;
  /** Credits a posted invoice whole, as a clerk does; `order`: the number of its order, where the clerk writes it by hand. */
  credit: (invoice: ErpRef, order: string) => Promise<ErpRef>;
}

/**
 * The line between the adapter and the ERP, on its worst day. `lostBefore`: the ERP never hears the call. `lostAfter`, `truncated`: it acts, and
 * its answer does not arrive, or half of it. `doubled`: it hears the call twice. `slow`: its answer takes longer than the caller waits.
 */
export type LineFault = "lostBefore" | "lostAfter" | "truncated" | "doubled" | "slow";

export interface Line {
  /** What can happen on this line. */
  faults: readonly LineFault[];
  /** The next calls that change a document or a customer meet the fault, after so many have gone through. */
  arm: (fault: LineFault, count?: number, through?: number) => void;
  /** How many calls have met a fault. */
  met: () => number;
  /** No fault any more. Answers how many calls met one. */
  reset: () => number;
}

export interface ContractAdapter {
  name: string;
  capabilities: Capabilities;
  /** People can take a shipment back, and no feed tells it for sure: only the document does. */
  undoUntold?: true;
  /** How the ERP counts a text's length: an emoji is one character and two UTF-16 units. */
  textUnits?: "utf16";
  /** How often documents of any lines are tried; where each takes long, fewer are enough. */
  anyLinesRuns?: number;
  /** A posted credit memo brings its goods back into stock; where not, people take them in. */
  creditMemoRestocks: boolean;
  open: () => Promise<ContractSubject>;
}

export const call = { traceId: "contract" };

let last = 7_000_000_000_000;
/** A key no other case used. */
export const newKey = (kind: ExternalKey["kind"] = "order", generation = 1): ExternalKey => ({
  kind,
  shopifyId: String(++last),
  generation,
  label: `#${last}`,
});

export function line(key: string, over: Partial<DraftLine>): DraftLine {
  return {
    key,
    kind: "item",
    description: `Line ${key}`,
    quantity: "1",
    unitPrice: "10",
    discount: "0",
    taxes: [],
    ...over,
  };
}

export function itemLine(
  facts: ContractFacts,
  key: string,
  over: Partial<DraftLine> = {},
): DraftLine {
  return line(key, { item: facts.item.ref, location: facts.location, ...over });
}

/** A draft whose expected totals follow from its own lines. */
export function draftOf(
  facts: ContractFacts,
  lines: DraftLine[],
  over: Partial<DocumentDraft> = {},
): DocumentDraft {
  const address = {
    name: "Ada Berg",
    address1: "Hafenstraße 1",
    city: "Hamburg",
    zip: "20457",
    countryCode: "DE",
  };
  const amount = add(
    "0",
    ...lines.map((entry) => subtract(multiply(entry.quantity, entry.unitPrice), entry.discount)),
  );
  const tax = add("0", ...lines.flatMap((entry) => entry.taxes.map((part) => part.amount)));
  const inclusive = over.pricesIncludeTax ?? facts.pricesIncludeTax;
  return {
    kind: "salesOrder",
    sellTo: facts.customer,
    billTo: facts.customer,
    sellToAddress: address,
    billToAddress: address,
    shipToAddress: address,
    currency: "EUR",
    pricesIncludeTax: inclusive,
    documentDate: "2026-03-01",
    shopifyOrderNumber: "#1001",
    shopifyOrderId: "gid://shopify/Order/1001",
    taxLiable: true,
    lines,
    expected: inclusive
      ? { net: subtract(amount, tax), tax, gross: amount }
      : { net: amount, tax, gross: add(amount, tax) },
    ...over,
  };
}

export const customerData = (over: Partial<CustomerData> = {}): CustomerData => ({
  name: "Nora Falk",
  email: "nora@example.test",
  phone: "+49 40 5550 123",
  address: { name: "Nora Falk", address1: "Kai 3", city: "Kiel", zip: "24103", countryCode: "DE" },
  ...over,
});

/** The class of the ErpError a call ends in; anything else is handed on. */
export async function refusal(work: Promise<unknown>): Promise<ErpError["detail"]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ErpError) return error.detail;
    throw error;
  }
  throw new Error("the call was not refused");
}
