import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { MOST_OPEN, startRun, TooManyRuns } from "./start-run.server.ts";
import { RUN_KINDS, type RunKind, type RunState, type RunTrigger } from "./states.ts";

const SHOP = "many-runs.myshopify.com";
const OTHER = "few-runs.myshopify.com";

const start = (
  kind: RunKind,
  {
    shop = SHOP,
    trigger = "click",
    state = "running",
    id = newId(new Date()),
  }: { shop?: string; trigger?: RunTrigger; state?: RunState; id?: string } = {},
) =>
  db.$transaction((tx) => {
    const at = new Date();
    const startedBy = "ann";
    return startRun(tx, {
      ...{ shop, id, kind, trigger, state, startedBy, startedAt: at, heartbeatAt: at },
    });
  });

it.each(RUN_KINDS)("a shop has so many open runs of the kind %s and no more", async (kind) => {
  const most = MOST_OPEN[kind];
  await start(kind, { state: "done" });
  for (let open = 1; open < most; open += 1)
    await start(kind, { state: open % 2 ? "running" : "paused" });
  // People who ask at once do not get past it either.
  const asked = await Promise.allSettled([start(kind), start(kind), start(kind), start(kind)]);
  const refused = asked.flatMap((one) =>
    one.status === "rejected" ? [one.reason as unknown] : [],
  );
  expect(refused).toHaveLength(3);
  for (const error of refused) expect(error).toBeInstanceOf(TooManyRuns);
  await start(kind, { trigger: "schedule" });
  await start(kind, { shop: OTHER });
  await db.syncRun.updateMany({
    where: { shop: SHOP, kind, state: { in: ["running", "paused"] } },
    data: { state: "cancelled" },
  });
  await start(kind);
});

it("the same click starts one run, however often it comes, and one in each shop", async () => {
  const id = newId(new Date());
  const asked = await Promise.all([1, 2, 3].map(() => start("createDocuments", { id })));
  expect(asked.filter((begun) => begun)).toHaveLength(1);
  expect(await start("createDocuments", { id, shop: OTHER })).toBe(true);
  expect(await db.syncRun.count({ where: { id } })).toBe(2);
});
