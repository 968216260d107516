import type { PostalAddress } from "#app/erp/port.ts";
import type { Wire } from "../rpc/codec.ts";
import type { Place } from "./query.ts";

/** Tryton keeps the lines of a street in one text. */
export const streetOf = ({ address1, address2 }: PostalAddress): string => [address1, address2].map((line) => line?.trim() ?? "").filter((line) => line !== "").join("\n");

/** A party's address; its own name only where it is not the party's. `name2` is Tryton's "Building Name", the line under the name. */
export function addressValues(address: PostalAddress, place: Place, partyName: string): Record<string, Wire> {
  return {
    party_name: address.name === "" || address.name === partyName ? null : address.name,
    name: address.name2 || null, street: streetOf(address) || null, postal_code: address.zip || null, city: address.city || null,
    country: place.country, subdivision: place.subdivision,
  };
}
