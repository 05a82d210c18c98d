// Something of a colleague's link that is not there; the frame is around it already.
import { Missing } from '../missing';

export default function NotFound() {
  return <Missing />;
}
