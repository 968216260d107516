import type { CustomerData } from "#app/erp/port/customers.ts";
import type { Wire } from "../rpc/codec.ts";
import type { AddressValues } from "../drafts/address.ts";
import { addressOf } from "./reading.ts";
import type { PartyRow } from "./row.ts";
import { contactsOf, phoneOf } from "./row.ts";

/**
 * How values are written that Tryton judges: `checked` as what they are, `plain` as text it takes
 * as it is. A phone number no country has,
 * or a tax id with a wrong check digit, is the buyer's mistake and must not keep the order from the ERP.
 */
export type Manner = "checked" | "plain";

const EU_VAT =
  /^(AT|BE|BG|CY|CZ|DE|DK|EE|EL|GR|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)[0-9A-Z+*]{2,12}$/;

const taxIdentifier = (taxId: string, manner: Manner): Record<string, Wire> => {
  const compact = taxId.replace(/[\s.\-/]/g, "").toUpperCase();
  return manner === "checked" && EU_VAT.test(compact)
    ? { type: "eu_vat", code: compact }
    : { type: null, code: taxId.trim() };
};

const phoneContact = (phone: string, manner: Manner): Record<string, Wire> =>
  manner === "checked"
    ? { type: "phone", value: phone }
    : { type: "other", name: "Phone", value: phone };

/** A new party with its key, address, e-mail and phone. */
export function newParty(
  key: string,
  data: CustomerData,
  address: AddressValues,
  manner: Manner,
): Record<string, Wire> {
  const contacts: Record<string, Wire>[] = [];
  if (data.email?.trim()) contacts.push({ type: "email", value: data.email.trim() });
  if (data.phone?.trim()) contacts.push(phoneContact(data.phone.trim(), manner));
  const identifiers: Record<string, Wire>[] = [{ type: null, code: key }];
  if (data.taxId?.trim()) identifiers.push(taxIdentifier(data.taxId, manner));
  if (data.registrationNumber?.trim())
    identifiers.push({ type: null, code: data.registrationNumber.trim() });
  return {
    name: data.name,
    addresses: [["create", [{ ...nullable(address), invoice: true, delivery: true }]]],
    contact_mechanisms: contacts.length === 0 ? [] : [["create", contacts]],
    identifiers: [["create", identifiers]],
  };
}

/** Tryton keeps what is not known as null. */
const nullable = (address: AddressValues): Record<string, Wire> =>
  Object.fromEntries(
    Object.entries(address).map(([field, value]: [string, string | number | null]) => [
      field,
      value === "" ? null : value,
    ]),
  );

/** What `data` names, as changes of a party as it was read. An empty e-mail, phone or tax id takes the old one away. */
export function changedParty(
  party: PartyRow,
  data: Partial<CustomerData>,
  address: AddressValues | undefined,
  manner: Manner,
): Record<string, Wire> {
  const contacts = [
    ...(data.email === undefined
      ? []
      : replaced(contactsOf(party, ["email"])[0], data.email, (value) => ({
          type: "email",
          value,
        }))),
    ...(data.phone === undefined
      ? []
      : replaced(phoneOf(party), data.phone, (value) => phoneContact(value, manner))),
  ];
  const taxId = party["identifiers."].find(
    ({ type, code }) => type === "eu_vat" || (type === null && !code.startsWith("SHOPIFY-")),
  );
  const registration = party["identifiers."].find(
    ({ id, type, code }) => type === null && !code.startsWith("SHOPIFY-") && id !== taxId?.id,
  );
  const identifiers = [
    ...(data.taxId === undefined
      ? []
      : replaced(taxId, data.taxId, (value) => taxIdentifier(value, manner))),
    ...(data.registrationNumber === undefined
      ? []
      : replaced(registration, data.registrationNumber, (code) => ({ type: null, code }))),
  ];
  return {
    ...(data.name === undefined ? {} : { name: data.name }),
    ...(contacts.length === 0 ? {} : { contact_mechanisms: contacts }),
    ...(identifiers.length === 0 ? {} : { identifiers }),
    ...(address === undefined ? {} : { addresses: addressChange(party, nullable(address)) }),
  };
}

/** Steps on a one-to-many field: the existing record is changed, or one is created or removed. */
function replaced(
  row: { id: number } | undefined,
  value: string,
  values: (value: string) => Record<string, Wire>,
): Wire[] {
  const text = value.trim();
  if (text === "") return row ? [["delete", [row.id]]] : [];
  return [row ? ["write", [row.id], values(text)] : ["create", [values(text)]]];
}

function addressChange(party: PartyRow, values: Record<string, Wire>): Wire[] {
  const row = addressOf(party);
  return [
    row ? ["write", [row.id], values] : ["create", [{ ...values, invoice: true, delivery: true }]],
  ];
}
