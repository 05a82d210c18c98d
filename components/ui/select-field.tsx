// Select field: the browser's own control, so that it works before hydration and by keyboard.
import { __iconData as chevronDown } from 'lucide-react/icons/chevron-down';
import { FieldError } from './field';
import { Icon } from './icon';

export interface SelectOption {
  value: string;
  label: string;
}

interface Props {
  id: string;
  name: string;
  label: string;
  options: readonly SelectOption[];
  /** Options below a heading of their own, after the others. */
  groups?: readonly { label: string; options: readonly SelectOption[] }[];
  /** Value that is selected already. */
  chosen?: string | undefined;
  error?: string | undefined;
}

export function SelectField({ id, name, label, options, groups = [], chosen, error }: Props) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="relative">
        {/* After Back or a reload the address decides, not what the browser remembers. */}
        <select
          id={id}
          name={name}
          defaultValue={chosen}
          autoComplete="off"
          className="field appearance-none truncate pr-10!"
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        >
          <Options options={options} />
          {groups.map((group) => (
            <optgroup key={group.label} label={group.label}>
              <Options options={group.options} />
            </optgroup>
          ))}
        </select>
        <Icon
          data={chevronDown}
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-soft"
        />
      </div>
      <FieldError id={id} error={error} />
    </div>
  );
}

function Options({ options }: { options: readonly SelectOption[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
