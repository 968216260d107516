import { Checkbox, Select, TextField } from "@shopify/polaris";
import type { TextKey } from "#app/i18n/text-keys.ts";
import type { EffectWhen, Section, SettingType } from "#app/domain/shop-card/setting-types.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { NumberField } from "../fields/number-input.tsx";
import { ReferencePicker } from "../reference-picker.tsx";

/** A setting as the form needs it; texts are i18n keys. */
export interface FieldSetting {
  key: string;
  section: Section;
  type: SettingType;
  label: TextKey;
  help: TextKey;
  effect: EffectWhen;
  needs: string | null;
  options: string[];
  optionLabels: Record<string, TextKey>;
  /** What the connected ERP lacks for it (a text's key); `off`: it cannot be switched on then. */
  lacking: { hint: TextKey; off: boolean } | null;
}
import { useSettingText } from "./setting-text.ts";

interface Props {
  setting: FieldSetting;
  value: string | number | boolean;
  error?: string;
  onChange: (value: string | boolean) => void;
}

/** One component per type of setting. Every help says what it changes and from when. */
export function SettingField({ setting, value, error, onChange }: Props) {
  const { t } = useTranslation();
  const settingText = useSettingText();
  const label = t(setting.label);
  const helpText = [
    t(setting.help),
    `${t(`settings.effect.${setting.effect}`)}.`,
    ...(setting.lacking ? [t(setting.lacking.hint)] : []),
  ].join(" ");
  const failed = error === undefined ? {} : { error };
  const text = String(value);
  switch (setting.type) {
    case "boolean":
      // What is on already can always be switched off.
      return (
        <Checkbox
          label={label}
          helpText={helpText}
          checked={value === true}
          disabled={setting.lacking?.off === true && value !== true}
          onChange={onChange}
          {...failed}
        />
      );
    case "choice":
      return (
        <Select
          label={label}
          helpText={helpText}
          options={setting.options.map((option) => ({
            value: option,
            label: settingText(setting, option),
          }))}
          value={text}
          onChange={onChange}
          {...failed}
        />
      );
    case "account":
    case "item":
    case "customer":
    case "currency":
    case "location":
    case "template":
      return (
        <ReferencePicker
          kind={setting.needs ?? "accounts"}
          label={label}
          help={helpText}
          value={text}
          onChange={onChange}
          {...failed}
        />
      );
    case "integer":
    case "decimal":
      return (
        <NumberField label={label} help={helpText} value={text} onChange={onChange} {...failed} />
      );
    case "timezone":
      return (
        <Select
          label={label}
          helpText={helpText}
          value={text}
          onChange={onChange}
          options={[
            { value: "", label: t("settings.timeZone.erp") },
            ...timeZones(text).map((zone) => ({ value: zone, label: zone })),
          ]}
          {...failed}
        />
      );
    case "text":
    case "code":
      return (
        <TextField
          label={label}
          helpText={helpText}
          value={text}
          onChange={onChange}
          autoComplete="off"
          {...failed}
        />
      );
  }
}

/** Zones this machine knows; the stored one is always among them. */
function timeZones(stored: string): string[] {
  const zones = Intl.supportedValuesOf("timeZone");
  return stored === "" || zones.includes(stored) ? zones : [stored, ...zones];
}
