"""nbclient runs a notebook of ours unchanged in the sandbox kernel; its outputs equal those of `run`. Arguments: the notebooks."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from checks import check, main
from nbclient import NotebookClient

# What is another's in each run: times, ports, codes, ids of sessions, operations, displays and files.
OWN = [
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?( ?[-+]\d\d:?\d\d|Z)?( UTC)?", "<moment>"),
    (r"\b\d\d?:\d\d(:\d\d)?(\.\d+)?\b", "<time>"),
    (r"\d[\d.,]*\s?(ms|s|seconds?|minutes?|min)\b", "<duration>"),
    (r"localhost([:,])\d+", r"localhost\1<port>"),
    (r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", "<id>"),
    (r"\b[0-9a-f]{32}\b", "<id>"),
    (r"\b[0-9A-Z]{9}\b", "<code>"),
    (r"session \d+", "session <number>"),
]


def own_removed(text):
    for pattern, name in OWN:
        text = re.sub(pattern, name, text)
    return text


def outputs_of(cell):
    """A cell's outputs with what is theirs in every run; neighbouring pieces of one stream are one."""
    outputs = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream" and outputs and outputs[-1][:2] == ("stream", output.name):
            outputs[-1] = ("stream", output.name, outputs[-1][2] + output.text)
        elif output.output_type == "stream":
            outputs.append(("stream", output.name, output.text))
        elif output.output_type == "error":
            outputs.append(("error", output.ename, output.evalue, list(output.traceback)))
        else:
            outputs.append((output.output_type, {kind: str(form) for kind, form in sorted(output.data.items())}))
    return own_removed(repr(outputs))


def run():
    for path in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / path.name
            shutil.copy(path, copy)
            headless = subprocess.run(
                ["dotnet", os.environ["NSA_TOOL"], "run", str(copy), "--sandbox", "--output", f"{folder}/run.ipynb"],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            expected = nbformat.read(f"{folder}/run.ipynb", 4)
            live = nbformat.read(copy, 4)
            with check(f"{path.name} runs in both"):
                assert headless.returncode == 0, headless.stdout[-800:]
                NotebookClient(live, timeout=180, kernel_name="notebook-sql-sandbox", resources={"metadata": {"path": folder}}).execute()
            pairs = [(one, other) for one, other in zip(expected.cells, live.cells) if one.cell_type == "code"]
            assert len(pairs) > 3
            for number, (one, other) in enumerate(pairs, 1):
                with check(f"{path.name}, cell {number}: the same outputs and the same count"):
                    assert one.execution_count == other.execution_count, (one.execution_count, other.execution_count)
                    left, right = outputs_of(one), outputs_of(other)
                    at = next((i for i, pair in enumerate(zip(left, right)) if pair[0] != pair[1]), min(len(left), len(right)))
                    assert left == right, f"at {at}: run `{left[max(0, at - 60):at + 120]}`, kernel `{right[max(0, at - 60):at + 120]}`"


main(run)
