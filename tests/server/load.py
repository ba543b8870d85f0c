#!/usr/bin/env python3
"""What the server does under load: many event streams, slow clients, bodies and headers that are too large, its end.

    python3 tests/server/load.py build/release/src/percuta            figures and whether they are within their bounds
    python3 tests/server/load.py --behaviour build/test/src/percuta   what does not depend on how busy the machine is

Streams, limits and refusals are always checked; times and memory only without --behaviour.
"""
import argparse
import asyncio
import json
import resource
import statistics
import subprocess
import sys
import time

TOKEN = "load"
failures = []


def report(what, value, fine, bound=""):
    print(f"{what:<58} {value:<24} {bound:<12} {'' if fine else 'FAILED'}")
    if not fine:
        failures.append(what)


class Server:
    def __init__(self, program):
        self.process = subprocess.Popen([program, "--quiet", "serve", "--port", "0", "--token", TOKEN],
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split(":")[2].split("/")[0])

    def memory(self):
        """Resident, in MB."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024

    async def connect(self):
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def ask(self, method, path, body=b""):
        """Status and body."""
        reader, writer = await self.connect()
        writer.write((f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAuthorization: Bearer {TOKEN}\r\n"
                      f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body)
        answer = await reader.read()
        writer.close()
        head, _, rest = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), rest

    async def health(self, times=100):
        """Milliseconds of calls, one after the other."""
        out = []
        for _ in range(times):
            start = time.perf_counter()
            status, _ = await self.ask("GET", "/healthz")
            out.append(1e3 * (time.perf_counter() - start))
            assert status == 200
        return out


async def long_job(server):
    """A run that takes minutes, so that streams have something to wait for."""
    _, examples = await server.ask("GET", "/api/v1/examples")
    plan = next(one["plan"] for one in json.loads(examples)["plans"] if one["name"] == "stretch-marks")
    status, job = await server.ask("POST", "/api/v1/runs", json.dumps({"plan": plan, "samples": 2000}).encode())
    assert status == 202, status
    return json.loads(job)["id"]


async def open_stream(server, job):
    reader, writer = await server.connect()
    writer.write(f"GET /api/v1/runs/{job}/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
                 f"Authorization: Bearer {TOKEN}\r\n\r\n".encode())
    await reader.readuntil(b"data: ")
    return reader, writer


async def drip(server, ended):
    """Sends its header byte by byte until it is cut off."""
    reader, writer = await server.connect()

    async def send():
        for byte in b"GET /api/v1/about HTTP/1.1\r\nX: " + b"a" * 1000:
            writer.write(bytes([byte]))
            await asyncio.sleep(0.5)

    sending = asyncio.create_task(send())
    try:
        await reader.read()
    except ConnectionError:
        pass
    sending.cancel()
    ended.append(time.monotonic())
    writer.close()


async def too_much(server, head, piece, pieces):
    """The status of a request that never stops."""
    reader, writer = await server.connect()
    writer.write(head)
    try:
        for _ in range(pieces):
            writer.write(piece)
            await writer.drain()
    except ConnectionError:
        pass
    try:
        answer = await reader.read()
    except ConnectionError:
        answer = b""
    writer.close()
    return int(answer.split()[1]) if answer else 0


async def main(program, streams, drips, timed):
    server = Server(program)
    bound = lambda value, most: (value <= most or not timed)
    try:
        job = await long_job(server)
        await asyncio.sleep(1)

        before = server.memory()
        host = f"Host: 127.0.0.1:{server.port}\r\n".encode()
        endless = b"x" * 65536
        got = [await too_much(server, b"POST /api/v1/runs HTTP/1.1\r\n" + host + b"Content-Length: 52428800\r\n\r\n", endless, 800),
               await too_much(server, b"POST /api/v1/runs HTTP/1.1\r\n" + host + b"Transfer-Encoding: chunked\r\n\r\n",
                              b"10000\r\n" + endless + b"\r\n", 800)]
        report("body of 50 MB, with a length and in chunks", f"{got[0]} and {got[1]}", got == [413, 413], "413")
        got = [await too_much(server, b"GET /" + b"a" * 65536, endless, 1000),
               await too_much(server, b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 65536, endless, 1000)]
        report("request line and header of 64 MB", f"{got[0]} and {got[1]}", got == [431, 431], "431")
        growth = server.memory() - before
        report("memory that these took", f"{growth:.1f} MB", bound(growth, 5), "< 5 MB")

        calm = await server.health()
        report("/healthz while a run computes", f"{statistics.median(calm):.1f} ms, most {max(calm):.0f}", bound(statistics.median(calm), 50), "< 50 ms")
        before = server.memory()
        open_streams = []
        for first in range(0, streams, 100):
            open_streams += await asyncio.gather(*(open_stream(server, job) for _ in range(min(100, streams - first))))
        report("event streams that were served", f"{len(open_streams)} of {streams}", len(open_streams) == streams)
        report("memory that they take", f"{server.memory() - before:.1f} MB", True)
        with_streams = await server.health()
        report("/healthz beside them", f"{statistics.median(with_streams):.1f} ms, most {max(with_streams):.0f}",
               bound(statistics.median(with_streams), 50), "< 50 ms")

        start, ended = time.monotonic(), []
        slow = [asyncio.create_task(drip(server, ended)) for _ in range(drips)]
        await asyncio.sleep(1)
        with_drips = await server.health()
        report(f"/healthz beside {drips} slow clients as well", f"{statistics.median(with_drips):.1f} ms, most {max(with_drips):.0f}",
               bound(statistics.median(with_drips), 50), "< 50 ms")
        await asyncio.wait(slow, timeout=60)
        cut = max(ended) - start if ended else 0
        report("slow clients that were cut off", f"{len(ended)} of {drips} in {cut:.1f} s", len(ended) == drips and bound(cut, 10), "< 10 s")

        start = time.monotonic()
        server.process.terminate()
        tails = await asyncio.gather(*(reader.read() for reader, _ in open_streams))
        told = sum(b"event: shutdown" in tail or b"event: cancelled" in tail for tail in tails)
        status = await asyncio.get_running_loop().run_in_executor(None, lambda: server.process.wait(30))
        took = time.monotonic() - start
        report("SIGTERM with streams open and a run going on", f"{took:.2f} s, exit code {status}", status == 0 and bound(took, 3), "< 3 s")
        report("streams that were told of the end", f"{told} of {len(tails)}", told == len(tails))
        for _, writer in open_streams:
            writer.close()
    finally:
        server.process.kill()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--behaviour", action="store_true")
    arguments.add_argument("--streams", type=int, default=1000)
    arguments.add_argument("--drips", type=int, default=500)
    given = arguments.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(main(given.program, given.streams, given.drips, not given.behaviour))
    sys.exit(1 if failures else 0)
