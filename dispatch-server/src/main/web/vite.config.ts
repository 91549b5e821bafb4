import { defineConfig } from "vite";
import { licences } from "./dev/licences.mjs";

// Where `npm run dev` and `npm run preview` find the server: the mock, or a real Antar on another port.
const server = process.env.ANTAR_SERVER ?? "http://127.0.0.1:8099";
const proxy = {
    "/v1": { target: server, ws: true },
    "/map": { target: server },
};

export default defineConfig({
    // Relative addresses, so that the page also works behind a path prefix.
    base: "./",
    plugins: [licences()],
    build: {
        target: "es2022",
        modulePreload: { polyfill: false },
        // Nothing is inlined as data: URL, so a strict Content-Security-Policy holds.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1500,
        reportCompressedSize: false,
    },
    worker: { format: "es" },
    server: { host: "127.0.0.1", proxy },
    preview: { host: "127.0.0.1", proxy },
    test: { include: ["test/**/*.test.ts"] },
} as Parameters<typeof defineConfig>[0]);
