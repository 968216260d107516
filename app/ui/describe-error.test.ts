import { describe, expect, it } from "vitest";
import { describeError } from "./describe-error.ts";

describe("describeError", () => {
  it("names the kind by status and hands on the trace id", () => {
    expect(describeError({ status: 404, data: "nothing here" })).toEqual({ kind: "notFound" });
    expect(describeError({ status: 403, data: null })).toEqual({ kind: "forbidden" });
    expect(describeError({ status: 400, data: {} })).toEqual({ kind: "malformed" });
    expect(describeError({ status: 413, data: {} })).toEqual({ kind: "tooLarge" });
    expect(describeError({ status: 503, data: { traceId: "t-1" } })).toEqual({
      kind: "unavailable",
      traceId: "t-1",
    });
    expect(describeError({ status: 500, data: { traceId: 7 } })).toEqual({ kind: "unexpected" });
    expect(describeError(undefined)).toEqual({ kind: "unexpected" });
  });
});
