import { expect, it } from "vitest";
import { EMPTY_SYNC } from "../orders-to-import/sync-form.ts";
import { EMPTY_POSTED } from "../shipments/posted-form.ts";
import { FIELD_LABELS, mergeSchedule, valuesOf } from "./schedule-values.ts";

const began = valuesOf({ everyMinutes: 30, enabled: true, cardId: "", form: EMPTY_SYNC });

it("two people's changes of one schedule are kept apart by field", () => {
  const saved = { ...began, everyMinutes: "60", payment: ["PAID"] };
  expect(mergeSchedule(began, saved, { tags: "vip" })).toEqual({
    mine: ["tags"],
    both: [],
    theirs: ["everyMinutes", "payment"],
  });
  expect(mergeSchedule(began, saved, { everyMinutes: "15", payment: ["PENDING"] })).toMatchObject({
    mine: ["everyMinutes", "payment"],
    both: ["everyMinutes", "payment"],
  });
});

it("a list with the same entries, and a value typed back, are no change", () => {
  const saved = { ...began, payment: ["PAID", "PENDING"] };
  expect(mergeSchedule(saved, saved, { payment: ["PENDING", "PAID"], enabled: true }).mine).toEqual(
    [],
  );
});

it("every field of a schedule has a name", () => {
  const shown = { ...EMPTY_SYNC, ...EMPTY_POSTED, everyMinutes: "", enabled: true };
  const unnamed = Object.keys(shown).filter((key) => FIELD_LABELS[key] === undefined);
  // Of a sync alone.
  expect(unnamed.sort()).toEqual(["archived", "listOnly", "names"]);
});
