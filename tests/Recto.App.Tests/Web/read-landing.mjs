// Reads what pages tell machines with programs that Recto did not write. node read-landing.mjs MODULES FOLDER, where FOLDER/pages.json lists { Path, Graph, Link }.
//   jsonld: every graph expands in safe mode, so no property and no type falls out of the vocabulary's context, and no address is relative.
//   http-link-header: every header is one of RFC 8288, with what FAIR Signposting asks.
//   schema-dts and typescript: schema.org's own types accept each graph (a sample): no property that the type does not have, no value of a wrong kind.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';

const [modules, folder] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'x.js'));
const jsonld = require('jsonld');
const LinkHeader = require('http-link-header');
const ts = require('typescript');
const pages = JSON.parse(fs.readFileSync(path.join(folder, 'pages.json'), 'utf8'));
const wrong = [];

// schema.org's context is not fetched: this is what it says of the words that pages use (all terms by @vocab, addresses as addresses).
const address = { '@type': '@id' };
const context = { '@context': { '@vocab': 'http://schema.org/', type: '@type', id: '@id', url: address, sameAs: address, license: address, image: address, mainEntityOfPage: address, item: address, contentUrl: address } };
const documentLoader = async url => {
  if (url !== 'https://schema.org') throw new Error('asked for ' + url);
  return { contextUrl: null, documentUrl: url, document: context };
};

let nodes = 0;
for (const { Path, Graph, Link } of pages) {
  try {
    const expanded = await jsonld.expand(JSON.parse(Graph), { documentLoader, safe: true });
    nodes += expanded.length;
    if (expanded.length !== 2) wrong.push(`${Path}: ${expanded.length} nodes`);
  } catch (fault) {
    wrong.push(`${Path}: ${fault.message} ${JSON.stringify(fault.details ?? {}).slice(0, 300)}`);
  }

  const links = LinkHeader.parse(Link);
  for (const [relation, least, most] of [['cite-as', 1, 1], ['describedby', 1, 99], ['type', 1, 2], ['license', 0, 1], ['linkset', 1, 2]]) {
    const count = links.rel(relation).length;
    if (count < least || count > most) wrong.push(`${Path}: ${count} links ${relation}`);
  }

  for (const link of links.refs) if (!URL.canParse(link.uri)) wrong.push(`${Path}: ${link.uri}`);
}

const sample = pages.filter((_, at) => at % Math.max(1, Math.floor(pages.length / 60)) === 0);
const file = path.join(folder, 'pages.ts');
fs.writeFileSync(file, `import type { Graph } from ${JSON.stringify(path.join(modules, 'schema-dts'))};\n` + sample.map(({ Graph }, at) => `export const page${at}: Graph = ${Graph};\n`).join(''));
const program = ts.createProgram([file], { strict: true, noEmit: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext });
for (const { file: at, start, messageText } of ts.getPreEmitDiagnostics(program)) {
  const line = at ? at.getLineAndCharacterOfPosition(start).line - 1 : 0;
  wrong.push(`${sample[line]?.Path ?? at?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ').slice(0, 600)} AT ${at?.text.slice(start, start + 80)}`);
}

console.log(`${pages.length} pages, ${nodes} nodes by jsonld, ${sample.length} by schema-dts.`);
if (wrong.length) { console.log(wrong.slice(0, 40).join('\n')); process.exit(1); }
