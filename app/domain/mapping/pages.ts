/** Address of each mapping page and the kind of rows it shows. */
export const MAPPING_PAGES = {
  locations: "location",
  "shipment-methods": "shipmentMethod",
  "payment-terms": "paymentTerms",
  "payment-methods": "paymentMethod",
  "shipping-agents": "shippingAgent",
  "customer-templates": "customerTemplate",
  "company-locations": "companyLocation",
  "tax-areas": "taxArea",
} as const;

export type MappingPageName = keyof typeof MAPPING_PAGES;
export const MAPPING_PAGE_NAMES = Object.keys(MAPPING_PAGES) as MappingPageName[];
export const isMappingPage = (text: string | undefined): text is MappingPageName =>
  text !== undefined && Object.hasOwn(MAPPING_PAGES, text);

/** The page that shows the rows of a kind. */
export const pageOfKind = (kind: (typeof MAPPING_PAGES)[MappingPageName]): MappingPageName =>
  MAPPING_PAGE_NAMES.find((name) => MAPPING_PAGES[name] === kind) ?? "locations";

/** Pages whose rows people make themselves, by country; the others are filled from Shopify or by orders. */
export const OWN_ROWS: readonly MappingPageName[] = ["customer-templates", "tax-areas"];
