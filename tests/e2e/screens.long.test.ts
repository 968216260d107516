import { inAllWidths, onItsDay } from "./all-widths.ts";
import { lookAtEveryScreen } from "./screens.ts";

/** Each screen in both languages and all widths; every row of its tables once. The other languages: beside this file. */
const views = inAllWidths(["en", "de"]);
onItsDay(views, () => {
  lookAtEveryScreen(
    views.map((view) =>
      view.locale === "de" && view.width === 1280 ? { ...view, axe: { everyRow: true } } : view,
    ),
  );
});
