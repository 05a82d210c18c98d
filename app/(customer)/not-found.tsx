// Not-found page inside the customer layout, which is around it already.
import { Missing } from '../missing';

export default function NotFound() {
  return <Missing />;
}
