import type { TrytonOffice } from "../tryton-office.ts";

const WRITES = /^model\..*\.(create|write|delete|quote|confirm|process|validate_invoice)$/;

/** Calls with each call of the worker that changes something in Tryton; gives what ends that. */
export const watchWrites =
  (office: () => TrytonOffice) =>
  (onCall: () => void): (() => void) => {
    const { proxied } = office().tryton;
    proxied.arm({ kind: "dropAfter" }, ({ rpc }) => {
      if (WRITES.test(rpc ?? "")) onCall();
      return false; // the call goes its way
    });
    return () => proxied.reset();
  };
