import { ONE_OF_EACH } from "./screen-list.ts";
import { lookAtEveryScreen, type View } from "./screens.ts";

const DESK: View = { locale: "en", width: 1280 };
const ACCESSIBLE: View = { ...DESK, axe: { everyRow: false } };
/** In German, whose words are the longest. */
const PHONE: View = { locale: "de", width: 320, still: true };

// All screens loaded, on the phone and with axe, and the other views: screens.long.test.ts.
lookAtEveryScreen([DESK], {
  also: [ACCESSIBLE],
  empty: [DESK],
  fewer: { screens: ONE_OF_EACH, views: [{ ...ACCESSIBLE, still: true }, PHONE] },
});
