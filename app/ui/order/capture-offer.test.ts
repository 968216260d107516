import { describe, expect, it } from "vitest";
import { captureFor, offeredCaptures } from "./capture-offer.ts";
import type { OrderPageView } from "./types.ts";

type Line = OrderPageView["invoices"][number]["lines"][number];

const line = (id: string, given: Partial<Line> = {}): Line => ({
  ...{ id, gateway: "Card", currency: "EUR", capturable: "10", multiCapturable: false },
  ...{ amount: "0", captured: "0", state: "later", mayCapture: true, reason: null },
  expiresAt: null,
  ...given,
});
const view = (lines: Line[], forbidden: string[] = []) =>
  ({
    invoices: [{ lines: lines.slice(0, 1) }, { lines: lines.slice(1) }],
    marketplace: { forbidden },
  }) as unknown as Pick<OrderPageView, "invoices" | "marketplace">;
const off = { kind: "capture-off" } as Line["reason"];
const paid = { kind: "paid-already" } as Line["reason"];

describe("capturing from the order's page", () => {
  it("is offered for each line that may be captured, unless nothing is due for it or the marketplace captures", () => {
    const lines = [
      line("later"),
      line("not", { mayCapture: false }),
      line("off", { state: "nothing", reason: off }),
      line("paid", { state: "nothing", reason: paid }),
    ];
    expect(offeredCaptures(view(lines)).map(({ id }) => id)).toEqual(["later", "off"]);
    expect(offeredCaptures(view(lines, ["capture"]))).toEqual([]);
  });
  it("beside a problem that it ends: the line that failed, or the one that expires first", () => {
    const lines = [
      line("none"),
      line("late", { expiresAt: "2026-12-03T00:00:00.000Z" }),
      line("soon", { expiresAt: "2026-12-01T00:00:00.000Z" }),
      line("failed", { state: "failed", expiresAt: "2026-12-09T00:00:00.000Z" }),
    ];
    expect(captureFor(view(lines), "authorization-expiring")?.id).toBe("soon");
    expect(captureFor(view(lines), "capture-failed")?.id).toBe("failed");
    expect(captureFor(view(lines.slice(0, 1)), "authorization-expiring")?.id).toBe("none");
    expect(captureFor(view(lines.slice(0, 1)), "capture-failed")).toBeNull();
    for (const kind of ["capture-short", "authorization-expired", "unknown-item"])
      expect(captureFor(view(lines), kind)).toBeNull();
    expect(captureFor(view([]), "authorization-expiring")).toBeNull();
  });
});
