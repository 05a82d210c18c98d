// Stub of the `server-only` marker package for tests, which have no client bundle to guard.
export {};
