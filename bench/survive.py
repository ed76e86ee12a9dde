#!/usr/bin/env python3
"""Readers who read while others trouble the site. Prints how long the readers waited and how many requests failed.

survive.py readers   ADDRESS SECONDS RATE [--from NET] [--key KEY] [--each]   readers alone: RATE requests a second over ordinary pages; with --each articles too, and each page told by itself
survive.py slow      ADDRESS SECONDS COUNT                           COUNT clients that send a byte of their request every few seconds
survive.py idle      ADDRESS SECONDS COUNT                           COUNT connections that have asked once and stay
survive.py crawlers  ADDRESS SECONDS RATE --nets COUNT               crawlers from COUNT networks, RATE requests a second, pages that are in no cache
survive.py slowly    ADDRESS SECONDS MILLISECONDS --listen PORT [--burst N]   passes on what comes to PORT, both ways so much later; with --burst for N seconds of every 2 N only
survive.py desk      ADDRESS 0 0 --key KEY                           makes the first account by its key, and an institution with everything and the network 130.92.0.0/16

ADDRESS is host:port. Networks are told by X-Forwarded-For, so the site must believe this machine as its proxy.
"""
import argparse, asyncio, random, resource, sys, time

PAGES = ["/", "/articles", "/works", "/sources", "/journals/lower-margin", "/search?q=archive"]


async def ask(host, port, path, headers):
    began = time.monotonic()
    reader, writer = await asyncio.wait_for(asyncio.open_connection(host, port), 10)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\nAccept-Encoding: gzip\r\n{headers}\r\n".encode())
        data = await asyncio.wait_for(reader.read(), 30)
        status = int(data[9:12]) if data.startswith(b"HTTP/1.1 ") else 0
    finally:
        writer.close()
    return status, time.monotonic() - began


def at(times, share):
    return 1000 * times[min(len(times) - 1, int(len(times) * share))] if times else 0


def tell(name, times, statuses):
    times.sort()
    print(f"{name}: {sum(statuses.values())} asked, {' '.join(f'{status}:{count}' for status, count in sorted(statuses.items(), key=str))}, p50 {at(times, .5):.0f} ms, p95 {at(times, .95):.0f} ms, p99 {at(times, .99):.0f} ms", flush=True)


async def steadily(told, act):
    """Calls act as often a second as told, whether or not earlier calls have ended."""
    tasks, began, number = set(), time.monotonic(), 0
    while time.monotonic() - began < told.seconds:
        task = asyncio.ensure_future(act(number)); tasks.add(task); task.add_done_callback(tasks.discard)
        number += 1
        await asyncio.sleep(max(0, began + number / told.count - time.monotonic()))
    await asyncio.gather(*list(tasks), return_exceptions=True)


async def asking(told, name, path, headers):
    times, statuses, of = [], {}, {}
    async def once(number):
        try:
            status, took = await ask(told.host, told.port, path(number), headers(number))
            times.append(took)
            of.setdefault(path(number) if getattr(told, "each", False) else "", []).append(took)
        except (OSError, asyncio.TimeoutError, ValueError) as fault:
            status = type(fault).__name__
        statuses[status] = statuses.get(status, 0) + 1
    await steadily(told, once)
    tell(name, times, statuses)
    for one in of if getattr(told, "each", False) else []:
        of[one].sort()
        print(f"  {one[:40]:40} {len(of[one]):4} asked, p50 {at(of[one], .5):.0f} ms, p95 {at(of[one], .95):.0f} ms", flush=True)


async def holding(told, slowly):
    """Opens connections and keeps them; how many the site shut is told."""
    shut = opened = refused = 0
    async def hold(number):
        nonlocal shut, opened, refused
        try:
            reader, writer = await asyncio.wait_for(asyncio.open_connection(told.host, told.port, local_addr=("127.0.0.2", 0)), 30)
        except (OSError, asyncio.TimeoutError):
            refused += 1
            return
        opened += 1
        try:
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n" if slowly else f"GET /health/live HTTP/1.1\r\nHost: {told.host}\r\n\r\n".encode())
            end = time.monotonic() + told.seconds
            while time.monotonic() < end:
                if slowly:
                    writer.write(b"X-A: b\r\n"[:1 + number % 3])
                try:
                    if not await asyncio.wait_for(reader.read(4096), 3 + random.random()):
                        shut += 1
                        return
                except asyncio.TimeoutError:
                    pass
        except OSError:
            shut += 1
        finally:
            writer.close()
    tasks = []
    for number in range(told.count):
        tasks.append(asyncio.ensure_future(hold(number)))
        if number % 50 == 49:
            await asyncio.sleep(0.02)
    await asyncio.gather(*tasks)
    print(f"{'slow' if slowly else 'idle'}: {opened} opened, {refused} refused, {shut} shut by the site", flush=True)


