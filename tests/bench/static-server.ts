import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { freePort, serve } from './program.ts'
import type { Subject } from './subject.ts'

const NGINX = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'].find((path) => existsSync(path))

/** The same HTML, compressed beforehand, from nginx with one worker; from a bare Node server where there is no nginx. */
export async function startStatic(html: string, directory: string): Promise<Subject> {
  return NGINX === undefined ? startNode(html) : startNginx(NGINX, html, directory)
}

async function startNginx(program: string, html: string, directory: string): Promise<Subject> {
  const port = await freePort()
  const root = join(directory, 'html')
  await mkdir(root, { recursive: true })
  await writeFile(join(root, 'index.html'), html)
  await writeFile(join(root, 'index.html.gz'), gzipSync(html, { level: 9 }))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${join(directory, kind)};`)
  await writeFile(
    join(directory, 'nginx.conf'),
    `daemon off; worker_processes 1; pid ${join(directory, 'pid')}; error_log stderr error; ${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 256; }
http { types { text/html html; } access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=100; gzip_static on; ${temporary.join(' ')}
server { listen 127.0.0.1:${port}; root ${root}; add_header Cache-Control "public, max-age=0, must-revalidate"; } }`,
  )
  const url = `http://127.0.0.1:${port}/`
  const stop = await serve(program, ['-p', directory, '-c', join(directory, 'nginx.conf')], directory, url)
  return { name: 'nginx', url, stop }
}

async function startNode(html: string): Promise<Subject> {
  const bytes = gzipSync(html, { level: 9 })
  const server = createServer((_message, reply) => {
    reply.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip', 'Content-Length': bytes.byteLength })
    reply.end(bytes)
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    name: 'bare Node',
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
