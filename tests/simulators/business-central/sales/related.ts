import type { Books } from "../books/books.ts";
import type { Row } from "../api/value.ts";
import { NO_GUID } from "../api/value.ts";
import { bad, rule } from "../api/refusal.ts";

/** A code that must be in another table. */
export const notRelated = (field: string, table: string, value: string, related: string) =>
  bad(
    "Internal_InvalidTableRelation",
    `The field ${field} of table ${table} contains a value (${value}) that cannot be found in the related table (${related}).`,
  );

export function country(books: Books, field: string, table: string, code: string): void {
  if (code !== "" && !books.find("countriesRegions", "code", code))
    throw notRelated(field, table, code, "Country/Region");
}

export function customerNamed(
  books: Books,
  body: Row,
  idField: string,
  numberField: string,
): Row | undefined {
  const byId =
    body[idField] === undefined ? undefined : books.find("customers", "id", body[idField]);
  const byNumber =
    body[numberField] === undefined
      ? undefined
      : books.find("customers", "number", body[numberField]);
  if (body[idField] === undefined && body[numberField] === undefined) return undefined;
  const kind = idField === "customerId" ? "sell-to" : "bill-to";
  if (body[idField] !== undefined && body[numberField] !== undefined && byId !== byNumber)
    throw rule(`The ${kind} customer values do not match to a specific Customer.`);
  const found = byId ?? byNumber;
  if (!found) throw rule(`The ${kind} customer cannot be found.`);
  return found;
}

export function usable(customer: Row): void {
  if (customer.blocked === "All" || customer.blocked === "Invoice")
    throw rule(
      `You cannot create this type of document when Customer ${String(customer.number)} is blocked with type ${String(customer.blocked)}`,
    );
  if (customer.$postingGroups === false)
    throw bad(
      "Application_FieldValidationException",
      `Customer Posting Group must have a value in Customer: No.=${String(customer.number)}. It cannot be zero or empty.`,
    );
}

/** The record an id names; all zeros name none. */
export function byId(books: Books, set: string, id: unknown, text: string): Row | undefined {
  if (id === NO_GUID) return undefined;
  const found = books.find(set, "id", id);
  if (!found) throw rule(text);
  return found;
}

export function currencyOf(books: Books, code: string): string {
  const { localCurrency, exchangeRates } = books.setUp;
  if (code === "" || code === localCurrency) return localCurrency;
  if (!books.find("currencies", "code", code))
    throw rule('The "currencyCode" does not match to a Currency.');
  if (!exchangeRates.has(code))
    throw rule(
      `There is no Currency Exchange Rate within the filter. Filters: Currency Code: ${code}`,
    );
  return code;
}
