// Streams tables of an Access database as length-prefixed records to standard output, in the form of RowSpool.cs.
//
//   node access-reader.mjs DATABASE TABLE...
//
// A record is its length in bytes (four, little-endian), one letter, and a body of that length:
//   T  a table begins   {"name","rows","fields":[{"name","kind","width","decimals"}]}
//   R  one row          per field a variable-length tag and UTF-8 text
//   X  a table failed   {"name","detail"}
//   E  nothing is read  {"code","detail"}
//   Z  the end; without it something went wrong on the way
import { closeSync, fstatSync, openSync, readSync, writeSync } from "node:fs";
import MDBReader from "mdb-reader";

const ROWS_AT_A_TIME = 50_000;
const FLUSH_FROM = 256 * 1024;

/**
 * Stands in for the Buffer of the whole database that mdb-reader expects. A county's database can be larger than memory, and
 * mdb-reader only ever asks for pages.
 */
class PagedFile {
  static #blockLength = 256 * 1024;
  static #blocksKept = 64;

  #blocks = new Map();
  #descriptor;

  constructor(path) {
    this.#descriptor = openSync(path, "r");
    this.length = fstatSync(this.#descriptor).size;
    // The format is told from single bytes of the first page.
    this.slice(0, 64).forEach((value, at) => (this[at] = value));
  }

  /** A copy: mdb-reader turns the bytes of negative amounts around in place. */
  slice(start, end) {
    const to = Math.min(end, this.length);
    const bytes = Buffer.alloc(Math.max(0, to - start));
    for (let at = start; at < to; ) {
      const block = Math.floor(at / PagedFile.#blockLength);
      const from = at - block * PagedFile.#blockLength;
      const count = this.#block(block).copy(bytes, at - start, from, Math.min(PagedFile.#blockLength, from + to - at));
      if (count === 0) throw new Error("the file became shorter");
      at += count;
    }
    return bytes;
  }

  copy(target, targetStart, start, end) {
    return this.slice(start, end).copy(target, targetStart);
  }

  close() {
    closeSync(this.#descriptor);
  }

  #block(number) {
    let block = this.#blocks.get(number);
    if (block) return block;
    block = Buffer.alloc(PagedFile.#blockLength);
    const read = readSync(this.#descriptor, block, 0, block.length, number * PagedFile.#blockLength);
    block = block.subarray(0, read);
    if (this.#blocks.size >= PagedFile.#blocksKept) this.#blocks.delete(this.#blocks.keys().next().value);
    this.#blocks.set(number, block);
    return block;
  }
}

const pending = [];
let pendingLength = 0;

function flush() {
  let bytes = Buffer.concat(pending);
  pending.length = 0;
  pendingLength = 0;
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes));
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function send(letter, body) {
  const head = Buffer.alloc(5);
  head.writeUInt32LE(body.length);
  head.write(letter, 4, "latin1");
  pending.push(head, body);
  pendingLength += body.length + 5;
  if (pendingLength >= FLUSH_FROM) flush();
}

const sendJson = (letter, value) => send(letter, Buffer.from(JSON.stringify(value)));

const two = (number) => String(number).padStart(2, "0");

function dateText(date) {
  if (Number.isNaN(date.getTime())) return "\uFFFD";
  const day = `${String(date.getUTCFullYear()).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  if (date.getTime() % 86_400_000 === 0) return day;
  return `${day}T${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

function fieldText(value, type) {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return dateText(value);
  if (Buffer.isBuffer(value) || typeof value === "object") return "\uFFFD";
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  // A single-precision number has seven digits; more of them are noise of the conversion.
  if (type === "float") return String(Number(value.toPrecision(7)));
  return String(value).replace(/[\0 ]+$/, "");
}

/** Lone surrogates become U+FFFD here, and RowSpool counts U+FFFD as damage. */
function packed(text) {
  if (text.length === 0) return [Buffer.of(0)];
  const bytes = Buffer.from(text, "utf8");
  const damaged = text.includes("\uFFFD") || bytes.includes("\uFFFD");
  const tag = [];
  let rest = bytes.length * 2 + (damaged ? 2 : 1);
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) tag.push((rest & 0x7f) | 0x80);
  tag.push(rest);
  return [Buffer.from(tag), bytes];
}

const kinds = {
  bigint: "Number", byte: "Number", currency: "Number", double: "Number", float: "Number", integer: "Number", long: "Number",
  numeric: "Number", datetime: "Day", datetimextended: "Day",
};

function describe(column) {
  return {
    name: column.name,
    kind: kinds[column.type] ?? "Text",
    width: column.type === "text" ? Math.floor(column.size / 2) : 0,
    decimals: column.scale ?? 0,
  };
}

function streamTable(database, name) {
  const table = database.getTable(name);
  const columns = table.getColumns();
  sendJson("T", { name, rows: table.rowCount, fields: columns.map(describe) });
  for (let at = 0; ; at += ROWS_AT_A_TIME) {
    const rows = table.getData({ rowOffset: at, rowLimit: ROWS_AT_A_TIME });
    for (const row of rows) {
      send("R", Buffer.concat(columns.flatMap((column) => packed(fieldText(row[column.name], column.type)))));
    }
    if (rows.length < ROWS_AT_A_TIME) break;
  }
}

function main(path, wanted) {
  const file = new PagedFile(path);
  let database;
  try {
    database = new MDBReader(file);
  } catch (error) {
    sendJson("E", { code: /password/i.test(error.message) ? "password" : "unreadable", detail: error.message });
    return;
  }
  if (database.getPassword()) {
    sendJson("E", { code: "password", detail: "" });
    return;
  }
  const names = new Set(wanted);
  for (const name of database.getTableNames()) {
    if (!names.has(name.toUpperCase())) continue;
    try {
      streamTable(database, name);
    } catch (error) {
      sendJson("X", { name, detail: error.message });
    }
  }
  send("Z", Buffer.alloc(0));
  file.close();
}

main(process.argv[2], process.argv.slice(3));
flush();
