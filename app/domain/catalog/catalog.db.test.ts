// CAT-1: from turning it on to the file, and everything that may happen in between.
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { drain } from "#tests/setup/jobs.ts";
import { BULK_RESULT } from "#tests/simulators/shopify/faults.ts";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { advance } from "./making/advance.server.ts";
import { startBuild } from "./making/start.server.ts";
import { startDue } from "./due.server.ts";
import { changeAddress, turnOff, turnOn } from "./feed.server.ts";
import { given } from "./given.fixture.ts";
import { catalogScreen } from "./views/catalog-screen.server.ts";

const store = () => (simulator.world(SHOP) as ShopWorld).store();
const asked = () =>
  simulator.log.effects.filter(({ mutation }) => mutation === "bulkOperationRunQuery").length;
const gathered = () => simulator.act(SHOP, "finishJobs");
const latest = () =>
  db.catalogBuild.findFirstOrThrow({ where: { shop: SHOP }, orderBy: { startedAt: "desc" } });
/** A build from its beginning to its end. */
async function built(): Promise<void> {
  await startBuild(SHOP);
  await drain();
  gathered();
  await advance(SHOP);
}
/** The same an hour and more later. */
async function later(ms: number, act: () => Promise<void>): Promise<void> {
  const at = Date.now() + ms;
  const restore = setClock({ now: () => new Date(at) });
  try {
    await act();
  } finally {
    restore();
  }
}

beforeAll(async () => {
  await installForTest(SHOP);
});
beforeEach(async () => {
  simulator.log.clear();
  simulator.faults.clear();
  store().bulkOutcomes.length = 0;
  store().bulkOperations.length = 0;
  await turnOff(SHOP);
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});

describe("a catalog that is turned on", () => {
  it("of up to 500 variants is built at once, and its address gives every variant", async () => {
    await turnOn(SHOP);
    await drain();
    gathered();
    await drain({ future: true });
    await advance(SHOP);
    const { feed } = await catalogScreen(SHOP);
    const variants = store().products.flatMap(({ variantRecords }) => variantRecords).length;
    expect(feed?.served).toMatchObject({ state: "done", variants });
    const xml = await given(SHOP, "icml");
    expect(xml.match(/<offer /g)).toHaveLength(variants);
    const lines = (await given(SHOP, "jsonl")).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { sku: string | null }).sku)).toContain(
      "SWEATER-NAVY-M",
    );
    expect(lines).toHaveLength(variants);
    expect(asked()).toBe(1);
  });

  it("of more waits for its time, four hours later, and then again", async () => {
    simulator.act(SHOP, "addProducts", { prefix: "LARGE-", count: 501 });
    try {
      await turnOn(SHOP);
      await drain();
      expect(await db.catalogBuild.count({ where: { shop: SHOP } })).toBe(0);
      await startDue();
      expect(await db.catalogBuild.count({ where: { shop: SHOP } })).toBe(0);
      await later(4 * 60 * 60_000 + 1_000, startDue);
      expect(await db.catalogBuild.count({ where: { shop: SHOP } })).toBe(1);
    } finally {
      store().products = store().products.filter(({ title }) => !title.startsWith("Item 0"));
    }
  });

  it("and off gives nothing any more, nor does an address that was replaced", async () => {
    await turnOn(SHOP);
    await built();
    const before = (await catalogScreen(SHOP)).feed?.files[0]?.url ?? "";
    await changeAddress(SHOP);
    const after = (await catalogScreen(SHOP)).feed?.files[0]?.url ?? "";
    expect(after).not.toBe(before);
    await expect(given(SHOP, "icml", before)).rejects.toThrow("no such file");
    expect(await given(SHOP, "icml", after)).toContain("<yml_catalog");
    await turnOff(SHOP);
    await expect(given(SHOP, "icml", after)).rejects.toThrow("no such file");
    expect(await db.catalogChunk.count({ where: { shop: SHOP } })).toBe(0);
  });
});

