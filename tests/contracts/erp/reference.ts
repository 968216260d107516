import { expect, it } from "vitest";
import type { ReferenceKind } from "#app/erp/port/reference.ts";
import type { CaseContext } from "./suite.ts";
import { call } from "./setting.ts";

const KINDS: ReferenceKind[] = [
  "locations",
  "accounts",
  "paymentTerms",
  "paymentMethods",
  "shipmentMethods",
  "shippingAgents",
  "shippingAgentServices",
  "taxAreas",
  "currencies",
  "countries",
  "customerTemplates",
  "units",
  "itemCharges",
  "numberSeries",
];

export function referenceCases({ adapter, subject }: CaseContext): void {
  it("probe tells company, currency and exactly the declared capabilities, with no error left in a set-up company", async () => {
    const probe = await subject().port.probe(call);
    expect(probe.capabilities).toEqual(adapter.capabilities);
    expect(probe.currency).toMatch(/^[A-Z]{3}$/);
    expect(probe.company).not.toBe("");
    expect(probe.issues.filter((issue) => issue.severity === "error")).toEqual([]);
  });

  it.each(KINDS)("lists %s page by page, none twice", async (kind) => {
    const { port } = subject();
    const whole = await port.listReference(kind, { limit: 1000 }, call);
    expect(whole.next).toBeUndefined();
    const paged: string[] = [];
    let cursor: string | undefined;
    for (let turn = 0; turn < 400; turn += 1) {
      const page = await port.listReference(
        kind,
        { limit: 7, ...(cursor === undefined ? {} : { cursor }) },
        call,
      );
      paged.push(...page.values.map((value) => `${value.parent ?? ""}/${value.code}`));
      cursor = page.next;
      if (cursor === undefined) break;
    }
    expect(paged).toEqual(whole.values.map((value) => `${value.parent ?? ""}/${value.code}`));
    expect(new Set(paged).size).toBe(paged.length);
  });

  it("searches a list by code and title, taking % and _ as they are", async () => {
    const { port, facts } = subject();
    const found = await port.listReference(
      "locations",
      { limit: 50, search: facts.location.toLowerCase() },
      call,
    );
    expect(found.values.map((value) => value.code)).toContain(facts.location);
    expect(
      (await port.listReference("locations", { limit: 50, search: "%" }, call)).values,
    ).toEqual([]);
  });

  it("stops before acting when the caller has given up", async () => {
    const { port } = subject();
    await expect(port.probe({ ...call, signal: AbortSignal.abort() })).rejects.toMatchObject({
      detail: { class: "unavailable" },
    });
  });
}
