import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { BUILD_CATALOG } from "../jobs.ts";

/** As often as the catalog is built by itself. */
export const BUILD_EVERY_MS = 4 * 60 * 60_000;

/** Begins a build, unless one is under way; the next by itself is counted from here. */
export async function startBuild(shop: string): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    const { count } = await tx.catalogFeed.updateMany({
      where: { shop },
      data: { nextAt: new Date(at.getTime() + BUILD_EVERY_MS) },
    });
    if (count === 0) return;
    const build = { shop, id: randomUUID(), startedAt: at, lookedAt: at };
    // The database lets one be open: of two that begin at once the second changes nothing.
    await tx.catalogBuild.createMany({ data: [build], skipDuplicates: true });
    await addJob(tx, BUILD_CATALOG, { shop });
  });
}
