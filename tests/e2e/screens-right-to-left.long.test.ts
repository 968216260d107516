import { inAllWidths, WIDTHS } from "./all-widths.ts";
import { NOBODY, SCREENS } from "./screen-list.ts";
import { lookAtEveryScreen } from "./screens.ts";

/** And, on the same shop, each screen that there is in a language that nobody speaks. */
lookAtEveryScreen(inAllWidths(["ar"]), {
  pseudo: { screens: SCREENS.filter((path) => !path.includes(NOBODY)), widths: WIDTHS },
});
