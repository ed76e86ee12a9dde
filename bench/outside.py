#!/usr/bin/env python3
"""One node whose outside services all misbehave in one way, and the readers beside it. bench/outside.sh calls it.

outside.py none|silent|drip|endless|html|json SECONDS COMMAND...

none: nothing outside is set up, nobody buys or signs in. silent: never answers. drip: a byte a second. endless: garbage without an end. html, json: status 200 and a page, or an object of another kind.
Prints how long readers waited, the memory of the node before and at its most, what buyers and those who sign in were told and after how long, and what the desk's status says at the end.
"""
import argparse, asyncio, concurrent.futures, datetime, http.client, json, os, re, shutil, subprocess, sys, tempfile, time, urllib.parse

sys.dont_write_bytecode = True
import survive

GARBAGE = b'{"a":"' + b"x" * 65530
HTML = b"<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>Sign in to the hotel's network</h1></body></html>"
JSON = b'{"status":"ok","message":{"items":"none"},"id":7,"object":"list","data":null}'


class Outside:
    """Answers whatever is asked of it over HTTP, and speaks as a mail server at another port; the same way to all."""

    def __init__(self, mode):
        self.mode, self.asked, self.said = mode, {}, 0

    async def start(self):
        self.http = await asyncio.start_server(self.answer, "127.0.0.1", 0)
        self.smtp = await asyncio.start_server(self.greet, "127.0.0.1", 0)
        self.http_port, self.smtp_port = (server.sockets[0].getsockname()[1] for server in (self.http, self.smtp))

    async def write(self, writer, data):
        writer.write(data)
        self.said += len(data)
        await writer.drain()

    async def behave(self, reader, writer, drip, endless):
        match self.mode:
            case "silent":
                await reader.read()
            case "drip":
                for at in range(10**6):
                    await self.write(writer, drip[at % len(drip):][:1])
                    await asyncio.sleep(1)
            case "endless":
                await self.write(writer, endless)
                while True:
                    await self.write(writer, GARBAGE)

    async def answer(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                words = head.decode("latin-1")
                path = words.split(" ")[1].split("?")[0]
                kind = next((name for name, part in [("deposits", "servlet/deposit"), ("deposits asked", "submissionDownload"), ("forward links", "getForwardLinks"), ("payment house", "/v1/"), ("provider", ".well-known"), ("OpenCitations", "citations/"), ("works", "works")] if part in path), path)
                self.asked[kind] = self.asked.get(kind, 0) + 1
                if length := re.search(r"content-length: (\d+)", words, re.I):
                    await reader.readexactly(int(length[1]))
                if self.mode in ("html", "json"):
                    body = HTML if self.mode == "html" else JSON
                    await self.write(writer, b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (b"text/html" if self.mode == "html" else b"application/json", len(body), body))
                else:
                    await self.behave(reader, writer, b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * 100, b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
                    return
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def greet(self, reader, writer):
        self.asked["mail server"] = self.asked.get("mail server", 0) + 1
        try:
            if self.mode in ("html", "json"):
                await self.write(writer, HTML if self.mode == "html" else JSON + b"\r\n")
                await reader.read()
            else:
                await self.behave(reader, writer, b"220-welcome ", b"220-")
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


class Browser:
    """Keeps cookies, and sends forms."""

    def __init__(self, port, network="203.0.113.9"):
        self.port, self.network, self.cookies = port, network, {}

    def ask(self, method, path, **fields):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        headers = {"Sec-Fetch-Site": "same-origin", "X-Forwarded-For": self.network, "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        line.request(method, path, urllib.parse.urlencode(fields) if method == "POST" else None, headers | ({"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}))
        answer = line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, kept = value.split(";")[0].partition("=")
                self.cookies[cookie] = kept
        return answer.status, answer.getheader("Location") or "", text

    def form(self, path, **fields):
        status, where, text = self.ask("POST", path, **fields)
        if status not in (302, 303):
            sys.exit(f"{path}: {status} {re.sub('<[^>]+>', ' ', text)[-1500:]}")
        return where


