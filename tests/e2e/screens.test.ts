import { ONE_OF_EACH, SOME } from "./screen-list.ts";
import { lookAtEveryScreen, type View } from "./screens.ts";

const DESK: View = { locale: "en", width: 1280 };
const ACCESSIBLE: View = { ...DESK, axe: { everyRow: false } };
/** In German, whose words are the longest. */
const PHONE: View = { locale: "de", width: 320, still: true };
/** From right to left. */
const ARABIC: View = { locale: "ar", width: 320, axe: { everyRow: false } };

// All screens loaded, on the phone and with axe, and the other views: screens.long.test.ts and those beside it.
lookAtEveryScreen([DESK], {
  also: [ACCESSIBLE],
  empty: [DESK],
  fewer: [
    { screens: ONE_OF_EACH, views: [{ ...ACCESSIBLE, still: true }, PHONE] },
    { screens: SOME, views: [ARABIC] },
  ],
  pseudo: { screens: SOME, widths: [320, 768, 1280] },
});
