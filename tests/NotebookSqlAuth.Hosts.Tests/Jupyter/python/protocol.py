"""What the protocol (5.5) says of each request, on a live kernel. Argument: tcp or ipc."""

import contextlib
import json
import sys
import time

import zmq
from checks import LIMIT, Kernel, check, main, text

TRANSPORT = sys.argv[1]
NO_COMM = "00000000-0000-0000-0000-000000000000"


def states(messages, request):
    return [m["content"]["execution_state"] for m in messages
            if m["msg_type"] == "status" and m["parent_header"].get("msg_id") == request]


def execute(kernel):
    with check("a cell's messages come in order: busy, its input, its outputs, idle"):
        request = kernel.client.execute('Console.Write("a"); display("b"); Console.Error.Write("c"); 1 + 1', allow_stdin=False)
        messages = kernel.iopub(lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "idle"
                                and m["parent_header"]["msg_id"] == request)
        kinds = [m["msg_type"] for m in messages]
        assert kinds == ["status", "execute_input", "stream", "display_data", "stream", "execute_result", "status"], kinds
        assert all(m["parent_header"]["msg_id"] == request for m in messages)
        reply = kernel.reply(request)
        assert reply["status"] == "ok" and reply["payload"] == [] and reply["user_expressions"] == {}
        assert messages[1]["content"]["execution_count"] == reply["execution_count"] == messages[5]["content"]["execution_count"]

    with check("the count rises by one where history is stored, and only there"):
        first = kernel.run("1")[0]["execution_count"]
        kernel.run("1", store_history=False)
        kernel.run("1", silent=True)
        assert kernel.run("1")[0]["execution_count"] == first + 1

    with check("a silent cell runs and shows nothing"):
        reply, outputs = kernel.run('var quiet = 5; Console.Write("x"); display("y"); quiet', silent=True)
        assert reply["status"] == "ok" and outputs == [], outputs
        assert text(kernel.run("quiet")[1], "execute_result") == "5"

    with check("user expressions are answered one by one, each with its value or its error"):
        reply, _ = kernel.run("var four = 4;", user_expressions={"good": "four * 2", "bad": "nothing", "worse": "four / (four - 4)"})
        answers = reply["user_expressions"]
        assert answers["good"]["data"]["text/plain"] == "8" and answers["good"]["status"] == "ok"
        assert answers["bad"]["status"] == "error" and answers["worse"]["ename"] == "System.DivideByZeroException", answers
        assert reply["status"] == "ok"

    with check("an error is the same in its output and in its reply"):
        reply, outputs = kernel.run('throw new InvalidOperationException("wrong");')
        error = {k: outputs[-1]["content"][k] for k in ("ename", "evalue", "traceback")}
        assert outputs[-1]["msg_type"] == "error" and error == {k: reply[k] for k in error}
        assert error["ename"] == "System.InvalidOperationException" and error["evalue"] == "wrong"

    with check("what is queued behind a failing cell is aborted, and what comes later runs"):
        requests = [kernel.client.execute(code, allow_stdin=False) for code in
                    ('System.Threading.Thread.Sleep(300); throw new Exception("first");', "var aborted = 1;", "2")]
        replies = [reply["status"] for reply in kernel.replies(*requests)]
        assert replies == ["error", "aborted", "aborted"], replies
        assert kernel.run("aborted")[0]["ename"] == "CompilationError"

    with check("with stop_on_error off the queue goes on"):
        requests = [kernel.client.execute(code, allow_stdin=False, stop_on_error=False) for code in
                    ('System.Threading.Thread.Sleep(200); throw new Exception("first");', "3")]
        assert [reply["status"] for reply in kernel.replies(*requests)] == ["error", "ok"]

    with check("a cell of a lone half of a surrogate pair is refused, and printing one does no harm"):
        reply = kernel.ask("execute_request", {"code": "1"})
        assert reply["status"] == "ok"
        reply, outputs = kernel.run(r'Console.Write("a\ud83d"); Console.Write("\ude00b"); display("\ud83dx");')
        assert text(outputs) == "a\U0001f600b" and text(outputs, "display_data") == "\ufffdx", outputs

    with check("a malformed execute request is answered with an error, and the kernel goes on"):
        assert kernel.ask("execute_request", {"code": 5})["status"] == "error"
        assert kernel.ask("execute_request", {})["status"] == "error"
        assert kernel.run("1")[0]["status"] == "ok"


