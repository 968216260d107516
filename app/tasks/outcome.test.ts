import { describe, expect, it } from "vitest";
import { backOffMs, decideOutcome, problemOf } from "./outcome.ts";
import { lane } from "./queue-name.ts";

describe("what becomes of a task after an error", () => {
  it("waits out a rate limit without counting a try", () => {
    expect(
      decideOutcome({ class: "rateLimited", message: "429", retryAfterMs: 7000 }, 23),
    ).toMatchObject({ next: "again", inMs: 7000, counts: false });
  });
  it("backs off while the other side is away, and gives up in the end without believing anything was sent", () => {
    expect(decideOutcome({ class: "unavailable", message: "refused" }, 0)).toMatchObject({
      next: "again",
      inMs: 5_000,
      counts: true,
    });
    expect(decideOutcome({ class: "unavailable", message: "refused" }, 23)).toMatchObject({
      next: "stop",
      left: false,
    });
    expect(backOffMs(500)).toBe(30 * 60_000);
  });
  it("looks up before anything else when the answer was lost", () => {
    expect(decideOutcome({ class: "ambiguous", message: "reset" }, 0)).toMatchObject({
      next: "lookUp",
      left: true,
    });
  });
  it("pauses the connection when the sign-in is refused", () => {
    expect(decideOutcome({ class: "auth", message: "401" }, 0).next).toBe("pause");
  });
  it("leaves several hits to a person and remembers that something was sent", () => {
    expect(decideOutcome({ class: "duplicate", message: "two", ids: ["1", "2"] }, 0)).toMatchObject(
      {
        next: "stop",
        left: true,
        problem: { kind: "duplicate-documents", params: { numbers: "1, 2" } },
      },
    );
    expect(decideOutcome({ class: "duplicate", message: "same key", ids: ["1"] }, 0).next).toBe(
      "lookUp",
    );
  });
  it("stops at what a person has to fix, grouped by cause", () => {
    const refused = { class: "validation", message: "too long", field: "name", limit: 30 } as const;
    expect(decideOutcome(refused, 0)).toMatchObject({ next: "stop", left: false });
    expect(problemOf(refused).cause).toBe("erp-refused:name:too long");
  });
  it("repeats a version conflict at once, but not for ever", () => {
    expect(decideOutcome({ class: "versionConflict", message: "etag" }, 0)).toMatchObject({
      next: "again",
      inMs: 0,
    });
    expect(decideOutcome({ class: "versionConflict", message: "etag" }, 4).next).toBe("stop");
  });
});

it("lanes stay within what a connection takes", () => {
  for (let index = 0; index < 200; index += 1)
    expect([0, 1, 2]).toContain(lane(`gid://shopify/Order/${index}`, 3));
  expect(new Set(Array.from({ length: 50 }, (_, index) => lane(`order ${index}`, 4))).size).toBe(4);
  expect(lane("x", 0)).toBe(0);
});
