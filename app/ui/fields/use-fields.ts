import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Outcome } from "../outcome.ts";
import type { Words } from "../words.ts";
import { useWords } from "../words.ts";

/** An action's outcome that may also say why the ERP did not take the value of a field. */
export interface FieldOutcome extends Outcome {
  /** Of what was just made. */
  id?: string;
  fieldWords?: Record<string, Words>;
}

export type Values = Record<string, string | boolean>;

export interface Fields {
  values: Values;
  text: (key: string) => string;
  isOn: (key: string) => boolean;
  dirty: boolean;
  set: (key: string, value: string | boolean) => void;
  reset: () => void;
  error: (key: string) => { error?: string };
}

/** What a person types in a form, kept until it is saved or discarded; a refusal stands beside its field. */
export function useFields(stored: Values, outcome: FieldOutcome | undefined): Fields {
  const { t } = useTranslation();
  const inWords = useWords();
  const [values, setValues] = useState(stored);
  const [touched, setTouched] = useState<{ outcome: FieldOutcome | undefined; keys: string[] }>({
    outcome: undefined,
    keys: [],
  });
  const changedSince = touched.outcome === outcome ? touched.keys : [];
  return {
    values,
    text: (key) => String(values[key] ?? ""),
    isOn: (key) => values[key] === true,
    dirty: Object.keys(stored).some((key) => values[key] !== stored[key]),
    set: (key, value) => {
      setValues((before) => ({ ...before, [key]: value }));
      setTouched({ outcome, keys: [...changedSince, key] });
    },
    reset: () => {
      setValues(stored);
    },
    // A refused value's reason goes when the person changes the value.
    error: (key) => {
      const name = outcome?.errors?.[key];
      const own = outcome?.fieldWords?.[key];
      const words = own ? inWords(own) : name && t(name);
      return words === undefined || changedSince.includes(key) ? {} : { error: words };
    },
  };
}
