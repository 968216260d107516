import type { ErpErrorDetail } from "#app/erp/errors.ts";
import type { OutboundCode } from "#app/erp/outbound/failure.ts";

/** `read` changes nothing in Tryton; after a lost `write` it is not known whether it was done. */
export type Act = "read" | "write";

const AGAIN = "It is tried again by itself.";
const NOT_KNOWN =
  "It is not known whether Tryton carried it out; it is looked up before anything is repeated.";

/** A request without usable answer. */
export function failureDetail(
  failure: { code: OutboundCode; sent: boolean; message: string },
  act: Act,
): ErpErrorDetail {
  if (failure.code === "address" || failure.code === "privateAddress")
    return {
      class: "config",
      message: `Tryton's address is not allowed: ${failure.message}`,
      action: "Enter another address on the connection's page.",
    };
  if (failure.code === "redirect" && act === "read")
    return {
      class: "config",
      message: `Tryton's address does not lead to Tryton: ${failure.message}`,
      action: "Enter the address that Tryton itself answers on, on the connection's page.",
    };
  if (failure.code === "tls")
    return {
      class: "config",
      message: `Tryton's certificate was not accepted. ${failure.message}`,
      action: "Renew or complete the certificate of the server Tryton runs on.",
    };
  if (!failure.sent)
    return {
      class: "unavailable",
      message: `Tryton was not reached: ${failure.message} Nothing was changed. ${AGAIN}`,
    };
  if (act === "write")
    return {
      class: "ambiguous",
      message: `Tryton's answer was lost: ${failure.message} ${NOT_KNOWN}`,
    };
  return {
    class: "unavailable",
    message: `Tryton did not answer in full: ${failure.message} Nothing was changed. ${AGAIN}`,
  };
}

/** A status other than 200; 401 is dealt with before (a new log-in). */
export function statusDetail(
  status: number,
  retryAfter: string | undefined,
  act: Act,
  method: string,
): ErpErrorDetail {
  if (status === 429)
    return {
      class: "rateLimited",
      message: "Tryton asks to wait: there were too many requests or failed log-ins.",
      retryAfterMs: retryMs(retryAfter),
    };
  if (status === 403)
    return {
      class: "permission",
      message: `Tryton does not let the app call ${method}. Look whether its modules are complete and whether something between the app and Tryton refuses requests.`,
    };
  if (status === 404)
    return {
      class: "config",
      message: "Tryton has no such database, or the address does not lead to Tryton.",
      action: "Look at the address and the database's name on the connection's page.",
    };
  if (status === 413)
    return {
      class: "validation",
      message: "Tryton refused the request as too large.",
      field: "request",
    };
  if (status >= 500 && act === "write")
    return {
      class: "ambiguous",
      message: `Tryton or the server before it failed (${status}). ${NOT_KNOWN}`,
    };
  if (status >= 500)
    return {
      class: "unavailable",
      message: `Tryton or the server before it failed (${status}). Nothing was changed. ${AGAIN}`,
    };
  return {
    class: "config",
    message: `The address does not answer as Tryton does (${status}).`,
    action: "Look at the address on the connection's page.",
  };
}

/** Seconds, at most an hour; without the header as long as Tryton counts failed log-ins. */
function retryMs(header: string | undefined): number {
  const seconds = /^\d{1,6}$/.test(header ?? "") ? Number(header) : 60;
  return Math.min(seconds, 3600) * 1000;
}

/** An answer of 200 that is no answer: not JSON, cut, of another shape. */
export function answerDetail(what: string, act: Act, traceId: string): ErpErrorDetail {
  if (act === "write")
    return {
      class: "ambiguous",
      message: `Tryton's answer cannot be read (${what}). ${NOT_KNOWN}`,
    };
  return {
    class: "internal",
    message: `Tryton's answer cannot be read: ${what} (trace ${traceId}).`,
  };
}

