import { describe, expect, it } from "vitest";
import { outsideOfBrackets, pseudo } from "./pseudo-locale.ts";

describe("the pseudo-locale", () => {
  it("accents and lengthens what is said, and leaves what is filled in", () => {
    // cspell:disable-next-line
    expect(pseudo("Sync {{count}} orders")).toBe("⟦Šýñç {{count}} ördérš~~~~ ~⟧");
    expect(pseudo("$t({{why}}) {name}")).toBe("⟦$t({{why}}) {name}~⟧");
  });

  it("tells what is written beside a text", () => {
    expect(outsideOfBrackets(`${pseudo("Total")}: 5 EUR`)).toBe(": 5 EUR");
    expect(outsideOfBrackets("⟦a ⟦b⟧ c⟧ d ⟦e⟧")).toBe(" d ");
  });
});
