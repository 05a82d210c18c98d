// Not-found page outside every layout. Next sends it along with each page, so it is small.
import { MAIN_ID } from '@/components/shell/page-frame';
import { Missing } from './missing';

export default function NotFound() {
  return (
    <main id={MAIN_ID} tabIndex={-1} className="px-4 py-10">
      <Missing />
    </main>
  );
}
