// Lint rules. The import-direction rule guards the arrows of app/README.md ("Which way imports point").
import path from "node:path";
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

const APP = path.join(import.meta.dirname, "app");

// What each layer may import, besides itself. Files directly in app/ (env, shopify.server, entries) are "root".
const MAY_IMPORT = {
  lib: [],
  money: ["lib"],
  i18n: ["lib", "money"],
  ui: ["lib", "money", "i18n"],
  db: ["lib", "money"],
  erp: ["lib", "money"],
  "erp/ledger": ["lib", "money", "erp", "db"],
  "erp/outbound": ["lib"],
  shopify: ["lib", "money", "db"],
  tasks: ["lib", "money", "db", "erp", "shopify"],
  domain: ["lib", "money", "db", "erp", "shopify", "tasks", "i18n"],
  worker: ["lib", "money", "db", "erp", "erp/ledger", "shopify", "tasks", "domain", "root"],
  routes: [
    "lib",
    "money",
    "db",
    "erp",
    "erp/ledger",
    "shopify",
    "tasks",
    "domain",
    "worker",
    "ui",
    "i18n",
    "root",
  ],
  root: [
    "lib",
    "money",
    "db",
    "erp",
    "erp/ledger",
    "erp/tryton",
    "shopify",
    "tasks",
    "domain",
    "worker",
    "routes",
    "ui",
    "i18n",
  ],
};

function layerOf(file) {
  const parts = path.relative(APP, file).split(path.sep);
  if (parts[0] === ".." || path.isAbsolute(parts[0])) return undefined;
  if (parts[0] === "env.server.ts") return "env"; // settings of the server: readable by every acting module
  if (parts.length === 1) return "root";
  if (parts[0] === "erp" && parts.length > 2) return `erp/${parts[1]}`;
  return parts[0];
}

const importDirection = {
  meta: {
    type: "problem",
    schema: [],
    messages: {
      direction:
        "{{from}} may not import {{to}}: arrows point routes, worker → domain → tasks, shopify, erp → db → money, lib.",
      purity: "A pure module (no .server in its name) may not import a .server module.",
    },
  },
  create(context) {
    const file = context.filename;
    const from = layerOf(file);
    if (!from) return {};
    const isTest = /\.(test|fixture)\.tsx?$/.test(file);
    const check = (node) => {
      const source = node.source?.value;
      if (typeof source !== "string") return;
      const target = source.startsWith("#app/")
        ? path.join(APP, source.slice(5))
        : source.startsWith(".")
          ? path.resolve(path.dirname(file), source)
          : undefined;
      const to = target && layerOf(target);
      if (!to || isTest) return;
      const typeOnly = node.importKind === "type" || node.exportKind === "type";
      const registry = from === "erp" && file.endsWith(`registry.server.ts`);
      const network = from.startsWith("erp/") && from !== "erp/ledger" && to === "erp/outbound";
      const allowed =
        from === to ||
        to === "env" ||
        registry ||
        network ||
        (
          MAY_IMPORT[from.startsWith("erp/") && from !== "erp/ledger" ? "erp" : from] ?? []
        ).includes(to) ||
        (from.startsWith("erp/") && to === "erp");
      if (!allowed) context.report({ node, messageId: "direction", data: { from, to } });
      const mayAct =
        /\.server\.tsx?$/.test(file) || from === "root" || from === "routes" || from === "worker";
      if (!typeOnly && !mayAct && /\.server(\.tsx?)?$/.test(source))
        context.report({ node, messageId: "purity" });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

export default ts.config(
  {
    ignores: [
      "node_modules",
      "build",
      ".data",
      "app/db/generated",
      "app/shopify/generated",
      "coverage",
      "test-results",
      "public",
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { house: { rules: { "import-direction": importDirection } }, "react-hooks": hooks },
    rules: {
      "house/import-direction": "error",
      ...hooks.configs.recommended.rules,
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: "Only app/env.server.ts reads the environment.",
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Take the time from #app/lib/clock.ts.",
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: "Take the time from #app/lib/clock.ts.",
        },
        {
          selector: "CallExpression[callee.name='parseFloat']",
          message: "Money and quantities are decimal strings.",
        },
        {
          selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message: "Use node:crypto.",
        },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/only-throw-error": "off", // Remix throws Responses
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/restrict-template-expressions": "off",
    },
  },
  {
    files: [
      "app/env.server.ts",
      "app/lib/clock.ts",
      "scripts/**",
      "tests/**",
      "*.config.ts",
      "*.config.js",
      "app/db/embedded.server.ts",
    ],
    rules: { "no-restricted-syntax": "off", "no-console": "off" },
  },
  {
    files: ["tests/**", "**/*.test.ts", "**/*.test.tsx", "**/*.fixture.ts"],
    rules: { "max-lines": "off", "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.mjs", "*.js", "tests/**/*.js"],
    ...ts.configs.disableTypeChecked,
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        fetch: "readonly",
        Buffer: "readonly",
        window: "readonly",
        document: "readonly",
      },
      parserOptions: { projectService: false },
    },
  },
);
