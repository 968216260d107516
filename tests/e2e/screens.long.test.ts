import { lookAtEveryScreen } from "./screens.ts";

/** With screens.test.ts each screen is seen in both languages and both widths. */
lookAtEveryScreen([
  { locale: "en", width: 320, axe: { everyRow: true }, still: true },
  { locale: "de", width: 320, axe: { everyRow: true }, still: true },
  { locale: "de", width: 1280, axe: { everyRow: true } },
]);
