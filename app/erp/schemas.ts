import { z } from "zod";
import { decimalSchema } from "#app/money/money-schema.ts";
import type { Capabilities } from "./capabilities.ts";
import type { CustomerData } from "./port/customers.ts";
import { CHARGE_WAYS, DOCUMENT_KINDS } from "./port/documents.ts";
import type { DocumentDraft } from "./port/documents.ts";
import type { InvoiceEvent, ShipmentEvent } from "./port/feeds.ts";
import type { ItemData } from "./port/items.ts";
import type { Probe } from "./port/probe.ts";
import type { ErpRef } from "./port/refs.ts";
import type { PostalAddress } from "./port/customers.ts";
import { LineId } from "#app/lib/ids.ts";

// What the app keeps of the port's values, as it must look when it is read again. Texts may be empty: redaction empties them.

const text = z.string();
const maybe = text.exactOptional();

export const erpRefSchema: z.ZodType<ErpRef> = z.object({
  kind: z.enum([
    "customer",
    "item",
    "salesOrder",
    "salesInvoice",
    "creditMemo",
    "returnOrder",
    "shipment",
    "receipt",
    "payment",
  ]),
  id: text,
  number: maybe,
  version: maybe,
  url: maybe,
});

export const postalAddressSchema: z.ZodType<PostalAddress> = z.object({
  name: text,
  name2: maybe,
  contact: maybe,
  address1: maybe,
  address2: maybe,
  city: maybe,
  county: maybe,
  zip: maybe,
  countryCode: maybe,
  phone: maybe,
});

export const customerDataSchema: z.ZodType<CustomerData> = z.object({
  name: text,
  name2: maybe,
  contact: maybe,
  email: maybe,
  phone: maybe,
  address: postalAddressSchema,
  template: maybe,
  taxArea: maybe,
  taxLiable: z.boolean().exactOptional(),
  currency: maybe,
  companyName: maybe,
  taxId: maybe,
  registrationNumber: maybe,
  marketing: z.boolean().exactOptional(),
  tags: z.array(text).exactOptional(),
});

export const itemDataSchema: z.ZodType<ItemData> = z.object({
  number: maybe,
  description: text,
  barcode: maybe,
  unit: maybe,
  price: maybe,
  currency: maybe,
  weight: maybe,
});

const totals = z.object({ net: decimalSchema, tax: decimalSchema, gross: decimalSchema });

const draftLine = z.object({
  key: text,
  kind: z.enum([
    "item",
    "giftCard",
    "tip",
    "shipping",
    "duty",
    "fee",
    "cashRounding",
    "adjustment",
    "rounding",
    "comment",
  ]),
  item: erpRefSchema.exactOptional(),
  variantCode: maybe,
  unit: maybe,
  account: maybe,
  itemCharge: maybe,
  chargeBy: z.enum(CHARGE_WAYS).exactOptional(),
  description: text,
  quantity: decimalSchema,
  unitPrice: decimalSchema,
  discount: decimalSchema,
  taxes: z.array(
    z.object({
      title: text,
      rate: decimalSchema.exactOptional(),
      amount: decimalSchema,
      channelLiable: z.boolean().exactOptional(),
    }),
  ),
  location: maybe,
  shippingAgent: maybe,
  shippingAgentService: maybe,
  shopifyLineId: LineId.exactOptional(),
  components: z.array(z.object({ lineId: LineId, quantity: z.number() })).exactOptional(),
});

export const documentDraftSchema: z.ZodType<DocumentDraft> = z.object({
  kind: z.enum(DOCUMENT_KINDS),
  number: maybe,
  sellTo: erpRefSchema,
  billTo: erpRefSchema,
  sellToAddress: postalAddressSchema,
  billToAddress: postalAddressSchema,
  shipToAddress: postalAddressSchema,
  email: maybe,
  phone: maybe,
  currency: text,
  pricesIncludeTax: z.boolean(),
  documentDate: text,
  dueDate: maybe,
  externalDocumentNumber: maybe,
  shopifyOrderNumber: text,
  shopifyOrderId: text,
  taxArea: maybe,
  taxLiable: z.boolean(),
  paymentTerms: maybe,
  paymentMethod: maybe,
  shipmentMethod: maybe,
  shippingAgent: maybe,
  shippingAgentService: maybe,
  note: maybe,
  roundingText: maybe,
  lines: z.array(draftLine),
  expected: totals,
});

