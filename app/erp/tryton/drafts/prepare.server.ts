import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft, Totals } from "#app/erp/port/documents.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/day.ts";
import { referenceByCode } from "../reference.server.ts";
import type { TrytonScope } from "../scope.server.ts";
import type { Books } from "./books.ts";
import { forgetBooks, readBooks } from "./books.server.ts";
import type { DocumentLine } from "./document-lines.ts";
import { documentLines } from "./document-lines.ts";
import { checkHeader } from "./header-check.ts";
import { checkLines } from "./line-check.ts";
import type { Party, PartyRecords } from "./parties.server.ts";
import { checkAddresses, partiesOf } from "./parties.server.ts";
import { readProducts } from "./products.server.ts";

/** A document to create, and the external reference it is found again by. */
export interface Creation {
  reference: string;
  draft: DocumentDraft;
}

/** A draft in Tryton's terms, all of it checked; nothing was written. */
export interface PreparedDraft {
  books: Books;
  parties: { sellTo: Party; billTo: Party };
  /** What was read of the buyers; addresses created meanwhile are added. */
  records: PartyRecords;
  currency: number;
  paymentTerm: number | null;
  lines: DocumentLine[];
  /** What the lines will come to by Tryton's own arithmetic. */
  predicted: Totals;
}

export async function prepareDraft(
  scope: TrytonScope,
  draft: DocumentDraft,
  records: PartyRecords,
  options: CallOptions,
): Promise<PreparedDraft> {
  checkHeader(draft);
  checkLines(draft);
  const paymentTerm = draft.paymentTerms
    ? (
        await referenceByCode(
          scope,
          { kind: "paymentTerms", code: draft.paymentTerms, field: "paymentTerms" },
          options,
        )
      ).id
    : null;
  const parties = partiesOf(draft, records);
  const products = await readProducts(scope, draft.lines, options);
  const put = (books: Books): Pick<PreparedDraft, "books" | "currency" | "lines" | "predicted"> => {
    const currency = books.currencies.get(draft.currency);
    if (!currency)
      throw invalid("currency", refusal("trytonDocument.currency", { currency: draft.currency }));
    if (!currency.hasRate)
      throw invalid(
        "currency",
        refusal("trytonDocument.currencyRate", { currency: draft.currency }),
      );
    checkAddresses(draft, parties, books);
    const today = dayIn("UTC", now());
    const facts = {
      books,
      step: currency.rounding,
      today,
      products,
      tolerance: scope.settings.roundingTolerance,
    };
    return { books, currency: currency.id, ...documentLines(draft, facts) };
  };
  try {
    return { parties, records, paymentTerm, ...put(await readBooks(scope, options)) };
  } catch (error) {
    // What is missing may have been set up since the books were read.
    if (
      !(error instanceof ErpError) ||
      !["unmapped", "validation", "config"].includes(error.detail.class)
    )
      throw error;
    forgetBooks(scope);
    return { parties, records, paymentTerm, ...put(await readBooks(scope, options)) };
  }
}
