// Not-found page of the presenter's pages: without a demo it is the same as for any address that leads nowhere.
import { Missing } from '../missing';

export default function NotFound() {
  return <Missing />;
}
