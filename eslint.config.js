// Lint rules. The import-direction rule guards the arrows of app/README.md.
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";
import { importDirection } from "./scripts/lint/import-direction.js";
import { screenAddresses } from "./scripts/lint/screen-addresses.js";

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
    plugins: {
      house: {
        rules: { "import-direction": importDirection, "screen-addresses": screenAddresses },
      },
      "react-hooks": hooks,
    },
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
          selector: "CallExpression[callee.name='t'] Property[key.name='defaultValue']",
          message: "A missing text must not compile. Take useKnownText for values from outside.",
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
      "app/db/embedded/**",
    ],
    rules: { "no-restricted-syntax": "off", "no-console": "off" },
  },
  {
    files: ["app/**"],
    ignores: ["app/lib/paths.ts", "**/*.test.ts", "**/*.test.tsx", "**/*.fixture.ts"],
    rules: { "house/screen-addresses": "error" },
  },
  {
    // Four parameters at most: what belongs together is handed over together (Scope: shop, actor, transaction).
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["**/*.{test,fixture}.*"],
    rules: { "@typescript-eslint/max-params": ["error", { max: 4 }] },
  },
  {
    files: ["tests/**", "**/*.test.ts", "**/*.test.tsx", "**/*.fixture.ts"],
    rules: { "max-lines": "off", "no-restricted-syntax": "off" },
  },
  {
    files: ["**/*.mjs", "*.js", "{scripts,tests}/**/*.js"],
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
