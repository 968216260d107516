/** Names that refusals nest in their sentences. */
export const names = {
  entry: {
    location: "Location",
    account: "G/L account",
    paymentTerms: "Payment terms code",
    paymentMethod: "Payment method",
    shipmentMethod: "Shipment method",
    shippingAgent: "Shipping agent",
    shippingAgentService: "Shipping agent service",
    taxArea: "Tax area",
    currency: "Currency",
    country: "Country",
    customerTemplate: "Customer template",
    unit: "Unit of measure",
    itemCharge: "Item charge",
  },
  state: {
    open: "open",
    released: "released",
    posted: "posted",
    cancelled: "cancelled",
  },
} as const;
