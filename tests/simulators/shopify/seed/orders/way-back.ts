/** Orders whose shipments and payments take more than one step: what comes back from the ERP meets them. Young enough for their authorizations to last. */
import type { OrderKind } from "../../world/order-spec.ts";
import { INTERNATIONAL, MAINE, STANDARD, VAT } from "./shared.ts";

export const WAY_BACK: OrderKind[] = [
  {
    kind: "two-authorizations",
    hoursAgo: 29,
    title: "Two authorizations, two fulfillment orders",
    spec: {
      customer: "jonas",
      taxes: VAT,
      lines: [{ variant: "LANTERN" }, { variant: "ROPE-20", quantity: 2 }],
      shipping: [STANDARD],
      payments: [{ kind: "AUTHORIZATION", amount: "149.00" }, { kind: "AUTHORIZATION" }],
      fulfillmentOrders: [
        { location: "luebeck", lines: [{ line: 0, quantity: 1 }] },
        { location: "rotterdam", lines: [{ line: 1, quantity: 2 }] },
      ],
    },
  },
  {
    kind: "multi-capture",
    hoursAgo: 28,
    title: "An authorization that can be captured in parts",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "JACKET-M" }, { variant: "MUG-BLUE", quantity: 6 }],
      shipping: [STANDARD],
      payments: [{ kind: "AUTHORIZATION", multiCapturable: true }],
      fulfillmentOrders: [
        {
          location: "luebeck",
          lines: [
            { line: 0, quantity: 1 },
            { line: 1, quantity: 2 },
          ],
        },
        { location: "rotterdam", lines: [{ line: 1, quantity: 4 }] },
      ],
    },
  },
  {
    kind: "authorized-in-dollars",
    hoursAgo: 27,
    title: "Authorized in US dollars, booked in euro",
    spec: {
      currency: "USD",
      customer: "dana",
      taxesIncluded: false,
      taxes: MAINE,
      lines: [
        { variant: "FLAG-A", price: "17.99", quantity: 3 },
        { variant: "CARDS", price: "3.49", quantity: 2 },
      ],
      shipping: [INTERNATIONAL],
      payments: [{ kind: "AUTHORIZATION" }],
    },
  },
  {
    kind: "facebook-paid",
    hoursAgo: 26,
    title: "From Facebook & Instagram, paid there, to be shipped",
    spec: {
      customer: null,
      email: "lotte.kranz@example.com",
      source: {
        name: "2329312",
        handle: "facebook",
        displayName: "Facebook & Instagram",
        identifier: "FB-5520981",
      },
      shippingAddress: {
        firstName: "Lotte",
        lastName: "Kranz",
        address1: "Fischergrube 21",
        city: "Lübeck",
        zip: "23552",
        countryCode: "DE",
      },
      billingAddress: "same",
      taxes: VAT,
      lines: [{ variant: "SWEATER-ECRU-M" }, { variant: "MUG-BLUE" }],
      shipping: [STANDARD],
      payments: [{ gateway: "instagram" }],
    },
  },
  {
    kind: "fulfillment-service",
    hoursAgo: 25,
    title: "Shipped by a fulfillment service",
    spec: {
      customer: "claire",
      taxes: VAT,
      lines: [{ variant: "MAP-BALTIC", quantity: 3 }],
      shipping: [STANDARD],
      fulfillmentOrders: [{ location: "nordhafen" }],
    },
  },
  {
    kind: "service-and-own",
    hoursAgo: 24,
    title: "Partly shipped by a fulfillment service",
    spec: {
      customer: "mara",
      taxes: VAT,
      lines: [{ variant: "MUG-WHITE", quantity: 4 }, { variant: "MAP-BALTIC" }],
      shipping: [STANDARD],
      fulfillmentOrders: [
        { location: "luebeck", lines: [{ line: 0, quantity: 4 }] },
        { location: "nordhafen", lines: [{ line: 1, quantity: 1 }] },
      ],
    },
  },
];
