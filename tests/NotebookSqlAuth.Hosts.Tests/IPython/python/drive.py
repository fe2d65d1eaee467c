"""Drives a real ipykernel as a front end does: commands as JSON lines in, the kernel's messages as JSON lines out."""

import itertools
import json
import queue
import sys
import threading

from jupyter_client.manager import KernelManager


def say(**line):
    print(json.dumps(line, default=str), flush=True)


def commands():
    lines = queue.Queue()

    def read():
        for line in sys.stdin:
            lines.put(json.loads(line))
        lines.put({"do": "shutdown"})

    threading.Thread(target=read, daemon=True).start()
    return lines


def received(get):
    try:
        return get(timeout=0.02)
    except queue.Empty:
        return None


def main():
    manager = KernelManager(kernel_name="python3")
    # The kernel runs on what runs this: Debian's Python, or a virtual environment's.
    manager.kernel_spec.argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager.start_kernel(cwd=sys.argv[1])
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    say(type="ready", content={"pid": manager.provisioner.pid})
    waiting, request, reply, idle = commands(), None, None, False
    answers = []
    while True:
        try:
            command = waiting.get_nowait() if request is None or not waiting.empty() else None
        except queue.Empty:
            command = waiting.get()
        if command is not None:
            do = command["do"]
            if do == "run":
                answers = command["answers"]
                reply, idle = None, False
                request = client.execute(command["code"], allow_stdin=command["allow_stdin"], stop_on_error=False)
            elif do == "interrupt":
                manager.interrupt_kernel()
            elif do == "shutdown":
                client.stop_channels()
                manager.shutdown_kernel()
                return
        # A flood of outputs must not keep a command waiting.
        for message in itertools.islice(iter(lambda: received(client.get_iopub_msg), None), 100):
            if message["parent_header"].get("msg_id") == request:
                idle |= message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
                say(type=message["msg_type"], content=message["content"])
        question = received(client.get_stdin_msg)
        if question is not None:
            say(type="input_request", content=question["content"])
            client.input(answers.pop(0))
        answer = received(client.get_shell_msg)
        if answer is not None and answer["parent_header"].get("msg_id") == request:
            reply = answer["content"]
        if reply is not None and idle:
            say(type="done", content=reply)
            request = reply = None


main()
