/** Bulk operations of an app: their states, and the files with their results. */
import type { BulkResult } from "../graphql/bulk.ts";
import type { Store } from "./store.ts";

export interface BulkOperationRecord {
  __typename: "BulkOperation";
  id: string;
  type: "QUERY";
  status: "CREATED" | "RUNNING" | "COMPLETED" | "FAILED" | "CANCELED" | "EXPIRED";
  errorCode: string | null;
  createdAt: string;
  completedAt: string | null;
  objectCount: string;
  rootObjectCount: string;
  fileSize: string | null;
  query: string;
  /** What the file holds; null: there is none. */
  text: string | null;
}

/** How an operation to come ends. */
export interface BulkOutcome {
  status?: "FAILED" | "CANCELED" | "EXPIRED" | "RUNNING";
  errorCode?: string;
  /** Only so many characters of the result are in the file. */
  cutAt?: number;
  /** The file itself, whatever was asked for. */
  text?: string;
}

/** Docs: the address of a result is good for seven days. */
const LIFE_MS = 7 * 24 * 60 * 60_000;
const FOLDER = "/shopify-bulk-results";
const OPEN = new Set(["CREATED", "RUNNING"]);

export const openOperations = (store: Store): BulkOperationRecord[] =>
  store.bulkOperations.filter(({ status }) => OPEN.has(status));

const isExpired = (store: Store, { completedAt }: BulkOperationRecord): boolean =>
  completedAt !== null && store.now().getTime() - Date.parse(completedAt) > LIFE_MS;

/** The host is the one that live results have; the path is made up. */
export const urlOf = (store: Store, operation: BulkOperationRecord): string | null =>
  operation.text === null || isExpired(store, operation)
    ? null
    : `https://storage.googleapis.com${pathOf(store, operation)}`;

const pathOf = (store: Store, { id }: BulkOperationRecord): string =>
  `${FOLDER}/${store.shop}/${id.slice(id.lastIndexOf("/") + 1)}.jsonl`;

export const fileAt = (store: Store, path: string): string | undefined =>
  store.bulkOperations.find(
    (one) => one.text !== null && !isExpired(store, one) && pathOf(store, one) === path,
  )?.text ?? undefined;

/** Runs it: the file, the counts, the end, and the webhook, which names no address. */
export function finishOperation(
  store: Store,
  operation: BulkOperationRecord,
  run: () => BulkResult,
): void {
  if (!OPEN.has(operation.status)) return;
  const outcome = store.bulkOutcomes.shift() ?? {};
  if (outcome.status === "RUNNING") {
    operation.status = "RUNNING";
    return;
  }
  const result = outcome.status === "CANCELED" ? null : run();
  operation.completedAt = store.instant();
  operation.status = outcome.status ?? "COMPLETED";
  operation.errorCode = outcome.errorCode ?? null;
  if (result && "errorCode" in result) {
    operation.status = "FAILED";
    operation.errorCode = result.errorCode;
  } else if (result && operation.status === "COMPLETED") {
    const whole = outcome.text ?? result.lines.map((line) => `${line}\n`).join("");
    operation.objectCount = String(result.objects);
    operation.rootObjectCount = String(result.roots);
    operation.fileSize = String(Buffer.byteLength(whole));
    operation.text = whole === "" ? null : whole.slice(0, outcome.cutAt ?? whole.length);
  }
  store.emit("bulk_operations/finish", operation.id, {
    admin_graphql_api_id: operation.id,
    completed_at: operation.completedAt,
    created_at: operation.createdAt,
    error_code: operation.errorCode?.toLowerCase() ?? null,
    status: operation.status.toLowerCase(),
    type: "query",
  });
}
