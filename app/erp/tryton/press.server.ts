import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Press, Tryton } from "./rpc/call.server.ts";
import { mayAnswer } from "./warnings.ts";

/** More questions than one button asks. */
const MOST = 5;

/** Presses a button and answers what it asks, where the app may; Tryton takes an answer once and is asked again. */
export async function pressAnswering(
  tryton: Tryton,
  press: Press,
  options: CallOptions,
): Promise<void> {
  const answered = new Set<string>();
  for (;;) {
    try {
      return await tryton.press(press, options);
    } catch (error) {
      if (!(error instanceof ErpError) || error.detail.class !== "confirmation") throw error;
      const { code } = error.detail;
      if (!mayAnswer(code) || answered.has(code) || answered.size >= MOST) throw error;
      answered.add(code);
      const { userId } = await tryton.session(options);
      await tryton.create(
        "res.user.warning",
        [{ user: userId, name: code, always: false }],
        options,
      );
    }
  }
}
