/** One strict Big for the whole simulator: a JS number as money is a thrown error, never a silent rounding. */
import BigJs from "big.js";

export const Big = BigJs();
Big.strict = true;
Big.DP = 30;
Big.RM = BigJs.roundHalfUp;

export type Big = BigJs;
