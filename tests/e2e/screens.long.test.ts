import { inAllWidths } from "./all-widths.ts";
import { lookAtEveryScreen } from "./screens.ts";

/** Each screen in both languages and all widths; every row of its tables once. The other languages: beside this file. */
lookAtEveryScreen([
  ...inAllWidths(["en", "de"]),
  { locale: "de", width: 1280, axe: { everyRow: true } },
]);
