import { z } from "zod";
import type { CallOptions, DocumentDraft, ErpRef, PostalAddress } from "#app/erp/port.ts";
import { invalid, misconfigured } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { flag, id, idOrNull, text, textOrEmpty } from "../rpc/shapes.ts";
import type { AddressValues } from "./address.ts";
import { addressValues, sameAddress } from "./address.ts";
import type { Books } from "./books.ts";
import { recordId } from "./record-id.ts";

export interface Party {
  id: number;
  name: string;
  /** Those that may be one of the draft's. */
  addresses: (AddressValues & { id: number })[];
  receivableAccount: number | null;
}

const partyRow = z.object({ id, name: text, code: textOrEmpty, active: flag, account_receivable: idOrNull });
const addressRow = z.object({ id, party: id, party_name: textOrEmpty, name: textOrEmpty, street: textOrEmpty, postal_code: textOrEmpty, city: textOrEmpty, country: idOrNull });
const ADDRESS_FIELDS = ["party", "party_name", "name", "street", "postal_code", "city", "country"];

/** Who buys and who pays. Unknown and inactive ones are refused. Of their addresses only what may be the draft's: a customer for everybody has one for each buyer. */
export async function readParties(tryton: Tryton, draft: Pick<DocumentDraft, "sellTo" | "billTo" | "shipToAddress" | "billToAddress">, options: CallOptions): Promise<{ sellTo: Party; billTo: Party }> {
  const { sellTo, billTo, shipToAddress, billToAddress } = draft;
  const wanted = [...new Set([sellTo, billTo].flatMap((ref) => recordId(ref.id) ?? []))];
  const [rows, addresses] = wanted.length === 0 ? [[], []] : await Promise.all([
    tryton.search({ model: "party.party", domain: [["id", "in", wanted], ["active", "in", [true, false]]], fields: ["name", "code", "active", "account_receivable"] }, partyRow, options),
    tryton.search({ model: "party.address", domain: [["party", "in", wanted], ["OR", ...[shipToAddress, billToAddress].map(nearby)]], fields: ADDRESS_FIELDS }, addressRow, options),
  ]);
  const of = (field: "sellTo" | "billTo", ref: ErpRef): Party => {
    const row = rows.find((entry) => entry.id === recordId(ref.id));
    if (!row) throw invalid(field, `Tryton has no party ${ref.number ? `"${ref.number}"` : `with the id ${ref.id}`}. It was perhaps deleted: choose the order's customer again.`);
    if (!row.active) throw misconfigured(`The party "${row.code}" (${row.name}) is no longer active in Tryton.`, "Make it active again, or choose another customer for this order.");
    return { id: row.id, name: row.name, receivableAccount: row.account_receivable, addresses: addresses.filter(({ party }) => party === row.id).map(({ party: _party, ...address }) => address) };
  };
  const buyer = of("sellTo", sellTo);
  // One and the same where they are: an address made for the bill is there for the goods.
  return { sellTo: buyer, billTo: billTo.id === sellTo.id ? buyer : of("billTo", billTo) };
}

/** Addresses of the same country and postal code. */
function nearby({ countryCode = "", zip = "" }: PostalAddress): Wire[] {
  const code = zip.trim();
  return [countryCode === "" ? ["country", "=", null] : ["country.code", "=", countryCode], code === "" ? ["OR", ["postal_code", "=", null], ["postal_code", "=", ""]] : ["postal_code", "=", code]];
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
