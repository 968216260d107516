import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { gone, refusal } from "#app/erp/refusals.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { isGuid } from "../wire/filter.ts";
import { candidate, customerRow } from "./row.ts";

/** Business Central's API shows no second name, no contact and no tags of a customer. */
export async function readCustomer(
  scope: BcScope,
  ref: ErpRef,
  options: CallOptions,
): Promise<CustomerReading> {
  const noCustomer = () =>
    gone(refusal("bcDocument.noCustomer", { customer: ref.number ?? ref.id }));
  if (!isGuid(ref.id)) throw noCustomer();
  const { path } = await companyOf(scope, options);
  try {
    const row = await scope.api.one(
      `${path}/customers(${ref.id})`,
      undefined,
      customerRow,
      options,
    );
    const { blocked, ref: found } = candidate(row, "number");
    return {
      ref: found,
      blocked,
      data: {
        name: row.displayName,
        email: row.email,
        phone: row.phoneNumber,
        address: {
          name: row.displayName,
          address1: row.addressLine1,
          address2: row.addressLine2,
          city: row.city,
          county: row.state,
          zip: row.postalCode,
          countryCode: row.country,
        },
      },
    };
  } catch (error) {
    if (error instanceof ErpError && error.detail.class === "notFound") throw noCustomer();
    throw error;
  }
}
