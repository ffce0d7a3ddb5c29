"""A receiver for docs/connector.md: CONNECTOR_SECRET=… python3 docs/connector_receiver.py"""

import hmac
import json
import os
import sqlite3
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = os.environ["CONNECTOR_SECRET"].encode()
STORE = sqlite3.connect(os.environ.get("ANSWERS", "answers.db"), check_same_thread=False)
STORE.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, body, status, answer)")
LOCK, AT_WORK = threading.Lock(), set()


def act(does: str, email: str, call: dict) -> tuple[int, dict]:
    """Yours: connect or disconnect this address and say so; (422, {"reason": …}) where not."""
    return 200, {"status": "connected" if does == "connect" else "disconnected"}


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536  # an answer leaves in one piece

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or len(length) > 5 or int(length) > 65_536:
            return self.say(413, {"reason": "length: at most 65536"}, {"Connection": "close"})
        body = self.rfile.read(int(length))
        stamp = self.headers.get("X-SalesConnect-Timestamp", "")
        key = self.headers.get("Idempotency-Key", "")
        digest = hmac.digest(SECRET, f"v1:{stamp}:{key}:".encode("latin-1") + body, "sha256")
        given = self.headers.get("X-SalesConnect-Signature", "").encode("latin-1")
        if not hmac.compare_digest(given, b"v1=" + digest.hex().encode()):
            return self.say(401, {"reason": "the signature is not of this request"})
        if not stamp.isdecimal() or abs(time.time() - int(stamp)) > 300:
            return self.say(401, {"reason": "the timestamp is more than five minutes off"})
        try:
            does, email = (call := json.loads(body))["does"], call["email"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return self.say(400, {"reason": "the body is no JSON object with does and email"})
        with LOCK:
            former = STORE.execute("SELECT * FROM answers WHERE key = ?", (key,)).fetchone()
            if former is None and key in AT_WORK:
                return self.say(429, {"reason": "still at it"}, {"Retry-After": "1"})
            AT_WORK.add(key)
        try:
            if former is None:
                status, answer = act(does, email, call)
                former = (key, body, status, json.dumps(answer))
                with LOCK, STORE:
                    STORE.execute("INSERT INTO answers VALUES (?, ?, ?, ?)", former)
        finally:
            AT_WORK.discard(key)
        if former[1] != body:
            return self.say(409, {"reason": "this key came with another body before"})
        return self.say(former[2], json.loads(former[3]))

    def say(self, status: int, answer: dict, headers: dict | None = None) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", 8090))), Receiver).serve_forever()
