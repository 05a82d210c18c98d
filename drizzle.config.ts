// Configuration of drizzle-kit: the schema files, and the folder of the one migration.
import { defineConfig } from 'drizzle-kit';

export default defineConfig({ dialect: 'postgresql', schema: './db/schema/*.ts', out: './db/migrations' });
