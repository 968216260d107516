import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FulfillmentOrderNow, LineQuantity } from "./plan-fulfillment.ts";
import { byLine, linesOf, neededOf, planFulfillment } from "./plan-fulfillment.ts";
import type { LineId } from "#app/lib/ids.ts";

const A: LineId = "gid://shopify/LineItem/1";
const B: LineId = "gid://shopify/LineItem/2";
const C: LineId = "gid://shopify/LineItem/3";
const D: LineId = "gid://shopify/LineItem/4";
const [PAID, FREE]: [LineId, LineId] = [A, B];

const fo = (
  id: string,
  lines: [LineId, number][],
  over: Partial<FulfillmentOrderNow> = {},
): FulfillmentOrderNow => ({
  id,
  status: "OPEN",
  requestStatus: "UNSUBMITTED",
  fulfillAt: null,
  locationId: "loc-1",
  locationName: "Store",
  service: null,
  method: "SHIPPING",
  actions: ["CREATE_FULFILLMENT", "MOVE"],
  holds: [],
  lines: lines.map(([lineId, remaining], index) => ({ id: `${id}-${index}`, lineId, remaining })),
  ...over,
});

describe("planFulfillment", () => {
  it("takes what was shipped of a line, not more, and leaves the rest (F-11)", () => {
    const plan = planFulfillment(
      [{ lineId: A, quantity: 2 }],
      [
        fo("f1", [
          [A, 5],
          [B, 1],
        ]),
      ],
    );
    expect(plan).toEqual({
      requests: [
        {
          locationId: "loc-1",
          entries: [{ fulfillmentOrderId: "f1", lines: [{ id: "f1-0", lineId: A, quantity: 2 }] }],
        },
      ],
      waiting: [],
      thirdParty: [],
      surplus: [],
    });
  });

  it("keeps two lines of one product apart: they are matched by order line id (FUL-3)", () => {
    const plan = planFulfillment(
      [
        { lineId: PAID, quantity: 1 },
        { lineId: FREE, quantity: 1 },
      ],
      [
        fo("f1", [
          [FREE, 1],
          [PAID, 2],
        ]),
      ],
    );
    expect(plan.requests[0]?.entries[0]?.lines).toEqual([
      { id: "f1-0", lineId: FREE, quantity: 1 },
      { id: "f1-1", lineId: PAID, quantity: 1 },
    ]);
  });

  it("makes one request per location for a line split over two, sorted by location (F-14)", () => {
    const plan = planFulfillment(
      [{ lineId: A, quantity: 5 }],
      [fo("f2", [[A, 3]], { locationId: "loc-2" }), fo("f1", [[A, 3]])],
    );
    expect(
      plan.requests.map(({ locationId, entries }) => [
        locationId,
        entries.map(({ lines }) => lines.map(({ quantity }) => quantity)),
      ]),
    ).toEqual([
      ["loc-1", [[3]]],
      ["loc-2", [[2]]],
    ]);
  });

  it("makes one request per delivery method at one location (F-14)", () => {
    const plan = planFulfillment(
      [
        { lineId: A, quantity: 1 },
        { lineId: B, quantity: 1 },
        { lineId: C, quantity: 1 },
      ],
      [fo("f1", [[A, 1]]), fo("f2", [[B, 1]], { method: "NONE" }), fo("f3", [[C, 1]])],
    );
    expect(
      plan.requests.map(({ entries }) => entries.map((entry) => entry.fulfillmentOrderId)),
    ).toEqual([["f2"], ["f1", "f3"]]);
  });

  it("names what is more than remains, and fulfills the rest (FUL-4)", () => {
    const plan = planFulfillment([{ lineId: A, quantity: 4 }], [fo("f1", [[A, 3]])]);
    expect(plan.surplus).toEqual([{ lineId: A, quantity: 1 }]);
    expect(plan.requests.map(linesOf)).toEqual([[{ lineId: A, quantity: 3 }]]);
  });

  it("takes open goods before held, held before a service's, and a closed fulfillment order not at all", () => {
    const plan = planFulfillment(
      [{ lineId: A, quantity: 10 }],
      [
        fo("held", [[A, 2]], {
          actions: ["RELEASE_HOLD"],
          status: "ON_HOLD",
          holds: ["Fraud check"],
        }),
        fo("service", [[A, 2]], { service: "Far Away" }),
        fo("asked", [[A, 1]], { requestStatus: "ACCEPTED", locationName: "Depot" }),
        fo("later", [[A, 2]], {
          actions: ["MARK_AS_OPEN"],
          status: "SCHEDULED",
          fulfillAt: "2026-12-01T00:00:00Z",
        }),
        fo("closed", [[A, 9]], { status: "CLOSED", actions: [] }),
        fo("open", [[A, 2]]),
      ],
    );
    expect(plan.requests.map(linesOf)).toEqual([[{ lineId: A, quantity: 2 }]]);
    expect(plan.waiting).toEqual([
      { kind: "held", details: "Fraud check", lines: [{ lineId: A, quantity: 2 }] },
      { kind: "scheduled", details: "2026-12-01T00:00:00Z", lines: [{ lineId: A, quantity: 2 }] },
    ]);
    expect(plan.thirdParty).toEqual([
      { service: "Depot", lines: [{ lineId: A, quantity: 1 }] },
      { service: "Far Away", lines: [{ lineId: A, quantity: 2 }] },
    ]);
    expect(plan.surplus).toEqual([{ lineId: A, quantity: 1 }]);
  });

  it("does not derive openness from the status", () => {
    expect(
      planFulfillment([{ lineId: A, quantity: 1 }], [fo("f", [[A, 1]], { actions: ["MOVE"] })])
        .requests,
    ).toEqual([]);
    expect(
      planFulfillment([{ lineId: A, quantity: 1 }], [fo("f", [[A, 1]], { status: "IN_PROGRESS" })])
        .requests,
    ).toHaveLength(1);
  });

  it("closes a request after 250 lines", () => {
    const lines = Array.from({ length: 600 }, (_, index): [LineId, number] => [
      `gid://shopify/LineItem/${index}`,
      1,
    ]);
    const plan = planFulfillment(
      lines.map(([lineId]) => ({ lineId, quantity: 1 })),
      [fo("f1", lines)],
    );
    expect(plan.requests.map((request) => linesOf(request).length)).toEqual([250, 250, 100]);
  });
});

