import { expect, it } from "vitest";
import { byDirection, rulesInUse } from "#scripts/styles-in-use.mjs";

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

it("distances are said by where a line begins and ends, places and names as they are", () => {
  const styles = {
    "margin-left:1px;padding-right:var(--x)": "margin-inline-start:1px;padding-inline-end:var(--x)",
    "margin:0 var(--a) calc((1px + var(--b))*-1) 2px":
      "margin-block:0 calc((1px + var(--b))*-1);margin-inline:2px var(--a)",
    "margin:0 1px 2px 1px": "margin:0 1px 2px 1px",
    "border-top-left-radius:0;border-right:0": "border-start-start-radius:0;border-inline-end:0",
    "text-align:right;left:0;--my-margin-left:1px": "text-align:end;left:0;--my-margin-left:1px",
  };
  for (const [before, after] of Object.entries(styles))
    expect(byDirection(`.a{${before}}`)).toBe(`.a{${after}}`);
});
