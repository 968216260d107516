import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import { renderExternalKey } from "#app/erp/external-key.ts";
import type { CustomerCandidate, CustomerQuery, PostalAddress } from "#app/erp/port/customers.ts";
import type { Scope } from "../scope.ts";
import { searchText } from "../scope.ts";
import { normalisedEmail, phoneDigits } from "./check.server.ts";

type Row = Prisma.LedgerCustomerGetPayload<object>;
type MatchedBy = CustomerCandidate["matchedBy"];

const ATONCE = 50;

/**
 * Candidates of each query, best first: external key, number, e-mail, tax id, registration number, bill-to address, then
 * phone, then free text. A phone is looked for
 * only when nothing stronger matched (M-13).
 */
export async function findCustomers(
  scope: Scope,
  queries: CustomerQuery[],
): Promise<CustomerCandidate[][]> {
  const tests = queries.map(strongTests);
  const all = tests.flat();
  const rows =
    all.length === 0
      ? []
      : await db.ledgerCustomer.findMany({
          where: { ...scope, OR: all.map((test) => test.where) },
          orderBy: { number: "asc" },
        });
  const answers: CustomerCandidate[][] = [];
  for (const [index, query] of queries.entries()) {
    const own = tests[index] ?? [];
    answers.push(
      await candidatesOf(
        scope,
        query,
        own,
        rows.filter((row) => own.some((test) => test.matches(row))).slice(0, ATONCE),
      ),
    );
  }
  return answers;
}

async function candidatesOf(
  scope: Scope,
  query: CustomerQuery,
  tests: Test[],
  found: Row[],
): Promise<CustomerCandidate[]> {
  if (found.length === 0 && query.phoneDigits)
    found.push(...(await byPhone(scope, query.phoneDigits)));
  if (found.length > 0 && !query.text) return rank(found, tests);
  return query.text
    ? [
        ...rank(found, tests),
        ...(await byText(
          scope,
          query.text,
          found.map((row) => row.id),
        )),
      ]
    : [];
}

interface Test {
  by: MatchedBy;
  where: Prisma.LedgerCustomerWhereInput;
  matches(row: Row): boolean;
}

function strongTests(query: CustomerQuery): Test[] {
  const tests: Test[] = [];
  if (query.externalKey) {
    const externalKey = renderExternalKey(query.externalKey);
    tests.push({
      by: "externalKey",
      where: { externalKey },
      matches: (row) => row.externalKey === externalKey,
    });
  }
  const { number, taxId, registrationNumber, billTo } = query;
  if (number)
    tests.push({ by: "number", where: { number }, matches: (row) => row.number === number });
  const email = normalisedEmail(query.email ?? "");
  if (email)
    tests.push({
      by: "email",
      where: { emailNormalised: email },
      matches: (row) => row.emailNormalised === email,
    });
  if (taxId) tests.push({ by: "taxId", where: { taxId }, matches: (row) => row.taxId === taxId });
  if (registrationNumber)
    tests.push({
      by: "registrationNumber",
      where: { registrationNumber },
      matches: (row) => row.registrationNumber === registrationNumber,
    });
  if (billTo) {
    const columns = addressColumns(billTo);
    tests.push({
      by: "billTo",
      where: columns,
      matches: (row) =>
        Object.entries(columns).every(
          ([column, value]) => row[column as keyof typeof columns] === value,
        ),
    });
  }
  return tests;
}

/** All of them must be exactly equal (M-12). */
function addressColumns(address: PostalAddress) {
  return {
    name: address.name,
    name2: address.name2 ?? "",
    address1: address.address1 ?? "",
    address2: address.address2 ?? "",
    zip: address.zip ?? "",
    city: address.city ?? "",
    county: address.county ?? "",
    countryCode: address.countryCode ?? "",
  };
}

function rank(rows: Row[], tests: Test[]): CustomerCandidate[] {
  const place = (row: Row): number => {
    const index = tests.findIndex((test) => test.matches(row));
    return index === -1 ? tests.length : index;
  };
  return rows
    .map((row) => ({ row, place: place(row) }))
    .sort((a, b) => a.place - b.place)
    .map(({ row, place: at }) => candidate(row, tests[at]?.by ?? "phone"));
}

/**
 * The digits in this order with anything in between, the last one at the end (M-13); a whole ending
 * is better than one with gaps.
 */
async function byPhone(scope: Scope, phone: string): Promise<Row[]> {
  const digits = phoneDigits(phone);
  if (digits === "") return [];
  const pattern = `%${[...digits].join("%")}`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "LedgerCustomer" WHERE shop = ${scope.shop}
      AND "connectionId" = ${scope.connectionId}::uuid AND "phoneDigits" LIKE ${pattern}
    ORDER BY ("phoneDigits" = ${digits}) DESC, ("phoneDigits" LIKE ${`%${digits}`}) DESC, number LIMIT ${ATONCE}`;
  const customers = await db.ledgerCustomer.findMany({
    where: { ...scope, id: { in: rows.map((row) => row.id) } },
  });
  return rows.flatMap(({ id }) => customers.find((customer) => customer.id === id) ?? []);
}

async function byText(scope: Scope, text: string, without: string[]): Promise<CustomerCandidate[]> {
  const contains = { contains: searchText(text), mode: "insensitive" } as const;
  const rows = await db.ledgerCustomer.findMany({
    where: {
      ...scope,
      id: { notIn: without },
      OR: [
        { number: contains },
        { name: contains },
        { name2: contains },
        { email: contains },
        { city: contains },
        { phone: contains },
      ],
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: ATONCE,
  });
  return rows.map((row) => candidate(row, "text"));
}

function candidate(row: Row, matchedBy: MatchedBy): CustomerCandidate {
  return {
    ref: { kind: "customer", id: row.id, number: row.number, version: String(row.version) },
    name: row.name,
    ...(row.email ? { email: row.email } : {}),
    matchedBy,
    blocked: row.blocked,
  };
}
