import { describe, expect, it } from "vitest";
import type { TaskModel } from "#app/db/generated/models/Task.ts";
import { gidOf, isOrderGid, recordGidFrom } from "#app/shopify/gid.ts";
import type { OrderLine } from "#app/domain/orders/snapshot/snapshot.ts";
import type { LineId, RunId } from "./ids.ts";
import { OrderId, TaskId } from "./ids.ts";

const ROW = "0198c0de-0000-7000-8000-000000000001";

describe("the door of an id", () => {
  it.each(["gid://shopify/Order/0", "gid://shopify/Order/5600000032768"])("lets %s in", (text) => {
    expect(OrderId.parse(text)).toBe(text);
    expect(isOrderGid(text)).toBe(true);
  });

  it.each([
    "",
    "7",
    "gid://shopify/Order/",
    "gid://shopify/Order/7/8",
    "gid://shopify/Order/7\n",
    "gid://shopify/Refund/7",
    " gid://shopify/Order/7",
    `gid://shopify/Order/${"9".repeat(21)}`,
  ])("refuses %j as an order's", (text) => {
    expect(OrderId.safeParse(text).success).toBe(false);
    expect(isOrderGid(text)).toBe(false);
  });

  it("takes a UUID for a row of the app's own and nothing else", () => {
    expect(TaskId.parse(ROW)).toBe(ROW);
    for (const text of ["", "1", "gid://shopify/Order/7", `${ROW}0`, null, 7])
      expect(TaskId.safeParse(text).success).toBe(false);
  });
});

// Checked by the compiler: without the types, the comments below would be its errors.
describe("the type of an id", () => {
  const order = gidOf("Order", 7);
  const task = TaskId.parse(ROW);

  it("is text to whatever takes text, and no other id", () => {
    const text: string = task;
    // @ts-expect-error A task is not a run.
    const run: RunId = task;
    // @ts-expect-error An order is not a refund.
    const refund: `gid://shopify/Refund/${string}` = order;
    // @ts-expect-error Text is no id before it passed the door.
    const unchecked: OrderId = `${order}`.trim();
    expect([text, run, refund, unchecked]).toEqual([ROW, ROW, order, order]);
  });

  it("keeps apart what lies side by side in a line of an order", () => {
    const units = new Map<LineId, number>();
    const swapped = ({ id, variantId }: Pick<OrderLine, "id" | "variantId">) => [
      units.get(id),
      // @ts-expect-error A variant is no line.
      variantId && units.get(variantId),
    ];
    expect(swapped({ id: "gid://shopify/LineItem/1", variantId: null })).toEqual([undefined, null]);
  });

  it("is what a stored row and an address give", () => {
    const ofRow = (row: Pick<TaskModel, "id" | "orderId">): [TaskId, OrderId | null] => [
      row.id,
      row.orderId,
    ];
    // @ts-expect-error The order of a row is no task.
    const swapped = (row: Pick<TaskModel, "orderId">): TaskId | null => row.orderId;
    expect(ofRow({ id: task, orderId: order })).toEqual([task, order]);
    expect(swapped({ orderId: order })).toBe(order);
    expect(recordGidFrom("Order", "7")).toBe(order);
  });
});
