'use server';
// Server action: dismisses a notification.
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { customerAction } from '@/lib/action';
import { dismissNews } from '@/lib/home/news';

export const dismissNewsAction = customerAction(
  'dismissNews',
  z.object({ news: z.uuid() }),
  async (ctx, { news }) => {
    await dismissNews(ctx, news);
    redirect('/home');
  },
);
