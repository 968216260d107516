import { inAllWidths, onItsDay } from "./all-widths.ts";
import { lookAtEveryScreen } from "./screens.ts";

const views = inAllWidths(["fr", "es", "nl"]);
onItsDay(views, () => {
  lookAtEveryScreen(views);
});
