// Not-found page inside the layout of delegated links.
import { Missing } from '../missing';

export default function NotFound() {
  return <Missing />;
}
