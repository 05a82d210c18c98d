// The presenter’s pages where there is no demo: as any address that leads nowhere.
import { Missing } from '../missing';

export default function NotFound() {
  return <Missing />;
}
