import { describe, expect, it } from "vitest";
import { ErpError } from "#app/erp/errors.ts";
import type { DraftTax } from "#app/erp/port/documents.ts";
import type { ServerTax } from "./taxes.ts";
import { taxesOfLine, usableTaxes } from "./taxes.ts";

let last = 0;
const tax = (name: string, rate: string, over: Partial<ServerTax> = {}): ServerTax => ({
  id: ++last,
  name,
  description: name,
  type: "percentage",
  rate,
  parent: null,
  childs: [],
  updateUnitPrice: false,
  groupKind: null,
  startDate: null,
  endDate: null,
  ...over,
});
const charged = (title: string, rate?: string, amount = "1"): DraftTax => ({
  title,
  amount,
  ...(rate === undefined ? {} : { rate }),
});
const refusal = (work: () => unknown): ErpError["detail"] => {
  try {
    work();
  } catch (error) {
    if (error instanceof ErpError) return error.detail;
    throw error;
  }
  throw new Error("not refused");
};

describe("taxes of a line", () => {
  const vat = tax("USt 19 %", "0.19");
  const state = tax("State Tax", "0.04");
  const city = tax("City Tax", "0.04", { description: "New York City" });

  it("are found by rate whatever they are called, however many zeros the rate has", () => {
    expect(taxesOfLine([charged("MwSt", "0.190")], [vat, state])).toEqual([
      { id: vat.id, rate: "0.19" },
    ]);
  });

  it("of one rate are told apart by name or description, without case and spaces", () => {
    expect(
      taxesOfLine(
        [charged(" state  TAX", "0.04"), charged("new york city", "0.04")],
        [vat, state, city],
      ).map(({ id }) => id),
    ).toEqual([state.id, city.id]);
    expect(
      refusal(() => taxesOfLine([charged("County", "0.04")], [vat, state, city])),
    ).toMatchObject({ class: "unmapped", what: "tax County 4 %" });
  });

  it("without a rate need a title of their own", () => {
    expect(taxesOfLine([charged("USt 19 %")], [vat, state])).toEqual([
      { id: vat.id, rate: "0.19" },
    ]);
    expect(refusal(() => taxesOfLine([charged("GST")], [vat]))).toMatchObject({
      class: "unmapped",
      what: "tax GST",
    });
  });

  it("that were not charged are none of the line; one that Tryton lacks or would take twice is unmapped", () => {
    expect(
      taxesOfLine([charged("MwSt", "0.19", "0"), charged("Moon", "0.5", "0.00")], [vat]),
    ).toEqual([]);
    expect(refusal(() => taxesOfLine([charged("Moon", "0.5")], [vat])).message).toContain(
      "“Moon” (50 %)",
    );
    expect(
      refusal(() => taxesOfLine([charged("A", "0.19"), charged("B", "0.19")], [vat])),
    ).toMatchObject({ class: "unmapped" });
  });

  it("are only percentages that stand alone, for sales, on the day", () => {
    const day = "2026-07-01";
    const usable = [
      tax("a", "0.1"),
      tax("b", "0.1", { startDate: day, endDate: day, groupKind: "sale" }),
      tax("c", "0.1", { groupKind: "both" }),
    ];
    const not = [
      tax("fixed", "0.1", { type: "fixed", rate: null }),
      tax("none", "0.1", { type: "none" }),
      tax("child", "0.1", { parent: 1 }),
      tax("group", "0.1", { childs: [1] }),
      tax("compound", "0.1", { updateUnitPrice: true }),
      tax("bought", "0.1", { groupKind: "purchase" }),
      tax("later", "0.1", { startDate: "2026-07-02" }),
      tax("over", "0.1", { endDate: "2026-06-30" }),
    ];
    expect(usableTaxes([...not, ...usable], day).map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });
});
