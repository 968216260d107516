// What extensions/ declares, read from each shopify.extension.toml: its own plain shape, not all of TOML.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../extensions");

const value = (text, key) => new RegExp(`^\\s*${key} = "([^"]+)"`, "m").exec(text)?.[1];

/** Folder and text of each declaration, those of Shopify Flow or those that draw something. */
const declarations = (ofFlow) =>
  readdirSync(ROOT)
    .map((folder) => path.join(ROOT, folder, "shopify.extension.toml"))
    .filter((file) => existsSync(file))
    .map((file) => ({ folder: path.dirname(file), text: readFileSync(file, "utf8") }))
    .filter(({ text }) => /^type = "flow_/m.test(text) === ofFlow);

/** Every trigger and action of Shopify Flow, and where it tells which triggers are in use. */
export const declaredFlow = () =>
  declarations(true).map(({ folder, text }) => {
    const [head = "", ...fields] = text.split("[[extensions.settings.fields]]");
    return {
      folder,
      ...{ handle: value(head, "handle"), uid: value(head, "uid"), name: value(head, "name") },
      type: value(head, "type"),
      url: value(head, "runtime_url") ?? value(head, "url"),
      returns: value(head, "return_type_ref"),
      fields: fields.map((field) => ({
        type: value(field, "type"),
        key: value(field, "key"),
        required: /^\s*required = true/m.test(field),
      })),
    };
  });

/** Every extension with its modules: the target each is for, and the file. */
export function declaredExtensions() {
  return declarations(false).map(({ folder, text }) => {
    const [head = "", targeting = ""] = text.split("[[extensions.targeting]]");
    const [render = "", shouldRender] = targeting.split("[extensions.targeting.should_render]");
    const target = value(render, "target");
    const modules = [{ name: "render", target, module: value(render, "module") }];
    if (shouldRender !== undefined)
      modules.push({
        name: "should-render",
        target: target.replace(/render$/, "should-render"),
        module: value(shouldRender, "module"),
      });
    return {
      folder,
      handle: value(head, "handle"),
      apiVersion: value(head, "api_version"),
      type: value(head, "type"),
      uid: value(head, "uid"),
      target,
      modules,
    };
  });
}

/** The texts of an extension by language; the one that stands in for others is `default`. */
export function extensionTexts({ folder }) {
  const files = readdirSync(path.join(folder, "locales"));
  return {
    default: files.find((name) => name.endsWith(".default.json"))?.replace(/\..*$/, ""),
    languages: Object.fromEntries(
      files.map((name) => [
        name.replace(/\..*$/, ""),
        JSON.parse(readFileSync(path.join(folder, "locales", name), "utf8")),
      ]),
    ),
  };
}
