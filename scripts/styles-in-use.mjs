// Takes out of Polaris' styles what no component of the build names: two thirds of them belong to components that the app does not use.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

const CLASS = /Polaris-[\w-]+/g;

/** The position after the block that opens at `open`. */
function endOfBlock(css, open) {
  let depth = 0;
  for (let at = open; at < css.length; at += 1) {
    const char = css[at];
    if (char === '"' || char === "'") {
      for (at += 1; css[at] !== char; at += 1) if (css[at] === "\\") at += 1;
    } else if (char === "{") depth += 1;
    else if (char === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new Error("a rule of the styles has no end");
}

/** Selectors of a list, divided at the commas that are not in brackets. */
function selectorsOf(list) {
  const selectors = [""];
  let depth = 0;
  for (const char of list) {
    if ("([".includes(char)) depth += 1;
    if (")]".includes(char)) depth -= 1;
    if (char === "," && depth === 0) selectors.push("");
    else selectors[selectors.length - 1] += char;
  }
  return selectors;
}

/** What a selector needs to match something; `:not(…)` needs nothing. */
const needed = (selector) => selector.replaceAll(/:not\([^)]*\)/g, "").match(CLASS) ?? [];

/** The rules of `css` that something of `used` can match. */
export function rulesInUse(css, used) {
  let kept = "";
  for (let at = 0; at < css.length;) {
    const open = css.indexOf("{", at);
    const semicolon = css.indexOf(";", at);
    if (open < 0) return kept + css.slice(at);
    if (semicolon >= 0 && semicolon < open) {
      kept += css.slice(at, semicolon + 1); // @charset, @import
      at = semicolon + 1;
      continue;
    }
    const end = endOfBlock(css, open);
    const head = css.slice(at, open);
    at = end;
    if (/^\s*@(media|supports|container|layer)/.test(head)) {
      const inner = rulesInUse(css.slice(open + 1, end - 1), used);
      if (inner.trim() !== "") kept += `${head}{${inner}}`;
    } else if (head.trimStart().startsWith("@")) kept += head + css.slice(open, end);
    else {
      const matching = selectorsOf(head).filter((one) =>
        needed(one).every((name) => used.has(name)),
      );
      if (matching.length > 0) kept += matching.join(",") + css.slice(open, end);
    }
  }
  return kept;
}

/** A value of a shorthand: a word, or what stands in brackets with it. */
const VALUE = String.raw`(?:[\w-]+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^\s;{}()!]+)`;
const FOUR = new RegExp(
  String.raw`(?<![\w-])(margin|padding):(${VALUE}) (${VALUE}) (${VALUE}) (${VALUE})(?=[;}])`,
  "g",
);
const SIDE = { left: "start", right: "end", top: "start", bottom: "end" };

/**
 * The same styles by where a line begins and ends: Polaris says "left" and "right" here and there, and a page that is written from right to left then has its
 * distances on the wrong side. Places (`left: …`) stay: its scripts reckon with them.
 */
export const byDirection = (css) =>
  css
    .replace(FOUR, (whole, property, top, right, bottom, left) =>
      right === left
        ? whole
        : `${property}-block:${top} ${bottom};${property}-inline:${left} ${right}`,
    )
    .replaceAll(
      /(?<![\w-])(margin|padding|border)-(left|right)(?=[-:])/g,
      (_, property, side) => `${property}-inline-${SIDE[side]}`,
    )
    .replaceAll(
      /(?<![\w-])border-(top|bottom)-(left|right)-radius(?=:)/g,
      (_, block, inline) => `border-${SIDE[block]}-${SIDE[inline]}-radius`,
    )
    .replaceAll(/(?<![\w-])text-align:(left|right)\b/g, (_, side) => `text-align:${SIDE[side]}`);

/** Trims the one file of Polaris' styles in `folder`, which gets a name by its new content, everywhere in `builds`. */
export function trimStyles(folder, builds) {
  const files = builds.flatMap((build) =>
    readdirSync(build, { recursive: true })
      .filter((file) => file.endsWith(".js"))
      .map((file) => path.join(build, file)),
  );
  const used = new Set(files.flatMap((file) => readFileSync(file, "utf8").match(CLASS) ?? []));
  const name = readdirSync(folder).find((file) => /^styles-.*\.css$/.test(file));
  if (!name) throw new Error("the build has no styles of Polaris");
  const css = byDirection(rulesInUse(readFileSync(path.join(folder, name), "utf8"), used));
  const renamed = `styles-${createHash("sha256").update(css).digest("hex").slice(0, 12)}.css`;
  writeFileSync(path.join(folder, name), css);
  renameSync(path.join(folder, name), path.join(folder, renamed));
  for (const file of files) {
    const code = readFileSync(file, "utf8");
    if (code.includes(name)) writeFileSync(file, code.replaceAll(name, renamed));
  }
}
