import { describe, expect, it } from "vitest";
import german from "#app/i18n/locales/de/errors.json";
import english from "#app/i18n/locales/en/errors.json";
import { untranslatedLines } from "./untranslated.ts";

describe("what a screen shows in the wrong language", () => {
  it("finds an English phrase on a German screen, on a line of its own", () => {
    const shown = `#1006\n  ${english.title}  \n${german.title}\n€230.90`;
    expect(untranslatedLines(shown, "de")).toEqual([english.title]);
  });

  it("finds nothing on an English screen", () => {
    expect(untranslatedLines(english.title, "en")).toEqual([]);
  });
});