describe("a build", () => {
  beforeEach(async () => {
    await turnOn(SHOP);
    await drain();
    gathered();
    await advance(SHOP);
    simulator.log.clear();
  });
  const good = () => given(SHOP, "icml");

  it("whose webhook is lost is looked after each minute", async () => {
    const first = await good();
    await startBuild(SHOP);
    await drain();
    expect(await latest()).toMatchObject({ state: "running" });
    store().products[0]!.title = "Changed sweater";
    gathered();
    await startDue();
    await drain();
    expect(await latest()).toMatchObject({ state: "running" });
    await later(61_000, async () => {
      await startDue();
      await drain();
    });
    expect(await latest()).toMatchObject({ state: "done" });
    expect(await good()).not.toBe(first);
    expect(await good()).toContain("Changed sweater");
  });

  it("is one at a time, however often it is asked for", async () => {
    await Promise.all([startBuild(SHOP), startBuild(SHOP), startBuild(SHOP)]);
    await startBuild(SHOP);
    await drain();
    expect(asked()).toBe(1);
    expect(await db.catalogBuild.count({ where: { shop: SHOP, endedAt: null } })).toBe(1);
  });

  it.each([
    ["shopifyFailed", { status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR" }],
    ["shopifyTimeout", { status: "FAILED", errorCode: "TIMEOUT" }],
    ["noPermission", { status: "FAILED", errorCode: "ACCESS_DENIED" }],
    ["cancelled", { status: "CANCELED" }],
    ["expired", { status: "EXPIRED" }],
  ])(
    "that ends as %s leaves the last good file, says why, and is made good by the next",
    async (failure, outcome) => {
      const before = await good();
      simulator.act(SHOP, "nextBulkOperation", outcome);
      await built();
      expect(await latest()).toMatchObject({ state: "failed", failure });
      expect(await good()).toBe(before);
      expect((await catalogScreen(SHOP)).feed?.served).toMatchObject({ state: "done" });
      const open = () =>
        db.problem.count({ where: { shop: SHOP, subject: "catalog", clearedAt: null } });
      expect(await open()).toBe(1);
      await built();
      expect(await latest()).toMatchObject({ state: "done" });
      expect(await open()).toBe(0);
    },
  );

  it("whose result is cut in the middle of a line, or between two, is read again and then given up", async () => {
    const before = await good();
    const bytes = Number(store().bulkOperations[0]?.fileSize);
    const text = store().bulkOperations[0]?.text ?? "";
    for (const cutAt of [bytes - 400, text.lastIndexOf("\n", text.length - 2) + 1]) {
      simulator.act(SHOP, "nextBulkOperation", { cutAt });
      await built();
      expect(await latest()).toMatchObject({ state: "writing", readings: 1 });
      for (let reading = 2; reading <= 5; reading += 1) await advance(SHOP);
      expect(await latest()).toMatchObject({ state: "failed", failure: "broken", readings: 5 });
      expect(await good()).toBe(before);
    }
  });

  it("whose connection is cut, or whose result is refused for a moment, is read again", async () => {
    for (const fault of [
      { kind: "drop-answer", operation: BULK_RESULT },
      { kind: "error-before-act", operation: BULK_RESULT, status: 403 },
    ] as const) {
      simulator.faults.arm(fault);
      await built();
      expect(await latest()).toMatchObject({ state: "writing" });
      await advance(SHOP);
      expect(await latest()).toMatchObject({ state: "done" });
    }
  });

  it("whose result expired before it was read ends, and the last good file stays", async () => {
    const before = await good();
    simulator.faults.arm({
      kind: "error-before-act",
      operation: BULK_RESULT,
      count: 5,
      status: 403,
    });
    await built();
    for (let reading = 2; reading <= 5; reading += 1) await advance(SHOP);
    expect(await latest()).toMatchObject({ state: "failed", failure: "unreadable" });
    expect(await good()).toBe(before);
  });

  it("that Shopify no longer knows ends", async () => {
    await startBuild(SHOP);
    await drain();
    const { operationId } = await latest();
    store().forget(operationId ?? "");
    await advance(SHOP);
    expect(await latest()).toMatchObject({ state: "failed", failure: "gone" });
  });

  it("waits while all of Shopify's places are taken, and for a day at most", async () => {
    for (let place = 0; place < 5; place += 1)
      store().bulkOperations.push({ ...store().bulkOperations[0]!, status: "RUNNING" });
    await startBuild(SHOP);
    await drain();
    expect(await latest()).toMatchObject({ state: "asking", operationId: null });
    await later(24 * 60 * 60_000 + 1_000, () => advance(SHOP));
    expect(await latest()).toMatchObject({ state: "failed", failure: "tooLong" });
  });

  it("whose question was answered, but the answer lost, finds it and asks no second time", async () => {
    simulator.faults.arm({ kind: "drop-answer", operation: "RunCatalogQuery" });
    await startBuild(SHOP);
    await drain();
    expect(await latest()).toMatchObject({ state: "asking" });
    gathered();
    await advance(SHOP);
    expect(await latest()).toMatchObject({ state: "done" });
    expect(asked()).toBe(1);
  });

  it("is asked for where nothing may be written to Shopify: it changes nothing there", async () => {
    await installForTest(SHOP, { allowOutgoingRequests: false });
    await built();
    expect(await latest()).toMatchObject({ state: "done" });
    await installForTest(SHOP);
  });
});

describe("a process that is killed", () => {
  /** After each step that is committed, and in the middle of writing: what is left of it, and what the next process makes of it. */
  it.each(["asking", "asked", "running", "writing", "half written"])(
    "when it was %s is followed by one that ends the same build, with one file",
    async (at) => {
      await turnOn(SHOP);
      await built();
      const before = await given(SHOP, "icml");
      simulator.log.clear();
      await startBuild(SHOP);
      const { id } = await latest();
      if (at === "asked") {
        await db.catalogBuild.update({
          where: { shop_id: { shop: SHOP, id } },
          data: { askedAt: new Date() },
        });
      } else if (at !== "asking") {
        await drain();
        gathered();
      }
      if (at === "writing" || at === "half written")
        await db.catalogBuild.update({
          where: { shop_id: { shop: SHOP, id } },
          data: { state: "writing", readings: 1 },
        });
      if (at === "half written")
        await db.catalogChunk.createMany({
          data: [0, 1, 2].map((place) => ({
            ...{ shop: SHOP, buildId: id, format: "icml", place },
            body: Buffer.from("half"),
          })),
        });
      expect(await given(SHOP, "icml")).toBe(before);
      await drain();
      gathered();
      await advance(SHOP);
      expect(await latest()).toMatchObject({ id, state: "done" });
      expect(asked()).toBe(1);
      const files = await db.catalogFile.findMany({ where: { shop: SHOP } });
      expect(files.map(({ buildId }) => buildId)).toEqual([id, id]);
      expect(withoutDate(await given(SHOP, "icml"))).toBe(withoutDate(before));
    },
  );
});

const withoutDate = (xml: string): string => xml.replace(/date="[^"]*"/, "");
