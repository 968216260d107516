import { isDatabaseTrouble } from "#app/db/database-trouble.ts";
import type { SyncRun } from "#app/db/generated/client.ts";
import { keepAlive } from "#app/domain/runs/listing-progress.server.ts";
import { failRun, failRunsOf } from "#app/domain/runs/order-run-progress.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { logger } from "#app/lib/logger.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { isPassing, isShutOut, shopifyProblem } from "#app/tasks/shopify-problem.ts";

/** How often one page is tried before its run ends: about an hour, as the queue waits longer each time. */
const TRIES_OF_PASSING = 8;
/** A fault of the app itself seldom goes away. */
const TRIES_OF_FAULTS = 3;

type Run = Pick<SyncRun, "shop" | "id">;

/** Throws what is worth another try (the job comes back); ends the run where that is over, or where only a person can help. */
export async function listingFailed(run: Run, tries: number, error: ShopifyError): Promise<void> {
  const { shop, id } = run;
  if (isPassing(error) && tries < TRIES_OF_PASSING) {
    await keepAlive(shop, id);
    throw new ListingAgain(`listing orders: ${error.message}`);
  }
  if (isShutOut(error)) return failRunsOf(shop, shopifyProblem(error));
  await failRun(
    shop,
    id,
    isPassing(error)
      ? shopifyProblem(error)
      : problem("import-failed", { message: error.message }, error.kind),
  );
}

/** The job will come back by itself. */
class ListingAgain extends Error {}

/** The listing broke off: a run that breaks at the same place again and again ends and says so. */
export async function listingDied(run: Run, tries: number, error: unknown): Promise<void> {
  const { shop, id } = run;
  if (error instanceof ListingAgain || isDatabaseTrouble(error) || tries < TRIES_OF_FAULTS) return;
  logger.error({ shop, runId: id, err: error }, "a listing of orders broke off for good");
  const { name, message } = error instanceof Error ? error : { name: "Error", message: "unknown" };
  await failRun(
    shop,
    id,
    problem("import-failed", { message: `${name}: ${message}`.slice(0, 300) }, "listing"),
  );
}
