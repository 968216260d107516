import { ONE_OF_EACH, SOME, SOME_DIALOGS } from "./screen-list.ts";
import { lookAtEveryScreen, type View } from "./screens.ts";

const DESK: View = { locale: "en", width: 1280 };
const ACCESSIBLE: View = { ...DESK, axe: { everyRow: false } };
/** In German, whose words are the longest. */
const PHONE: View = { locale: "de", width: 320, still: true };
/** From right to left. */
const ARABIC: View = { locale: "ar", width: 320, axe: { everyRow: false } };

// All screens before anything happened, loaded, on the phone and with axe, all dialogs, and the other views: screens.long.test.ts and those beside it.
lookAtEveryScreen([DESK], {
  also: [ACCESSIBLE],
  empty: [],
  fewer: [
    { screens: ONE_OF_EACH, views: [{ ...ACCESSIBLE, still: true }] },
    { screens: SOME, views: [PHONE, ARABIC] },
  ],
  dialogs: SOME_DIALOGS,
  pseudo: { screens: SOME, widths: [320, 768, 1280] },
});
