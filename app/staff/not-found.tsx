// Something that is not there for this reader, in the frame of whoever it is.
import { Missing } from '../missing';

export default function NotFound() {
  return <Missing />;
}
