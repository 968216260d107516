import { lookAtEveryScreen } from "./screens.ts";

/** The desk in English, and the phone in German, whose words are the longest. Every view of every screen: screens.long.test.ts. */
lookAtEveryScreen([
  { locale: "en", width: 1280, axe: true },
  { locale: "de", width: 320, axe: false },
]);
