// Part of `npm run lint`: no file imports itself by way of others, by value or by type, and the areas' arrows form no circle.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { AREAS } from "./arrows.js";

const root = path.resolve(import.meta.dirname, "../..");
const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^;"']*?from\s*["']([^"']+)["']/g;

const files = readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)generated\//.test(name))
  .map((name) => `app/${name.replaceAll(path.sep, "/")}`);
const known = new Set(files);

function importsOf(file) {
  const found = [...readFileSync(path.join(root, file), "utf8").matchAll(IMPORT)];
  return found.flatMap(([, source]) => {
    const target = source.startsWith("#app/")
      ? `app/${source.slice(5)}`
      : source.startsWith(".")
        ? path.posix.normalize(path.posix.join(path.posix.dirname(file), source))
        : "";
    return known.has(target) ? [target] : [];
  });
}

/** The first circle in a graph as a list of its nodes, or undefined. */
function circleIn(graph) {
  const finished = new Set();
  const trail = [];
  const walk = (node) => {
    if (finished.has(node)) return undefined;
    const at = trail.indexOf(node);
    if (at >= 0) return [...trail.slice(at), node];
    trail.push(node);
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next);
      if (circle) return circle;
    }
    trail.pop();
    finished.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = walk(node);
    if (circle) return circle;
  }
  return undefined;
}

const circles = [
  circleIn(new Map(files.map((file) => [file, importsOf(file)]))),
  circleIn(new Map(Object.entries(AREAS))),
].filter((circle) => circle !== undefined);
for (const circle of circles)
  console.error(`These import each other in a circle:\n  ${circle.join("\n  → ")}`);
process.exitCode = circles.length > 0 ? 1 : 0;
