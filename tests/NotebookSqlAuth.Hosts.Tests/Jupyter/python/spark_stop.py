"""A Spark job is stopped by the notebook's stop button. Argument: the address of a Spark Connect server with two cores."""

import sys
import time

from checks import Kernel, check, main, stopped, works

# 10^14 rows, on both cores of the server, for days. Spark looks whether it is to stop each thousand rows.
ENDLESS = "SELECT sum(id % 7) AS s FROM range(0, 100000000000000, 1, 2)"


def run():
    kernel = Kernel("notebook-sql")
    kernel.run("var kept = 42;")
    with check("a session is opened"):
        reply, outputs = kernel.run(f"#!spark-connect --address {sys.argv[1]}", patience=120)
        assert reply["status"] == "ok", outputs
        # A server's first query takes it seconds to plan; what is tested is a job that runs.
        reply, outputs = kernel.run(f"#!spark-sql\n{ENDLESS.replace('100000000000000', '1000')}", patience=120)
        assert reply["status"] == "ok", outputs

    for number in range(2):
        with check(f"a Spark job is stopped, on the server too, and its session goes on: {number}"):
            request = kernel.client.execute(f"#!spark-sql\n{ENDLESS}", allow_stdin=False)
            kernel.iopub(lambda m: m["msg_type"] == "status" and m["parent_header"].get("msg_id") == request)
            # The first time at work on it, the second time at its start.
            time.sleep(3 if number == 0 else 0.1)
            took, _ = stopped(kernel, request)
            print(f"note: a Spark job: {took:.2f} s", flush=True)
            works(kernel)
            # Each of its tasks needs a core, which a job that went on would still hold.
            reply, outputs = kernel.run("#!spark-sql\nSELECT count(*) AS n FROM range(0, 100, 1, 4)", patience=30)
            assert reply["status"] == "ok" and "100" in str(outputs), outputs
    kernel.close()


main(run)
