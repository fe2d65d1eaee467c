"""Asks a kernel what an editor asks: requests as lines of JSON on standard input, what came of each on standard output.

{"do": "run", "code"} runs a cell to its end; {"do": "begin", "code"} starts one that prints `begun`, {"do": "stop"} stops it;
{"do": "ask", "kind", "content"} sends any request and gives its reply's content.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "Jupyter" / "python"))

from checks import Kernel  # noqa: E402


def answers(kernel):
    running = None
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "run":
            yield kernel.run(asked["code"])[0]
        elif asked["do"] == "begin":
            running = kernel.begin(asked["code"])
            yield {"status": "ok"}
        elif asked["do"] == "stop":
            kernel.interrupt()
            yield kernel.finish(running)[0]
        else:
            yield kernel.ask(asked["kind"], asked["content"])


def main():
    kernel = Kernel("notebook-sql-sandbox")
    try:
        for answer in answers(kernel):
            print(json.dumps(answer), flush=True)
    finally:
        kernel.close()


main()
