"""Large and many outputs: nothing is lost, and the kernel answers meanwhile. Argument: tcp or ipc."""

import sys
import time

from checks import Kernel, check, main, memory, text


def run():
    kernel = Kernel(transport=sys.argv[1])
    kernel.run("1")
    with check("100,000 printed lines arrive, all and in order, in few messages"):
        started = time.monotonic()
        _, outputs = kernel.run('for (var i = 0; i < 100_000; i++) { Console.WriteLine($"line {i}"); }', patience=120)
        took = time.monotonic() - started
        assert text(outputs) == "".join(f"line {i}\n" for i in range(100_000))
        assert len(outputs) < 400, len(outputs)
        print(f"note: {took:.2f} s, {len(outputs)} messages", flush=True)

    with check("two streams in turns keep their order"):
        _, outputs = kernel.run('for (var i = 0; i < 2_000; i++) { Console.Write("o"); Console.Error.Write("e"); }', patience=120)
        assert "".join(m["content"]["text"] for m in outputs) == "oe" * 2000

    with check("a 50 MB display arrives whole, and the kernel answers meanwhile"):
        request = kernel.client.execute('display(HTML(new string(\'x\', 50_000_000)));', allow_stdin=False)
        assert kernel.ask("kernel_info_request", {}, channel="control", patience=20)["status"] == "ok"
        _, outputs = shown(kernel, request)
        assert len(outputs) == 1 and len(outputs[0]["content"]["data"]["text/html"]) == 50_000_000

    with check("1,000 updates of one display arrive, all and in order"):
        _, outputs = kernel.run('var bar = display(0); for (var i = 1; i <= 1_000; i++) { bar.Update(i); }', patience=120)
        values = [m["content"]["data"]["text/plain"] for m in outputs]
        assert values == [str(i) for i in range(1001)], values[:5]
        assert len({m["content"]["transient"]["display_id"] for m in outputs}) == 1

    with check("a second front end that reads nothing holds nobody up"):
        idle = kernel.connect()
        _, outputs = kernel.run('for (var i = 0; i < 50_000; i++) { Console.WriteLine("0123456789012345678901234567890123456789"); }', patience=120)
        assert len(text(outputs)) == 50_000 * 41
        idle.stop_channels()

    print(f"note: {memory(kernel.pid):.0f} MiB at most", flush=True)
    kernel.close()


def shown(kernel, request):
    """The reply went by while the other channel was asked; the outputs are still to come."""
    messages = kernel.iopub(lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "idle"
                            and m["parent_header"]["msg_id"] == request, 120)
    return None, [m for m in messages if m["msg_type"] == "display_data"]


main(run)