export const shipmentEventSchema: z.ZodType<ShipmentEvent> = z.object({
  feed: z.literal("shipments"),
  dedupeKey: text,
  ref: erpRefSchema,
  orderRef: erpRefSchema.exactOptional(),
  orderExternalKey: maybe,
  postedAt: text,
  lines: z.array(
    z.object({
      orderLineKey: maybe,
      sequence: z.number().exactOptional(),
      item: erpRefSchema.exactOptional(),
      quantity: decimalSchema,
    }),
  ),
  agentCode: maybe,
  agentService: maybe,
  trackingNumbers: z.array(text),
  trackingUrl: maybe,
  location: maybe,
  reversed: z.boolean(),
});

export const invoiceEventSchema: z.ZodType<InvoiceEvent> = z.object({
  feed: z.enum(["invoices", "creditMemos"]),
  dedupeKey: text,
  ref: erpRefSchema,
  number: text,
  orderRefs: z.array(erpRefSchema),
  externalKey: maybe,
  credits: z.array(erpRefSchema).exactOptional(),
  reference: maybe,
  status: z.enum(["posted", "paid", "cancelled", "reopened"]),
  postedAt: text,
  totals,
  remaining: decimalSchema,
  currency: text,
});

const flag = z.boolean();
const capabilities: z.ZodType<Capabilities> = z.object({
  release: flag,
  releaseOnCreate: flag.default(false), // tests of earlier versions of the app did not ask
  cancelReleased: flag,
  amendable: z.array(z.enum(["open", "released"])),
  postShipmentViaApi: flag,
  postInvoiceViaApi: flag,
  partialShipments: flag,
  shipmentTracking: flag,
  undoShipment: flag,
  shipmentLineLink: z.enum(["orderLine", "sequence", "item"]),
  taxInclusivePrices: flag,
  explicitTaxAmounts: flag,
  lineWithoutItem: flag,
  paymentMethodOnOrder: flag,
  taxAreaOnOrder: flag,
  customerFields: z.array(z.enum(["deliveryPhone", "marketing", "tags"])),
  taxIds: flag,
  multiCurrency: flag,
  inventory: z.enum(["none", "total", "byLocation"]),
  variants: flag,
  dimensions: flag,
  returns: flag,
  postedInvoiceLines: flag,
  salesOrderLines: flag,
  paymentRegistration: flag,
  paymentOnAccount: flag,
  creditMemoPayment: flag,
  creditMemoApplication: z.enum(["none", "whole", "part"]),
  exchangeOnCreditMemo: flag,
  webhooks: flag,
  deletionsInFeed: flag,
  optimisticLock: flag,
  nativeIdempotency: z.object({ customer: flag, order: flag }),
  itemCharges: flag,
  manualNumbers: flag,
  locationMandatory: flag,
  precision: z.object({
    unitPrice: z.number(),
    quantity: z.number(),
    rounding: z.enum(["halfUp", "halfEven"]),
  }),
  limits: z.object({
    externalKey: z.number(),
    number: z.number(),
    name: z.number(),
    address: z.number(),
    description: z.number(),
    note: z.number(),
    parts: z
      .object({
        address2: z.number().exactOptional(),
        city: z.number().exactOptional(),
        county: z.number().exactOptional(),
        zip: z.number().exactOptional(),
      })
      .exactOptional(),
    units: z.literal("utf16").exactOptional(),
  }),
  rate: z.object({ rps: z.number(), parallel: z.number(), inFlight: z.number() }),
  settleMs: z.number(),
});

const params = z.record(text, text).exactOptional();

export const probeSchema: z.ZodType<Probe> = z.object({
  erp: text,
  version: text,
  company: text,
  currency: text,
  timeZone: text,
  capabilities,
  issues: z.array(
    z.object({
      code: text,
      severity: z.enum(["error", "warning"]),
      message: text,
      action: text,
      params,
    }),
  ),
  steps: z.array(
    z.object({
      key: z.enum([
        "address",
        "connection",
        "version",
        "login",
        "token",
        "company",
        "modules",
        "permissions",
        "fiscalYear",
        "taxes",
        "currencies",
        "setUp",
      ]),
      outcome: z.enum(["ok", "warning", "failed", "skipped"]),
      params,
    }),
  ),
});
