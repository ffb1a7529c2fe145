// SPDX-License-Identifier: Apache-2.0
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const backend = process.env.SHUNIU_BACKEND ?? 'http://127.0.0.1:8181';

export default defineConfig({
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: Number(process.env.SHUNIU_CONSOLE_PORT ?? 5173),
    proxy: { '/api': backend, '/health': backend },
  },
  build: {
    outDir: 'dist',
    sourcemap: false,
    // No inline script may appear in index.html: the content security policy forbids it.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rollupOptions: {
      output: {
        // Libraries change rarely and the console often: a browser keeps the former over an update.
        manualChunks(id: string) {
          if (/node_modules\/(react|react-dom|react-router|scheduler|zustand)\//.test(id)) return 'react';
          return undefined;
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
