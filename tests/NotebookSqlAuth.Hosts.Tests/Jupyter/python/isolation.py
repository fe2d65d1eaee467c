"""Two kernels of one user share nothing."""

from checks import Kernel, check, main, text


def run():
    one, two = Kernel("notebook-sql-sandbox"), Kernel("notebook-sql-sandbox")
    with check("variables are each kernel's own"):
        one.run("var mine = 1;")
        assert two.run("mine")[0]["ename"] == "CompilationError"

    with check("history, counts and comms are each kernel's own"):
        one.run('NotebookSqlAuth.Kernel.Jupyter.Comms.CommTargets.Register("t", (comm, data) => { });')
        ask = {"raw": True, "output": False, "hist_access_type": "tail", "n": 100}
        assert "var mine = 1;" in [entry[2] for entry in one.ask("history_request", ask)["history"]]
        assert [entry[2] for entry in two.ask("history_request", ask)["history"]] == ["mine"]

    with check("a sign-in and a connection in one are unknown in the other"):
        assert one.run("#!aad-login", patience=90)[0]["status"] == "ok"
        assert one.run("#!sql-connect", patience=90)[0]["status"] == "ok"
        assert two.run("#!sql-connect")[0]["ename"] == "NSA2101"
        assert two.run("#!sql-query\nSELECT 1")[0]["ename"] == "NSA2101"

    with check("each has a sandbox of its own"):
        server = 'Environment.GetEnvironmentVariable("NOTEBOOKSQLAUTH_SERVER")'
        first, second = (text(kernel.run(server)[1], "execute_result") for kernel in (one, two))
        assert first.startswith("localhost,") and second.startswith("localhost,") and first != second, (first, second)

    with check("an interrupt and an end of one leave the other alone"):
        request = two.begin('Console.WriteLine("begun"); await System.Threading.Tasks.Task.Delay(3000); Console.Write("done");')
        one.interrupt()
        one.close()
        assert two.finish(request)[0]["status"] == "ok"
    two.close()


main(run)
