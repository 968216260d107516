import { useFetcher } from "@remix-run/react";
import { Autocomplete } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { usePickingCard } from "./picking-card.ts";
import type { Words } from "./words.ts";
import { useWords } from "./words.ts";

/** A value of the ERP: `ref` for items and customers, which are known by more than a code. */
export interface ReferenceChoice {
  code: string;
  title: string;
  parent?: string;
  ref?: { kind: string; id: string; number?: string };
  variantCode?: string;
  unit?: string;
}

interface Props {
  /** Kind of reference data, "items" or "customers". */
  kind: string;
  label: string;
  labelHidden?: boolean;
  help?: string;
  value: string;
  error?: string;
  disabled?: boolean;
  id?: string;
  placeholder?: string;
  onChange: (code: string, choice?: ReferenceChoice) => void;
}

const TYPING_MS = 250;

/** A code of the ERP, found by typing part of it or of its name. A code typed in full is taken too; an empty field means none. */
export function ReferencePicker({
  kind,
  label,
  labelHidden,
  help,
  value,
  error,
  disabled,
  id,
  placeholder,
  onChange,
}: Props) {
  const { t } = useTranslation();
  const inWords = useWords();
  const card = usePickingCard();
  const fetcher = useFetcher<{ values: ReferenceChoice[]; words?: Words }>();
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const values = fetcher.data?.values ?? [];
  const load = (q: string) => {
    fetcher.load(withQuery(paths.reference, { kind, q, card }));
  };
  const take = (code: string) => {
    setTyped(null);
    if (code !== value)
      onChange(
        code,
        values.find((choice) => choice.code === code),
      );
  };
  return (
    <Autocomplete
      options={values.map((choice) => ({
        value: choice.code,
        label:
          choice.title && choice.title !== choice.code
            ? `${choice.code}: ${choice.title}`
            : choice.code,
      }))}
      selected={value ? [value] : []}
      onSelect={([code]) => {
        take(code ?? "");
      }}
      loading={fetcher.state !== "idle"}
      emptyState={
        <span>{fetcher.data?.words ? inWords(fetcher.data.words) : t("picker.none")}</span>
      }
      textField={
        <Autocomplete.TextField
          {...(id ? { id } : {})}
          label={label}
          labelHidden={labelHidden ?? false}
          autoComplete="off"
          disabled={disabled ?? false}
          {...(help ? { helpText: help } : {})}
          {...(error ? { error } : {})}
          placeholder={placeholder ?? t("picker.placeholder")}
          value={typed ?? value}
          onFocus={() => {
            if (fetcher.data === undefined) load("");
          }}
          onChange={(text) => {
            setTyped(text);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => {
              load(text.trim());
            }, TYPING_MS);
          }}
          onBlur={() => {
            if (typed === null) return;
            const text = typed.trim();
            take(
              values.find((choice) => choice.code.toLowerCase() === text.toLowerCase())?.code ??
                text,
            );
          }}
        />
      }
    />
  );
}
