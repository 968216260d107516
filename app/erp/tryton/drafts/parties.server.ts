import { z } from "zod";
import type { CallOptions, DocumentDraft, ErpRef, PostalAddress } from "#app/erp/port.ts";
import { invalid, misconfigured } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { flag, id, idOrNull, text, textOrEmpty } from "../rpc/shapes.ts";
import type { AddressValues } from "./address.ts";
import { addressValues, sameAddress } from "./address.ts";
import type { Books } from "./books.ts";
import { recordId } from "./record-id.ts";

export interface Party {
  id: number;
  name: string;
  addresses: (AddressValues & { id: number })[];
  receivableAccount: number | null;
}

const partyRow = z.object({
  id, name: text, code: textOrEmpty, active: flag, account_receivable: idOrNull,
  "addresses.": z.object({ id, active: flag, party_name: textOrEmpty, name: textOrEmpty, street: textOrEmpty, postal_code: textOrEmpty, city: textOrEmpty, country: idOrNull }).array(),
});
const FIELDS = ["name", "code", "active", "account_receivable", ...["active", "party_name", "name", "street", "postal_code", "city", "country"].map((field) => `addresses.${field}`)];

/** Who buys and who pays, with their addresses, in one call. Unknown and inactive ones are refused. */
export async function readParties(tryton: Tryton, { sellTo, billTo }: Pick<DocumentDraft, "sellTo" | "billTo">, options: CallOptions): Promise<{ sellTo: Party; billTo: Party }> {
  const wanted = [...new Set([sellTo, billTo].flatMap((ref) => recordId(ref.id) ?? []))];
  const rows = wanted.length === 0 ? [] : await tryton.search({ model: "party.party", domain: [["id", "in", wanted], ["active", "in", [true, false]]], fields: FIELDS }, partyRow, options);
  const of = (field: "sellTo" | "billTo", ref: ErpRef): Party => {
    const row = rows.find((entry) => entry.id === recordId(ref.id));
    if (!row) throw invalid(field, `Tryton has no party ${ref.number ? `"${ref.number}"` : `with the id ${ref.id}`}. It was perhaps deleted: choose the order's customer again.`);
    if (!row.active) throw misconfigured(`The party "${row.code}" (${row.name}) is no longer active in Tryton.`, "Make it active again, or choose another customer for this order.");
    return { id: row.id, name: row.name, receivableAccount: row.account_receivable, addresses: row["addresses."].filter(({ active }) => active).map(({ active: _active, ...address }) => address) };
  };
  return { sellTo: of("sellTo", sellTo), billTo: of("billTo", billTo) };
}

/** Addresses that cannot be kept are refused before anything is written. */
export function checkAddresses(draft: DocumentDraft, parties: { sellTo: Party; billTo: Party }, books: Books): void {
  addressValues("billToAddress", draft.billToAddress, parties.billTo.name, books.countries);
  addressValues("shipToAddress", draft.shipToAddress, parties.sellTo.name, books.countries);
}

/**
 * The party's address that reads like this one, else a new one beside the others: what people entered is never changed. A new one is no default
 * of the party for anything.
 */
export async function ensureAddress(tryton: Tryton, field: string, address: PostalAddress, party: Party, books: Books, options: CallOptions): Promise<number> {
  const values = addressValues(field, address, party.name, books.countries);
  const same = party.addresses.find((entry) => sameAddress(entry, values));
  if (same) return same.id;
  const { country, ...texts } = values;
  const [made] = await tryton.create("party.address", [{ ...Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, value === "" ? null : value])), country, party: party.id, invoice: false, delivery: false }], options);
  if (made === undefined) throw new Error("a created address has an id");
  party.addresses.push({ ...values, id: made });
  return made;
}
