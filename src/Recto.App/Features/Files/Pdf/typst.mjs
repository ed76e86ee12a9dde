// Sets documents with Typst for Recto: one line of JSON in for each, one line of JSON out. Kept alive between them.
// In:  {"id", "folder", "pictures": {"/pictures/1.png": "1.png"}}: the folder holds main.typ, recto.typ and the pictures, and takes out.pdf.
// Out: {"id", "pages", "standard": "ua-1" | "tagged", "report": [...], "memory"} or {"id", "error", "memory"}.
// Arguments: the folder of node_modules, then folders of fonts.
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [modules, root, ...fontPaths] = process.argv.slice(2);
const { NodeCompiler } = createRequire(join(modules, 'x.js'))('@myriaddreamin/typst-ts-node-compiler');
const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontPaths }] });
const virtual = (path) => join(root, path);

const words = (error) => {
  const found = [...String(error?.message ?? error).matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1].replace(/^PDF\/UA-1 error: /, ''));
  const signs = new Set(found.map((said) => said.match(/^the text `\\"(.*)\\"` could not be displayed/)?.[1]).filter(Boolean));
  const others = [...new Set(found.filter((said) => !said.startsWith('the text `')))];
  const missing = signs.size > 0 ? [`no font that is here has ${[...signs].slice(0, 12).join(' ')}${signs.size > 12 ? ' …' : ''} (fonts of Noto for other scripts are found where the system keeps them)`] : [];
  return [...others.slice(0, 3), ...missing].join('; ') || String(error?.message ?? error).split('\n')[0];
};

const compile = (source, inputs) => {
  const outcome = compiler.compile({ mainFileContent: source, inputs, resetRead: true });
  if (outcome.hasError()) {
    const error = outcome.takeError();
    throw new Error((error?.shortDiagnostics ?? []).map((said) => said.message ?? '').filter(Boolean).join('; ') || 'it was refused without a reason');
  }
  return outcome.result;
};

// A picture that cannot be read must not take the article with it.
const unreadable = (pictures) => pictures.filter((path) => {
  try {
    compile(`#set page(width: 100pt, height: 100pt)\n#image(${JSON.stringify(path)}, width: 10pt, height: 10pt)`, {});
    return false;
  } catch {
    return true;
  }
});

const set = ({ folder, pictures = {} }) => {
  compiler.resetShadow();
  compiler.mapShadow(virtual('/recto.typ'), readFileSync(join(folder, 'recto.typ')));
  for (const [path, name] of Object.entries(pictures)) compiler.mapShadow(virtual(path), readFileSync(join(folder, name)));
  const source = readFileSync(join(folder, 'main.typ'), 'utf8');
  const report = [];
  const bad = [];
  let result;
  let inputs = {};
  try {
    result = compile(source, inputs);
  } catch (first) {
    const found = unreadable(Object.keys(pictures));
    bad.push(...found);
    inputs = { bad: found.join(',') };
    try {
      if (found.length === 0) throw first;
      result = compile(source, inputs);
    } catch (second) {
      // Formulas as words: the last thing that an article brings along and Typst may refuse.
      inputs = { ...inputs, plain: 'math' };
      result = compile(source, inputs);
      report.push(`A formula was refused (${words(second)}); all formulas were set as words.`);
    }
  }
  let pdf;
  let standard = 'ua-1';
  try {
    pdf = compiler.pdf(result, { pdfStandard: 'ua-1' });
  } catch (refused) {
    standard = 'tagged';
    report.push(`The PDF is tagged, but not PDF/UA-1: ${words(refused)}.`);
    pdf = compiler.pdf(result, {});
  }
  writeFileSync(join(folder, 'out.pdf'), pdf);
  return { pages: result.numOfPages, standard, report, bad };
};

let count = 0;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const job = JSON.parse(line);
  let said;
  try {
    said = set(job);
  } catch (error) {
    said = { error: words(error).slice(0, 500) };
  }
  compiler.resetShadow();
  if (++count % 4 === 0) compiler.evictCache(0);
  process.stdout.write(JSON.stringify({ id: job.id, ...said, memory: process.memoryUsage().rss }) + '\n');
}
