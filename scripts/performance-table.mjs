#!/usr/bin/env node
// Writes the tables of docs/performance.md from what 'antar bench --json' measured:
//
//   scripts/performance-table.mjs            from docs/performance/*.json
//   scripts/performance-table.mjs --check    changes nothing; fails if a table is not that of its rows
//
// A topic's table stands between '<!-- rows of TOPIC -->' and '<!-- end of rows -->'.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const docs = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs');
const page = join(docs, 'performance.md');

function number(value) {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
  return value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

// A unit that ends in /s is better when higher, others when lower.
function times(antar, row) {
  const ratio = row.unit.endsWith('/s') ? antar.value / row.value : row.value / antar.value;
  return Number.isFinite(ratio) ? `${number(ratio)} ×` : '';
}

function table(rows) {
  const lines = [
    '| metric | drivers | subject | value | spread | antar is better |',
    '|---|---:|---|---:|---:|---:|',
  ];
  const key = (row) => `${row.metric} ${row.drivers}`;
  const antar = new Map();
  for (const row of rows) {
    if (row.subject === 'antar') {
      antar.set(key(row), row);
    }
  }
  // What was measured stands together, Antar first.
  const order = [...new Set(rows.map(key))];
  const sorted = [...rows].sort(
    (a, b) =>
      order.indexOf(key(a)) - order.indexOf(key(b)) ||
      (b.subject === 'antar') - (a.subject === 'antar'),
  );
  for (const row of sorted) {
    const ours = antar.get(key(row));
    const ratio = ours && ours !== row ? times(ours, row) : '';
    const drivers = row.drivers ? row.drivers.toLocaleString('en-US') : '';
    const spread = row.spread ? `${Math.round(row.spread * 100)} %` : '';
    lines.push(
      `| \`${row.metric}\` | ${drivers} | ${row.subject} | ${number(row.value)} ${row.unit} ` +
        `| ${spread} | ${ratio} |`,
    );
  }
  return lines.join('\n');
}

let text = readFileSync(page, 'utf8');
const before = text;
const folder = join(docs, 'performance');
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
  const rows = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  for (const topic of new Set(rows.map((row) => row.topic))) {
    const begin = `<!-- rows of ${topic} -->`;
    const end = '<!-- end of rows -->';
    const from = text.indexOf(begin);
    const to = text.indexOf(end, from);
    if (from < 0 || to < 0) {
      console.error(`docs/performance.md: must have '${begin}' and '${end}' for ${file}`);
      process.exit(1);
    }
    const rowsOfTopic = rows.filter((row) => row.topic === topic);
    text = `${text.slice(0, from + begin.length)}\n${table(rowsOfTopic)}\n${text.slice(to)}`;
  }
}
if (process.argv.includes('--check')) {
  if (text !== before) {
    console.error('docs/performance.md: a table is not that of its rows; run this without --check');
    process.exit(1);
  }
} else {
  writeFileSync(page, text);
}
