import { describe, expect, it } from "vitest";
import { exampleOf, templateProblem } from "./tracking-template.ts";

describe("a tracking address", () => {
  it.each([
    "",
    "  ",
    "https://track.example.com/{number}",
    "https://example.com/t?n={number}&again={number}",
    " https://example.com/#{number} ",
  ])("%j can be used", (template) => {
    expect(templateProblem(template)).toBeNull();
  });
  it.each([
    ["https://track.example.com/", "noNumber"],
    ["{number}", "notHttps"],
    ["http://example.com/{number}", "notHttps"],
    ["javascript:alert({number})", "notHttps"],
    ["https://{number}", "inHost"],
    ["https://{number}.example.com/", "inHost"],
    [`https://example.com/{number}${"x".repeat(2_000)}`, "tooLong"],
  ])("%j cannot: %s", (template, why) => {
    expect(templateProblem(template)).toBe(`mappings.agent.${why}`);
  });
  it("shows what a number makes of it", () => {
    expect(exampleOf("https://example.com/{number}?n={number}")).toBe(
      "https://example.com/1Z999AA10123456784?n=1Z999AA10123456784",
    );
  });
});