def displays(kernel):
    with check("a display is updated under its id, from a later cell too"):
        _, shown = kernel.run('var shown = display("one");')
        kernel.client.execute('shown.Update("two");', allow_stdin=False)
        updated = kernel.iopub(lambda m: m["msg_type"] == "update_display_data")[-1]
        assert shown[0]["content"]["transient"]["display_id"] == updated["content"]["transient"]["display_id"]
        assert updated["content"]["data"]["text/plain"] == "two"

    with check("markup is shown as markup beside plain text"):
        _, outputs = kernel.run('display(HTML("<i>x</i>"));')
        assert outputs[0]["content"]["data"]["text/html"] == "<i>x</i>" and "text/plain" in outputs[0]["content"]["data"]

    with check("outputs are taken away, at once or with the next one"):
        _, outputs = kernel.run('Console.Write("a"); ClearOutput(); Console.Write("b"); ClearOutput(wait: true); Console.Write("c");')
        assert [m["msg_type"] for m in outputs] == ["stream", "clear_output", "stream", "clear_output", "stream"]
        assert [m["content"]["wait"] for m in outputs if m["msg_type"] == "clear_output"] == [False, True]

    with check("what a thread prints after its cell keeps that cell as its parent"):
        request = kernel.client.execute(
            'var late = System.Threading.Tasks.Task.Run(async () => { await System.Threading.Tasks.Task.Delay(400); Console.Write("late"); });',
            allow_stdin=False)
        kernel.finish(request)
        other, _ = kernel.run("1")
        messages = kernel.iopub(lambda m: m["msg_type"] == "stream")
        assert messages[-1]["content"]["text"] == "late" and messages[-1]["parent_header"]["msg_id"] == request


def stdin(kernel):
    with check("a cell asks for a line and gets it"):
        reply, outputs = kernel.run('Console.Write("name? "); var name = Console.ReadLine(); Console.Write("hello " + name);', answers=["Ada"])
        assert reply["status"] == "ok", reply
        asked = [m for m in outputs if m["msg_type"] == "input_request"]
        assert len(asked) == 1 and asked[0]["content"]["password"] is False and text(outputs).endswith("hello Ada"), outputs

    with check("a cell asks for a secret, which the page hides, and shows no more than dots"):
        reply, outputs = kernel.run('var secret = await Kernel.GetPasswordAsync("key: "); display(secret); secret.GetClearTextPassword().Length', answers=["hidden"])
        asked = [m["content"] for m in outputs if m["msg_type"] == "input_request"]
        assert asked == [{"prompt": "key: ", "password": True}], (reply, asked)
        assert "hidden" not in str(outputs) and text(outputs, "execute_result") == "6"

    with check("without allow_stdin a question is an error that says so"):
        reply, _ = kernel.run("Console.ReadLine()", allow_stdin=False)
        assert reply["status"] == "error" and "allow_stdin" in reply["evalue"], reply

    with check("an answer that nobody asked for is not the answer to the next question"):
        kernel.client.input("stale")
        time.sleep(0.3)
        reply, outputs = kernel.run("Console.ReadLine()", answers=["fresh"])
        assert text(outputs, "execute_result") == "fresh", outputs

    with check("an answer that is no text is not taken, and the next one is"):
        request = kernel.client.execute("Console.ReadLine()", allow_stdin=True)
        kernel.client.get_stdin_msg(timeout=30)
        session = kernel.client.session
        pack, session.pack = session.pack, lambda part: json.dumps(part, default=str).encode()
        kernel.client.input("\ud83d")
        session.pack = pack
        kernel.client.input("whole")
        assert kernel.reply(request)["status"] == "ok"

    with check("metadata that is no text of a package's is nobody's, and the cell runs"):
        session = kernel.client.session
        message = session.msg("execute_request", {"code": "40 + 2", "silent": False}, metadata={"notebook_sql_auth": {"key": "\ud83d", "folder": "/"}})
        pack, session.pack = session.pack, lambda part: json.dumps(part, default=str).encode()
        kernel.client.shell_channel.send(message)
        session.pack = pack
        assert text(kernel.finish(message["header"]["msg_id"])[1], "execute_result") == "42"

    with check("a question of a thread ends with its cell, and the next cell's is asked"):
        for wait in (0, 500):
            request = kernel.client.execute(f'''new System.Threading.Thread(() =>
                {{
                    System.Threading.Thread.Sleep({wait});
                    try {{ Console.ReadLine(); }} catch (Exception error) {{ Console.Write("refused: " + error.Message); }}
                }}).Start();
                System.Threading.Thread.Sleep(250);''', allow_stdin=True)
            if wait == 0:
                kernel.client.get_stdin_msg(timeout=30)
            assert kernel.reply(request)["status"] == "ok"
            said = kernel.iopub(lambda m: m["msg_type"] == "stream" and "refused" in m["content"]["text"])[-1]
            assert "the cell that started it has ended" in said["content"]["text"], said
            assert text(kernel.run("Console.ReadLine()", answers=["mine"])[1], "execute_result") == "mine"

    with check("an interrupt takes a question back"):
        request = kernel.client.execute("Console.ReadLine()", allow_stdin=True)
        kernel.client.get_stdin_msg(timeout=30)
        kernel.interrupt()
        assert kernel.reply(request)["status"] == "error"
        assert kernel.run("1")[0]["status"] == "ok"


