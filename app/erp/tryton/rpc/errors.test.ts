import { describe, expect, it } from "vitest";
import type { OutboundCode } from "#app/erp/outbound/failure.ts";
import { inEnglish, refusal } from "#app/i18n/refusal-text.ts";
import { begun } from "./begun.ts";
import { answerDetail, failureDetail, refusalDetail, statusDetail } from "./errors.ts";

const text = refusal("outbound.tls", { detail: "d" });
const user = (message: string) => refusalDetail(["UserError", [message, "", null]], "write", "t1");

describe("what Tryton says no with", () => {
  it.each([
    ['You are not allowed to access "Tax".', "permission"],
    [
      'You are not allowed to create records of "User Warning" because they fail on at least one of these rules:\nOwn warning',
      "permission",
    ],
    ['Calling button "quote on "Sale" is not allowed.', "permission"],
    ['You are trying to read records "7" of "Sale" that don\'t exist anymore.', "notFound"],
    ["The code on party must be unique.", "versionConflict"],
    ["Failed to save, please retry.", "versionConflict"],
    ['A value is required for field "Name" in "Party".', "validation"],
    [
      'The value for field "Taxes" in "Sale Line" is not valid according to its domain.',
      "validation",
    ],
    ['To continue, you must create a fiscal year for the date "01/01/2031".', "config"],
    ['To get a quote for sale "7" you must enter an invoice address.', "config"],
    ['The period of move "3" is closed.', "config"],
    ["Something nobody has seen before", "config"],
  ])("%s → %s, with its own words", (message, kind) => {
    const detail = user(message);
    expect(detail.class).toBe(kind);
    expect(detail.message).toContain(message);
  });

  it("names field, model and limit of a value that is too long", () => {
    expect(
      user('The value for field "Reference" in "Sale" is too long (300 > 255).'),
    ).toMatchObject({ class: "validation", field: "Sale: Reference", limit: 255 });
  });

  it("a question is a confirmation with its code, for the list of known ones", () => {
    expect(
      refusalDetail(
        ["UserWarning", ["shipment_no_carrier 4", "There is no carrier.", "Really?"]],
        "write",
        "t",
      ),
    ).toMatchObject({ class: "confirmation", code: "shipment_no_carrier 4" });
  });

  it("two at once is a version conflict; more than a password is a matter of log-in", () => {
    expect(
      refusalDetail(["ConcurrencyException", "Records have been modified"], "write", "t").class,
    ).toBe("versionConflict");
    expect(
      refusalDetail(["LoginException", ["code", "Enter the code", "char"]], "read", "t").class,
    ).toBe("auth");
  });

  it("a busy database leaves a write unknown, since Tryton notes the session after it has saved", () => {
    expect(refusalDetail(["database is locked", ""], "write", "t").class).toBe("ambiguous");
    expect(refusalDetail(["database is locked", ""], "read", "t").class).toBe("unavailable");
  });

  it("a server that loads another database fails without words: a write is unknown, a read is tried again", () => {
    for (const message of ["", "maximum recursion depth exceeded in __instancecheck__"]) {
      expect(refusalDetail([message, ""], "write", "t").class).toBe("ambiguous");
      expect(refusalDetail([message, ""], "read", "t").class).toBe("unavailable");
    }
  });

  it("an unknown database is a setting, a failure inside Tryton has its trace", () => {
    expect(refusalDetail(["Database 'nope' doesn't exist!", ""], "read", "t").class).toBe("config");
    expect(
      refusalDetail(["'NoneType' object has no attribute 'x'", ""], "write", "trace-9"),
    ).toMatchObject({ class: "internal", message: expect.stringContaining("trace-9") as string });
  });

  it.each([
    [null],
    ["text"],
    [{}],
    [[]],
    [[1, 2]],
    [["UserError"]],
    [["UserError", null]],
    [["UserError", [{ html: "<b>" }]]],
    [["UserWarning", []]],
    [["UserError", "alone"]],
  ])("hostile error %j still is one of the classes, with words", (error) => {
    for (const act of ["read", "write"] as const)
      expect(refusalDetail(error, act, "t").message.length).toBeGreaterThan(10);
  });

  it("keeps a long text short", () => {
    expect(user("x".repeat(5000)).message.length).toBeLessThan(700);
  });
});

