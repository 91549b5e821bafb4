import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** A build step: writes licences.txt with the licence of every package whose code is in the bundle. */
export function licences() {
    const packages = new Map();
    return {
        name: "antar-licences",
        apply: "build",
        generateBundle(_options, bundle) {
            for (const chunk of Object.values(bundle)) {
                for (const id of chunk.type === "chunk" ? chunk.moduleIds : []) {
                    const found = /^\0?(.*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+))/.exec(id);
                    if (found) packages.set(found[2].replaceAll("\\", "/"), found[1]);
                }
            }
            const texts = [...packages].sort().map(([name, folder]) => describe(name, folder));
            const source = `The live map contains the following packages.\n\n${texts.join("\n")}`;
            this.emitFile({ type: "asset", fileName: "licences.txt", source });
        },
    };
}

function describe(name, folder) {
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
    const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
    return `${"-".repeat(72)}\n${name} ${version} (${license ?? "see text"})\n\n${text}\n`;
}