def beside(kernel):
    request = kernel.begin('Console.WriteLine("begun"); await System.Threading.Tasks.Task.Delay(120000);')
    with check("kernel_info is answered on both channels while a cell runs"):
        for channel in ("control", "shell"):
            reply = kernel.ask("kernel_info_request", {}, channel=channel, patience=10)
            assert reply["protocol_version"] == "5.5" and "kernel subshells" in reply["supported_features"]

    with check("editors' questions are answered while a cell runs"):
        assert kernel.ask("complete_request", {"code": "Console.WriteLi", "cursor_pos": 15}, patience=20)["matches"] == ["WriteLine"]
        assert kernel.ask("inspect_request", {"code": "Console", "cursor_pos": 7, "detail_level": 0}, patience=20)["found"] is True
        assert kernel.ask("is_complete_request", {"code": "1 +"}, patience=20)["status"] == "incomplete"
        assert kernel.ask("history_request", {"hist_access_type": "tail", "n": 1, "output": False, "raw": True}, patience=10)["status"] == "ok"
        assert kernel.ask("comm_info_request", {}, patience=10)["comms"] == {}

    with check("after such an answer the kernel is said to be busy again, for its cell"):
        kernel.iopub(lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "busy" and m["parent_header"]["msg_id"] == request)

    with check("an interrupt ends the cell with an error, and it is idle last"):
        assert kernel.interrupt()["status"] == "ok"
        assert kernel.reply(request)["status"] == "error"
        messages = kernel.iopub(lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "idle" and m["parent_header"]["msg_id"] == request)
        assert any(m["msg_type"] == "error" for m in messages)

    with check("an interrupt while nothing runs is answered and harms nothing"):
        assert kernel.interrupt()["status"] == "ok"
        assert kernel.run("1")[0]["status"] == "ok"

    with check("an interrupt aborts what is queued behind its cell"):
        request = kernel.begin('Console.WriteLine("begun"); await System.Threading.Tasks.Task.Delay(120000);')
        queued = [kernel.client.execute("1", allow_stdin=False) for _ in range(3)]
        kernel.interrupt()
        assert [reply["status"] for reply in kernel.replies(request, *queued)] == ["error"] + ["aborted"] * 3


