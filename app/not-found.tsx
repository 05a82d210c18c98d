// An address that leads nowhere.
import { Missing } from './missing';
import { Shell } from './shell';

export default function NotFound() {
  return (
    <Shell>
      <Missing />
    </Shell>
  );
}
