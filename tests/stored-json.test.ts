import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { storedAmendment } from "#app/domain/documents/changes/stored-amendment.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { storedPullCursor } from "#app/domain/feeds/stored-cursor.ts";
import {
  storedFulfillments,
  storedLines,
  storedShipmentEvent,
} from "#app/domain/fulfillments/stored-shipment.ts";
import { storedChoices } from "#app/domain/mapping/stored-choices.ts";
import { storedListed } from "#app/domain/order-filter/listed.ts";
import { storedOrderFilter } from "#app/domain/order-filter/stored-filter.ts";
import { storedClaim } from "#app/domain/orders/announce/claim.ts";
import { storedSyncCursor, storedSyncFilter } from "#app/domain/orders/announce/stored-run.ts";
import {
  storedContent,
  storedPersonal,
  storedState,
} from "#app/domain/orders/snapshot/stored-order.ts";
import { storedExportTerms } from "#app/domain/invoice-export/plan/export-terms.ts";
import { storedPlan as storedCustomer } from "#app/domain/customers/plan/planned.ts";
import { storedPlan as storedItem } from "#app/domain/items/plan/planned.ts";
import { storedExportOrder } from "#app/domain/made-orders/export-order.ts";
import { storedInvoiceEvent } from "#app/domain/payments/stored-event.ts";
import { storedPostedFilter } from "#app/domain/posted/stored-filter.ts";
import { storedDetail, storedReason } from "#app/domain/problems/stored-problem.ts";
import { storedSettings } from "#app/domain/shop-card/stored-settings.ts";
import { taskKinds } from "#app/domain/task-kinds/all.server.ts";
import { storedAddress } from "#app/erp/ledger/documents/stored-address.ts";
import { storedSentence } from "#app/erp/stored-sentence.server.ts";
import { storedProbe } from "#app/erp/stored-probe.server.ts";
import { storedConnectionSettings } from "#app/erp/stored-settings.server.ts";
import { readEach, readOrLog } from "#app/lib/read-or-log.server.ts";
import type { StoredJson } from "#app/lib/stored-json.ts";
import { storedJson, UnreadableRecord } from "#app/lib/stored-json.ts";

type Door = Pick<StoredJson<unknown>, "version" | "read">;

/** Each kind of task has its own payload, evidence and result. */
const TASK_JSON: [string, Door][] = taskKinds.flatMap((kind) =>
  (["payload", "evidence", "result"] as const).flatMap((column): [string, Door][] => {
    const door = kind[column];
    return door ? [[`tasks/${kind.kind}.${column}`, door]] : [];
  }),
);

const KINDS: Record<string, Door> = {
  ...Object.fromEntries(TASK_JSON),
  amendment: storedAmendment,
  "card-settings": storedSettings,
  "connection-settings": storedConnectionSettings,
  "document-plan": storedPlan,
  "erp-probe": storedProbe,
  "export-order": storedExportOrder,
  "export-terms": storedExportTerms,
  "feed-cursor": storedPullCursor,
  "invoice-event": storedInvoiceEvent,
  "ledger-address": storedAddress,
  "order-choices": storedChoices,
  "order-claim": storedClaim,
  "order-content": storedContent,
  "order-filter": storedOrderFilter,
  "order-listing": storedListed,
  "order-personal": storedPersonal,
  "order-state": storedState,
  "planned-customer": storedCustomer,
  "planned-item": storedItem,
  "posted-filter": storedPostedFilter,
  problem: storedReason,
  "problem-detail": storedDetail,
  sentence: storedSentence,
  "shipment-event": storedShipmentEvent,
  "shipment-fulfillments": storedFulfillments,
  "shipment-lines": storedLines,
  "sync-cursor": storedSyncCursor,
  "sync-filter": storedSyncFilter,
};

const load = (name: string): unknown[] =>
  z
    .array(z.unknown())
    .parse(
      JSON.parse(readFileSync(new URL(`fixtures/stored/${name}.json`, import.meta.url), "utf8")),
    );

describe("rows that earlier versions stored", () => {
  const versions = Object.entries(KINDS).flatMap(([kind, door]) =>
    Array.from({ length: door.version }, (_, index) => ({ kind, door, version: index + 1 })),
  );

  it.each(versions)("$kind, version $version, reads as it should", ({ kind, door, version }) => {
    const name = `${kind}.v${version}`;
    const rows = load(name);
    const upgraded = existsSync(new URL(`fixtures/stored/${name}.read.json`, import.meta.url));
    if (version < door.version) expect(upgraded).toBe(true);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((row) => door.read(row, name))).toEqual(upgraded ? load(`${name}.read`) : rows);
  });

  it.each(Object.entries(KINDS))("%s: a damaged row is refused by name", (_kind, door) => {
    for (const damaged of [null, "text", 7, { schemaVersion: 99 }, { schemaVersion: "1" }, [null]])
      expect(() => door.read(damaged, "order #1001")).toThrow(/of order #1001 cannot be read/);
  });

  it("an amount that is no decimal number is refused, and the error says where", () => {
    const [row] = load("order-content.v1");
    const content = structuredClone(storedContent.read(row, "order #1001"));
    content.totals.total.shop.amount = "1,000";
    expect(() => storedContent.read(content, "order #1001")).toThrow(
      "The content of order #1001 cannot be read: totals.total.shop.amount: is no decimal number.",
    );
  });
});

describe("a kind with three versions", () => {
  const first = z.object({ name: z.string() });
  const people = storedJson("people", z.object({ names: z.array(z.string()), note: z.string() }), [
    (value) => ({ names: [first.parse(value).name] }),
    (value) => ({ ...z.record(z.string(), z.json()).parse(value), note: "" }),
  ]);

  it("takes each earlier version up, step by step", () => {
    const read = { names: ["Ada"], note: "" };
    expect(people.read({ name: "Ada" }, "x")).toEqual(read);
    expect(people.read({ schemaVersion: 2, names: ["Ada"] }, "x")).toEqual(read);
    expect(people.read(people.store(read), "x")).toEqual(read);
    expect(people.store(read)).toEqual({ schemaVersion: 3, ...read });
  });

  it("does the same with lists", () => {
    const list = storedJson("list", z.array(z.number()), [
      (value) =>
        z
          .array(z.number())
          .parse(value)
          .map((each) => each * 10),
    ]);
    expect(list.read([1, 2], "x")).toEqual([10, 20]);
    expect(list.read(list.store([10, 20]), "x")).toEqual([10, 20]);
  });

  it("refuses what a newer app wrote", () => {
    expect(() => people.read({ schemaVersion: 4 }, "group 1")).toThrow(
      "The people of group 1 cannot be read: it was written by a newer version of the app (version 4, this one knows 3).",
    );
  });
});

describe("reading many", () => {
  it("leaves out what cannot be read and goes on with the others", () => {
    const kind = storedJson("value", z.object({ a: z.number() }));
    expect(readEach([{ a: 1 }, { a: "?" }, { a: 3 }], (row) => kind.read(row, "x").a)).toEqual([
      1, 3,
    ]);
    expect(readOrLog(() => kind.read({}, "x"))).toBeNull();
  });

  it("does not hide any other error", () => {
    expect(() => readOrLog(() => expect.unreachable())).toThrow();
    expect(new UnreadableRecord("order #1", "plan", "torn").record).toBe("order #1");
  });
});
