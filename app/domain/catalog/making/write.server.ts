import { db } from "#app/db/client.server.ts";
import type { CatalogBuild } from "#app/db/generated/client.ts";
import { logger } from "#app/lib/logger.server.ts";
import { BrokenResult } from "../read/lines.ts";
import type { BuildFailure } from "../states.ts";
import { done, failed } from "./end.server.ts";
import { operationOfBuild } from "./look.server.ts";
import { resultOf, UnreadableResult } from "./result.server.ts";
import { writeFiles } from "./write-files.server.ts";
import type { Step } from "./step.ts";

/** A result that cannot be read this often, a minute apart, is given up. */
const MOST_READINGS = 5;

/** Reads Shopify's answer and writes the files. Cut off in the middle it begins anew: what an earlier time wrote is taken away first. */
export async function write(build: CatalogBuild): Promise<Step> {
  const { shop, id } = build;
  const { readings } = await db.catalogBuild.update({
    where: { shop_id: { shop, id } },
    data: { readings: { increment: 1 } },
    select: { readings: true },
  });
  // Each time anew: the address of the result is a secret that ends, and is not kept.
  const operation = await operationOfBuild(build);
  if (typeof operation === "string") return operation;
  const known = await db.shop.findUnique({ where: { domain: shop } });
  await db.catalogChunk.deleteMany({ where: { shop, buildId: id } });
  await db.catalogFile.deleteMany({ where: { shop, buildId: id } });
  let written;
  try {
    written = await writeFiles(build, resultOf(operation.url), {
      shopName: known?.name ?? shop,
      currency: known?.currency ?? "",
      objects: Number(operation.objectCount),
    });
  } catch (error) {
    const why = failureOf(error);
    if (why === undefined) throw error;
    logger.warn({ shop, error: String(error), readings }, "a catalog could not be read");
    return readings < MOST_READINGS ? "wait" : failed(build, why, String(error));
  }
  await done(build, written.counts, written.remarks);
  return "over";
}

/** What another reading may mend; undefined: a fault of our own. */
function failureOf(error: unknown): BuildFailure | undefined {
  if (error instanceof BrokenResult) return "broken";
  return error instanceof UnreadableResult ? "unreadable" : undefined;
}
