import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { CustomerCandidate, CustomerQuery } from "#app/erp/port/customers.ts";
import { companyFacts } from "../company.server.ts";
import { addressValues } from "../drafts/address.ts";
import type { AddressValues } from "../drafts/address.ts";
import type { Tryton } from "../rpc/call.server.ts";
import { anyOf, WITH_INACTIVE } from "../rpc/domains.ts";
import type { TrytonScope } from "../scope.server.ts";
import type { PartyTest } from "./query.ts";
import { phoneDigits, phoneRank, phoneTest, ranked, strongTests, textTest } from "./query.ts";
import type { PartyRow } from "./row.ts";
import { PARTY_FIELDS, partyRow } from "./row.ts";

/** Queries asked in one call, and the rows they may have together; more, and each is asked alone. */
const TOGETHER = 25;
const MOST_TOGETHER = 200;
/** Tryton compares addresses more loosely than they are judged: those of a whole town are looked through. */
const MOST_OF_ONE = 1_000;
const MOST_OF_TEXT = 50;

/**
 * Candidates of each query, best first: external key, number, e-mail, tax id, bill-to address, then
 * phone, then free text. A phone is looked for
 * only when nothing stronger matched (M-13). Inactive parties are candidates too, and blocked.
 */
export async function findCustomers(
  scope: TrytonScope,
  queries: CustomerQuery[],
  options: CallOptions,
): Promise<CustomerCandidate[][]> {
  const { tryton } = scope;
  const asked: { query: CustomerQuery; tests: PartyTest[] }[] = [];
  for (const query of queries)
    asked.push({ query, tests: strongTests(query, await billToOf(scope, query, options)) });
  const strong = await rowsOf(
    tryton,
    asked.map(({ tests }) => tests),
    options,
  );
  const found = asked.map(({ query, tests }, index) => ranked(strong[index] ?? [], tests, query));

  const calls = asked.map(({ query }, index) =>
    found[index]?.length === 0 ? phoneDigits(query.phoneDigits ?? "") : "",
  );
  const phones = calls.map((digits) => phoneTest(digits));
  const called = await rowsOf(
    tryton,
    phones.map((test) => (test ? [test] : [])),
    options,
  );
  for (const [index, test] of phones.entries()) {
    const { query } = asked[index] ?? {};
    if (test && query)
      found[index] = ([0, 1, 2] as const).flatMap((rank) =>
        ranked(
          (called[index] ?? []).filter((row) => phoneRank(row, calls[index] ?? "") === rank),
          [test],
          query,
        ),
      );
  }

  for (const [index, query] of queries.entries()) {
    if (!query.text) continue;
    const byText = textTest(query.text);
    const seen = new Set(found[index]?.map(({ ref }) => ref.id));
    found[index]?.push(
      ...ranked(await search(tryton, [byText], MOST_OF_TEXT, options), [byText], query).filter(
        ({ ref }) => !seen.has(ref.id),
      ),
    );
  }
  return found;
}

/** The rows that may be each query's. They come for many in one call; whose they are is the tests' to tell. */
async function rowsOf(
  tryton: Tryton,
  queries: PartyTest[][],
  options: CallOptions,
): Promise<PartyRow[][]> {
  const rows: PartyRow[][] = queries.map(() => []);
  const open = queries.flatMap((tests, index) => (tests.length > 0 ? [{ tests, index }] : []));
  for (let start = 0; start < open.length; start += TOGETHER) {
    const part = open.slice(start, start + TOGETHER);
    const together =
      part.length > 1
        ? await search(
            tryton,
            part.flatMap(({ tests }) => tests),
            MOST_TOGETHER,
            options,
          )
        : undefined;
    const whole = together !== undefined && together.length < MOST_TOGETHER;
    for (const { tests, index } of part)
      rows[index] = whole ? together : await search(tryton, tests, MOST_OF_ONE, options);
  }
  return rows;
}

const search = async (
  tryton: Tryton,
  tests: readonly PartyTest[],
  limit: number,
  options: CallOptions,
): Promise<PartyRow[]> =>
  tryton.search(
    {
      model: "party.party",
      domain: anyOf(tests.map(({ domain }) => domain)),
      fields: PARTY_FIELDS,
      order: [
        ["code", "ASC"],
        ["id", "ASC"],
      ],
      limit,
      context: WITH_INACTIVE,
    },
    partyRow,
    options,
  );

/** As Tryton would keep it; undefined when it has no such country, and so no party there. */
async function billToOf(
  scope: TrytonScope,
  { billTo }: CustomerQuery,
  options: CallOptions,
): Promise<AddressValues | undefined> {
  if (!billTo) return undefined;
  const { countries } = await companyFacts(scope, options);
  return billTo.countryCode && !countries.has(billTo.countryCode)
    ? undefined
    : addressValues("billTo", billTo, "", countries);
}
