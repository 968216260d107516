import { lookAtEveryScreen } from "./screens.ts";

/** With screens.test.ts each screen is seen in both languages and both widths; every row of its tables in one of them. */
lookAtEveryScreen([
  { locale: "en", width: 320, axe: { everyRow: false }, still: true },
  { locale: "de", width: 320, axe: { everyRow: false }, still: true },
  { locale: "de", width: 1280, axe: { everyRow: true } },
]);
