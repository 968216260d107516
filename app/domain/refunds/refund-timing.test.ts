import { describe, expect, it } from "vitest";
import type { OrderRefund } from "#app/domain/orders/snapshot/snapshot.ts";
import { bag, gid, line } from "#tests/fixtures/orders.ts";
import { memoInput, paidBack, refund, refundLine } from "./plan/credit-memo.fixture.ts";
import { heldRefund } from "./refund-timing.ts";

const CUP = gid("LineItem", 1);
const cup = { lines: [refundLine(CUP, 1, "10")] };
const paid = (status: string, amount = "10") => ({ ...paidBack(bag(amount)), status });

/** What becomes of it, with its reason. */
function held(over: Partial<OrderRefund>, amount = "10", hasDocument = true) {
  const back = refund(amount, { ...cup, ...over });
  const { snapshot } = memoInput({ lines: [line()] }, back);
  const found = heldRefund(back, snapshot, hasDocument);
  return found && [found.state, found.reason.kind];
}

describe("what keeps a refund from being credited", () => {
  it("nothing, where the money went back and the order has its document", () => {
    expect(held({})).toBeNull();
  });
  it("R-21: the order has no document yet", () => {
    expect(held({}, "10", false)).toEqual(["waitingDocument", "refund-waits-document"]);
  });
  it("R-22: it reduced the order already, whatever became of its payments", () => {
    const reduced = ["nothing", "refund-reduced-order"];
    expect(held({ canCreateCreditMemo: false })).toEqual(reduced);
    expect(held({ canCreateCreditMemo: false, transactions: [paid("PENDING")] })).toEqual(reduced);
  });
  it.each(["PENDING", "AWAITING_RESPONSE"])(
    "R-23: a payment that is %s, even beside one that succeeded, or of a refund of nothing yet",
    (status) => {
      const waits = ["waitingPayment", "refund-pending"];
      expect(held({ transactions: [paid("SUCCESS", "4"), paid(status, "6")] })).toEqual(waits);
      expect(held({ transactions: [paid(status)] }, "0")).toEqual(waits);
    },
  );
  it("R-40: no money went back; where it should have, the refund says that it failed", () => {
    expect(held({ transactions: [] }, "0")).toEqual(["nothing", "refund-without-money"]);
    for (const status of ["FAILURE", "ERROR"])
      expect(held({ transactions: [paid(status)] }, "0")).toEqual([
        "nothing",
        "refund-payment-failed",
      ]);
  });
  it("money that an edit left over took nothing off the order", () => {
    const bare = refund("10", { lines: [] });
    const input = memoInput({ lines: [line()] }, bare);
    const sales: (typeof input.snapshot.state.agreements)[number]["sales"] = [];
    const withAgreement = {
      ...input.snapshot,
      state: {
        ...input.snapshot.state,
        agreements: [{ id: "a", happenedAt: null, refundId: bare.id, returnId: null, sales }],
      },
    } as unknown as typeof input.snapshot;
    expect(heldRefund(bare, withAgreement, true)).toMatchObject({
      state: "nothing",
      reason: { kind: "refund-reduced-order" },
    });
    expect(held({})).toBeNull();
  });
});