async def slowly(told):
    loop = asyncio.get_running_loop()
    began = loop.time()
    def late():
        return told.count / 1000 if not told.burst or (loop.time() - began) % (2 * told.burst) < told.burst else 0
    async def take(reader, way):
        try:
            while data := await reader.read(65536):
                way.put_nowait((loop.time() + late(), data))
        except OSError:
            pass
        way.put_nowait((loop.time() + late(), b""))
    async def give(writer, way):
        while True:  # What came first goes first, however late it was when it came.
            due, data = await way.get()
            await asyncio.sleep(max(0, due - loop.time()))
            if not data:
                writer.close()
                return
            writer.write(data)
    async def come(reader, writer):
        there, back = await asyncio.open_connection(told.host, told.port)
        ways = asyncio.Queue(), asyncio.Queue()
        await asyncio.gather(take(reader, ways[0]), give(back, ways[0]), take(there, ways[1]), give(writer, ways[1]), return_exceptions=True)
    async with await asyncio.start_server(come, "127.0.0.1", told.listen):
        await asyncio.sleep(told.seconds)


def articles(told):
    """The first articles of the site, by the list that it shows."""
    import http.client, re
    line = http.client.HTTPConnection(told.host, told.port, timeout=30)
    line.request("GET", "/articles", headers={"X-Forwarded-For": f"{told.network}.201"})
    return list(dict.fromkeys(re.findall(r'href="(/articles/[^"/?#]+)"', line.getresponse().read().decode())))[:3]


def desk(told):
    import datetime, http.client, urllib.parse
    cookies = {}
    def post(path, **fields):
        line = http.client.HTTPConnection(told.host, told.port, timeout=30)
        line.request("POST", path, urllib.parse.urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin", "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())})
        answer = line.getresponse()
        answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, kept = value.split(";")[0].partition("=")
                cookies[cookie] = kept
        if answer.status not in (302, 303):
            sys.exit(f"{path}: {answer.status}")
    post("/account/first", key=told.key, name="Ada Tarrow", email="ada@example.org")
    post("/desk/institutions/new", name="University X", key="uni-x")
    post("/desk/subscriptions/new", institution="uni-x", kind="subscription", target="site", **{"from": datetime.date.today().isoformat()}, download="on", print="on", language="en")
    post("/desk/institutions/uni-x/ranges", ranges="130.92.0.0/16")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("what", choices=["readers", "slow", "idle", "crawlers", "slowly", "desk"])
    parser.add_argument("address"); parser.add_argument("seconds", type=float); parser.add_argument("count", type=float)
    parser.add_argument("--from", dest="network", default="198.51.100"); parser.add_argument("--key"); parser.add_argument("--nets", type=int, default=20); parser.add_argument("--listen", type=int); parser.add_argument("--each", action="store_true"); parser.add_argument("--burst", type=float)
    told = parser.parse_args()
    told.host, port = told.address.rsplit(":", 1); told.port = int(port)
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    match told.what:
        case "readers":
            key = f"Authorization: Bearer {told.key}\r\n" if told.key else ""
            pages = PAGES + (articles(told) if getattr(told, "each", False) else [])
            asyncio.run(asking(told, "readers", lambda number: pages[number % len(pages)], lambda number: f"X-Forwarded-For: {told.network}.{number % 200 + 1}\r\n{key}"))
        case "crawlers":
            asyncio.run(asking(told, "crawlers", lambda number: f"/search?q=archive+{random.randrange(10**6)}" if number % 2 else f"/works?page={random.randrange(1, 9)}&q={random.randrange(10**6)}", lambda number: f"User-Agent: Mozilla/5.0 (compatible)\r\nX-Forwarded-For: 203.0.{random.randrange(told.nets)}.{random.randrange(1, 250)}\r\n"))
        case "slowly":
            asyncio.run(slowly(told))
        case "desk":
            desk(told)
        case _:
            told.count = int(told.count)
            asyncio.run(holding(told, told.what == "slow"))


if __name__ == "__main__":
    sys.exit(main())
