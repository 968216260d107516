import type { AddressFragment } from "#app/shopify/generated/admin.ts";
import type { Address, OrderPersonal } from "../snapshot/snapshot.ts";
import { plain } from "./address-from-shopify.ts";
import type { CompanyNode, WholeOrder } from "./whole-order.ts";

const filled = (...values: (string | null | undefined)[]): string | null =>
  values.find((value) => value !== null && value !== undefined && value.trim() !== "")?.trim() ??
  null;

const attributes = (
  list: readonly { key: string; value: string | null }[],
): { key: string; value: string | null }[] => list.map(({ key, value }) => ({ key, value }));

/** Names, addresses and contacts with the fallbacks of the header: e-mail and phone from wherever there is one, names from the customer. */
export function personalOf(order: WholeOrder, ownAttribute: string): OrderPersonal {
  const { head } = order;
  const { customer } = head;
  const company =
    head.purchasingEntity && "company" in head.purchasingEntity
      ? head.purchasingEntity.company.name
      : null;
  const address = (value: AddressFragment | null): Address | null =>
    value && {
      ...plain(value),
      firstName: filled(value.firstName, customer?.firstName),
      lastName: filled(value.lastName, customer?.lastName),
    };
  const sellTo = address(head.displayAddress);
  return {
    email: filled(head.email, customer?.defaultEmailAddress?.emailAddress),
    phone: filled(
      head.phone,
      head.displayAddress?.phone,
      customer?.defaultPhoneNumber?.phoneNumber,
      customer?.defaultAddress?.phone,
      head.shippingAddress?.phone,
      head.billingAddress?.phone,
    ),
    note: filled(head.note),
    customer: customer && {
      firstName: customer.firstName,
      lastName: customer.lastName,
      email: customer.defaultEmailAddress?.emailAddress ?? null,
      phone: customer.defaultPhoneNumber?.phoneNumber ?? null,
      defaultAddress: customer.defaultAddress && plain(customer.defaultAddress),
    },
    // A company's order whose address names nobody is sold to the company.
    sellTo:
      sellTo &&
      company !== null &&
      filled(sellTo.firstName, sellTo.lastName, sellTo.company) === null
        ? { ...sellTo, company }
        : sellTo,
    shipTo: address(head.shippingAddress),
    billTo: address(head.billingAddress),
    ...(order.company ? { company: companyOf(order.company) } : {}),
    attributes: attributes(head.customAttributes.filter(({ key }) => key !== ownAttribute)),
    lineAttributes: order.lines
      .filter((line) => line.customAttributes.length > 0)
      .map((line) => ({ lineId: line.id, attributes: attributes(line.customAttributes) })),
  };
}

function companyOf({
  phone,
  taxSettings,
  billingAddress,
  company: { mainContact },
}: CompanyNode): NonNullable<OrderPersonal["company"]> {
  return {
    taxRegistrationId: filled(taxSettings.taxRegistrationId),
    phone: filled(phone),
    billingAddress: billingAddress && {
      firstName: billingAddress.firstName,
      lastName: billingAddress.lastName,
      company: billingAddress.companyName,
      address1: billingAddress.address1,
      address2: billingAddress.address2,
      city: billingAddress.city,
      province: billingAddress.province,
      provinceCode: billingAddress.zoneCode,
      zip: billingAddress.zip,
      country: billingAddress.country,
      countryCode: billingAddress.countryCode,
      phone: billingAddress.phone,
    },
    mainContact: mainContact && {
      customerId: mainContact.customer.id,
      firstName: mainContact.customer.firstName,
      lastName: mainContact.customer.lastName,
      email: filled(mainContact.customer.defaultEmailAddress?.emailAddress),
      phone: filled(mainContact.customer.defaultPhoneNumber?.phoneNumber),
    },
  };
}
