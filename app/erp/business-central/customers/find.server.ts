import { keptFor } from "#app/erp/kept.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { CustomerCandidate, CustomerQuery } from "#app/erp/port/customers.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { portions, quoted } from "../wire/filter.ts";
import { phoneRank, sameAddress } from "./match.ts";
import { ownNumber } from "./number.ts";
import type { CustomerRow } from "./row.ts";
import { CUSTOMER_FIELDS, candidate, customerRow } from "./row.ts";

type Matched = CustomerCandidate["matchedBy"];

interface Question {
  query: number;
  filter: string;
  matchedBy: Matched;
  fits: (row: CustomerRow) => boolean;
}

/** Business Central takes a hundred requests in one. */
const TOGETHER = 100;
const NUMBER = 20;
const MAIL = 80;

/**
 * Candidates of each query, best first: the app's own number, number, e-mail, bill-to address, then phone
 * (only where nothing stronger matched), then free text. Tax numbers cannot be asked for.
 */
export async function findCustomers(
  scope: BcScope,
  queries: CustomerQuery[],
  options: CallOptions,
): Promise<CustomerCandidate[][]> {
  const found: CustomerCandidate[][] = queries.map(() => []);
  const add = (query: number, row: CustomerRow, matchedBy: Matched): void => {
    const list = found[query];
    if (list && !list.some(({ ref }) => ref.id === row.id)) list.push(candidate(row, matchedBy));
  };
  const questions = queries.flatMap(questionsOf);
  for (const part of portions(questions, TOGETHER)) {
    const { path } = await companyOf(scope, options);
    const listings = part.map(({ filter }) => ({
      path: `${path}/customers`,
      filter,
      select: CUSTOMER_FIELDS,
    }));
    const answers = await scope.api.several(listings, customerRow, options);
    for (const [index, rows] of answers.entries()) {
      const question = part[index];
      for (const row of rows) if (question?.fits(row)) add(question.query, row, question.matchedBy);
    }
  }
  for (const [index, { phoneDigits = "" }] of queries.entries()) {
    if (phoneDigits === "" || found[index]?.length !== 0) continue;
    const all = await phonesOf(scope, options);
    for (const rank of [0, 1] as const)
      for (const row of all)
        if (phoneRank(row.phoneNumber, phoneDigits) === rank) add(index, row, "phone");
  }
  return found;
}

function questionsOf(query: CustomerQuery, index: number): Question[] {
  const questions: Question[] = [];
  const byNumber = (number: string, matchedBy: Matched): void => {
    if (number !== "" && number.length <= NUMBER)
      questions.push({
        query: index,
        filter: `number eq ${quoted(number.toUpperCase())}`,
        matchedBy,
        fits: (row) => row.number === number.toUpperCase(),
      });
  };
  if (query.externalKey) byNumber(ownNumber(query.externalKey), "externalKey");
  byNumber(query.number?.trim() ?? "", "number");
  const email = query.email?.trim().toLowerCase() ?? "";
  if (email !== "" && email.length <= MAIL)
    questions.push({
      query: index,
      filter: `tolower(email) eq ${quoted(email)}`,
      matchedBy: "email",
      fits: (row) => row.email.toLowerCase() === email,
    });
  const { billTo } = query;
  const zip = billTo?.zip?.trim().toUpperCase() ?? "";
  if (billTo && zip !== "" && zip.length <= NUMBER)
    questions.push({
      query: index,
      filter: `postalCode eq ${quoted(zip)}`,
      matchedBy: "billTo",
      fits: (row) => sameAddress(row, billTo),
    });
  const text = query.text?.trim() ?? "";
  if (text !== "" && text.length <= 100)
    questions.push({
      query: index,
      filter: `contains(displayName,${quoted(text)})`,
      matchedBy: "text",
      fits: () => true,
    });
  return questions;
}

const kept = keptFor<CustomerRow[]>();

/** A phone number cannot be asked for by its digits: all customers are read, and kept for a minute. */
async function phonesOf(scope: BcScope, options: CallOptions): Promise<CustomerRow[]> {
  const { path } = await companyOf(scope, options);
  return kept.get(scope.key, async () => {
    const listing = {
      path: `${path}/customers`,
      select: CUSTOMER_FIELDS,
      filter: "phoneNumber ne ''",
    };
    return scope.api.all({ ...listing, pageSize: 20_000 }, customerRow, {
      traceId: options.traceId,
    });
  });
}