def editors(kernel):
    with check("positions count code points, not UTF-16 units"):
        code = '/* \U0001f600\U0001f600 */ Console.WriteLi'
        reply = kernel.ask("complete_request", {"code": code, "cursor_pos": len(code)})
        assert reply["matches"] == ["WriteLine"] and code[reply["cursor_start"]:reply["cursor_end"]] == "WriteLi", reply

    with check("each completion has a type for the page"):
        reply = kernel.ask("complete_request", {"code": "#!aad-", "cursor_pos": 6})
        typed = reply["metadata"]["_jupyter_types_experimental"]
        assert [t["text"] for t in typed] == reply["matches"] and all(t["type"] and t["start"] == 0 and t["end"] == 6 for t in typed)

    with check("inspecting nothing is found to be nothing"):
        reply = kernel.ask("inspect_request", {"code": "  ", "cursor_pos": 1, "detail_level": 1})
        assert reply["status"] == "ok" and reply["found"] is False and reply["data"] == {}

    with check("an unfinished cell asks for more with the next line's indent"):
        assert isinstance(kernel.ask("is_complete_request", {"code": "if (true) {"})["indent"], str)

    with check("a cursor beyond the cell and a malformed question do no harm"):
        assert kernel.ask("complete_request", {"code": "Cons", "cursor_pos": 4000})["status"] == "ok"
        assert kernel.ask("complete_request", {"code": ["no"]})["status"] == "error"
        assert kernel.ask("complete_request", {"code": "Cons", "cursor_pos": -3})["status"] == "ok"

    with check("history has every kind of access, and unknown ones are refused"):
        for code in ('"h1"', '"h2"', '"h2"'):
            kernel.run(code)
        ask = lambda **how: kernel.ask("history_request", {"raw": True, "output": False, **how})["history"]
        tail = ask(hist_access_type="tail", n=3)
        assert [h[2] for h in tail] == ['"h1"', '"h2"', '"h2"'], tail
        line = tail[0][1]
        assert [h[2] for h in ask(hist_access_type="range", session=0, start=line, stop=line + 2)] == ['"h1"', '"h2"']
        assert ask(hist_access_type="range", session=-1, start=1, stop=5) == []
        assert [h[2] for h in ask(hist_access_type="search", pattern='"h?"', unique=True)] == ['"h1"', '"h2"']
        assert ask(hist_access_type="search", pattern='"h?"', n=1)[0][1] == line + 2
        assert kernel.ask("history_request", {"raw": True, "output": True, "hist_access_type": "tail", "n": 1})["history"][0][2] == ['"h2"', "h2"]
        assert kernel.ask("history_request", {"hist_access_type": "other"})["status"] == "error"