/** The `error` member of an answer: its name and arguments, as Tryton's exceptions have them. */
export function refusalDetail(error: unknown, act: Act, traceId: string): ErpErrorDetail {
  if (!Array.isArray(error)) return answerDetail("an error without name", act, traceId);
  const [name, args] = error as [unknown, unknown];
  const parts = (Array.isArray(args) ? args : [args]).map((part) =>
    typeof part === "string" ? short(part) : "",
  );
  switch (name) {
    case "UserError":
      return userError(parts[0] ?? "", parts[1] ?? "");
    case "UserWarning":
      return {
        class: "confirmation",
        message: `Tryton asks before it goes on: “${joined(parts[1] ?? "", parts[2] ?? "")}” Somebody has to decide that in Tryton.`,
        code: parts[0] ?? "",
      };
    case "ConcurrencyException":
      return {
        class: "versionConflict",
        message:
          "Somebody changed this in Tryton at the same moment. It is read again and tried again by itself.",
      };
    case "LoginException":
      return {
        class: "auth",
        message:
          "Tryton asks for more than a password when this user logs in. Give the connection a user that logs in with a password alone.",
      };
    default:
      return failureInside(typeof name === "string" ? short(name) : "", act, traceId);
  }
}

const short = (text: string): string => (text.length > 500 ? `${text.slice(0, 500)}…` : text);
const joined = (message: string, description: string): string =>
  [message, description].filter(Boolean).join(" — ");

const PERMISSION = /^You are not allowed to|^Calling button .* is not allowed/;
const GONE = /that don't exist anymore/;
const RACE = /must be unique|^Failed to save, please retry/;
const FIELD = /\bfield "(?<field>[^"]*)" in "(?<model>[^"]*)"/;
const LIMIT = /is too long \(\d+ > (?<limit>\d+)\)/;
const SET_UP =
  /^To (continue|post|invoice|process|number|compute|confirm)\b|closed (period|journal)|you must (define|create|set)/;

/** Tryton's own words are kept: who works in Tryton knows them. They are English, since every call says so. */
function userError(message: string, description: string): ErpErrorDetail {
  const said = `“${joined(message, description)}”`;
  if (PERMISSION.test(message))
    return {
      class: "permission",
      message: `The app's user may not do this in Tryton: ${said} Add the user to the group that may.`,
    };
  if (GONE.test(message))
    return { class: "notFound", message: `Tryton no longer has this record: ${said}` };
  // Numbers of two writers at once meet in Tryton's sequences; the next try takes the next number.
  if (RACE.test(message))
    return { class: "versionConflict", message: `Two changes met in Tryton: ${said} ${AGAIN}` };
  const field = FIELD.exec(message)?.groups;
  if (field) {
    const limit = LIMIT.exec(message)?.groups?.limit;
    return {
      class: "validation",
      message: `Tryton does not take a value: ${said}`,
      field: `${field.model}: ${field.field}`,
      ...(limit === undefined ? {} : { limit: Number(limit) }),
    };
  }
  if (SET_UP.test(message))
    return {
      class: "config",
      message: `Tryton cannot go on: ${said}`,
      action: "Set this up in Tryton, then try again.",
    };
  return {
    class: "config",
    message: `Tryton refuses: ${said}`,
    action: "Correct this in Tryton, then try again.",
  };
}

/** Exceptions Tryton did not mean to raise: the message of Python's exception alone. */
function failureInside(message: string, act: Act, traceId: string): ErpErrorDetail {
  if (
    /database is locked|could not serialize|deadlock detected|could not obtain lock/i.test(message)
  ) {
    // Raised also after the change was kept, when the session's time is noted.
    if (act === "write")
      return { class: "ambiguous", message: `Tryton's database was busy. ${NOT_KNOWN}` };
    return {
      class: "unavailable",
      message: `Tryton's database is busy. Nothing was changed. ${AGAIN}`,
    };
  }
  // While a server loads another of its databases, what all of them share is not whole for a moment: calls end in an assertion without
  // words or in a recursion, some after the change was kept.
  if (message === "" || message.startsWith("maximum recursion depth exceeded")) {
    if (act === "write")
      return { class: "ambiguous", message: `Tryton was busy starting up. ${NOT_KNOWN}` };
    return {
      class: "unavailable",
      message: `Tryton is busy starting up. Nothing was changed. ${AGAIN}`,
    };
  }
  if (/^Database '.*' doesn't exist!$/.test(message))
    return {
      class: "config",
      message: "Tryton has no database of this name.",
      action: "Look at the database's name on the connection's page.",
    };
  return {
    class: "internal",
    message: `Tryton failed inside: “${message}” (trace ${traceId}). Tryton's own log tells more.`,
  };
}
