import type { CallOptions, CustomerCandidate, CustomerQuery } from "#app/erp/port.ts";
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

const AT_ONCE = 50;

/**
 * Candidates, best first: external key, number, e-mail, tax id, bill-to address, then phone, then free text. A phone is looked for only
 * when nothing stronger matched (M-13). Inactive parties are candidates too, and blocked.
 */
export async function findCustomers(scope: TrytonScope, query: CustomerQuery, options: CallOptions): Promise<CustomerCandidate[]> {
  const { tryton } = scope;
  const strong = strongTests(query, await billToOf(scope, query, options));
  const found = ranked(await rowsOf(tryton, strong, options), strong, query);
  const digits = phoneDigits(query.phoneDigits ?? "");
  const phone = found.length === 0 ? phoneTest(digits) : undefined;
  if (phone) {
    const rows = await rowsOf(tryton, [phone], options);
    found.push(...([0, 1, 2] as const).flatMap((rank) => ranked(rows.filter((row) => phoneRank(row, digits) === rank), [phone], query)));
  }
  if (!query.text) return found;
  const byText = textTest(query.text);
  const seen = new Set(found.map(({ ref }) => ref.id));
  return [...found, ...ranked(await rowsOf(tryton, [byText], options), [byText], query).filter(({ ref }) => !seen.has(ref.id))];
}

async function rowsOf(tryton: Tryton, tests: readonly PartyTest[], options: CallOptions): Promise<PartyRow[]> {
  if (tests.length === 0) return [];
  return tryton.search({ model: "party.party", domain: anyOf(tests.map(({ domain }) => domain)), fields: PARTY_FIELDS, order: [["code", "ASC"], ["id", "ASC"]], limit: AT_ONCE, context: WITH_INACTIVE }, partyRow, options);
}

/** As Tryton would keep it; undefined when it has no such country, and so no party there. */
async function billToOf(scope: TrytonScope, { billTo }: CustomerQuery, options: CallOptions): Promise<AddressValues | undefined> {
  if (!billTo) return undefined;
  const { countries } = await companyFacts(scope, options);
  return billTo.countryCode && !countries.has(billTo.countryCode) ? undefined : addressValues("billTo", billTo, "", countries);
}
