/** Customers, addresses, companies. */
import { Big } from "../arithmetic/big.ts";
import { money } from "../arithmetic/bag.ts";
import { netPayment } from "../arithmetic/payments.ts";
import { connection, inOrderOfId } from "../connection.ts";
import { numericId } from "../ids.ts";
import type { OrderRecord } from "../model.ts";
import type {
  AddressRecord,
  CompanyAddressRecord,
  CompanyContactRecord,
  CompanyLocationRecord,
  CompanyRecord,
  CustomerRecord,
} from "../model-shop.ts";
import type { Store } from "../store.ts";
import { byTypename, count, fieldsOf, firstOf, legacyId } from "./define.ts";

const fullName = (of: { firstName: string | null; lastName: string | null }): string =>
  [of.firstName, of.lastName].filter((part) => part !== null && part !== "").join(" ");
const formatted = (address: AddressRecord): string[] =>
  [
    fullName(address),
    address.company,
    address.address1,
    address.address2,
    [address.zip, address.city].filter(Boolean).join(" "),
    address.province,
    address.country,
  ].filter((part): part is string => part !== null && part !== "");

const addressFields = fieldsOf<AddressRecord>({
  name: (address) => fullName(address) || null,
  formatted,
  formattedArea: (address) => [address.city, address.country].filter(Boolean).join(", ") || null,
  coordinatesValidated: () => false,
  validationResultSummary: () => null,
  countryCode: ({ countryCodeV2 }) => countryCodeV2,
});

export function customerTypes(store: Store) {
  const ordersOf = (customer: CustomerRecord) =>
    store.orders.filter((order) => order.customer === customer);
  const spent = (orders: OrderRecord[]) =>
    money(
      store.facts.currencyCode,
      orders.reduce((total, order) => total.plus(netPayment(order).shop), new Big("0")),
    );
  const ordersPage = (orders: OrderRecord[], args: Record<string, unknown>) =>
    connection(orders, args, { id: ({ id }) => numericId(id), key: ({ id }) => numericId(id) });
  const ofCompany = (company: CompanyRecord) =>
    store.orders.filter(({ purchasingCompany }) => purchasingCompany?.company === company);
  const ofLocation = (location: CompanyLocationRecord) =>
    store.orders.filter(({ purchasingCompany }) => purchasingCompany?.location === location);
  return {
    MailingAddress: addressFields,
    Customer: fieldsOf<CustomerRecord>({
      legacyResourceId: legacyId,
      // A customer without any name goes by e-mail (recording orderUpdate-input-validation).
      displayName: (customer) => fullName(customer) || customer.email || customer.phone || "",
      defaultAddress: ({ addressRecords }) => addressRecords[0] ?? null,
      defaultEmailAddress: ({ email, emailMarketing }) =>
        email && {
          __typename: "CustomerEmailAddress",
          emailAddress: email,
          marketingState: emailMarketing,
          marketingOptInLevel: null,
          marketingUpdatedAt: null,
          openTrackingLevel: "UNKNOWN",
          validFormat: true,
          sourceLocation: null,
        },
      defaultPhoneNumber: ({ phone }) =>
        phone && { __typename: "CustomerPhoneNumber", phoneNumber: phone },
      addresses: ({ addressRecords }, args) => firstOf(addressRecords, args),
      addressesV2: ({ addressRecords }, args) => inOrderOfId(addressRecords, args),
      orders: (customer, args) => ordersPage(ordersOf(customer), args),
      lastOrder: (customer) => ordersOf(customer).at(-1) ?? null,
      numberOfOrders: (customer) => String(ordersOf(customer).length),
      amountSpent: (customer) => spent(ordersOf(customer)),
      companyContactProfiles: (customer) =>
        store.companies
          .flatMap(({ contactRecords }) => contactRecords)
          .filter((contact) => contact.customer === customer),
      validEmailAddress: ({ email }) => email !== null,
      canDelete: (customer) => ordersOf(customer).length === 0,
      hasTimelineComment: () => false,
      dataSaleOptOut: () => false,
      metafields: (_, args) => inOrderOfId([], args),
      metafield: () => null,
    }),
    PurchasingEntity: byTypename,
    Company: fieldsOf<CompanyRecord>({
      contacts: ({ contactRecords }, args) => inOrderOfId(contactRecords, args),
      contactsCount: ({ contactRecords }) => count(contactRecords.length),
      locations: ({ locationRecords }, args) => inOrderOfId(locationRecords, args),
      locationsCount: ({ locationRecords }) => count(locationRecords.length),
      mainContact: ({ contactRecords }) =>
        contactRecords.find(({ isMainContact }) => isMainContact) ?? null,
      orders: (company, args) => ordersPage(ofCompany(company), args),
      ordersCount: (company) => count(ofCompany(company).length),
      totalSpent: (company) => spent(ofCompany(company)),
      hasTimelineComment: () => false,
      metafields: (_, args) => inOrderOfId([], args),
      metafield: () => null,
    }),
    CompanyContact: fieldsOf<CompanyContactRecord>({
      orders: ({ customer }, args) => ordersPage(ordersOf(customer), args),
    }),
    CompanyLocation: fieldsOf<CompanyLocationRecord>({
      orders: (location, args) => ordersPage(ofLocation(location), args),
      ordersCount: (location) => count(ofLocation(location).length),
      totalSpent: (location) => spent(ofLocation(location)),
      taxSettings: ({ taxExemptions, taxRegistrationId }) => ({
        __typename: "CompanyLocationTaxSettings",
        taxExempt: false,
        taxExemptions,
        taxRegistrationId,
      }),
      buyerExperienceConfiguration: () => null,
      hasTimelineComment: () => false,
      metafields: (_, args) => inOrderOfId([], args),
      metafield: () => null,
    }),
    CompanyAddress: fieldsOf<CompanyAddressRecord>({
      formattedAddress: (address) =>
        [
          address.companyName,
          address.address1,
          address.address2,
          [address.zip, address.city].filter(Boolean).join(" "),
          address.country,
        ].filter((part): part is string => part !== null && part !== ""),
      formattedArea: ({ city, country }) => `${city}, ${country}`,
    }),
  };
}
