import { TaskId } from "#app/lib/ids.ts";
import { describe, expect, it } from "vitest";
import type { OrderPageView } from "./types.ts";
import { actsOf, isMoving } from "./running-acts.ts";

const payable = {
  state: {
    cancelledAt: null,
    canMarkAsPaid: true,
    fullyPaid: false,
    fulfillments: [] as OrderPageView["state"]["fulfillments"],
  },
  tasks: [],
  marketplace: null,
  settling: false,
};
const sent = (status: string) => ({
  id: "1",
  name: "#1.1",
  status,
  createdAt: "2026-11-21T10:00:00Z",
  locationId: null,
  tracking: [],
  lines: [],
});
const task = (kind: string, state: string) => ({
  id: TaskId.parse("01980000-0000-7000-8000-000000000001"),
  kind,
  state,
  at: "2026-11-21T10:00:00Z",
});

describe("acts on an order", () => {
  it("are open while Shopify allows them", () => {
    expect(actsOf(payable)).toEqual({ markAsPaid: null, cancel: null });
  });

  it.each([
    [
      { ...payable, state: { ...payable.state, canMarkAsPaid: false, fullyPaid: true } },
      { markAsPaid: "paid", cancel: null },
    ],
    [
      { ...payable, state: { ...payable.state, canMarkAsPaid: false } },
      { markAsPaid: "not", cancel: null },
    ],
    [
      { ...payable, state: { ...payable.state, cancelledAt: "2026-11-20T10:00:00Z" } },
      { markAsPaid: "cancelled", cancel: "cancelled" },
    ],
    [
      {
        ...payable,
        marketplace: {
          name: "Amazon",
          workflow: "authorizedThenCaptured",
          forbidden: ["capture", "markAsPaid"],
          reason: null,
        },
      },
      { markAsPaid: "marketplace", cancel: null },
    ],
    [
      { ...payable, tasks: [task("awaitCancel", "planned")] },
      { markAsPaid: "running", cancel: "running" },
    ],
    [
      {
        ...payable,
        state: { ...payable.state, fulfillments: [sent("CANCELLED"), sent("SUCCESS")] },
      },
      { markAsPaid: null, cancel: "shipped" },
    ],
    [
      { ...payable, state: { ...payable.state, fulfillments: [sent("CANCELLED")] } },
      { markAsPaid: null, cancel: null },
    ],
    [
      { ...payable, settling: true },
      { markAsPaid: "running", cancel: "running" },
    ],
    [
      { ...payable, tasks: [task("markAsPaid", "ambiguous")] },
      { markAsPaid: "running", cancel: null },
    ],
    [
      { ...payable, tasks: [task("cancelOrder", "failed"), task("markAsPaid", "done")] },
      { markAsPaid: null, cancel: null },
    ],
  ])("say why not: case %#", (view, wanted) => {
    expect(actsOf(view)).toEqual(wanted);
  });

  it("are followed while they run, and what waits for a person is not", () => {
    const still = {
      order: { documentState: "created" },
      tasks: [],
      shipments: [],
      invoices: [],
      settling: false,
    } as unknown as Parameters<typeof isMoving>[0];
    const reason = { kind: "fulfillment-held", params: {}, fixPath: null };
    expect(isMoving(still)).toBe(false);
    expect(isMoving({ ...still, settling: true })).toBe(true);
    expect(isMoving({ ...still, tasks: [task("awaitCancel", "planned")] })).toBe(true);
    expect(isMoving({ ...still, shipments: [{ state: "waiting", reason: null }] as never })).toBe(
      true,
    );
    expect(isMoving({ ...still, shipments: [{ state: "waiting", reason }] as never })).toBe(false);
    expect(
      isMoving({
        ...still,
        invoices: [{ state: "open", lines: [{ state: "capturing" }] }] as never,
      }),
    ).toBe(true);
    expect(
      isMoving({
        ...still,
        invoices: [{ state: "open", lines: [{ state: "pending" }, { state: "later" }] }] as never,
      }),
    ).toBe(false);
  });
});
