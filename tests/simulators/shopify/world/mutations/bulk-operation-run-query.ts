/**
 * bulkOperationRunQuery. Refusals: recordings bulk-operation-run-query-validators, -user-error-codes and -concurrency-limit. The operation is
 * gathered a second later by the simulator's clock. Only grouped results are simulated: how others are ordered is not known.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { type BulkOperationRecord, finishOperation, openOperations } from "../bulk-operations.ts";
import type { Store } from "../store.ts";

const MOST_AT_ONCE = 5;

export const bulkOperationRunQuery =
  (store: Store): FieldResolver =>
  (_, args, context) => {
    const refuse = (field: string[] | null, messages: string[], code: string) => ({
      bulkOperation: null,
      userErrors: messages.map((message) => ({
        __typename: "BulkOperationUserError",
        field,
        message,
        code,
      })),
    });
    const query = String(args.query);
    const plan = context.bulk?.(query);
    if (!plan) throw new Error("Bulk queries are carried out by the engine alone.");
    if ("refused" in plan) return refuse(["query"], plan.refused, "INVALID");
    const open = openOperations(store);
    if (open.length >= MOST_AT_ONCE)
      return refuse(
        null,
        [
          `A bulk query operation for this app and shop is already in progress: ${open.map(({ id }) => id).join(", ")}.`,
        ],
        "OPERATION_IN_PROGRESS",
      );
    if (args.groupObjects !== true)
      throw new Error("How a result is ordered that is not grouped is not known.");
    const operation: BulkOperationRecord = store.keep({
      __typename: "BulkOperation",
      id: store.ids.of("BulkOperation"),
      type: "QUERY",
      status: "CREATED",
      errorCode: null,
      createdAt: store.instant(),
      completedAt: null,
      objectCount: "0",
      rootObjectCount: "0",
      fileSize: null,
      query,
      text: null,
    });
    store.bulkOperations.push(operation);
    store.jobs.later(() => {
      finishOperation(store, operation, plan.run);
    });
    context.effects({
      mutation: "bulkOperationRunQuery",
      shop: store.shop,
      input: args,
      result: { bulkOperation: operation.id },
    });
    // As it was when it was asked for: what becomes of it is read.
    return { bulkOperation: { ...operation }, userErrors: [] };
  };
