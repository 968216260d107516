import { describe, expect, it } from "vitest";
import { capabilities, gid, line, settings } from "#tests/fixtures/orders.ts";
import { memoInput, refund, refundLine } from "./credit-memo.fixture.ts";
import { memoKind } from "./memo-kind.ts";
import { planCreditMemo } from "./plan-credit-memo.ts";

const CUP = gid("LineItem", 1);
const asReturn = settings({ returnsAs: "returnOrder", defaultReturnLocation: "BACK" });
const able = { ...capabilities, returns: true };
const planned = (back: Parameters<typeof memoInput>[1], over: Parameters<typeof memoInput>[2]) =>
  planCreditMemo(memoInput({ lines: [line({ quantity: 2 })] }, back, over));
const why = ({ explanation }: ReturnType<typeof planCreditMemo>) =>
  explanation.map(({ text }) => text.replace("why.", ""));
const goods = refund("20", { lines: [refundLine(CUP, 2, "20")] });

describe("R-30: credit memo or return order", () => {
  it("is the card's choice, line by line the same document", () => {
    const memo = planned(goods, {
      settings: settings({ defaultReturnLocation: "BACK" }),
      capabilities: able,
    });
    const order = planned(goods, { settings: asReturn, capabilities: able });
    expect([memo.document?.kind, order.document?.kind]).toEqual(["creditMemo", "returnOrder"]);
    expect(order.document?.lines).toEqual(memo.document?.lines);
    expect(order.document?.expected).toEqual(memo.document?.expected);
    expect(order.proof).toEqual(memo.proof);
    expect(why(order)).toContain("creditMemo.returnOrder");
    expect(why(memo)).not.toContain("creditMemo.returnOrder");
  });

  it("a credit memo all the same where nothing comes back to be received, and the why says so", () => {
    const kept = refundLine(CUP, 2, "20", { restockType: "NO_RESTOCK", restocked: false });
    for (const back of [refund("7"), refund("20", { lines: [kept] })]) {
      const { document, ...rest } = planned(back, { settings: asReturn, capabilities: able });
      expect(document?.kind).toBe("creditMemo");
      expect(why({ document, ...rest })).toContain("creditMemo.nothingToReceive");
    }
  });

  it("what goes out in exchange is not received: with nothing else, a credit memo", () => {
    const { document, ...rest } = planned(goods, { settings: asReturn, capabilities: able });
    const sent = (document?.lines ?? []).map((one) => ({ ...one, quantity: "-1" }));
    const input = memoInput({ lines: [line({ quantity: 2 })] }, goods, {
      settings: asReturn,
      capabilities: able,
    });
    expect(why({ document, ...rest })).toContain("creditMemo.returnOrder");
    expect(memoKind(input, sent).kind).toBe("creditMemo");
  });

  it("what the ERP cannot is a problem, and no document of another kind is made instead", () => {
    const { document, problems } = planned(goods, {
      settings: asReturn,
      capabilities: { ...able, returns: false },
    });
    expect(document).toBeNull();
    expect(problems.map(({ kind }) => kind)).toEqual(["return-order-impossible"]);
  });
});
