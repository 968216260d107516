import type { DocumentId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import type { DocumentDraft, DocumentHead } from "#app/erp/port/documents.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import type { LookUp, TaskContext } from "#app/tasks/kind.ts";
import type { DocumentPlan } from "../plan/plan.ts";
import { storedPlan } from "../plan/stored-plan.ts";
import type { DocumentResult } from "./results.ts";

export type PlannedDocument = DocumentPlan & { document: DocumentDraft };

/** The document as it was planned and stored: what is created, and what it is proved against. */
export async function plannedDocument(
  shop: string,
  salesDocumentId: DocumentId,
): Promise<PlannedDocument> {
  const row = await db.salesDocument.findFirst({
    where: { shop, id: salesDocumentId },
    select: { plan: true },
  });
  const plan = row && storedPlan.read(row.plan, `document ${salesDocumentId}`);
  if (!plan?.document) throw new Error(`the planned document ${salesDocumentId} is not there`);
  return { ...plan, document: plan.document };
}

/** What an earlier call left in the ERP under this key. */
export async function lookUpDocument(
  context: TaskContext<unknown>,
  key: ExternalKey,
  planOf: () => Promise<PlannedDocument>,
): Promise<LookUp<DocumentResult>> {
  const found = (await taskPort(context).port.findDocuments(key, context)).filter(
    ({ status }) => status !== "gone",
  );
  const [first, ...more] = found;
  if (!first) return { found: "none" };
  if (first.unfinished && more.length === 0) return { found: "none" }; // acting again finishes it
  if (more.length > 0) return { found: "many", ids: found.map(({ ref }) => ref.number ?? ref.id) };
  return { found: "one", result: resultOf(context, first, await planOf()) };
}

export function resultOf(
  context: TaskContext<unknown>,
  { ref, kind, status, currency, totals }: DocumentHead,
  plan: PlannedDocument,
): DocumentResult {
  const { explicitTaxAmounts } = taskPort(context).capabilities;
  return {
    ref,
    kind,
    status,
    currency,
    totals,
    expected: plan.document.expected,
    tolerance: explicitTaxAmounts ? "0" : plan.proof.tolerance,
  };
}
