// Builds build/extensions/<handle>/{render,should-render}.js, the bundles that Shopify's own command line would build from extensions/. Shopify takes
// them from there at `shopify app deploy`; these are for the simulated admin.
import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import { declaredExtensions } from "./extensions.mjs";

export async function buildExtensions(outdir = "build/extensions") {
  rmSync(outdir, { recursive: true, force: true });
  await Promise.all(
    declaredExtensions().flatMap(({ folder, handle, modules }) =>
      modules.map(({ name, target, module }) =>
        build({
          stdin: {
            contents: `import main from "${module}"; shopify.extend("${target}", (...given) => main(...given));`,
            resolveDir: folder,
            loader: "tsx",
          },
          bundle: true,
          minify: true,
          target: "es2020",
          jsx: "automatic",
          jsxImportSource: "preact",
          tsconfig: path.join(folder, "tsconfig.json"),
          define: { "process.env.NODE_ENV": '"production"' },
          outfile: path.join(outdir, handle, `${name}.js`),
          logLevel: "warning",
        }),
      ),
    ),
  );
}
