import { describe, expect, it } from "vitest";
import { pickLanguage } from "./languages.ts";

describe("pickLanguage", () => {
  it("takes what Shopify Admin passes, region or not", () => {
    expect(pickLanguage("de", "en-US,en;q=0.9")).toBe("de");
    expect(pickLanguage("de-AT", null)).toBe("de");
    expect(pickLanguage("en-GB", "de")).toBe("en");
    expect(pickLanguage("ar-EG", null)).toBe("ar");
  });
  it("goes on to the browser's languages, then English", () => {
    expect(pickLanguage("ja", "ko-KR,de;q=0.8,en;q=0.5")).toBe("de");
    expect(pickLanguage(null, "ko, ja;q=0.3")).toBe("en");
    expect(pickLanguage(null, null)).toBe("en");
  });
});