describe("requests without answer", () => {
  const codes: OutboundCode[] = [
    "dns",
    "refused",
    "tls",
    "timeout",
    "aborted",
    "reset",
    "tooLarge",
    "badAnswer",
    "address",
    "privateAddress",
    "redirect",
  ];
  it.each(codes)("%s before it was sent is never ambiguous", (code) => {
    for (const act of ["read", "write"] as const)
      expect(["unavailable", "config"]).toContain(
        failureDetail({ code, sent: false, text }, act).class,
      );
  });
  it.each(codes.filter((code) => !["address", "privateAddress", "tls"].includes(code)))(
    "%s after a write was sent is ambiguous",
    (code) => {
      expect(failureDetail({ code, sent: true, text }, "write").class).toBe("ambiguous");
    },
  );
  it.each(["timeout", "reset", "aborted", "tooLarge", "badAnswer"] as const)(
    "%s of a read is only unavailable",
    (code) => {
      expect(failureDetail({ code, sent: true, text }, "read").class).toBe("unavailable");
    },
  );
});

describe("sentences", () => {
  it("a failure of the network explains the sentence about Tryton, in one coded text", () => {
    const detail = failureDetail({ code: "reset", sent: false, text }, "read");
    expect(detail.text).toEqual({
      code: "tryton.notReached",
      params: { why: "refusal.outbound.tls", detail: "d" },
    });
    expect(detail.message).toBe(
      "Tryton can't be reached. The encrypted connection failed: d Nothing was changed. The app tries again.",
    );
  });
  it("work that broke off keeps why, once", () => {
    const lost = failureDetail({ code: "reset", sent: false, text }, "read");
    const first = begun("tryton.documentBegun", lost);
    expect(first).toMatchObject({
      class: "ambiguous",
      text: { params: { first: "refusal.tryton.notReached", detail: "d" } },
    });
    expect(first.message).toContain("The encrypted connection failed: d");
    expect(begun("tryton.begun", first)).toEqual({ ...first });
  });
  it.each([
    ["Tryton's own words", user("The code on party must be unique.")],
    ["a question", refusalDetail(["UserWarning", ["code", "Sure?", ""]], "write", "t")],
    ["an exception", refusalDetail(["boom", ""], "read", "t")],
    ["a status", statusDetail(500, undefined, "write", "m")],
    ["an unreadable answer", answerDetail("cut", "write", "t")],
  ])("%s is a coded sentence", (_name, detail) => {
    expect(detail.text && inEnglish(detail.text)).toBeTruthy();
    expect(detail.message).toContain(inEnglish(detail.text ?? refusal("tryton.busy")));
  });
});

describe("statuses", () => {
  it.each([
    [500, "write", "ambiguous"],
    [502, "write", "ambiguous"],
    [503, "write", "ambiguous"],
    [504, "write", "ambiguous"],
    [503, "read", "unavailable"],
    [403, "write", "permission"],
    [404, "read", "config"],
    [413, "write", "validation"],
    [400, "read", "config"],
    [418, "write", "config"],
  ] as const)("%i of a %s → %s", (status, act, kind) => {
    expect(statusDetail(status, undefined, act, "model.x.y").class).toBe(kind);
  });
  it.each([
    ["5", 5_000],
    ["1.5", 1_500],
    [new Date(Date.now() + 90 * 60_000).toUTCString(), 3_600_000],
    [undefined, 60_000],
    ["soon", 60_000],
    ["999999", 3_600_000],
    ["-1", 60_000],
  ])("429 with Retry-After %s waits %i ms", (header, retryAfterMs) => {
    expect(statusDetail(429, header, "write", "m")).toMatchObject({
      class: "rateLimited",
      retryAfterMs,
    });
  });
  it.each([
    ["read", "unavailable"],
    ["write", "ambiguous"],
  ] as const)("503 of a %s is %s, and may say when to come again", (act, kind) => {
    expect(statusDetail(503, "7", act, "m")).toMatchObject({ class: kind, retryAfterMs: 7_000 });
    expect(statusDetail(503, undefined, act, "m")).not.toHaveProperty("retryAfterMs");
  });
  it("an unreadable answer of a write is ambiguous", () => {
    expect(answerDetail("cut", "write", "t").class).toBe("ambiguous");
    expect(answerDetail("cut", "read", "t").class).toBe("internal");
  });
});
