import { describe, expect, it } from "vitest";
import german from "#app/i18n/locales/de/errors.json";
import { english } from "#app/i18n/locales/en.ts";
import { untranslatedLines } from "./untranslated.ts";

describe("what a screen shows in the wrong language", () => {
  it("finds an English phrase on a German screen, on a line of its own", () => {
    const shown = `#1006\n  ${english.app.errors.title}  \n${german.title}\n€230.90`;
    expect(untranslatedLines(shown, "de")).toEqual([english.app.errors.title]);
  });

  it("finds one that is filled in", () => {
    const said = english.app.problem["unproved-total"].cause.replaceAll(/\{\{.*?\}\}/g, "5");
    expect(untranslatedLines(said, "fr")).toEqual([said]);
    expect(untranslatedLines(said, "en")).toEqual([]);
  });

  it("finds nothing on an English screen", () => {
    expect(untranslatedLines(english.app.errors.title, "en")).toEqual([]);
  });
});
