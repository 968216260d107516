import { z } from "zod";
import { DOCUMENT_KINDS } from "#app/erp/port/documents.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { TaskContext } from "#app/tasks/kind.ts";

/** ErpRef as a task's result keeps it. */
const refSchema = z.object({
  kind: z.enum([
    "customer",
    "item",
    "salesOrder",
    "salesInvoice",
    "creditMemo",
    "returnOrder",
    "shipment",
    "receipt",
    "payment",
  ]),
  id: z.string(),
  number: z.string().optional(),
  version: z.string().optional(),
  url: z.string().optional(),
});

const totals = z.object({ net: z.string(), tax: z.string(), gross: z.string() });

/** A document as read back from the ERP, beside what it must come to. */
const documentResultSchema = z.object({
  ref: refSchema,
  kind: z.enum(DOCUMENT_KINDS),
  status: z.string(),
  currency: z.string(),
  totals,
  expected: totals,
  tolerance: z.string(),
});

export type DocumentResult = z.infer<typeof documentResultSchema>;

/** `Task.result` of creating or releasing a document. */
export const storedDocumentResult = storedJson("result", documentResultSchema);

/** What the task that created or released the document before this one said of it. */
export const resultBefore = ({
  predecessorResult,
  taskId,
}: Pick<TaskContext<unknown>, "predecessorResult" | "taskId">): DocumentResult =>
  storedDocumentResult.read(predecessorResult, `the task before ${taskId}`);

/** `Task.result` of creating a customer or an item. */
export const storedRef = storedJson("result", z.object({ ref: refSchema }));
