"""20,000 messages that no front end sends, from fixed seeds: the kernel lives, its memory is bounded, nothing of them is executed."""

import hashlib
import hmac
import json
import random
import socket
import struct
import sys
import tempfile
import time
from pathlib import Path

import zmq
from checks import Kernel, check, main, memory, text

DELIMITER = b"<IDS|MSG>"
CHANNELS = ("shell", "control", "stdin")
# What would be seen if one of them were executed.
CODE = 'System.IO.File.WriteAllText("{0}/" + System.Guid.NewGuid().ToString("N"), "executed");'


class Attacker:
    def __init__(self, kernel, seed):
        self.kernel, self.random = kernel, random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix="executed")
        self.key = kernel.client.session.key
        self.sockets = {}
        for channel in CHANNELS:
            self.sockets[channel] = zmq.Context.instance().socket(zmq.DEALER)
            self.sockets[channel].connect(kernel.client._make_url(channel))

    def code(self):
        return CODE.replace("{0}", self.folder)

    def frames(self, kind="execute_request", content=None, key=None):
        header = {"msg_id": f"m{self.random.getrandbits(64)}", "msg_type": kind, "session": "s", "username": "u", "date": "2026-01-01T00:00:00Z", "version": "5.5"}
        content = {"code": self.code(), "silent": False} if content is None else content
        return self.sign([json.dumps(part).encode() for part in (header, {}, {}, content)], key)

    def sign(self, parts, key=None):
        signature = hmac.new(self.key if key is None else key, digestmod=hashlib.sha256)
        for part in parts:
            signature.update(part)
        return [DELIMITER, signature.hexdigest().encode(), *parts]

    def send(self, frames, channel=None):
        self.sockets[channel or self.random.choice(CHANNELS)].send_multipart(frames)

    def bytes(self, most):
        return self.random.randbytes(self.random.randrange(most))

    def executed(self):
        return len(list(Path(self.folder).iterdir()))


def unsigned(a):
    frames = a.frames(key=b"wrong")
    a.send(frames, "shell")


def empty_signature(a):
    frames = a.frames()
    frames[1] = b""
    a.send(frames, "shell")


def cut_signature(a):
    frames = a.frames()
    frames[1] = frames[1][:a.random.randrange(64)]
    a.send(frames, "shell")


def upper_signature(a):
    frames = a.frames(key=b"wrong")
    frames[1] = frames[1].upper()
    a.send(frames, "shell")


def changed_after_signing(a):
    frames = a.frames(content={"code": "1"})
    frames[5] = json.dumps({"code": a.code()}).encode()
    a.send(frames, "shell")


def noise(a):
    a.send([a.bytes(300) for _ in range(a.random.randrange(1, 9))])


def noise_after_delimiter(a):
    a.send([DELIMITER, *[a.bytes(100) for _ in range(a.random.randrange(8))]])


def too_few_frames(a):
    a.send(a.frames()[:a.random.randrange(1, 6)])


def many_frames(a):
    a.send([b"x"] * a.random.randrange(1000, 3000))


def signed_noise(a):
    a.send(a.sign([a.bytes(200) for _ in range(4)]))


def signed_wrong_json(a):
    wrong = [b"[]", b"null", b"5", b'"text"', b"{", b'{"a":' * 3000, b"[" * 20000, b"", b"\xff\xfe", b'{"msg_id": 5, "msg_type": {}}', b'{"msg_id":"\\ud800","msg_type":"execute_request"}']
    a.send(a.sign([a.random.choice(wrong) for _ in range(4)]))


def signed_wrong_fields(a):
    content = a.random.choice([{"code": 5}, {"code": None}, {}, {"code": ["x"]}, {"code": "1", "silent": "yes"},
                               {"code": "1", "user_expressions": [1]}, {"code": "1", "user_expressions": {"a": 5}}, {"cursor_pos": "x", "code": "y"}])
    kind = a.random.choice(["execute_request", "complete_request", "inspect_request", "is_complete_request", "comm_msg", "comm_open", "comm_close",
                            "history_request", "delete_subshell_request", "input_reply", "nonesuch", "x" * 500])
    a.send(a.frames(kind, content))


