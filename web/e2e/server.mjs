// The program, and in front of it the page as it was built last: files of dist/, everything else from the program, so that
// the program need not be built anew after each change of the page.
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request as ask } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const program = process.env.PERCUTA ?? fileURLToPath(new URL('../../build/release/src/percuta', import.meta.url));
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `percuta serve` on a free port: where it is, and how to end it. */
export function startProgram(token) {
  const child = spawn(program, ['serve', '--port', '0', '--token', token, '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the program ended with ${code}`)));
    child.stdout.once('data', (line) => done({
      origin: new URL(String(line).trim()).origin,
      token,
      stop: () => new Promise((over) => child.once('exit', over) && child.kill('SIGTERM')),
    }));
  });
}

/** The page in front of `behind.server`, which may be another one later. */
export function startPage(behind) {
  const page = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, 'http://page');
    const file = normalize(join(dist, pathname === '/' ? 'index.html' : pathname));
    if (!search && file.startsWith(dist) && existsSync(file) && statSync(file).isFile()) {
      response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': policy });
      return createReadStream(file).pipe(response);
    }
    const { origin } = behind.server;
    const headers = { ...request.headers, host: new URL(origin).host };
    if (headers.origin) headers.origin = origin;
    const through = ask(origin + request.url, { method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    through.on('error', () => response.destroy());
    response.on('close', () => through.destroy());
    request.pipe(through);
  });
  return new Promise((done) => page.listen(0, '127.0.0.1', () => done({ origin: `http://127.0.0.1:${page.address().port}`, stop: () => page.closeAllConnections() ?? page.close() })));
}
