import { db } from "#app/db/client.server.ts";
import type { CatalogBuild } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { ask } from "./ask.server.ts";
import { failed } from "./end.server.ts";
import { look } from "./look.server.ts";
import type { Step } from "./step.ts";
import { write } from "./write.server.ts";

/** Shopify gives a bulk operation ten days; a catalog that is a day old is asked for anew. */
const MOST_MS = 24 * 60 * 60_000;

const STEPS: Record<string, (build: CatalogBuild) => Promise<Step>> = {
  asking: ask,
  running: look,
  writing: write,
};

/** Takes the shop's open build as far as it goes now. Each step is committed before the next: a process that dies is followed by one that reads where it was. */
export async function advance(shop: string): Promise<void> {
  for (;;) {
    const build = await db.catalogBuild.findFirst({ where: { shop, endedAt: null } });
    if (!build) return;
    if (now().getTime() - build.startedAt.getTime() > MOST_MS) {
      await failed(build, "tooLong");
      return;
    }
    await db.catalogBuild.updateMany({
      where: { shop, id: build.id },
      data: { lookedAt: now() },
    });
    const step = await STEPS[build.state]?.(build);
    if (step !== "on") return;
  }
}
