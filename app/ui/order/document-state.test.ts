import { expect, it } from "vitest";
import { isBlocked, shownState } from "./document-state.ts";

const problem = (severity: "blocks" | "warns" | "holds") => ({
  level: severity === "blocks" ? ("critical" as const) : ("warning" as const),
  kind: "unknown-item",
  cause: "unknown-item",
  params: {},
  lineId: null,
  severity,
  fixPath: null,
  hasForm: false,
});
const seen = (documentState: string, ...severities: ("blocks" | "warns" | "holds")[]) => ({
  order: { documentState },
  problems: severities.map(problem),
});

it("a failed order with nothing in its way any more is ready, not failed", () => {
  expect(shownState(seen("failed", "blocks"))).toBe("failed");
  expect(shownState(seen("failed"))).toBe("unprocessed");
  expect(shownState(seen("failed", "warns"))).toBe("unprocessed");
  expect(shownState(seen("created", "blocks"))).toBe("created");
});

it("only warnings leave an order free to go on", () => {
  expect(isBlocked(seen("unprocessed", "warns"))).toBe(false);
  expect(isBlocked(seen("unprocessed", "holds"))).toBe(true);
});
