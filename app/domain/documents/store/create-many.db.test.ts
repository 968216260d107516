import { given } from "#app/lib/given.ts";
import { describe, expect, it } from "vitest";
import {
  importOrder,
  openDocumentShop,
  orderOf,
  OTHER,
  SHOP,
  work,
} from "#app/domain/documents/documents.fixture.ts";
import { cancelRun, markRunRead } from "#app/domain/runs/control.server.ts";
import { liveRuns } from "#app/domain/runs/live-runs.server.ts";
import { createDocuments } from "./create-documents.server.ts";
import { createMany, followCreation, startCreating } from "./create-many.server.ts";
import { withEarlierDocument } from "./document-list.server.ts";
import { unlinkDocument } from "./unlink-document.server.ts";

openDocumentShop();

describe("many at once", () => {
  it("are a run that ends with its result when the last document is through", async () => {
    const [bad, good, made] = [
      await importOrder(1021, { sku: "NIL" }),
      await importOrder(1022),
      await importOrder(1023),
    ];
    await createDocuments(SHOP, [made], "ann");
    await work();
    const ids = [bad, good, made];
    expect(await startCreating({ shop: OTHER, by: "eve" }, ids)).toEqual({ begun: 0, already: 0 });
    expect(await startCreating({ shop: SHOP, by: "ann" }, ids)).toMatchObject({ begun: 2 });
    const [run] = await liveRuns(SHOP, "ann");
    expect(run).toMatchObject({ kind: "createDocuments", state: "running", total: 2 });
    const runId = given(run?.id, "the run");
    await createMany(
      { shop: SHOP, by: "ann" },
      { id: runId, orderIds: [bad, good], begun: 0 },
      Infinity,
    );
    expect(await liveRuns(SHOP, "ann")).toMatchObject([{ state: "running", done: 0, failed: 1 }]);
    await work();
    await followCreation(SHOP, runId, [bad, good], 1);
    const ended = { state: "done", total: 2, done: 1, failed: 1 };
    expect(await liveRuns(SHOP, "ann")).toMatchObject([ended]);
    expect(await liveRuns(SHOP, "bob")).toEqual([]);
    expect(await markRunRead(OTHER, runId)).toBe(false);
    expect(await markRunRead(SHOP, runId)).toBe(true);
    expect(await liveRuns(SHOP, "ann")).toEqual([]);
    expect(await startCreating({ shop: SHOP, by: "ann" }, [good, made])).toEqual({
      begun: 0,
      already: 2,
    });
  });

  it("leave out an order whose unlinked document still stands in the ERP", async () => {
    const orderId = await importOrder(1025);
    await createDocuments(SHOP, [orderId], "ann");
    await work();
    await unlinkDocument(SHOP, orderId, "ann");
    expect(await withEarlierDocument(SHOP, [orderId])).toEqual(new Set([orderId]));
    expect(await withEarlierDocument(OTHER, [orderId])).toEqual(new Set());
    await startCreating({ shop: SHOP, by: "ann" }, [orderId]);
    const runId = given((await liveRuns(SHOP, "ann")).at(-1)?.id, "the run");
    await createMany(
      { shop: SHOP, by: "ann" },
      { id: runId, orderIds: [orderId], begun: 0 },
      Infinity,
    );
    expect(await orderOf(orderId)).toMatchObject({ documentState: "unprocessed", generation: 2 });
  });

  it("a cancelled run begins no further document", async () => {
    const orderId = await importOrder(1024);
    await startCreating({ shop: SHOP, by: "ann" }, [orderId]);
    const runId = given((await liveRuns(SHOP, "ann")).at(-1)?.id, "the run");
    expect(await cancelRun(SHOP, runId)).toBe(true);
    await createMany(
      { shop: SHOP, by: "ann" },
      { id: runId, orderIds: [orderId], begun: 0 },
      Infinity,
    );
    expect(await orderOf(orderId)).toMatchObject({ documentState: "unprocessed" });
  });
});
