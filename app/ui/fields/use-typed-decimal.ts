import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { decimalToType, readTypedDecimal } from "#app/money/typed-decimal.ts";
import { decimalSign } from "../format.ts";

/** Stands behind what has two readings: no reader takes it for a number. */
const UNREAD = "?";

/**
 * A number in a field, typed and shown as the reader's language writes it. The form has it as a decimal, or as text that is none: what has two readings is asked about
 * at the field and refused by whoever reads the form.
 */
export function useTypedDecimal(
  value: string,
  onChange: (value: string) => void,
  error: string | undefined,
) {
  const { t, i18n } = useTranslation();
  const sign = decimalSign(i18n.language);
  const [typed, setTyped] = useState({ text: decimalToType(value, sign), value });
  const [inside, setInside] = useState(false);
  // Where the form has another value by now (discarded, filled in), that is shown.
  const text = typed.value === value ? typed.text : decimalToType(value, sign);
  const read = readTypedDecimal(text, sign);
  const twoWays =
    !read.ok && read.why === "twoWays"
      ? t("common.twoWays", {
          typed: text.trim(),
          thousands: decimalToType(read.thousands, sign),
          decimals: decimalToType(read.decimals, sign),
        })
      : undefined;
  // Who is still typing is not interrupted, unless the form was refused.
  const shown = inside && error === undefined ? undefined : (twoWays ?? error);
  return {
    value: text,
    onChange: (next: string) => {
      const now = readTypedDecimal(next, sign);
      const meant = now.ok ? now.value : now.why === "twoWays" ? next.trim() + UNREAD : next;
      setTyped({ text: next, value: meant });
      onChange(meant);
    },
    onFocus: () => {
      setInside(true);
    },
    onBlur: () => {
      setInside(false);
    },
    ...(shown === undefined ? {} : { error: shown }),
  };
}
