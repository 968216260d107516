import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { CatalogBuild } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { clearProblems, raiseProblem } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { isPassing, shopifyProblem } from "#app/tasks/shopify-problem.ts";
import { CATALOG } from "../problem-subject.ts";
import type { Remark } from "../remarks.ts";
import type { BuildFailure } from "../states.ts";
import type { Step } from "./step.ts";

/** So many are shown, without their files. */
const KEPT = 20;

type Open = Pick<CatalogBuild, "shop" | "id">;

/** The files are whole: from now on they are what the address gives. */
export async function done(
  { shop, id }: Open,
  counts: { products: number; variants: number },
  remarks: readonly Remark[],
): Promise<void> {
  await db.$transaction(async (tx) => {
    const ended = await tx.catalogBuild.updateMany({
      where: { shop, id, endedAt: null },
      data: { state: "done", endedAt: now(), ...counts },
    });
    if (ended.count === 0) return;
    await tx.catalogRemark.createMany({
      data: remarks.map((remark) => ({ shop, buildId: id, ...remark })),
    });
    await tx.catalogFeed.updateMany({ where: { shop }, data: { servedId: id } });
    await clearProblems(tx, shop, "catalog", CATALOG);
    await forgetOthers(tx, shop, id);
  });
}

/** What was written of it goes; the files before it stay what the address gives. */
export async function failed(
  { shop, id }: Open,
  failure: BuildFailure,
  message: string | null = null,
  told = problem("shopify-unavailable", { message: message ?? TOLD[failure] }),
): Promise<Step> {
  await db.$transaction(async (tx) => {
    const ended = await tx.catalogBuild.updateMany({
      where: { shop, id, endedAt: null },
      data: { state: "failed", failure, message, endedAt: now() },
    });
    if (ended.count === 0) return;
    const feed = await tx.catalogFeed.findUnique({ where: { shop } });
    if (!feed) return;
    await raiseProblem(tx, shop, "catalog", { ...CATALOG, problem: told });
    await forgetOthers(tx, shop, feed.servedId);
  });
  return "over";
}

/** What a call answers that did not go through: it is asked again in a minute, or the build is over. */
export async function refused(build: Open, error: ShopifyError): Promise<Step> {
  if (isPassing(error)) return "wait";
  const failure = error.kind === "permission" ? "noPermission" : "refused";
  return failed(build, failure, error.message, shopifyProblem(error));
}

/** For the log of problems, where Shopify gave no words. */
const TOLD: Record<BuildFailure, string> = {
  noPermission: "the app may not read the products",
  refused: "the question was refused",
  shopifyFailed: "Shopify failed while it gathered the catalog",
  shopifyTimeout: "Shopify took too long for a part of the catalog",
  cancelled: "the bulk operation was canceled",
  expired: "the result of the bulk operation expired before it was read",
  gone: "Shopify no longer knows the bulk operation",
  broken: "the result of the bulk operation was cut or incomplete",
  unreadable: "the result of the bulk operation could not be read",
  tooLong: "the catalog was not ready within a day",
};

/** Of builds whose files nobody gets any more, these go; of old ones everything. */
async function forgetOthers(tx: Tx, shop: string, served: string | null): Promise<void> {
  const others = { shop, ...(served === null ? {} : { buildId: { not: served } }) };
  await tx.catalogChunk.deleteMany({ where: others });
  await tx.catalogFile.deleteMany({ where: others });
  const old = await tx.catalogBuild.findMany({
    where: { shop, ...(served === null ? {} : { id: { not: served } }) },
    orderBy: { startedAt: "desc" },
    skip: KEPT,
    select: { id: true },
  });
  const ids = old.map(({ id }) => id);
  await tx.catalogRemark.deleteMany({ where: { shop, buildId: { in: ids } } });
  await tx.catalogBuild.deleteMany({ where: { shop, id: { in: ids } } });
}
