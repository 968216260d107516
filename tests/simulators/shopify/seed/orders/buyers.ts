/** Who bought: guests, shop counter, companies. */
import type { OrderKind } from "../../world/order-spec.ts";
import { GUEST_ADDRESS, STANDARD, VAT } from "./shared.ts";

export const BUYERS: OrderKind[] = [
  {
    kind: "guest",
    title: "A guest: no customer record",
    spec: {
      customer: null,
      email: "renate.vogel@example.com",
      shippingAddress: GUEST_ADDRESS,
      billingAddress: "same",
      taxes: VAT,
      lines: [{ variant: "MUG-BLUE", quantity: 2 }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "pos-without-address",
    title: "Over the counter, nobody named",
    spec: {
      source: "pos",
      retailLocation: "hamburg",
      customer: null,
      email: null,
      shippingAddress: null,
      billingAddress: null,
      taxes: VAT,
      lines: [{ variant: "MUG-WHITE" }, { variant: "CARDS", quantity: 2 }],
      shipping: [],
      fulfillmentOrders: [{ location: "hamburg", method: "RETAIL" }],
      payments: [{ gateway: "shopify_payments" }],
      later: [{ hoursLater: 0, act: "fulfill" }],
    },
  },
  {
    kind: "customer-without-address",
    title: "A customer without any address, picked up in the store",
    spec: {
      customer: "no-address",
      shippingAddress: null,
      billingAddress: null,
      taxes: VAT,
      lines: [{ variant: "BISCUIT", quantity: 3 }],
      shipping: [{ title: "Hamburg Store", price: "0.00", code: "Hamburg Store" }],
      fulfillmentOrders: [{ location: "hamburg", method: "PICK_UP" }],
    },
  },
  {
    kind: "email-only",
    title: "A customer known by e-mail alone",
    spec: {
      customer: "email-only",
      shippingAddress: { ...GUEST_ADDRESS, firstName: "", lastName: "Vogel" },
      billingAddress: null,
      taxes: VAT,
      lines: [{ variant: "MAP-BALTIC" }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "same-name",
    title: "Another customer of the same name",
    spec: {
      customer: "jonas-2",
      taxes: VAT,
      lines: [{ variant: "ROPE-20" }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "two-addresses",
    title: "Billed here, shipped there",
    spec: {
      customer: "mara",
      billingAddress: "customer",
      shippingAddress: {
        firstName: "Silvio",
        lastName: "Conti",
        company: "Marina Porto",
        address1: "Rheinstraße 9",
        city: "Wien",
        zip: "1010",
        countryCode: "AT",
      },
      taxes: [{ title: "VAT", rate: "0.2" }],
      lines: [{ variant: "LANTERN" }],
      shipping: [{ title: "EU Express", price: "19.00" }],
    },
  },
  {
    kind: "tax-exempt",
    title: "A buyer free of tax",
    spec: {
      customer: "exempt",
      taxExempt: true,
      taxesIncluded: false,
      taxes: VAT,
      lines: [{ variant: "SWEATER-NAVY-L", quantity: 6 }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "b2b-net-terms",
    title: "A company with a purchase order number, net 30",
    spec: {
      customer: "ilse",
      company: { key: "kontor", location: "kontor-hh" },
      taxesIncluded: false,
      taxes: VAT,
      poNumber: "PO-4500017",
      lines: [
        { variant: "JACKET-L", quantity: 12, discount: { percent: "25", title: "Trade price" } },
        { variant: "ROPE-20", quantity: 30 },
      ],
      shipping: [{ title: "Freight", price: "39.00" }],
      payments: [{ gateway: "manual", status: "PENDING" }],
      paymentTerms: { name: "Net 30", type: "NET", days: 30 },
    },
  },
  {
    kind: "b2b-paid",
    title: "A company abroad, due on receipt, paid",
    spec: {
      customer: "tom",
      company: { key: "dewit", location: "dewit-rtm" },
      taxesIncluded: false,
      lines: [{ variant: "MUG-BLUE", quantity: 48 }],
      shipping: [{ title: "Standard", price: "9.90" }],
      paymentTerms: { name: "Due on receipt", type: "RECEIPT" },
    },
  },
];
