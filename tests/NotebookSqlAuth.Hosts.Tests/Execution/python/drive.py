"""Drives a live kernel through jupyter_client: reads steps as JSON from standard input, writes what came of each.

A step is {"code", "stop": the text that has to be shown before the stop (or ""), "delay": seconds after it, "answer": a line for stdin}.
"""
import json
import os
import sys
import time

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec


class Manager(KernelManager):
    @property
    def kernel_spec(self):
        argv = ["dotnet", sys.argv[1], "kernel", "{connection_file}", *sys.argv[2:]]
        return KernelSpec(argv=argv, display_name="tested", language="csharp", interrupt_mode="message")


class Step:
    def __init__(self, asked, ident):
        self.asked = asked
        self.ident = ident
        self.text = ""
        self.outputs = []
        self.error = None
        self.seconds = None

    def take(self, message):
        content = message["content"]
        kind = message["msg_type"]
        if kind == "stream":
            self.text += content["text"]
        elif kind in ("display_data", "execute_result", "update_display_data", "clear_output"):
            self.outputs.append({"kind": kind, "data": content.get("data", {})})
            self.text += content.get("data", {}).get("text/plain", "")
        elif kind == "error":
            self.error = {"name": content["ename"], "message": content["evalue"]}

    def to_json(self):
        return {"text": self.text, "outputs": self.outputs, "error": self.error, "seconds": self.seconds}


def main():
    asked = json.load(sys.stdin)
    manager = Manager()
    manager.start_kernel(cwd=os.getcwd())
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    steps = []
    try:
        for each in asked:
            steps.append(run(manager, client, each, steps))
    finally:
        print(json.dumps({"alive": manager.is_alive(), "steps": [step.to_json() for step in steps]}))
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(manager, client, asked, earlier):
    step = Step(asked, client.execute(asked["code"], allow_stdin="answer" in asked, stop_on_error=False))
    by_ident = {other.ident: other for other in [*earlier, step]}
    stopped = None
    shown = None
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and manager.is_alive():
        if "stop" in asked and stopped is None:
            if shown is None and asked["stop"] in step.text:
                shown = time.monotonic()
            if shown is not None and time.monotonic() - shown >= asked.get("delay", 0):
                stopped = time.monotonic()
                manager.interrupt_kernel()
        try:
            if "answer" in asked and client.stdin_channel.msg_ready():
                client.get_stdin_msg(timeout=1)
                client.input(asked["answer"])
            message = client.get_iopub_msg(timeout=0.005 if stopped is None else 0.5)
        except Exception:  # noqa: BLE001 - queue.Empty, under more than one name
            continue
        parent = by_ident.get(message["parent_header"].get("msg_id"))
        if parent is None:
            continue
        parent.take(message)
        if parent is step and message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            step.seconds = time.monotonic() - stopped if stopped is not None else 0
            return step
    return step


main()
