import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { invalid, misconfigured, refusal } from "#app/erp/refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { flag, id, idOrNull, text, textOrEmpty } from "../rpc/shapes.ts";
import { addressValues, sameAddress } from "./address.ts";
import type { Books } from "./books.ts";
import { recordId } from "./record-id.ts";

export interface Party {
  id: number;
  name: string;
  receivableAccount: number | null;
}

const partyRow = z.object({
  id,
  name: text,
  code: textOrEmpty,
  active: flag,
  account_receivable: idOrNull,
});
const addressRow = z.object({
  id,
  party: id,
  party_name: textOrEmpty,
  name: textOrEmpty,
  street: textOrEmpty,
  postal_code: textOrEmpty,
  city: textOrEmpty,
  country: idOrNull,
});
const ADDRESS_FIELDS = ["party", "party_name", "name", "street", "postal_code", "city", "country"];

type Buyers = Pick<DocumentDraft, "sellTo" | "billTo" | "shipToAddress" | "billToAddress">;

/** What Tryton knows of the buyers of several drafts. */
export interface PartyRecords {
  parties: z.infer<typeof partyRow>[];
  addresses: z.infer<typeof addressRow>[];
}

const partyIds = ({ sellTo, billTo }: Buyers): number[] => [
  ...new Set([sellTo, billTo].flatMap((ref) => recordId(ref.id) ?? [])),
];

/**
 * Two calls for any number of drafts. Of the addresses only what may be a draft's: a customer for
 * everybody has one for each buyer.
 */
export async function readParties(
  tryton: Tryton,
  drafts: readonly Buyers[],
  options: CallOptions,
): Promise<PartyRecords> {
  const ids = [...new Set(drafts.flatMap(partyIds))];
  if (ids.length === 0) return { parties: [], addresses: [] };
  const places = drafts.flatMap((draft): Wire[] =>
    partyIds(draft).length === 0
      ? []
      : [
          [
            ["party", "in", partyIds(draft)],
            ["OR", nearby(draft.shipToAddress), nearby(draft.billToAddress)],
          ],
        ],
  );
  const [parties, addresses] = await Promise.all([
    tryton.search(
      {
        model: "party.party",
        domain: [
          ["id", "in", ids],
          ["active", "in", [true, false]],
        ],
        fields: ["name", "code", "active", "account_receivable"],
      },
      partyRow,
      options,
    ),
    tryton.search(
      { model: "party.address", domain: ["OR", ...places], fields: ADDRESS_FIELDS },
      addressRow,
      options,
    ),
  ]);
  return { parties, addresses };
}

/** Who buys and who pays. Unknown and inactive ones are refused. */
export function partiesOf(
  { sellTo, billTo }: Buyers,
  { parties: rows }: PartyRecords,
): { sellTo: Party; billTo: Party } {
  const of = (field: "sellTo" | "billTo", ref: ErpRef): Party => {
    const row = rows.find((entry) => entry.id === recordId(ref.id));
    if (!row) throw invalid(field, refusal("party.unknown", { party: ref.number ?? ref.id }));
    if (!row.active)
      throw misconfigured(
        refusal("party.inactive", { party: row.code, name: row.name }),
        refusal("trytonAction.activateParty"),
      );
    return { id: row.id, name: row.name, receivableAccount: row.account_receivable };
  };
  return { sellTo: of("sellTo", sellTo), billTo: of("billTo", billTo) };
}

/** Addresses of the same country and postal code. */
function nearby({ countryCode = "", zip = "" }: PostalAddress): Wire[] {
  const code = zip.trim();
  return [
    countryCode === "" ? ["country", "=", null] : ["country.code", "=", countryCode],
    code === ""
      ? ["OR", ["postal_code", "=", null], ["postal_code", "=", ""]]
      : ["postal_code", "=", code],
  ];
}

/** Addresses that cannot be kept are refused before anything is written. */
export function checkAddresses(
  draft: DocumentDraft,
  parties: { sellTo: Party; billTo: Party },
  books: Books,
): void {
  addressValues("billToAddress", draft.billToAddress, parties.billTo.name, books.countries);
  addressValues("shipToAddress", draft.shipToAddress, parties.sellTo.name, books.countries);
}

/**
 * The party's address that reads like this one, else a new one beside the others: what people
 * entered is never changed. A new one is no default
 * of the party for anything.
 */
export async function ensureAddress(
  tryton: Tryton,
  { field, address, party }: { field: string; address: PostalAddress; party: Party },
  { books, records }: { books: Books; records: PartyRecords },
  options: CallOptions,
): Promise<number> {
  const values = addressValues(field, address, party.name, books.countries);
  const same = records.addresses.find(
    (entry) => entry.party === party.id && sameAddress(entry, values),
  );
  if (same) return same.id;
  const { country, ...texts } = values;
  const [created] = await tryton.create(
    "party.address",
    [
      {
        ...Object.fromEntries(
          Object.entries(texts).map(([key, value]) => [key, value === "" ? null : value]),
        ),
        country,
        party: party.id,
        invoice: false,
        delivery: false,
      },
    ],
    options,
  );
  if (created === undefined) throw new Error("a created address has an id");
  // One created for the bill is there for the goods, and for the next draft that was read with this one.
  records.addresses.push({ ...values, party: party.id, id: created });
  return created;
}