def huge_unsigned(a):
    if a.random.random() < 0.02:
        frames = a.frames(key=b"wrong")
        frames[5] = b"x" * (8 * 1024 * 1024)
        a.send(frames)
    else:
        unsigned(a)


KINDS = [unsigned, empty_signature, cut_signature, upper_signature, changed_after_signing, noise, noise_after_delimiter, too_few_frames,
         many_frames, signed_noise, signed_wrong_json, signed_wrong_fields, huge_unsigned]


def settle(kernel):
    """Until the kernel has taken all that was sent: a request behind it is answered."""
    kernel.ask("kernel_info_request", {})
    kernel.ask("kernel_info_request", {}, channel="control")


def greeting(minor=0, mechanism=b"NULL"):
    # ZMTP 3.0 (rfc.zeromq.org/spec/23): signature, version, mechanism, as-server, filler.
    return b"\xff" + bytes(7) + b"\x01\x7f" + bytes([3, minor]) + mechanism.ljust(20, b"\0") + bytes(32)


def command(body):
    return b"\x04" + bytes([len(body)]) + body if len(body) < 256 else b"\x06" + struct.pack(">Q", len(body)) + body


def raw(kernel, rng):
    """Bytes that are no ZeroMQ, or a strange one."""
    info = kernel.manager.get_connection_info()
    port = info[rng.choice(["shell_port", "control_port", "stdin_port", "iopub_port", "hb_port"])]
    ready = command(b"\x05READY\x0bSocket-Type" + struct.pack(">I", 6) + b"DEALER")
    size = rng.choice([2**63, 2**31 - 1, 2**40, 2**32 - 1, 2**64 - 1])
    sent = rng.choice([rng.randbytes(200), b"GET / HTTP/1.1\r\n\r\n", greeting() + rng.randbytes(100), greeting() + command(rng.randbytes(300)),
                       greeting() + ready + rng.randbytes(100), greeting() + ready + b"\x02" + struct.pack(">Q", size) + b"x",
                       greeting(mechanism=rng.randbytes(20)) + ready, greeting(minor=9) + ready])
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(sent)


def run():
    seed, count = int(sys.argv[1]), int(sys.argv[2])
    log = open(LOG, "wb")
    kernel = Kernel(stderr=log, stdout=log)
    kernel.run("var kept = 42;")
    attacker = Attacker(kernel, seed)
    settle(kernel)
    before = memory(kernel.pid, "VmRSS")
    with check(f"{count} hostile messages, seed {seed}: each kind was sent and the kernel answers"):
        sent = {}
        for number in range(count):
            kind = attacker.random.choice(KINDS)
            sent[kind.__name__] = sent.get(kind.__name__, 0) + 1
            kind(attacker)
            if number % 500 == 499:
                settle(kernel)
        settle(kernel)
        assert len(sent) == len(KINDS) and sum(sent.values()) == count

    with check(f"1,000 replays of one genuine message run it once, seed {seed}"):
        # A cell of before that fails would take what is queued behind it along.
        kernel.run("1")
        frames = attacker.frames()
        for _ in range(1000):
            attacker.send(frames, "shell")
        settle(kernel)
        kernel.run("1")
        assert attacker.executed() == 1, attacker.executed()

    with check(f"500 connections that speak no or a strange ZeroMQ, seed {seed}"):
        for _ in range(500):
            raw(kernel, attacker.random)
        settle(kernel)

    with check(f"nothing of it was executed, and the state is kept, seed {seed}"):
        assert attacker.executed() == 1
        assert text(kernel.run("kept")[1], "execute_result") == "42"

    with check(f"memory stayed bounded, seed {seed}"):
        after = memory(kernel.pid, "VmHWM")
        print(f"note: {before:.0f} MiB before, {after:.0f} MiB at most", flush=True)
        assert after < before + 400, (before, after)

    with check(f"what was refused is told on standard error without what was in it, seed {seed}"):
        told = Path(LOG).read_text()
        assert "dropped" in told and "wrong signature" in told and attacker.folder not in told and len(told) < 20_000, told[-500:]
    kernel.close()


LOG = f"{tempfile.mkdtemp()}/log"
main(run)
