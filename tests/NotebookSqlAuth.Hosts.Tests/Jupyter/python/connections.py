"""Connection files of every kind, written by hand: CURVE, no key, IPv6, localhost."""

import contextlib
import json
import os
import socket
import subprocess
import tempfile

import zmq
from checks import check, main
from jupyter_client.session import Session

NAMES = ("shell", "control", "stdin", "iopub", "hb")


def free_ports(host="127.0.0.1"):
    with contextlib.ExitStack() as held:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        sockets = [held.enter_context(socket.socket(family)) for _ in NAMES]
        for each in sockets:
            each.bind((host, 0))
        return [each.getsockname()[1] for each in sockets]


@contextlib.contextmanager
def kernel(ip="127.0.0.1", key="secret", **more):
    folder = tempfile.mkdtemp(prefix="k")
    ports = dict(zip((f"{name}_port" for name in NAMES), free_ports("::1" if ip == "::1" else "127.0.0.1")))
    connection = {"transport": "tcp", "ip": ip, "key": key, "signature_scheme": "hmac-sha256", **ports, **more}
    with open(f"{folder}/c.json", "w") as file:
        json.dump(connection, file)
    process = subprocess.Popen(["dotnet", os.environ["NSA_TOOL"], "kernel", f"{folder}/c.json"])
    try:
        yield connection
    finally:
        process.terminate()
        assert process.wait(timeout=15) == 0


def request(connection, kind, content, seconds=30, **options):
    """Sends one request on shell over a socket with these options; the reply, or None where none comes."""
    session = Session(key=connection["key"].encode(), signature_scheme="hmac-sha256")
    host = f"[{connection['ip']}]" if ":" in connection["ip"] else connection["ip"]
    with zmq.Context.instance().socket(zmq.DEALER) as shell:
        shell.linger = 0
        # A server that refuses the client's key before this sends takes the pipe away, and sending would wait for another.
        shell.sndtimeo = seconds * 1000
        for name, value in options.items():
            setattr(shell, name, value)
        shell.connect(f"tcp://{host}:{connection['shell_port']}")
        try:
            session.send(shell, session.msg(kind, content))
        except zmq.Again:
            return None
        return session.recv(shell, mode=0)[1]["content"] if shell.poll(seconds * 1000) else None


def client_keys(server):
    public, secret = zmq.curve_keypair()
    return {"curve_publickey": public, "curve_secretkey": secret, "curve_serverkey": server}


def run():
    with check("CURVE: a client with the kernel's public key runs cells, also large ones"):
        public, secret = zmq.curve_keypair()
        with kernel(curve_publickey=public.decode(), curve_secretkey=secret.decode()) as connection:
            reply = request(connection, "execute_request", {"code": "/*" + "x" * 3_000_000 + "*/ 1"}, seconds=60, **client_keys(public))
            assert reply["status"] == "ok", reply
            with zmq.Context.instance().socket(zmq.SUB) as subscriber:
                for name, value in client_keys(public).items():
                    setattr(subscriber, name, value)
                subscriber.connect(f"tcp://127.0.0.1:{connection['iopub_port']}")
                subscriber.subscribe(b"")
                assert subscriber.poll(10_000)

            with check("CURVE: without it, or with another's key, there is no answer"):
                other, _ = zmq.curve_keypair()
                assert request(connection, "kernel_info_request", {}, seconds=2) is None
                assert request(connection, "kernel_info_request", {}, seconds=2, **client_keys(other)) is None
                assert request(connection, "kernel_info_request", {}, **client_keys(public))["status"] == "ok"

    with check("without a key messages are taken unsigned, each time"):
        with kernel(key="") as connection:
            assert request(connection, "kernel_info_request", {})["status"] == "ok"
            assert request(connection, "kernel_info_request", {})["status"] == "ok"

    with check("localhost by name"):
        with kernel(ip="localhost") as connection:
            assert request(connection, "kernel_info_request", {})["status"] == "ok"

    if socket.has_ipv6 and os.path.exists("/proc/net/if_inet6"):
        with check("loopback over IPv6"):
            with kernel(ip="::1") as connection:
                assert request(connection, "kernel_info_request", {}, ipv6=True)["status"] == "ok"


main(run)
