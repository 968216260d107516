import { db } from "#app/db/client.server.ts";
import type { CatalogBuild } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import {
  CatalogOperationsDocument,
  CatalogProductsDocument,
  RunCatalogQueryDocument,
} from "#app/shopify/generated/admin.ts";
import { operationOf } from "#app/shopify/operation.ts";
import { failed, refused } from "./end.server.ts";
import type { Step } from "./step.ts";

const PLAIN_NAME = "CatalogProducts";
/** All of the places that Shopify gives an app for bulk operations are taken. */
const BUSY = new Set(["OPERATION_IN_PROGRESS", "LIMIT_REACHED"]);

/** The name under which a build's question is sent: no other has it. */
const nameOf = (buildId: string): string => `${PLAIN_NAME}_${buildId.replaceAll("-", "")}`;

/**
 * Asks Shopify to gather the catalog. That changes nothing in the store, so it is no task; but a question whose answer was lost is looked
 * for by its name before it is sent again, so that one is worked on and not two.
 */
export async function ask(build: CatalogBuild): Promise<Step> {
  const { shop, id } = build;
  const name = nameOf(id);
  if (build.askedAt !== null) {
    const found = await shopifyRequest(shop, CatalogOperationsDocument, {});
    if (!found.ok) return refused(build, found.error);
    const ours = found.value.bulkOperations.nodes.find(({ query }) => query.includes(name));
    if (ours) return runs(build, ours.id);
  }
  await db.catalogBuild.updateMany({ where: { shop, id }, data: { askedAt: now() } });
  const { text } = operationOf(CatalogProductsDocument);
  const answer = await shopifyRequest(
    shop,
    RunCatalogQueryDocument,
    { query: text.replace(PLAIN_NAME, name) },
    { onlyReads: true },
  );
  if (!answer.ok) return isBusy(answer.error) ? "wait" : refused(build, answer.error);
  const { bulkOperation } = answer.value.bulkOperationRunQuery ?? {};
  return bulkOperation ? runs(build, bulkOperation.id) : failed(build, "gone");
}

const isBusy = ({ userErrors = [] }: ShopifyError): boolean =>
  userErrors.some(({ code }) => BUSY.has(code ?? ""));

async function runs({ shop, id }: CatalogBuild, operationId: string): Promise<Step> {
  await db.catalogBuild.updateMany({
    where: { shop, id, state: "asking" },
    data: { state: "running", operationId },
  });
  return "on";
}
