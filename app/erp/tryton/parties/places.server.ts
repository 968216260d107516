import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions, PostalAddress } from "#app/erp/port.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { likeExactly } from "../rpc/domains.ts";
import { id, text } from "../rpc/shapes.ts";
import type { Place } from "./query.ts";

const countryRow = z.object({ id });
const subdivisionRow = z.object({ id, code: text, name: text });

/**
 * Tryton's country and subdivision of an address; undefined when it has no such country. A county it does not have as a subdivision
 * (many companies keep none) is left out.
 */
export async function findPlace(tryton: Tryton, address: PostalAddress, options: CallOptions): Promise<Place | undefined> {
  if (!address.countryCode) return { country: null, subdivision: null };
  const code = address.countryCode.toUpperCase();
  const [country] = await tryton.search({ model: "country.country", domain: [["code", "=", code]], fields: ["id"], limit: 1 }, countryRow, options);
  if (!country) return undefined;
  const county = address.county?.trim() ?? "";
  if (county === "") return { country: country.id, subdivision: null };
  const codes = [county.toUpperCase(), `${code}-${county.toUpperCase()}`];
  const rows = await tryton.search({
    model: "country.subdivision", domain: [["country", "=", country.id], ["OR", ["code", "in", codes], ["name", "ilike", likeExactly(county)]]], fields: ["code", "name"],
  }, subdivisionRow, options);
  const found = rows.find((row) => codes.includes(row.code)) ?? rows.find((row) => row.name.toLowerCase() === county.toLowerCase());
  return { country: country.id, subdivision: found?.id ?? null };
}

/** As `findPlace`, for writing: a country Tryton does not have is refused. */
export async function requirePlace(tryton: Tryton, address: PostalAddress, field: string, options: CallOptions): Promise<Place> {
  const place = await findPlace(tryton, address, options);
  if (place) return place;
  throw new ErpError({ class: "validation", field, message: `Tryton has no country "${address.countryCode ?? ""}". Add it in Tryton (Administration → Countries), or correct the address.` });
}
