// Lint rule: imports follow the arrows between layers and between areas, and a module without .server in its name stays pure.
import path from "node:path";
import { AREAS, LAYERS, OPEN_TO_SCREENS } from "./arrows.js";

const APP = path.resolve(import.meta.dirname, "../../app");

function layerOf(file) {
  const parts = path.relative(APP, file).split(path.sep);
  if (parts[0] === ".." || path.isAbsolute(parts[0])) return undefined;
  if (parts[0] === "env.server.ts") return "env"; // settings of the server: readable by every acting module
  if (parts.length === 1) return "root";
  if (parts[0] === "erp" && parts.length > 2 && parts[1] !== "port") return `erp/${parts[1]}`;
  return parts[0];
}

function areaOf(file) {
  const [layer, area, ...rest] = path.relative(APP, file).split(path.sep);
  return layer === "domain" && rest.length > 0 ? area : undefined;
}

function routeOf(file) {
  const [layer, route] = path.relative(APP, file).split(path.sep);
  return layer === "routes" ? route : undefined;
}

function layerAllows(from, to, file, target, typeOnly) {
  if (from === to || to === "env") return true;
  if (from === "ui")
    return (
      LAYERS.ui.includes(to) ||
      (to === "domain" && typeOnly) ||
      OPEN_TO_SCREENS.includes(path.relative(APP, target).replaceAll(path.sep, "/"))
    );
  const isAdapter = from.startsWith("erp/") && !["erp/ledger", "erp/call-limit"].includes(from);
  if (from === "erp" && file.endsWith("registry.server.ts")) return true;
  if (isAdapter && ["erp/outbound", "erp/call-limit"].includes(to)) return true;
  if (from.startsWith("erp/") && to === "erp") return true;
  return (LAYERS[isAdapter ? "erp" : from] ?? []).includes(to);
}

export const importDirection = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      layer:
        "{{from}} may not import {{to}}: arrows point routes, worker → domain → tasks, shopify, erp → db → money, lib.",
      route: "A route may not import another route: what routes share is in app/web or in an area.",
      area: "The area {{from}} may not use the area {{to}}: see AREAS in scripts/lint/arrows.js.",
      purity: "A pure module (no .server in its name) may not import a .server module.",
    },
  },
  create(context) {
    const file = context.filename;
    const from = layerOf(file);
    if (!from || /\.(test|fixture)\.tsx?$/.test(file)) return {};
    const mayAct = /\.server\.tsx?$/.test(file) || ["root", "routes", "worker"].includes(from);
    const route = routeOf(file);
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== "string") return;
      const target = source.startsWith("#app/")
        ? path.join(APP, source.slice(5))
        : source.startsWith(".")
          ? path.resolve(path.dirname(file), source)
          : undefined;
      const to = target && layerOf(target);
      if (!to) return;
      const typeOnly = node.importKind === "type" || node.exportKind === "type";
      if (!layerAllows(from, to, file, target, typeOnly))
        context.report({ node, messageId: "layer", data: { from, to } });
      if (route && to === "routes" && routeOf(target) !== route)
        context.report({ node, messageId: "route" });
      const [mine, other] = [areaOf(file), areaOf(target)];
      if (mine && other && mine !== other && !AREAS[mine]?.includes(other))
        context.report({ node, messageId: "area", data: { from: mine, to: other } });
      if (!typeOnly && !mayAct && /\.server(\.tsx?)?$/.test(source))
        context.report({ node, messageId: "purity" });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
