import { db } from "#app/db/client.server.ts";
import type { CustomerReading } from "#app/erp/port/customers.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { missing, refusal } from "#app/erp/refusals.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";

export async function readCustomer(scope: Scope, ref: ErpRef): Promise<CustomerReading> {
  const row = isUuid(ref.id)
    ? await db.ledgerCustomer.findFirst({ where: { ...scope, id: ref.id } })
    : null;
  if (!row) throw missing(refusal("customer.missing", { customer: ref.number ?? ref.id }));
  const { name, name2, contact, email, phone, marketing } = row;
  const { address1, address2, city, county, zip, countryCode } = row;
  return {
    ref: { kind: "customer", id: row.id, number: row.number, version: String(row.version) },
    blocked: row.blocked,
    ...(row.externalKey === null ? {} : { externalKey: row.externalKey }),
    data: {
      ...{ name, name2, contact, email, phone },
      address: {
        name,
        address1,
        address2,
        city,
        county,
        zip,
        countryCode,
        phone: row.deliveryPhone,
      },
      tags: row.tags,
      // Nobody said: as good as no.
      marketing: marketing ?? false,
    },
  };
}