def comms(kernel):
    def send(kind, content):
        message = kernel.client.session.msg(kind, content)
        kernel.client.shell_channel.send(message)
        return message["header"]["msg_id"]

    with check("a comm to an unknown target is closed"):
        request = send("comm_open", {"comm_id": NO_COMM, "target_name": "nobody", "data": {}})
        closed = kernel.iopub(lambda m: m["msg_type"] == "comm_close")[-1]
        assert closed["content"]["comm_id"] == NO_COMM and closed["parent_header"]["msg_id"] == request

    with check("a comm to a target that a cell registered talks both ways, also while a cell runs"):
        kernel.run('''NotebookSqlAuth.Kernel.Jupyter.Comms.CommTargets.Register("echo", (comm, opened) =>
        {
            comm.Send(new { hello = opened.GetProperty("name").GetString() });
            comm.MessageReceived += (_, message) => { Console.Write("heard"); comm.Send(new { back = message.Data.GetProperty("n").GetInt32() + 1 }); };
            comm.Closed += (_, _) => Console.Write("closed");
        });''')
        cell = kernel.begin('Console.WriteLine("begun"); await System.Threading.Tasks.Task.Delay(120000);')
        send("comm_open", {"comm_id": "c1", "target_name": "echo", "data": {"name": "page"}})
        assert kernel.iopub(lambda m: m["msg_type"] == "comm_msg", 15)[-1]["content"] == {"comm_id": "c1", "data": {"hello": "page"}}
        request = send("comm_msg", {"comm_id": "c1", "data": {"n": 41}})
        messages = kernel.iopub(lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "idle"
                                and m["parent_header"]["msg_id"] == request, 15)
        assert [m["content"]["data"]["back"] for m in messages if m["msg_type"] == "comm_msg"] == [42]
        assert [m["content"]["text"] for m in messages if m["msg_type"] == "stream"] == ["heard"]
        assert kernel.ask("comm_info_request", {"target_name": "echo"})["comms"] == {"c1": {"target_name": "echo"}}
        assert kernel.ask("comm_info_request", {"target_name": "other"})["comms"] == {}
        send("comm_close", {"comm_id": "c1", "data": {}})
        kernel.iopub(lambda m: m["msg_type"] == "stream" and m["content"]["text"] == "closed", 15)
        assert kernel.ask("comm_info_request", {})["comms"] == {}
        kernel.interrupt()
        kernel.finish(cell)

    with check("a comm's handler that does not end keeps nobody else waiting, and an interrupt ends it"):
        kernel.run('''NotebookSqlAuth.Kernel.Jupyter.Comms.CommTargets.Register("stuck", (comm, opened) =>
        {
            Console.WriteLine("begun");
            if (opened.GetProperty("how").GetString() == "loop") { while (true) { } }
            System.Threading.Thread.Sleep(600_000);
        });''')
        for how in ("sleep", "loop"):
            request = send("comm_open", {"comm_id": how, "target_name": "stuck", "data": {"how": how}})
            kernel.iopub(lambda m: m["msg_type"] == "stream" and "begun" in m["content"]["text"], 15)
            assert kernel.ask("kernel_info_request", {}, patience=10)["status"] == "ok"
            assert kernel.ask("history_request", {"hist_access_type": "tail", "n": 1, "output": False, "raw": True}, patience=10)["status"] == "ok"
            assert text(kernel.run("40 + 2", patience=20)[1], "execute_result") == "42"
            started = time.monotonic()
            kernel.interrupt()
            messages = kernel.iopub(lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "idle"
                                    and m["parent_header"].get("msg_id") == request, 15)
            assert time.monotonic() - started < LIMIT, how
            errors = [m["content"] for m in messages if m["msg_type"] == "error"]
            assert [error["evalue"] for error in errors] == ["The cell was stopped."], messages
        send("comm_open", {"comm_id": "c2", "target_name": "echo", "data": {"name": "after"}})
        assert kernel.iopub(lambda m: m["msg_type"] == "comm_msg", 15)[-1]["content"]["data"] == {"hello": "after"}

    with check("a comm that a cell opens appears on the page"):
        _, outputs = kernel.run('NotebookSqlAuth.Kernel.Jupyter.Comms.CommTargets.OpenOnPage("page.target", new { a = 1 });', patience=20)
        opened = [m for m in outputs if m["msg_type"] == "comm_open"]
        assert len(opened) == 1 and opened[0]["content"]["target_name"] == "page.target" and opened[0]["content"]["data"] == {"a": 1}, outputs


def subshells(kernel):
    with check("subshells are made, listed, used and deleted"):
        made = kernel.ask("create_subshell_request", {}, channel="control")["subshell_id"]
        other = kernel.ask("create_subshell_request", {}, channel="control")["subshell_id"]
        assert set(kernel.ask("list_subshell_request", {}, channel="control")["subshell_id"]) == {made, other}
        assert kernel.ask("execute_request", {"code": "var fromSubshell = 1;"}, subshell=made)["status"] == "ok"
        assert text(kernel.run("fromSubshell")[1], "execute_result") == "1"
        assert kernel.ask("delete_subshell_request", {"subshell_id": made}, channel="control")["status"] == "ok"
        assert kernel.ask("delete_subshell_request", {"subshell_id": made}, channel="control")["status"] == "error"
        assert kernel.ask("list_subshell_request", {}, channel="control")["subshell_id"] == [other]
        assert kernel.ask("execute_request", {"code": "1"}, subshell=made)["status"] == "error"

    with check("a subshell answers completion and kernel_info while the main shell's cell runs"):
        made = kernel.ask("create_subshell_request", {}, channel="control")["subshell_id"]
        cell = kernel.begin('Console.WriteLine("begun"); await System.Threading.Tasks.Task.Delay(120000);')
        assert kernel.ask("complete_request", {"code": "#!aad-", "cursor_pos": 6}, subshell=made, patience=20)["matches"]
        kernel.interrupt()
        kernel.finish(cell)

    with check("a failure aborts its own shell's queue and not another's"):
        made = kernel.ask("create_subshell_request", {}, channel="control")["subshell_id"]
        failing = kernel.client.execute('System.Threading.Thread.Sleep(500); throw new Exception("x");', allow_stdin=False)
        aborted = kernel.client.execute("8", allow_stdin=False)
        other = kernel.client.session.msg("execute_request", {"code": "7"})
        other["header"]["subshell_id"] = made
        kernel.client.shell_channel.send(other)
        replies = kernel.replies(failing, aborted, other["header"]["msg_id"])
        assert [reply["status"] for reply in replies] == ["error", "aborted", "ok"], replies


