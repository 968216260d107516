import { db } from "#app/db/client.server.ts";
import type { CatalogBuild } from "#app/db/generated/client.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CatalogOperationDocument } from "#app/shopify/generated/admin.ts";
import type { CatalogOperationQuery } from "#app/shopify/generated/admin.ts";
import type { BuildFailure } from "../states.ts";
import { failed, refused } from "./end.server.ts";
import type { Step } from "./step.ts";

type Operation = NonNullable<CatalogOperationQuery["bulkOperation"]>;

const ENDS: Record<string, BuildFailure> = { CANCELED: "cancelled", EXPIRED: "expired" };
const ERRORS: Record<string, BuildFailure> = {
  ACCESS_DENIED: "noPermission",
  TIMEOUT: "shopifyTimeout",
};

/** How far Shopify is. What it gathered in part only is no catalog. */
export async function look(build: CatalogBuild): Promise<Step> {
  const found = await operationOfBuild(build);
  if (typeof found === "string") return found;
  const { shop, id } = build;
  await db.catalogBuild.updateMany({
    where: { shop, id, state: "running" },
    data: { state: "writing" },
  });
  return "on";
}

/** The build's operation when it is complete; else what becomes of the build. */
export async function operationOfBuild(build: CatalogBuild): Promise<Operation | Step> {
  const { shop, operationId } = build;
  if (operationId === null) return failed(build, "gone");
  const answer = await shopifyRequest(shop, CatalogOperationDocument, { id: operationId });
  if (!answer.ok) return refused(build, answer.error);
  const operation = answer.value.bulkOperation;
  if (!operation) return failed(build, "gone");
  const { status, errorCode } = operation;
  if (status === "COMPLETED") return operation;
  if (status === "FAILED")
    return failed(build, ERRORS[errorCode ?? ""] ?? "shopifyFailed", errorCode);
  const end = ENDS[status];
  return end === undefined ? "wait" : failed(build, end);
}
