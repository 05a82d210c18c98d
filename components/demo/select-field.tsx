// Owns a choice from a short list: the browser's own, so that it works before hydration and by keyboard.
import { __iconData as chevronDown } from 'lucide-react/icons/chevron-down';
import { Icon } from '../ui/icon';

interface Props {
  id: string;
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
}

export function SelectField({ id, name, label, options }: Props) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="font-medium text-14">
        {label}
      </label>
      <div className="relative">
        {/* After Back or a reload the first choice stands again, not what the browser remembers. */}
        <select id={id} name={name} autoComplete="off" className="field appearance-none truncate pr-10!">
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
        <Icon
          data={chevronDown}
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-soft"
        />
      </div>
    </div>
  );
}
