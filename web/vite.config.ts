import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { ProxyOptions } from 'vite';
import { defineConfig } from 'vitest/config';

// During development Vite passes what is not of the page to a server that runs: `percuta serve --port 8087`.
const server = process.env.PERCUTA_URL ?? 'http://127.0.0.1:8087';
const proxy: ProxyOptions = { target: server, changeOrigin: true, headers: { origin: server } };

// Everything is a file of this origin: no inlined assets and no inline scripts, which the server's policy would refuse.
export default defineConfig({
  base: './',
  plugins: [svelte()],
  server: { host: '127.0.0.1', proxy: { '/api': proxy, '/healthz': proxy, '^/\\?token=': proxy } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'three', test: /node_modules[\\/]three/ }] } },
    },
  },
  test: { include: ['test/**/*.test.ts'], css: true },
});
