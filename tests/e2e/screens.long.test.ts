import { lookAtEveryScreen } from "./screens.ts";

lookAtEveryScreen([
  { locale: "en", width: 1280, axe: true },
  { locale: "en", width: 320, axe: true },
  { locale: "de", width: 1280, axe: true },
  { locale: "de", width: 320, axe: true },
]);