def sockets(kernel):
    with check("each new subscriber is welcomed on its own topic, whoever else has it"):
        info = kernel.manager.get_connection_info()
        address = f"tcp://{info['ip']}:{info['iopub_port']}" if TRANSPORT == "tcp" else f"ipc://{info['ip']}-{info['iopub_port']}"
        with contextlib.ExitStack() as subscribers:
            for _ in range(2):
                subscriber = subscribers.enter_context(zmq.Context.instance().socket(zmq.SUB))
                subscriber.connect(address)
                subscriber.subscribe(b"status")
                assert subscriber.poll(10000), "no welcome"
                frames = subscriber.recv_multipart()
                session = kernel.client.session.clone()
                message = session.deserialize(session.feed_identities(frames)[1])
                assert frames[0] == b"status" and message["msg_type"] == "iopub_welcome"
                assert message["content"] == {"subscription": "status"} and message["parent_header"] == {}

    with check("the heart beats while a cell runs"):
        cell = kernel.begin('Console.WriteLine("begun"); while (true) { await System.Threading.Tasks.Task.Yield(); }')
        info = kernel.manager.get_connection_info()
        heart = zmq.Context.instance().socket(zmq.REQ)
        heart.connect(f"tcp://{info['ip']}:{info['hb_port']}" if TRANSPORT == "tcp" else f"ipc://{info['ip']}-{info['hb_port']}")
        for _ in range(20):
            heart.send(b"beat")
            assert heart.poll(3000) and heart.recv() == b"beat"
        heart.close()
        kernel.interrupt()
        kernel.finish(cell)

    with check("connect_request names the ports"):
        assert kernel.ask("connect_request", {})["shell_port"] == kernel.manager.shell_port

    with check("a type that nobody knows is dropped"):
        kernel.client.shell_channel.send(kernel.client.session.msg("nonesuch_request", {}))
        assert kernel.run("1")[0]["status"] == "ok"


def ends(kernel):
    with check("a restart gives a new kernel that counts from one"):
        kernel.run("var old = 1;")
        kernel.manager.restart_kernel(now=False)
        kernel.client.wait_for_ready(timeout=60)
        reply, _ = kernel.run("1")
        assert reply["execution_count"] == 1, reply
        assert kernel.run("old")[0]["ename"] == "CompilationError"

    with check("a shutdown is answered on control and told on iopub, and the process ends with 0"):
        process = kernel.manager.provisioner.process
        reply = kernel.ask("shutdown_request", {"restart": False}, channel="control", patience=5)
        started = time.monotonic()
        assert reply == {"status": "ok", "restart": False}, reply
        told = kernel.iopub(lambda m: m["msg_type"] == "shutdown_reply", 5)[-1]
        assert told["content"]["restart"] is False
        assert process.wait(timeout=10) == 0
        print(f"note: ended {time.monotonic() - started:.2f} s after its reply", flush=True)


def run():
    kernel = Kernel(transport=TRANSPORT)
    kernel.run("1")
    for part in (execute, displays, stdin, beside, editors, comms, subshells, sockets, ends):
        part(kernel)
    kernel.client.stop_channels()


main(run)
