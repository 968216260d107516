import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { shownSettings } from "#app/domain/shop-card/settings.ts";
import { OPTION_RUNS } from "#tests/fixtures/option-runs.ts";

/** Tests that only list settings, or check the form's own rules: they say nothing of what an option does. */
const OF_THE_FORM = /^app\/domain\/shop-card\/|^app\/ui\/|^tests\/(?:guards|e2e)\//;

const tests = ["app", "tests"]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) =>
      path.posix.join(folder, file.replaceAll(path.sep, "/")),
    ),
  )
  .filter((file) => /\.test\.ts$/.test(file) && !OF_THE_FORM.test(file))
  .sort()
  .map((file) => ({ file, source: readFileSync(file, "utf8") }));

/** What can be chosen of a setting; of a code or a text: one that is filled in. */
function optionsOf({ type, options = [] }: (typeof shownSettings)[number]): string[] {
  if (type === "boolean") return ["true", "false"];
  return type === "choice" ? [...options] : ["filled in"];
}

const given = (key: string, option: string): RegExp =>
  option === "filled in"
    ? new RegExp(`\\b${key}: (?!""|undefined)`)
    : new RegExp(`\\b${key}: (?:"${option}"|${option}\\b)`);

const differs = (key: (typeof shownSettings)[number]["key"], option: string): boolean =>
  (OPTION_RUNS[key]?.options ?? []).some((one) =>
    option === "filled in" ? one !== "" : String(one) === option,
  );

/** Every option of every setting that does something, with the tests in which a card has it. */
export const settingOptions = shownSettings.flatMap((setting) =>
  optionsOf(setting).map((option) => ({
    key: setting.key,
    option,
    isDefault: String(setting.default) === option,
    /** Ignored, it makes the same document as another option, and a test fails. */
    differs: differs(setting.key, option),
    tests: tests
      .filter(({ source }) => given(setting.key, option).test(source))
      .map(({ file }) => file),
  })),
);

const MOST = 3;
const link = (file: string): string => `[${path.posix.basename(file)}](../${file})`;

/** docs/setting-options.md */
export function optionsTable(): string {
  const without = settingOptions.filter(
    ({ isDefault, tests: found }) => !isDefault && found.length === 0,
  );
  return [
    "# Options of settings and their tests",
    "",
    "Made by `tests/guards/setting-options.test.ts`; with `UPDATE_DOCS=1` it writes this file. A test stands beside an option when a shop card in it has that option. The option that a setting has by itself is what every other test runs with. _Compared_ says that `tests/guards/option-runs.test.ts` plans the same order with each option of the setting and finds the documents different: an option that the code ignores fails there.",
    "",
    `Options that no test gives to a card: ${without.length === 0 ? "none" : without.map(({ key, option }) => `\`${key}\` ${option}`).join(", ")}.`,
    "",
    "| setting | option | compared | tests |",
    "| --- | --- | --- | --- |",
    ...settingOptions.map(({ key, option, isDefault, differs: compared, tests: found }) => {
      const named = found.slice(0, MOST).map(link).join(", ");
      const more = found.length > MOST ? ` and ${String(found.length - MOST)} more` : "";
      const none = isDefault ? "every test without another" : "**none**";
      return `| \`${key}\` | ${option}${isDefault ? " (by itself)" : ""} | ${compared ? "yes" : ""} | ${named === "" ? none : `${named}${more}`} |`;
    }),
    "",
  ].join("\n");
}
