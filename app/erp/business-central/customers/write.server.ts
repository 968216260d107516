import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { CustomerData, PostalAddress } from "#app/erp/port/customers.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { gone, invalid, refusal, stale } from "#app/erp/refusals.ts";
import { requiredText } from "#app/erp/text-check.ts";
import { companyOf } from "../company.server.ts";
import { LIMITS } from "../capabilities.ts";
import { checkAddress, phoneOf } from "../drafts/address.ts";
import { checkedText } from "../drafts/text.ts";
import { referenceByCode } from "../reference.server.ts";
import type { BcScope } from "../scope.server.ts";
import { isGuid } from "../wire/filter.ts";
import type { Body } from "../wire/json.ts";
import { findCustomers } from "./find.server.ts";
import { ownNumber } from "./number.ts";
import type { CustomerRow } from "./row.ts";
import { candidate, customerRow } from "./row.ts";

const refOf = (row: CustomerRow): ErpRef => candidate(row, "number").ref;

/** One customer per key: its number is made of the key, and Business Central has each number once. */
export async function createCustomer(
  scope: BcScope,
  key: ExternalKey,
  data: CustomerData,
  options: CallOptions,
): Promise<ErpRef> {
  const body = await bodyOf(
    scope,
    { ...data, name: requiredText("name", data.name, LIMITS.name) },
    options,
  );
  const held = async (): Promise<ErpRef | undefined> =>
    (await findCustomers(scope, [{ externalKey: key }], options))[0]?.[0]?.ref;
  const before = await held();
  if (before) return before;
  const { path } = await companyOf(scope, options);
  try {
    return refOf(
      await scope.api.create(
        { path: `${path}/customers`, body: { number: ownNumber(key), ...body } },
        customerRow,
        options,
      ),
    );
  } catch (error) {
    // Another call of the same key was first.
    if (!(error instanceof ErpError) || error.detail.class !== "duplicate") throw error;
    const found = await held();
    if (!found) throw error;
    return found;
  }
}

export async function updateCustomer(
  scope: BcScope,
  ref: ErpRef,
  data: Partial<CustomerData>,
  options: CallOptions,
): Promise<ErpRef> {
  const customer = ref.number ?? ref.id;
  if (!isGuid(ref.id)) throw gone(refusal("bcDocument.noCustomer", { customer }));
  const body = await bodyOf(scope, data, options);
  const { path } = await companyOf(scope, options);
  try {
    return refOf(
      await scope.api.change(
        { path: `${path}/customers(${ref.id})`, body, etag: ref.version ?? "*" },
        customerRow,
        options,
      ),
    );
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    if (error.detail.class === "notFound")
      throw gone(refusal("bcDocument.noCustomer", { customer }));
    if (error.detail.class === "versionConflict")
      throw stale(refusal("bcDocument.customerChanged", { customer }));
    throw error;
  }
}

type Members = Record<string, Body | undefined>;

/** What Business Central's customers have no field for is refused where it would be missed, and else put where people see it. */
async function bodyOf(
  scope: BcScope,
  data: Partial<CustomerData>,
  options: CallOptions,
): Promise<Members> {
  if (data.template)
    throw invalid("template", refusal("bcDocument.template", { template: data.template }));
  checkedText("name", data.name, LIMITS.name);
  checkedText("email", data.email, 80);
  checkedText("phone", phoneOf(data.phone), 30);
  const area = data.taxArea
    ? await referenceByCode(
        scope,
        { kind: "taxAreas", code: data.taxArea, field: "taxArea" },
        options,
      )
    : undefined;
  if (data.currency)
    await referenceByCode(
      scope,
      { kind: "currencies", code: data.currency, field: "currency" },
      options,
    );
  return {
    displayName: data.name,
    type: data.name === undefined ? undefined : data.companyName ? "Company" : "Person",
    ...(data.address ? await addressOf(scope, data.address, options) : {}),
    phoneNumber: data.phone === undefined ? undefined : phoneOf(data.phone),
    email: data.email,
    taxLiable: data.taxLiable,
    taxAreaId: area?.id,
    taxRegistrationNumber: data.taxId,
    currencyCode: data.currency,
  };
}

async function addressOf(
  scope: BcScope,
  address: PostalAddress,
  options: CallOptions,
): Promise<Members> {
  checkAddress("address", address);
  const { countryCode: code } = address;
  if (code)
    await referenceByCode(
      scope,
      { kind: "countries", code, field: "address.countryCode" },
      options,
    );
  return {
    addressLine1: address.address1 ?? "",
    addressLine2: address.address2 ?? "",
    city: address.city ?? "",
    state: address.county ?? "",
    postalCode: address.zip ?? "",
    country: code ?? "",
  };
}