def set_up(port, outside, key):
    desk = Browser(port)
    desk.form("/account/first", key=key, name="Ada Tarrow", email="ada@example.org")
    desk.form("/desk/institutions/new", name="University X", key="uni-x")
    desk.form("/desk/subscriptions/new", institution="uni-x", kind="subscription", target="site", **{"from": datetime.date.today().isoformat()}, download="on", print="on", language="en")
    desk.form("/desk/institutions/uni-x/ranges", ranges="130.92.0.0/16")
    if outside.mode != "none":
        desk.form("/desk/journals/lower-margin/deposits/settings", on="on", server="test", prefix="10.5555", journal_doi="10.5555/lower-margin", depositor="The Press", email="doi@example.org", registrant="The Press", citations="on")
        desk.form("/desk/sign-in/add", key="uni-x", kind="institution", name="Uni X", issuer=f"http://127.0.0.1:{outside.http_port}", client_id="recto", client_secret="secret", scopes="openid", affiliation_claim="eduperson_scoped_affiliation", entitlement_claim="eduperson_entitlement", on="on")
    return desk


def buy(port, number):
    buyer = Browser(port, f"203.0.113.{number % 250 + 1}")
    _, _, wall = buyer.ask("GET", "/articles/kalandia-four-strokes-a-short-grammar-of-the-soviet-call-number")
    offer = re.search(r'name="product" value="([^"]+)"[^<]*<input type="hidden" name="thing" value="(article:[^"]+)"', wall)
    buyer.form("/cart/add", product=offer[1], thing=offer[2])
    _, _, summed = buyer.ask("POST", "/cart", email=f"buyer{number}@example.org", country="FR")
    shown = re.search(r'name="shown" value="([^"]+)"', summed)[1].replace("&#xA0;", "\u00a0").replace("&amp;", "&")
    status, where, _ = buyer.ask("POST", "/cart", email=f"buyer{number}@example.org", country="FR", now="on", shown=shown)
    return f"{status} {'told to try again in a moment' if where.endswith('done=away') else where or 'no way on'}"


def sign_in(port, number):
    status, where, text = Browser(port, f"203.0.113.{number % 250 + 1}").ask("GET", "/login/oidc/uni-x")
    return f"{status} {where or (re.search('<h1[^>]*>([^<]+)', text) or [0, ''])[1]}"


def mail(port, number):
    status, _, _ = Browser(port, f"203.0.113.{number % 250 + 1}").ask("POST", "/account/sign-in/link", email="ada@example.org")
    return str(status)


async def keep_on(act, every, port, end, told):
    async def once(number):
        began = time.monotonic()
        try:
            what = await asyncio.to_thread(act, port, number)
        except (OSError, http.client.HTTPException, TypeError) as fault:
            what = f"{type(fault).__name__}: {fault}"
        longest, count = told.get(what, (0, 0))
        told[what] = (max(longest, time.monotonic() - began), count + 1)
    tasks, number = [], 0
    while time.monotonic() < end:
        tasks.append(asyncio.create_task(once(number)))
        number += 1
        await asyncio.sleep(every)
    await asyncio.gather(*tasks)


