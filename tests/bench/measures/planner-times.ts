import { memoInput, refund, refundLine } from "#app/domain/refunds/plan/credit-memo.fixture.ts";
import { planCreditMemo } from "#app/domain/refunds/plan/plan-credit-memo.ts";
import { gid, line } from "#tests/fixtures/orders.ts";

const FEW = 10;
const MANY = 1_000;
const PLANNED_LINES = 5_000;

function perLine(lines: number): number {
  const content = {
    lines: Array.from({ length: lines }, (_, at) => line({ id: gid("LineItem", at + 1) })),
  };
  const back = refund(String(10 * lines), {
    lines: content.lines.map(({ id }) => refundLine(id, 1, "10")),
  });
  const input = memoInput(content, back);
  planCreditMemo(input); // warm
  const rounds = Math.max(3, PLANNED_LINES / lines);
  const started = performance.now();
  for (let round = 0; round < rounds; round += 1) planCreditMemo(input);
  return (performance.now() - started) / (rounds * lines);
}

/** How many times as long the planner takes for a line of a refund of many as for one of few: about one when it is linear. */
export const plannerTimes = (): number => perLine(MANY) / perLine(FEW);
