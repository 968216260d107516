import { expect, it } from "vitest";
import { rulesInUse } from "#scripts/styles-in-use.mjs";

const trim = (css: string, ...used: string[]): string => rulesInUse(css, new Set(used));

it("styles of components that nothing names are left out, one selector at a time", () => {
  expect(
    trim(
      `@charset "UTF-8";:root{--a:1}.Polaris-A{color:red}.Polaris-B,.Polaris-A p{color:blue}.Polaris-A .Polaris-B{x:y}`,
      "Polaris-A",
    ),
  ).toBe(`@charset "UTF-8";:root{--a:1}.Polaris-A{color:red}.Polaris-A p{color:blue}`);
});

it("a block of conditions goes with its last rule; animations and fonts stay", () => {
  expect(
    trim(
      `@media (min-width:1px){.Polaris-B{a:b}}@media print{.Polaris-A{a:b}.Polaris-B{a:b}}@keyframes k{from{a:b}to{a:c}}`,
      "Polaris-A",
    ),
  ).toBe(`@media print{.Polaris-A{a:b}}@keyframes k{from{a:b}to{a:c}}`);
});

it("what a rule must not match is no reason to leave it out, nor are brackets and braces in its text", () => {
  const css = `.Polaris-A:not(.Polaris-B,.Polaris-C):is(a,b){content:"}"}.Polaris-A-long{a:b}`;
  expect(trim(css, "Polaris-A")).toBe(`.Polaris-A:not(.Polaris-B,.Polaris-C):is(a,b){content:"}"}`);
});