def memory(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


async def watch(pid, end, most):
    while time.monotonic() < end:
        most[0] = max(most[0], memory(pid))
        await asyncio.sleep(0.1)


async def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("mode", choices=["none", "silent", "drip", "endless", "html", "json"])
    parser.add_argument("seconds", type=float)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    told = parser.parse_args()
    asyncio.get_running_loop().set_default_executor(concurrent.futures.ThreadPoolExecutor(300)) # Those who wait keep nobody else waiting.
    outside = Outside(told.mode)
    await outside.start()
    folder, port = tempfile.mkdtemp(prefix="recto-outside-"), 19436
    here = f"http://127.0.0.1:{outside.http_port}"
    environment = os.environ | {"RECTO_DATABASE": "", "RECTO_LOG": "json", "RECTO_FILES": "off"} | ({"RECTO_DEPOSITS": "off"} if told.mode == "none" else {
        "RECTO_ADDRESS": f"http://127.0.0.1:{port}", "RECTO_ADMIN_EMAIL": "press@example.org", "RECTO_INSIDE": "127.0.0.1", "RECTO_CROSSREF": "press:secret", "RECTO_CROSSREF_SERVER": here, "RECTO_CROSSREF_TEST_SERVER": here, "RECTO_CROSSREF_API": here,
        "RECTO_OPENCITATIONS": here, "RECTO_CITED_BY": "crossref,opencitations,counts,references", "RECTO_CITED_BY_PREFIXES": "10.5555", "RECTO_MAIL": f"smtp://127.0.0.1:{outside.smtp_port}", "RECTO_MAIL_FROM": "press@example.org",
        "RECTO_PAYMENT": "stripe", "RECTO_STRIPE_KEY": "sk_test_x", "RECTO_STRIPE_WEBHOOK_SECRETS": "whsec_x", "RECTO_STRIPE_SERVER": here})
    with open(os.path.join(folder, "log"), "wb") as log:
        program = subprocess.Popen([*told.command, "serve", "--data", os.path.join(folder, "data"), "--urls", f"http://127.0.0.1:{port}"], stdout=log, stderr=log, env=environment)
    try:
        key = None
        while not key:
            await asyncio.sleep(0.2)
            if program.poll() is not None:
                sys.exit(open(os.path.join(folder, "log")).read()[-2000:])
            key = re.search(r"account/first\?key=(\S+)", open(os.path.join(folder, "log")).read())
        desk = await asyncio.to_thread(set_up, port, outside, key[1])
        reading = argparse.Namespace(host="127.0.0.1", port=port, seconds=8, count=20)
        ask = lambda name: survive.asking(reading, name, lambda number: survive.PAGES[number % len(survive.PAGES)], lambda number: f"X-Forwarded-For: 130.92.0.{number % 200 + 1}\r\n")
        await ask(f"{told.mode}, first readers")
        before, most, buys, ins, mails = memory(program.pid), [0], {}, {}, {}
        reading.seconds = told.seconds
        end = time.monotonic() + told.seconds
        work = [watch(program.pid, end, most)] + ([] if told.mode == "none" else [keep_on(buy, 2, port, end, buys), keep_on(sign_in, 1, port, end, ins), keep_on(mail, 3, port, end, mails)])
        await asyncio.gather(ask(f"{told.mode}, readers"), *work)
        print(f"  memory: {before:.0f} MB before, {most[0]:.0f} at most, {memory(program.pid):.0f} after; the services were asked {outside.asked} and said {outside.said / 1e6:.1f} MB")
        for name, what in (("buyers", buys), ("sign-in at Uni X", ins), ("links to sign in", mails)):
            for answer, (longest, count) in sorted(what.items()):
                print(f"  {name}: {count} times {answer}, at most after {longest:.1f} s")
        _, _, status = await asyncio.to_thread(desk.ask, "GET", "/desk/status.json")
        status = json.loads(status)
        for service in status["services"] or []:
            print(f"  status: {service['service']}: {service['problem'] or 'nothing wrong'}")
        print("  status: " + ", ".join(f"{queue['queue']} {queue['waiting']} waiting ({queue['failing']} failing)" for queue in status["queues"] if queue["waiting"] or queue["failing"]) + f"; {status['faults']} answers said that something broke")
        print("  log: " + "; ".join(f"{count} {what}" for what, count in sorted(errors(os.path.join(folder, "log")).items(), key=lambda one: -one[1])[:8]))
    finally:
        program.terminate()
        program.wait(30)
        shutil.rmtree(folder)


def errors(log):
    found = {}
    for line in open(log):
        if '"level":"error"' in line or '"level":"warning"' in line:
            what = line.split('"message":"')[-1][:110].strip()
            found[what] = found.get(what, 0) + 1
    return found


if __name__ == "__main__":
    asyncio.run(main())
