// Makes the style sheet. Sass is called here and not by its command line, which wants to watch files as well and for that
// needs a newer Node than Debian 12 and Ubuntu 24.04 have.
import { writeFileSync } from "node:fs";
import { compile } from "sass";

const { css } = compile("styles/site.scss", { style: "compressed", loadPaths: ["node_modules"] });
writeFileSync(process.argv[2], `${css}\n`);
