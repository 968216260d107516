import { z } from "zod";
import {
  flag,
  id,
  idOrNull,
  instantOrNull,
  instantText,
  text,
  textOrEmpty,
} from "../rpc/shapes.ts";

/**
 * What is read of a party; with the context that shows inactive records, so whether a part is
 * active is read with it.
 */
export const PARTY_FIELDS = [
  "code",
  "name",
  "active",
  "replaced_by",
  "_timestamp",
  "create_date",
  "write_date",
  "identifiers.code",
  "identifiers.type",
  "identifiers.sequence",
  "contact_mechanisms.type",
  "contact_mechanisms.value",
  "contact_mechanisms.name",
  "contact_mechanisms.active",
  "addresses.active",
  "addresses.party_name",
  "addresses.name",
  "addresses.street",
  "addresses.postal_code",
  "addresses.city",
  "addresses.country",
  "addresses.invoice",
];

const address = z.object({
  id,
  active: flag,
  party_name: textOrEmpty,
  name: textOrEmpty,
  street: textOrEmpty,
  postal_code: textOrEmpty,
  city: textOrEmpty,
  country: idOrNull,
  invoice: flag,
});
export type AddressRow = z.output<typeof address>;

export const partyRow = z.object({
  id,
  code: text,
  name: textOrEmpty,
  active: flag,
  replaced_by: idOrNull,
  _timestamp: text,
  create_date: instantText,
  write_date: instantOrNull,
  "identifiers.": z.array(z.object({ id, code: text, type: z.string().nullable() })),
  "contact_mechanisms.": z.array(
    z.object({ id, type: text, value: textOrEmpty, name: textOrEmpty, active: flag }),
  ),
  "addresses.": z.array(address),
});
export type PartyRow = z.output<typeof partyRow>;

export const contactsOf = (
  party: PartyRow,
  types: readonly string[],
): PartyRow["contact_mechanisms."] =>
  party["contact_mechanisms."].filter(
    ({ active, type, value }) => active && types.includes(type) && value !== "",
  );

export const PHONES = ["phone", "mobile"] as const;

/** A number that Tryton took for one, or else that it keeps as plain text. */
export const phoneOf = (party: PartyRow): PartyRow["contact_mechanisms."][number] | undefined =>
  contactsOf(party, PHONES)[0] ??
  party["contact_mechanisms."].find(
    (contact) => contact.active && contact.type === "other" && contact.name === "Phone",
  );
