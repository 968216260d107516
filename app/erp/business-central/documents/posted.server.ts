import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { companyOf } from "../company.server.ts";
import type { BcScope } from "../scope.server.ts";
import { anyOf, quoted } from "../wire/filter.ts";
import { text } from "../wire/shapes.ts";
import type { BcDocumentKind } from "./sets.ts";
import type { DocumentRow } from "./shape.ts";

/** A posted invoice and one that is only released look alike; the books tell them apart. */
export async function isPosted(
  scope: BcScope,
  kind: BcDocumentKind,
  row: Pick<DocumentRow, "status" | "number" | "orderNumber">,
  options: CallOptions,
): Promise<boolean> {
  if (kind === "salesOrder" || row.status === "Draft" || row.status === "In_x0020_Review")
    return false;
  if (row.status !== "Open" || row.orderNumber) return true;
  return (await postedNumbers(scope, kind, [row.number], options)).has(row.number);
}

export async function postedNumbers(
  scope: BcScope,
  kind: BcDocumentKind,
  numbers: readonly string[],
  options: CallOptions,
): Promise<Set<string>> {
  if (numbers.length === 0) return new Set();
  const { path } = await companyOf(scope, options);
  const wanted = kind === "creditMemo" ? "Credit_x0020_Memo" : "Invoice";
  const rows = await scope.api.all(
    {
      path: `${path}/generalLedgerEntries`,
      filter: anyOf("documentNumber", numbers.map(quoted)),
      select: "documentNumber,documentType",
    },
    z.object({ documentNumber: text, documentType: text }),
    options,
  );
  return new Set(
    rows
      .filter(({ documentType }) => documentType === wanted)
      .map(({ documentNumber }) => documentNumber),
  );
}
