import { inAllWidths } from "./all-widths.ts";
import { lookAtEveryScreen } from "./screens.ts";

lookAtEveryScreen(inAllWidths(["fr", "es", "nl"]));
