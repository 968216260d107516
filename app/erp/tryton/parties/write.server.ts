import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions, CustomerData, ErpRef, ExternalKey } from "#app/erp/port.ts";
import { duplicate, invalid, missing, stale } from "../refusals.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { WITH_INACTIVE } from "../rpc/domains.ts";
import { exclusively } from "../rpc/exclusive.server.ts";
import { recordId } from "../rpc/record-id.ts";
import { id } from "../rpc/shapes.ts";
import { stampOf } from "../rpc/stamp.ts";
import { requirePlace } from "./places.server.ts";
import { byKey } from "./query.ts";
import type { PartyRow } from "./row.ts";
import { PARTY_FIELDS, partyRow } from "./row.ts";
import type { Manner } from "./values.ts";
import { changedParty, newParty } from "./values.ts";

const refOf = (party: PartyRow): ErpRef => ({ kind: "customer", id: String(party.id), number: party.code, version: stampOf(party) });

/** Creates the party of an external key, or finds the one made earlier: both give its reference. */
export async function createCustomer(tryton: Tryton, key: ExternalKey, data: CustomerData, options: CallOptions): Promise<ErpRef> {
  const externalKey = renderExternalKey(key);
  if (data.name.trim() === "") throw invalid("name", "The customer has no name. Fill it in.");
  if (data.template) throw invalid("template", "Tryton has no customer templates. Take the template off the shop card.");
  const { domain } = byKey(externalKey);
  return exclusively(tryton.endpoint, options, async () => {
    const [existing, ...more] = await read(tryton, domain, options);
    if (existing && more.length > 0) throw duplicate(`Several parties in Tryton carry the identifier ${externalKey}: ${[existing, ...more].map(({ code }) => code).join(", ")}. Take it off all but one.`, [existing, ...more].map((party) => String(party.id)));
    if (existing) return refOf(existing);
    const place = await requirePlace(tryton, data.address, "address.countryCode", options);
    const rule = await taxRule(tryton, data.taxArea, options);
    const [made = 0] = await inTwoManners((manner) => tryton.create("party.party", [{ ...newParty(externalKey, data, place, manner), ...rule }], options));
    const [party] = await read(tryton, [["id", "=", made]], options);
    if (!party) throw missing(`The party ${made} was made in Tryton and is gone again.`);
    return refOf(party);
  });
}

/** Changes what `data` names. With a version in the reference, only when the party is still as it was read. */
export async function updateCustomer(tryton: Tryton, ref: ErpRef, data: Partial<CustomerData>, options: CallOptions): Promise<ErpRef> {
  if (data.name?.trim() === "") throw invalid("name", "The customer has no name. Fill it in.");
  if (data.template) throw invalid("template", "Tryton has no customer templates. Take the template off the shop card.");
  return exclusively(tryton.endpoint, options, async () => {
    const partyId = recordId(ref.id);
    const [party] = partyId === undefined ? [] : await read(tryton, [["id", "=", partyId]], options);
    if (!party) throw missing(`Tryton has no party ${ref.number ?? ref.id}. Choose the customer again.`);
    if (ref.version !== undefined && ref.version !== stampOf(party)) throw stale(`The party ${party.code} was changed in Tryton meanwhile. Read it again and repeat.`);
    const place = data.address && await requirePlace(tryton, data.address, "address.countryCode", options);
    const rule = await taxRule(tryton, data.taxArea, options);
    // The stamp closes the moment between reading and writing; where it only counts seconds, the comparison above is the finer one.
    await inTwoManners((manner) => tryton.change("party.party", [party.id], { ...changedParty(party, data, place, manner), ...rule }, options, { [party.id]: party._timestamp }));
    const [changed] = await read(tryton, [["id", "=", party.id]], options);
    if (!changed) throw missing(`The party ${party.code} was deleted in Tryton meanwhile. Choose the customer again.`);
    return refOf(changed);
  });
}

/** Tryton refused a value and did nothing: once more with the values it judges as plain text. The first refusal counts when that is refused too. */
async function inTwoManners<T>(act: (manner: Manner) => Promise<T>): Promise<T> {
  try {
    return await act("checked");
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return act("plain").catch((second: unknown) => { throw isRefusal(second) ? error : second; });
  }
}

const isRefusal = (error: unknown): boolean => error instanceof ErpError && (error.detail.class === "config" || error.detail.class === "validation");

/** A tax area is a party's tax rule, by its name; "" takes it off. */
async function taxRule(tryton: Tryton, name: string | undefined, options: CallOptions): Promise<Record<string, Wire>> {
  if (name === undefined) return {};
  if (name === "") return { customer_tax_rule: null };
  const [rule] = await tryton.search({ model: "account.tax.rule", domain: [["name", "=", name], ["kind", "in", ["sale", "both"]]], fields: ["id"], limit: 1 }, z.object({ id }), options);
  if (!rule) throw invalid("taxArea", `Tryton has no tax rule "${name}" for sales. Add it in Tryton, or choose another in the mapping.`);
  return { customer_tax_rule: rule.id };
}

const read = async (tryton: Tryton, domain: Wire[], options: CallOptions): Promise<PartyRow[]> =>
  tryton.search({ model: "party.party", domain, fields: PARTY_FIELDS, context: WITH_INACTIVE }, partyRow, options);
