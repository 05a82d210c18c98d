// Not-found page in the layout that the reader has, staff or public.
import { Missing } from '../missing';

export default function NotFound() {
  return <Missing />;
}
