import ts from "typescript";
import { describe, expect, it } from "vitest";
import { textsOf } from "#app/texts.server.ts";
import type { SourceFile } from "./sql.ts";
import { appSources } from "./sql.ts";

function textAt(key: string): string | undefined {
  const found = key
    .split(".")
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part],
      textsOf("en").app,
    );
  return typeof found === "string" ? found : undefined;
}

/** What a text's braces name; null: there is no such text. */
function namesIn(key: string): string[] | null {
  const text = textAt(`${key}_other`) ?? textAt(key);
  if (text === undefined) return null;
  return [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => name ?? "");
}

/** The keys of the first argument: one, or both of a choice. Others are not known before the code runs. */
function keysOf(node: ts.Expression | undefined): string[] {
  if (node && ts.isStringLiteral(node)) return [node.text];
  return node && ts.isConditionalExpression(node)
    ? [...keysOf(node.whenTrue), ...keysOf(node.whenFalse)]
    : [];
}

/** What the second argument fills; null: it is not written out. */
function filled(node: ts.Expression | undefined): string[] | null {
  if (!node) return [];
  if (!ts.isObjectLiteralExpression(node) || node.properties.some(ts.isSpreadAssignment))
    return null;
  return node.properties.map((property) => property.name?.getText() ?? "");
}

/** `t("orders.count", { … })` without one of the names of the text. */
function unfilled({ file, text }: SourceFile): { asked: number; found: string[] } {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  let asked = 0;
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "t") {
      const given = filled(node.arguments[1]);
      for (const key of keysOf(node.arguments[0])) {
        asked += 1;
        const missing = namesIn(key)?.filter((name) => given && !given.includes(name));
        if (!missing || missing.length > 0)
          found.push(`${file}: ${key} ${missing?.join(", ") ?? "has no text"}`);
      }
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return { asked, found };
}

describe("a screen's text", () => {
  it("is filled with every name between its braces", () => {
    const all = appSources()
      .filter(({ text }) => /\bt\(/.test(text))
      .map(unfilled);
    expect(all.flatMap(({ found }) => found)).toEqual([]);
    expect(all.reduce((sum, { asked }) => sum + asked, 0)).toBeGreaterThan(900);
  });
  it("that lacks one is found", () => {
    expect(
      unfilled({
        file: "x.tsx",
        text: 't(a ? "order.whyOf" : "common.save", { on: 1 }); t("home.noSuchText", {})',
      }).found,
    ).toEqual(["x.tsx: order.whyOf of", "x.tsx: home.noSuchText has no text"]);
  });
});
