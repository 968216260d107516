import { inAllWidths, onItsDay, WIDTHS } from "./all-widths.ts";
import { NOBODY, SCREENS } from "./screen-list.ts";
import { lookAtEveryScreen } from "./screens.ts";

/** And, on the same shop, each screen that there is in a language that nobody speaks. */
const views = inAllWidths(["ar"]);
onItsDay(views, () => {
  lookAtEveryScreen(views, {
    pseudo: { screens: SCREENS.filter((path) => !path.includes(NOBODY)), widths: WIDTHS },
  });
});
