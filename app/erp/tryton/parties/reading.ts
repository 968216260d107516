import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { Books } from "../drafts/books.ts";
import type { AddressRow, PartyRow } from "./row.ts";
import { contactsOf, phoneOf } from "./row.ts";

/** What a party says, in the terms of the port. Its second name and its contact stand in one line of its address and are not told apart. */
export function readingOf(
  party: PartyRow,
  countries: Books["countries"],
): Omit<CustomerReading, "ref"> {
  const key = party["identifiers."].find(({ code }) => code.startsWith("SHOPIFY-"))?.code;
  const address = addressOf(party);
  const [address1 = "", ...others] = (address?.street ?? "").split(/\r?\n/);
  const code = [...countries].find(([, { id }]) => id === address?.country)?.[0];
  return {
    blocked: !party.active,
    ...(key === undefined ? {} : { externalKey: key }),
    data: {
      name: party.name,
      email: contactsOf(party, ["email"])[0]?.value ?? "",
      phone: phoneOf(party)?.value ?? "",
      address: {
        name: address?.party_name || party.name,
        address1,
        address2: others.join(", "),
        zip: address?.postal_code ?? "",
        city: address?.city ?? "",
        countryCode: code ?? "",
      },
    },
  };
}

/** The address invoices go to, else the first one. */
export function addressOf(party: PartyRow): AddressRow | undefined {
  const active = party["addresses."].filter((address) => address.active);
  return active.find(({ invoice }) => invoice) ?? active[0];
}
