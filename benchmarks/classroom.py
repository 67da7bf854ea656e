"""What visitors wait when many are there: `python benchmarks/classroom.py [--visitors 100] ...`.

Starts a server, ages it with visitors who come, change something and go, then holds a class: every
visitor changes a learning rate every few seconds. A wait is the time from sending the change to the
end of the script run that answers it. Speaks Streamlit's own protocol, of the installed version.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from hand import spent  # this and the next are this folder's
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from player import started

LINK = (
    "loss=rosenbrock&run=gd+lr+0.001+at+-1.5+2&run=adagrad+lr+0.5+at+-1.5+2"
    "&run=rmsprop+lr+0.02+at+-1.5+2&run=adam+lr+{:.4f}+at+-1.5+2&steps=200"
)
TOGETHER = 8  # visitors of those who age the server that are there at the same time
LONGEST = 120.0  # seconds until an answer counts as missing


class Visitor:
    """One browser, as far as the server can tell."""

    def __init__(self, socket: ClientConnection, rng: random.Random) -> None:
        self.socket, self.rng = socket, rng

    async def change(self) -> float:
        """Ask for another learning rate; return the seconds until the page is complete."""
        message = BackMsg()
        message.rerun_script.query_string = LINK.format(self.rng.uniform(0.01, 0.5))
        message.rerun_script.context_info.timezone = "UTC"
        begin = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(LONGEST):
            while not finished(await self.socket.recv()):
                pass
        return time.perf_counter() - begin


def finished(data: str | bytes) -> bool:
    """Say whether a message ends a script run. Raises RuntimeError where it shows an error."""
    message = ForwardMsg()
    message.ParseFromString(data if isinstance(data, bytes) else data.encode())
    if message.delta.new_element.HasField("exception"):
        raise RuntimeError(message.delta.new_element.exception.message)
    return message.WhichOneof("type") == "script_finished"


def visit(address: str) -> connect:
    """Return the connection of one visitor."""
    place = address.replace("http", "ws", 1) + "/_stcore/stream"
    return connect(place, subprotocols=["streamlit"], max_size=None, origin=address)


async def age(address: str, count: int) -> None:
    """Let so many visitors come, change something and go."""
    turns = asyncio.Semaphore(TOGETHER)

    async def one(number: int) -> None:
        async with turns, visit(address) as socket:
            visitor = Visitor(socket, random.Random(number))
            await visitor.change()
            await visitor.change()

    await asyncio.gather(*map(one, range(count)))


async def hold(address: str, options: argparse.Namespace) -> tuple[list[float], list[str]]:
    """Hold a class; return the seconds of every wait, and what went wrong."""
    waits, failures = [], []

    async def one(number: int) -> None:
        rng = random.Random(-1 - number)
        await asyncio.sleep(rng.random() * options.arriving)
        try:
            async with visit(address) as socket:
                visitor = Visitor(socket, rng)
                await visitor.change()
                end = time.perf_counter() + options.seconds
                await asyncio.sleep(rng.random() * options.every)
                while time.perf_counter() < end:
                    waits.append(await visitor.change())
                    await asyncio.sleep(options.every)
        except (OSError, RuntimeError, TimeoutError) as error:
            failures.append(f"{type(error).__name__}: {error}")

    await asyncio.gather(*map(one, range(options.visitors)))
    return waits, failures


def megabytes(process: int) -> float:
    """Return the memory that a process holds."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def share(values: Sequence[float], part: float) -> float:
    """Return the value that such a part of all does not exceed, in milliseconds."""
    return 1_000 * sorted(values)[min(len(values) - 1, int(part * len(values)))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=100, help="in the class")
    parser.add_argument("--aged", type=int, default=500, help="who were there before")
    parser.add_argument("--every", type=float, default=5.0, help="seconds between two changes")
    parser.add_argument("--seconds", type=float, default=60.0, help="that the class lasts")
    parser.add_argument("--arriving", type=float, default=10.0, help="seconds until all are there")
    options = parser.parse_args(arguments)
    with started() as (address, process):
        asyncio.run(age(address, 1))
        before = megabytes(process)
        asyncio.run(age(address, options.aged))
        aged = megabytes(process)
        before_class = spent(process)
        waits, failures = asyncio.run(hold(address, options))
        cost = (spent(process) - before_class) / (len(waits) + options.visitors)
    print(f"{options.aged} came and went: {aged - before:.0f} MB more than after the first")
    half, most, worst = (share(waits, part) for part in (0.5, 0.95, 1))
    print(f"{options.visitors} visitors, {len(waits)} changes, {cost:.0f} ms of CPU a change")
    print(f"median {half:.0f} ms, 95 of 100 within {most:.0f} ms, worst {worst:.0f} ms")
    for failure in sorted(set(failures)):
        print(f"{failures.count(failure)} times: {failure}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
