import { ON_THE_PHONE } from "./screen-list.ts";
import { lookAtEveryScreen, type View } from "./screens.ts";

const DESK: View = { locale: "en", width: 1280, axe: { everyRow: false }, still: true };
/** In German, whose words are the longest. */
const PHONE: View = { locale: "de", width: 320, still: true };

// The other views, and all screens on the phone: screens.long.test.ts.
lookAtEveryScreen([DESK], { fewer: { screens: ON_THE_PHONE, views: [PHONE] } });
