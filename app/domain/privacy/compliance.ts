import type { OrderId } from "#app/lib/ids.ts";
import { z } from "zod";
import { gidOf } from "#app/shopify/gid.ts";

/** Ids arrive as numbers or text; above 2^53 only text is safe. */
const id = z.union([z.string().regex(/^\d{1,20}$/), z.number().int().positive().transform(String)]);

/** Payload of customers/data_request and customers/redact. */
const customerRequest = z.object({
  customer: z
    .object({ id: id.nullish(), email: z.string().nullish(), phone: z.string().nullish() })
    .nullish(),
  orders_requested: z.array(id).nullish(),
  orders_to_redact: z.array(id).nullish(),
});

export interface Subject {
  customerGid: string | null;
  email: string | null;
  orderGids: OrderId[];
}

/** Whom a request is about. Undefined when the payload names nobody. */
export function subjectOf(payload: unknown): Subject | undefined {
  const parsed = customerRequest.safeParse(payload);
  if (!parsed.success) return undefined;
  const { customer, orders_requested, orders_to_redact } = parsed.data;
  const subject: Subject = {
    customerGid: customer?.id ? gidOf("Customer", customer.id) : null,
    email: customer?.email?.trim().toLowerCase() || null,
    orderGids: [...new Set([...(orders_requested ?? []), ...(orders_to_redact ?? [])])].map(
      (order) => gidOf("Order", order),
    ),
  };
  return subject.customerGid === null && subject.email === null && subject.orderGids.length === 0
    ? undefined
    : subject;
}

/** The subject without the e-mail address, for the record that stays. */
export const recordOf = (
  subject: Subject,
): { customerGid: string | null; orderGids: string[] } => ({
  customerGid: subject.customerGid,
  orderGids: subject.orderGids,
});
