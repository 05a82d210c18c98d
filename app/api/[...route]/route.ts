// Route handler: mounts the Hono API of lib/api in Next.
import { createApi } from '@/lib/api/app';

const api = createApi();
const handle = (request: Request): Promise<Response> | Response => api.fetch(request);

export { handle as GET, handle as POST };
