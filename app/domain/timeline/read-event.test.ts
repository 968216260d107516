import { expect, it } from "vitest";
import { german } from "#app/i18n/locales/de.ts";
import { english } from "#app/i18n/locales/en.ts";
import { EVENTS } from "./events.ts";
import { readEvent } from "./read-event.ts";

const row = (kind: string, data: unknown) =>
  readEvent({ id: "1", at: new Date("2026-11-01T10:00:00Z"), kind, actor: "app", data });

it("reads what is written today", () => {
  const problem = { kind: "unknown-item", params: { sku: "A-1" }, cause: "unknown-item:A-1" };
  expect(row("documentRefused", { problems: [problem] })).toEqual({
    id: "1",
    at: "2026-11-01T10:00:00.000Z",
    actor: "app",
    kind: "documentRefused",
    data: { problems: [problem] },
  });
});

it.each([
  ["documentRefused", { causes: ["unknown-item:A-1"] }, { problems: [] }],
  [
    "choiceMade",
    { what: "paymentTerms,paymentMethod" },
    { choices: ["paymentTerms", "paymentMethod"] },
  ],
  ["choiceMade", { what: "release:cancelled" }, { choices: ["release"] }],
])("reads %s as it was written before", (kind, stored, data) => {
  expect(row(kind, stored)).toMatchObject({ kind, data });
});

it("shows a row whose data was erased, and one of a kind it does not know", () => {
  expect(row("paymentCaptured", {})).toMatchObject({ kind: "paymentCaptured", data: null });
  expect(row("redacted", {})).toMatchObject({ kind: "redacted", data: {} });
  expect(row("toString", {})).toMatchObject({ kind: "unknown" });
});

it("every kind has its text in each language", () => {
  const kinds = [...Object.keys(EVENTS), "unknown"].sort();
  for (const { app } of [english, german])
    expect(Object.keys(app.order.event).sort()).toEqual(kinds);
});
