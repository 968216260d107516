import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { NO_GUID, PORTION, anyOf, portions, quoted } from "../wire/filter.ts";
import { guid, text } from "../wire/shapes.ts";

const order = z.object({ id: guid, number: text });
const invoice = z.object({ orderId: guid, orderNumber: text });

/** Orders by their numbers; those that are gone by the invoices they left. */
export async function ordersByNumber(
  scope: BcScope,
  numbers: readonly string[],
  options: CallOptions,
): Promise<Map<string, ErpRef>> {
  const { path } = await companyOf(scope, options);
  const found = new Map<string, ErpRef>();
  const add = (id: string, number: string): void =>
    void found.set(number, { kind: "salesOrder", id, number });
  for (const part of portions([...new Set(numbers)].filter(Boolean), PORTION)) {
    const filter = anyOf("number", part.map(quoted));
    const listing = { path: `${path}/salesOrders`, filter, select: "id,number" };
    for (const { id, number } of await scope.api.all(listing, order, options)) add(id, number);
    const left = part.filter((number) => !found.has(number));
    if (left.length === 0) continue;
    const invoices = await scope.api.all(
      {
        path: `${path}/salesInvoices`,
        filter: anyOf("orderNumber", left.map(quoted)),
        select: "orderId,orderNumber",
      },
      invoice,
      options,
    );
    for (const { orderId, orderNumber } of invoices)
      if (orderId !== NO_GUID) add(orderId, orderNumber);
  }
  return found;
}
