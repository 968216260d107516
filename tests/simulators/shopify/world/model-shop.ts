/** The shop's masters: products, customers, companies, locations, delivery profiles, gift cards. */
import type { OrderRecord, LineRecord } from "./model.ts";

export interface AddressRecord {
  __typename: "MailingAddress";
  id: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  address1: string | null;
  address2: string | null;
  city: string | null;
  province: string | null;
  provinceCode: string | null;
  zip: string | null;
  country: string | null;
  countryCodeV2: string | null;
  phone: string | null;
  latitude: number | null;
  longitude: number | null;
  timeZone: string | null;
}
export interface CustomerRecord {
  __typename: "Customer";
  key: string;
  id: string;
  firstName: string | null;
  lastName: string | null;
  email: string | null;
  phone: string | null;
  note: string | null;
  tags: string[];
  locale: string;
  state: string;
  taxExempt: boolean;
  taxExemptions: string[];
  verifiedEmail: boolean;
  createdAt: string;
  updatedAt: string;
  addressRecords: AddressRecord[];
  /** CustomerEmailMarketingState. */
  emailMarketing: string;
}
export interface CompanyRecord {
  __typename: "Company";
  key: string;
  id: string;
  name: string;
  note: string | null;
  externalId: string | null;
  createdAt: string;
  updatedAt: string;
  customerSince: string;
  contactRecords: CompanyContactRecord[];
  locationRecords: CompanyLocationRecord[];
}
export interface CompanyContactRecord {
  __typename: "CompanyContact";
  id: string;
  title: string | null;
  locale: string;
  isMainContact: boolean;
  createdAt: string;
  updatedAt: string;
  company: CompanyRecord;
  customer: CustomerRecord;
}
export interface CompanyAddressRecord {
  __typename: "CompanyAddress";
  id: string;
  companyName: string;
  firstName: string | null;
  lastName: string | null;
  recipient: string | null;
  address1: string;
  address2: string | null;
  city: string;
  zip: string | null;
  province: string | null;
  zoneCode: string | null;
  country: string;
  countryCode: string;
  phone: string | null;
  createdAt: string;
  updatedAt: string;
}
export interface CompanyLocationRecord {
  __typename: "CompanyLocation";
  key: string;
  id: string;
  name: string;
  externalId: string | null;
  note: string | null;
  phone: string | null;
  locale: string;
  currency: string;
  taxExemptions: string[];
  taxRegistrationId: string | null;
  createdAt: string;
  updatedAt: string;
  billingAddress: CompanyAddressRecord;
  shippingAddress: CompanyAddressRecord;
  company: CompanyRecord;
}
export interface CollectionRecord {
  __typename: "Collection";
  id: string;
  title: string;
  handle: string;
  updatedAt: string;
}
export interface ProductRecord {
  __typename: "Product";
  id: string;
  title: string;
  vendor: string;
  productType: string;
  handle: string;
  status: string;
  tags: string[];
  isGiftCard: boolean;
  createdAt: string;
  updatedAt: string;
  collectionRecords: CollectionRecord[];
  /** When it was put into the online store; null: it is not there. */
  publishedAt: string | null;
  imageUrl: string | null;
  variantRecords: VariantRecord[];
}
export interface InventoryItemRecord {
  __typename: "InventoryItem";
  id: string;
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  harmonizedSystemCode: string | null;
  countryCodeOfOrigin: string | null;
  createdAt: string;
  updatedAt: string;
  weight: { unit: string; value: number } | null;
  variantRecord: VariantRecord;
  levels: InventoryLevelRecord[];
}
/** An item at a location. `counted`: what would lie there if no order had ever taken from it; the rest follows from the orders. */
export interface InventoryLevelRecord {
  __typename: "InventoryLevel";
  id: string;
  item: InventoryItemRecord;
  location: LocationRecord;
  isActive: boolean;
  counted: number;
  createdAt: string;
  updatedAt: string;
}
export interface VariantRecord {
  __typename: "ProductVariant";
  id: string;
  title: string;
  sku: string | null;
  barcode: string | null;
  price: string;
  compareAtPrice: string | null;
  taxable: boolean;
  position: number;
  inventoryPolicy: string;
  availableForSale: boolean;
  createdAt: string;
  updatedAt: string;
  imageUrl: string | null;
  options: { name: string; value: string }[];
  product: ProductRecord;
  inventoryItem: InventoryItemRecord;
}
export interface FulfillmentServiceRecord {
  __typename: "FulfillmentService";
  id: string;
  handle: string;
  serviceName: string;
  type: "THIRD_PARTY";
  callbackUrl: string | null;
  inventoryManagement: boolean;
  trackingSupport: boolean;
  requiresShippingMethod: boolean;
  fulfillmentOrdersOptIn: boolean;
  location: LocationRecord;
}
export interface LocationRecord {
  __typename: "Location";
  deleted?: true;
  key: string;
  id: string;
  name: string;
  isActive: boolean;
  fulfillsOnlineOrders: boolean;
  shipsInventory: boolean;
  isFulfillmentService: boolean;
  fulfillmentService: FulfillmentServiceRecord | null;
  createdAt: string;
  updatedAt: string;
  address: {
    address1: string | null;
    address2: string | null;
    city: string | null;
    zip: string | null;
    province: string | null;
    provinceCode: string | null;
    country: string;
    countryCode: string;
    phone: string | null;
  };
}
export interface DeliveryMethodRecord {
  __typename: "DeliveryMethodDefinition";
  id: string;
  name: string;
  description: string | null;
  active: boolean;
  rate:
    | { kind: "flat"; id: string; price: string }
    | { kind: "carrier"; id: string; carrierId: string; carrierName: string };
}
export interface DeliveryZoneRecord {
  id: string;
  name: string;
  countries: string[];
  methods: DeliveryMethodRecord[];
}
export interface DeliveryGroupRecord {
  id: string;
  locations: LocationRecord[];
  zones: DeliveryZoneRecord[];
}
export interface DeliveryProfileRecord {
  __typename: "DeliveryProfile";
  id: string;
  name: string;
  default: boolean;
  version: number;
  groups: DeliveryGroupRecord[];
}
export interface GiftCardRecord {
  __typename: "GiftCard";
  id: string;
  lastCharacters: string;
  enabled: boolean;
  createdAt: string;
  updatedAt: string;
  expiresOn: string | null;
  note: string | null;
  deactivatedAt: string | null;
  templateSuffix: null;
  initial: string;
  remaining: string;
  currency: string;
  customer: CustomerRecord | null;
  order: OrderRecord | null;
  lineItem: LineRecord | null;
  /** Oldest first. The first value is none of them. */
  transactions: GiftCardTransactionRecord[];
}
export interface GiftCardTransactionRecord {
  __typename:
    "GiftCardCreditTransaction" | "GiftCardDebitTransaction" | "GiftCardCashOutTransaction";
  id: string;
  /** What the card holds more, or with a minus less. */
  value: string;
  processedAt: string;
  note: string | null;
  giftCard: GiftCardRecord;
}
