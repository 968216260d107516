import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { misconfigured, refusal } from "#app/erp/refusals.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { quoted } from "../wire/filter.ts";
import { guid, text } from "../wire/shapes.ts";
import { isPaymentNumber } from "./number.ts";

export interface Journal {
  id: string;
  code: string;
  /** Below api/v2.0. */
  lines: string;
  /** The same batch where it is posted. */
  posting: string;
}

const batch = z.object({ id: guid, code: text });
const journalLine = z.object({ id: guid, documentNumber: text });
export type JournalLine = z.infer<typeof journalLine>;

/** The batch that the connection names: the app's own, since posting it posts every line. */
export async function journalOf(
  scope: BcScope,
  code: string,
  options: CallOptions,
): Promise<Journal> {
  const { path } = await companyOf(scope, options);
  const [found] = await scope.api.all(
    { path: `${path}/customerPaymentJournals`, filter: `code eq ${quoted(code)}` },
    batch,
    options,
  );
  if (!found)
    throw misconfigured(
      refusal("bcPayment.noJournal", { journal: code }),
      refusal("bcAction.paymentJournal"),
    );
  return {
    id: found.id,
    code,
    lines: `${path}/customerPaymentJournals(${found.id})/customerPayments`,
    posting: `${path}/journals(${found.id})/Microsoft.NAV.post`,
  };
}

/** The lines that wait in the batch. One that is not the app's would be posted with them. */
export async function waitingLines(
  scope: BcScope,
  journal: Journal,
  options: CallOptions,
): Promise<JournalLine[]> {
  const lines = await scope.api.all({ path: journal.lines }, journalLine, options);
  const foreign = lines.filter(({ documentNumber }) => !isPaymentNumber(documentNumber));
  if (foreign.length > 0)
    throw misconfigured(
      refusal("bcPayment.foreignLines", {
        journal: journal.code,
        lines: foreign.map(({ documentNumber }) => documentNumber || "–").join(", "),
      }),
      refusal("bcAction.paymentJournal"),
    );
  return lines;
}
