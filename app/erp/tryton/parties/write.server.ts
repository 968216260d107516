import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { duplicate, invalid, missing, refusal, stale } from "#app/erp/refusals.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";
import { LIMITS } from "../capabilities.ts";
import { companyFacts } from "../company.server.ts";
import type { AddressValues } from "../drafts/address.ts";
import { addressValues } from "../drafts/address.ts";
import { recordId } from "../drafts/record-id.ts";
import type { Tryton } from "../rpc/call.server.ts";
import type { Wire } from "../rpc/codec.ts";
import { WITH_INACTIVE } from "../rpc/domains.ts";
import { id } from "../rpc/shapes.ts";
import { stampOf } from "../rpc/stamp.ts";
import type { TrytonScope } from "../scope.server.ts";
import { byKey } from "./query.ts";
import type { PartyRow } from "./row.ts";
import { PARTY_FIELDS, partyRow } from "./row.ts";
import type { Manner } from "./values.ts";
import { changedParty, newParty } from "./values.ts";

const refOf = (party: PartyRow): ErpRef => ({
  kind: "customer",
  id: String(party.id),
  number: party.code,
  version: stampOf(party),
});

/**
 * Creates the party of an external key, or finds the one created earlier: both give its reference.
 * To be called alone on its database.
 */
export async function createCustomer(
  scope: TrytonScope,
  key: ExternalKey,
  data: CustomerData,
  options: CallOptions,
): Promise<ErpRef> {
  const { tryton } = scope;
  const externalKey = renderExternalKey(key);
  const found = await read(tryton, byKey(externalKey).domain, options);
  const [existing] = found;
  if (found.length > 1)
    throw duplicate(
      refusal("party.several", {
        key: externalKey,
        parties: found.map(({ code }) => code).join(", "),
      }),
      found.map((party) => String(party.id)),
    );
  if (existing) return refOf(existing);
  requiredText("name", data.name, LIMITS.name);
  checkTexts(data);
  const address = await addressOf(scope, data, data.name, options);
  const rule = await taxRule(tryton, data.taxArea, options);
  const [created = 0] = await inTwoManners((manner) =>
    tryton.create(
      "party.party",
      [{ ...newParty(externalKey, data, address, manner), ...rule }],
      options,
    ),
  );
  const [party] = await read(tryton, [["id", "=", created]], options);
  if (!party) throw missing(refusal("party.createdGone", { party: created }));
  return refOf(party);
}

/**
 * Changes what `data` names. With a version in the reference, only when the party is still as it
 * was read. To be called alone on its database.
 */
export async function updateCustomer(
  scope: TrytonScope,
  ref: ErpRef,
  data: Partial<CustomerData>,
  options: CallOptions,
): Promise<ErpRef> {
  const { tryton } = scope;
  if (data.name !== undefined) requiredText("name", data.name, LIMITS.name);
  checkTexts(data);
  const partyId = recordId(ref.id);
  const [party] = partyId === undefined ? [] : await read(tryton, [["id", "=", partyId]], options);
  if (!party) throw missing(refusal("party.missing", { party: ref.number ?? ref.id }));
  if (ref.version !== undefined && ref.version !== stampOf(party))
    throw stale(refusal("party.changed", { party: party.code }));
  const address = data.address && (await addressOf(scope, data, data.name ?? party.name, options));
  const rule = await taxRule(tryton, data.taxArea, options);
  // The stamp closes the moment between reading and writing; where it only counts seconds, the
  // comparison above is the finer one.
  await inTwoManners((manner) =>
    tryton.change(
      {
        model: "party.party",
        ids: [party.id],
        values: { ...changedParty(party, data, address, manner), ...rule },
        stamps: { [party.id]: party._timestamp },
      },
      options,
    ),
  );
  const [changed] = await read(tryton, [["id", "=", party.id]], options);
  if (!changed) throw missing(refusal("party.deleted", { party: party.code }));
  return refOf(changed);
}

function checkTexts(data: Partial<CustomerData>): void {
  if (data.template) throw invalid("template", refusal("party.templates"));
  for (const field of ["name2", "contact", "companyName"] as const)
    checkedText(field, data[field], LIMITS.name);
  for (const field of ["email", "phone", "taxId", "registrationNumber"] as const)
    checkedText(field, data[field], LIMITS.address);
  for (const field of ["name", "name2", "contact"] as const)
    checkedText(`address.${field}`, data.address?.[field], LIMITS.name);
  for (const field of ["address1", "address2", "city", "county", "zip"] as const)
    checkedText(`address.${field}`, data.address?.[field], LIMITS.address);
}

/** A party has one name: a second one and a person to ask for stand in its address. */
async function addressOf(
  scope: TrytonScope,
  { address, name2, contact }: Partial<CustomerData>,
  partyName: string,
  options: CallOptions,
): Promise<AddressValues> {
  const { countries } = await companyFacts(scope, options);
  return addressValues(
    "address",
    { ...(name2 ? { name2 } : {}), ...(contact ? { contact } : {}), name: "", ...address },
    partyName,
    countries,
  );
}

/**
 * Tryton refused a value and did nothing: once more with the values it judges as plain text. The
 * first refusal counts when that is refused too.
 */
async function inTwoManners<T>(act: (manner: Manner) => Promise<T>): Promise<T> {
  try {
    return await act("checked");
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return act("plain").catch((second: unknown) => {
      throw isRefusal(second) ? error : second;
    });
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ErpError &&
  (error.detail.class === "config" || error.detail.class === "validation");

/** A tax area is a party's tax rule, by its name; "" takes it off. */
async function taxRule(
  tryton: Tryton,
  name: string | undefined,
  options: CallOptions,
): Promise<Record<string, Wire>> {
  if (name === undefined) return {};
  if (name === "") return { customer_tax_rule: null };
  const [rule] = await tryton.search(
    {
      model: "account.tax.rule",
      domain: [
        ["name", "=", name],
        ["kind", "in", ["sale", "both"]],
      ],
      fields: ["id"],
      limit: 1,
    },
    z.object({ id }),
    options,
  );
  if (!rule) throw invalid("taxArea", refusal("party.taxRule", { rule: name }));
  return { customer_tax_rule: rule.id };
}

const read = async (tryton: Tryton, domain: Wire[], options: CallOptions): Promise<PartyRow[]> =>
  tryton.search(
    { model: "party.party", domain, fields: PARTY_FIELDS, context: WITH_INACTIVE },
    partyRow,
    options,
  );
