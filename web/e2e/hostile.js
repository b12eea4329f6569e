// Strings that would act where a page took them for more than words. The collection of others, where it lies beside the
// project (or in the folder that BROADSIDE_STRINGS names), is read from there and kept nowhere.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./harness.js";

/** Written here. */
export const OWN = [
  `<script>alert(1)</script>`,
  `"><script>alert(1)</script>`,
  `'><img src=x onerror=alert(1)>`,
  `"><svg/onload=alert(1)>`,
  `</title><script>alert(1)</script>`,
  `</textarea><script>alert(1)</script>`,
  `</bdi></main><iframe src="https://elsewhere.example/"></iframe>`,
  `" autofocus onfocus="alert(1)`,
  `' style='background:url(https://elsewhere.example/x)`,
  `javascript:alert(1)`,
  `java\tscript:alert(1)`,
  `data:text/html,<script>alert(1)</script>`,
  `//elsewhere.example/x`,
  `https://elsewhere.example/"onmouseover="alert(1)`,
  `<a href="javascript:alert(1)">read on</a>`,
  `<link rel=stylesheet href=//elsewhere.example/x.css>`,
  `<meta http-equiv=refresh content="0;url=https://elsewhere.example/">`,
  `<base href="https://elsewhere.example/">`,
  `<form action="https://elsewhere.example/"><input type=submit>`,
  `<math><mtext></mtext><annotation-xml encoding="text/html"><img src=x onerror=alert(1)>`,
  `<!--><img src=x onerror=alert(1)>-->`,
  `]]><script>alert(1)</script>`,
  `\${alert(1)} {{constructor.constructor('alert(1)')()}} #{7*7}`,
  `&lt;script&gt;alert(1)&lt;/script&gt; &#x3C;script&#x3E;`,
  `%3Cscript%3Ealert(1)%3C/script%3E`,
  `\u202Etxt.exe \u2066isolated\u2069 \u200B`,
  `ﷺ ${"Z̷̢̛".repeat(12)}`,
  `../../../../etc/passwd`,
  `..\\..\\windows\\win.ini`,
  `'; DROP TABLE source; --`,
  `" OR "1"="1`,
  `__proto__`,
  `constructor`,
  `(((((((((((((((((((((((`,
  `"unclosed`,
  `title: AND NOT OR`,
  `*`,
  `~`,
  `[2020-01-01 TO`,
  `\u0000\u0001\u001b[31m`,
];

/** The collection of others; `every` takes each so-manieth. */
export function others(every = 1) {
  const named = process.env.BROADSIDE_STRINGS;
  const folder = [named, join(ROOT, "../shared/corpora/strings")].find((path) => path && existsSync(join(path, "xss.txt")));
  if (!folder) return [];
  const lines = (name) => readFileSync(join(folder, name), "utf8").split("\n");
  const all = [...JSON.parse(readFileSync(join(folder, "naughty.json"), "utf8")), ...lines("xss.txt"), ...lines("traversal.txt")];
  return [...new Set(all)].filter((text) => text.trim()).filter((_, at) => at % every === 0);
}
