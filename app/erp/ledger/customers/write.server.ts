import { db } from "#app/db/client.server.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import { uniqueViolation } from "../database-errors.server.ts";
import { missing, refusal, stale } from "#app/erp/refusals.ts";
import { takeNumber } from "../number-series.server.ts";
import type { Scope } from "../scope.ts";
import { requiredText } from "#app/erp/text-check.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { LIMITS } from "../capabilities.ts";
import { customerColumns } from "./check.server.ts";

const refOf = (row: { id: string; number: string; version: number }): ErpRef => ({
  kind: "customer",
  id: row.id,
  number: row.number,
  version: String(row.version),
});

/** Creates the customer of an external key, or finds the one created earlier: both give its reference. */
export async function createCustomer(
  scope: Scope,
  key: ExternalKey,
  data: CustomerData,
): Promise<ErpRef> {
  const externalKey = renderExternalKey(key);
  const find = () =>
    db.ledgerCustomer.findUnique({
      where: { shop_connectionId_externalKey: { ...scope, externalKey } },
    });
  const existing = await find();
  if (existing) return refOf(existing);
  try {
    return await insertCustomer(scope, externalKey, data);
  } catch (error) {
    const meanwhile = uniqueViolation(error) === undefined ? null : await find();
    if (meanwhile) return refOf(meanwhile);
    throw error;
  }
}

/** `externalKey` null: a customer created by hand in the ledger. */
export async function insertCustomer(
  scope: Scope,
  externalKey: string | null,
  data: CustomerData,
): Promise<ErpRef> {
  return db.$transaction(async (tx) => {
    const columns = {
      ...(await customerColumns(tx, scope, data)),
      name: requiredText("name", data.name, LIMITS.name),
    };
    const at = now();
    return refOf(
      await tx.ledgerCustomer.create({
        data: {
          ...scope,
          number: await takeNumber(tx, scope, "customer"),
          externalKey,
          ...columns,
          createdAt: at,
          changedAt: at,
        },
      }),
    );
  });
}

/** Changes what `data` names. With a version in the reference, only when the customer is still as it was read. */
export async function updateCustomer(
  scope: Scope,
  ref: ErpRef,
  data: Partial<CustomerData>,
  more: { blocked?: boolean } = {},
): Promise<ErpRef> {
  return db.$transaction(async (tx) => {
    const columns = await customerColumns(tx, scope, data);
    const version = ref.version === undefined ? {} : { version: Number(ref.version) };
    const found = isUuid(ref.id)
      ? await tx.ledgerCustomer.updateMany({
          where: { ...scope, id: ref.id, ...version },
          data: { ...columns, ...more, changedAt: now(), version: { increment: 1 } },
        })
      : { count: 0 };
    const row = isUuid(ref.id)
      ? await tx.ledgerCustomer.findFirst({ where: { ...scope, id: ref.id } })
      : null;
    if (!row) throw missing(refusal("customer.missing", { customer: ref.number ?? ref.id }));
    if (found.count === 0) throw stale(refusal("customer.changed", { customer: row.number }));
    return refOf(row);
  });
}
