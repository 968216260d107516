import { db } from "#app/db/client.server.ts";
import { missing, refusal } from "#app/erp/refusals.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";
import { dayOfColumn } from "#app/lib/day.ts";
import { decimalOf, searchText } from "../scope.ts";
import { mapPage, pageOf, pageQuery, startOf, type Page, type Sort } from "#app/lib/paging.ts";
import type { ListRequest } from "./list-request.ts";

const BY_NUMBER = {
  number: { kind: "text", order: "asc" },
} as const satisfies Sort;

export interface CustomerListRow {
  id: string;
  number: string;
  name: string;
  email: string;
  city: string;
  countryCode: string;
  blocked: boolean;
}

/** By number. The search looks into number, name, e-mail, phone and city. */
export async function listCustomers(
  scope: Scope,
  request: ListRequest & { blocked?: boolean },
): Promise<Page<CustomerListRow>> {
  const start = startOf(BY_NUMBER, request);
  const { beyond, orderBy, take } = pageQuery(BY_NUMBER, start);
  const contains = request.search
    ? ({ contains: searchText(request.search.trim()), mode: "insensitive" } as const)
    : undefined;
  const rows = await db.ledgerCustomer.findMany({
    where: {
      ...scope,
      ...(request.blocked === undefined ? {} : { blocked: request.blocked }),
      AND: [beyond],
      ...(contains
        ? {
            OR: [
              { number: contains },
              { name: contains },
              { name2: contains },
              { email: contains },
              { phone: contains },
              { city: contains },
            ],
          }
        : {}),
    },
    orderBy,
    take,
  });
  return mapPage(
    pageOf(BY_NUMBER, start, rows),
    ({ id, number: own, name, email, city, countryCode, blocked }) => ({
      id,
      number: own,
      name,
      email,
      city,
      countryCode,
      blocked,
    }),
  );
}

/** So many payments on account are shown. */
const MOST = 50;

export async function readCustomer(scope: Scope, id: string) {
  const row = isUuid(id)
    ? await db.ledgerCustomer.findFirst({
        where: { ...scope, id },
        include: { credits: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: MOST } },
      })
    : null;
  if (!row) throw missing(refusal("customer.missing", { customer: id }));
  const {
    shop: _shop,
    connectionId: _connection,
    emailNormalised: _email,
    phoneDigits: _phone,
    version,
    createdAt,
    changedAt,
    credits,
    ...shown
  } = row;
  return {
    ...shown,
    credits: credits.map(({ id: credit, number, amount, currency, method, date }) => ({
      id: credit,
      number,
      amount: decimalOf(amount),
      currency,
      method,
      date: dayOfColumn(date),
    })),
    version: String(version),
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
  };
}
