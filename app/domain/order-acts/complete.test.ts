import { VersionId } from "#app/lib/ids.ts";
import { describe, expect, it } from "vitest";
import type { DocumentSnapshot } from "#app/erp/port/documents.ts";
import { cancelReason } from "./cancel-choices.ts";
import { completionStamp, nothingOutstanding } from "./complete.ts";

const line = (
  quantity: string,
  shipped: string,
  invoiced = "0",
  kind: "item" | "shipping" = "item",
): DocumentSnapshot["lines"][number] => ({
  lineId: "1",
  sequence: 1,
  kind,
  description: "",
  quantity,
  shipped,
  invoiced,
  amount: "1",
});

describe("I-60: nothing outstanding", () => {
  it.each([
    ["released", [line("2", "1")], false],
    ["partiallyShipped", [line("2", "2"), line("1", "0")], false],
    ["partiallyInvoiced", [line("2", "1", "1")], false],
    ["partiallyInvoiced", [line("2.5", "2.5", "1"), line("1", "0", "0", "shipping")], true],
    ["released", [line("2", "0", "2")], true],
    ["shipped", [], true],
    ["invoiced", [], true],
    ["closed", [], true],
    ["gone", [], true],
    ["cancelled", [line("2", "2")], false],
    ["draft", [line("2", "2")], false],
    ["open", [line("1", "0", "0", "shipping")], false],
    ["open", [line("0", "0")], false],
  ] as const)("%s %j: %s", (status, lines, complete) => {
    expect(nothingOutstanding({ status, lines: [...lines] })).toBe(complete);
  });
});

describe("the stamp of a completion", () => {
  const facts = {
    versionId: VersionId.parse("01980000-0000-7000-8000-000000000001"),
    generation: 1,
    financialStatus: "PAID",
    fulfillmentStatus: "FULFILLED",
    happened: ["t1", "f1"],
  };
  it("is the same until something new happens", () => {
    expect(completionStamp({ ...facts, happened: ["f1", "t1"] })).toBe(completionStamp(facts));
    for (const news of [
      { versionId: VersionId.parse("01980000-0000-7000-8000-000000000002") },
      { generation: 2 },
      { financialStatus: "PARTIALLY_REFUNDED" },
      { happened: ["t1", "f1", "r1"] },
    ])
      expect(completionStamp({ ...facts, ...news })).not.toBe(completionStamp(facts));
  });
});

it("PAY-4: blank and unknown reasons become OTHER", () => {
  expect(["", " fraud ", "Unknown", "STAFF"].map(cancelReason)).toEqual([
    "OTHER",
    "FRAUD",
    "OTHER",
    "STAFF",
  ]);
});