describe("neededOf", () => {
  it("adds up shipment lines of one order line and takes off what earlier calls fulfilled", () => {
    expect(
      neededOf(
        [
          { lineId: A, quantity: 0.5 },
          { lineId: A, quantity: 1.5 },
          { lineId: B, quantity: 3 },
        ],
        [{ lineId: B, quantity: 3 }],
      ),
    ).toEqual({ needed: [{ lineId: A, quantity: 2 }], broken: [] });
  });
  it("refuses parts of a piece, never rounding, and keeps the whole ones", () => {
    const rope = { lineId: A, quantity: 1.5, description: "Rope" };
    expect(neededOf([rope, { lineId: B, quantity: 2 }], [])).toEqual({
      needed: [{ lineId: B, quantity: 2 }],
      broken: [rope],
    });
  });
});

describe("whatever the order looks like", () => {
  const lineId = fc.constantFrom(A, B, C, D);
  const order = fc.record({
    status: fc.constantFrom(
      "OPEN",
      "IN_PROGRESS",
      "ON_HOLD",
      "SCHEDULED",
      "INCOMPLETE",
      "CLOSED",
      "CANCELLED",
    ),
    requestStatus: fc.constantFrom("UNSUBMITTED", "SUBMITTED", "REJECTED", "ACCEPTED"),
    locationId: fc.constantFrom("l1", "l2", null),
    service: fc.constantFrom(null, null, "S"),
    actions: fc.constantFrom(["CREATE_FULFILLMENT"], ["MOVE"]),
    lines: fc.array(fc.tuple(lineId, fc.nat({ max: 200 })), { maxLength: 300 }),
  });
  const orders = fc
    .array(order, { maxLength: 6 })
    .map((list) => list.map(({ lines, ...over }, index) => fo(`f${index}`, lines, over)));
  const shipped = fc.uniqueArray(
    fc.record({ lineId, quantity: fc.integer({ min: 1, max: 500 }) }),
    { selector: (line) => line.lineId },
  );
  const total = (lines: readonly LineQuantity[], id: string): number =>
    lines.filter((line) => line.lineId === id).reduce((sum, line) => sum + line.quantity, 0);

  it("every shipped piece is in exactly one place, never more than remains, one location and at most 250 lines per request", () => {
    fc.assert(
      fc.property(shipped, orders, (needed, list) => {
        const plan = planFulfillment(needed, list);
        const sent = plan.requests.flatMap(({ entries }) => entries.flatMap(({ lines }) => lines));
        for (const { lineId: id, quantity } of needed) {
          const parts = [
            sent,
            plan.surplus,
            plan.waiting.flatMap(({ lines }) => lines),
            plan.thirdParty.flatMap(({ lines }) => lines),
          ];
          expect(parts.reduce((sum, lines) => sum + total(lines, id), 0)).toBe(quantity);
        }
        for (const request of plan.requests) {
          const of = request.entries.map(({ fulfillmentOrderId }) =>
            list.find(({ id }) => id === fulfillmentOrderId),
          );
          expect(new Set(of.map((one) => one?.locationId ?? one?.locationName)).size).toBe(1);
          expect(of.every((one) => one?.actions.includes("CREATE_FULFILLMENT"))).toBe(true);
          expect(
            request.entries.reduce((sum, { lines }) => sum + lines.length, 0),
          ).toBeLessThanOrEqual(250);
        }
        for (const line of list.flatMap(({ lines }) => lines))
          expect(
            sent
              .filter(({ id }) => id === line.id)
              .reduce((sum, { quantity }) => sum + quantity, 0),
          ).toBeLessThanOrEqual(line.remaining);
        expect(sent.every(({ quantity }) => Number.isInteger(quantity) && quantity > 0)).toBe(true);
      }),
    );
  });

  it("sending part by part, each planned anew, fulfills the same in the end as one plan says", () => {
    fc.assert(
      fc.property(shipped, orders, (needed, list) => {
        const whole = planFulfillment(needed, list);
        const done: LineQuantity[] = [];
        let now = list;
        for (let part = 0; part < 50; part += 1) {
          const [next] = planFulfillment(neededOf(needed, done).needed, now).requests;
          if (!next) break;
          const sent = next.entries.flatMap(({ lines }) => lines);
          done.push(...sent);
          now = now.map((one) => ({
            ...one,
            lines: one.lines.map((line) => ({
              ...line,
              remaining:
                line.remaining -
                sent
                  .filter(({ id }) => id === line.id)
                  .reduce((sum, { quantity }) => sum + quantity, 0),
            })),
          }));
        }
        expect(byLine(done)).toEqual(byLine(whole.requests.flatMap(linesOf)));
      }),
    );
  });
});
