/** Orders a merchant looks at twice. */
import type { OrderKind } from "../../world/order-spec.ts";
import { STANDARD, VAT } from "./shared.ts";

export const WATCHED: OrderKind[] = [
  {
    kind: "test-order",
    title: "A test order",
    spec: {
      customer: "jonas",
      test: true,
      taxes: VAT,
      lines: [{ variant: "MUG-WHITE" }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "high-risk",
    title: "High risk of fraud",
    spec: {
      customer: null,
      email: "r4nd0m@example.net",
      risk: "HIGH",
      shippingAddress: {
        firstName: "John",
        lastName: "Doe",
        address1: "1 Nowhere Lane",
        city: "London",
        zip: "E1 6AN",
        countryCode: "GB",
      },
      billingAddress: {
        firstName: "Jane",
        lastName: "Roe",
        address1: "Elm Street 2",
        city: "Stockholm",
        zip: "111 22",
        countryCode: "SE",
      },
      taxes: VAT,
      lines: [{ variant: "JACKET-L", quantity: 5 }],
      shipping: [{ title: "International", price: "24.00" }],
    },
  },
  {
    kind: "medium-risk",
    title: "Medium risk",
    spec: {
      customer: "claire",
      risk: "MEDIUM",
      taxes: VAT,
      lines: [{ variant: "JACKET-M", quantity: 2 }],
      shipping: [STANDARD],
    },
  },
  {
    kind: "marketplace-on-hold",
    hoursAgo: 30,
    title: "From a marketplace, on hold until it releases",
    spec: {
      customer: null,
      email: "buyer-7731@marketplace.example",
      source: {
        name: "northsea-marketplace",
        handle: "northsea-marketplace",
        displayName: "North Sea Marketplace",
        identifier: "NSM-2026-7731",
      },
      shippingAddress: {
        firstName: "Ida",
        lastName: "Krog",
        address1: "Strandgade 3",
        city: "Malmö",
        zip: "211 22",
        countryCode: "SE",
      },
      billingAddress: null,
      taxes: [{ title: "VAT", rate: "0.25", channelLiable: true }],
      lines: [{ variant: "SWEATER-NAVY-M", quantity: 2 }],
      shipping: [STANDARD],
      payments: [{ kind: "AUTHORIZATION", gateway: "marketplace" }],
      fulfillmentOrders: [
        { hold: { reason: "OTHER", notes: "Released by the marketplace after its checks" } },
      ],
    },
  },
  {
    kind: "marketplace-ready",
    hoursAgo: 37,
    title: "From a marketplace, released",
    spec: {
      customer: null,
      email: "buyer-7732@marketplace.example",
      source: {
        name: "northsea-marketplace",
        handle: "northsea-marketplace",
        displayName: "North Sea Marketplace",
        identifier: "NSM-2026-7732",
      },
      shippingAddress: {
        firstName: "Elin",
        lastName: "Borg",
        address1: "Skeppsbron 14",
        city: "Stockholm",
        zip: "111 30",
        countryCode: "SE",
      },
      billingAddress: "same",
      taxes: [{ title: "VAT", rate: "0.25", channelLiable: true }],
      lines: [{ variant: "MUG-BLUE", quantity: 2 }],
      shipping: [STANDARD],
      payments: [{ kind: "AUTHORIZATION", gateway: "marketplace" }],
    },
  },
];
