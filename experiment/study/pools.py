"""Where tasks are computed: here, on this machine's cores, or on a Dask cluster.

Each takes the tasks as fast as it needs them and yields their rows as they come, so that no more
than a few of them are held at a time, however large the study is.
"""

import itertools
import multiprocessing
import os
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from importlib.metadata import version
from typing import Any

from experiment.study.tasks import Rows, Task, run_task
from language.errors import Refusal

AHEAD = 3  # tasks that wait for each worker
TIMEOUT = 10  # seconds until a scheduler must have answered
DEATHS = 10  # workers that may die under one task before it is taken to be its fault
# Unless told not to, Dask's workers profile themselves a hundred times a second, and give memory
# back to the system that NumPy's next operation asks for again: a quarter of their time.
LEAN: dict[str, Any] = {
    "distributed.worker.profile.enabled": False,
    "distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None,  # left as it is
}
Results = Iterator[tuple[Task, Rows]]


class PoolError(Refusal):
    """Tasks that cannot be computed; one sentence."""


def computed(some: Iterable[Task], workers: int = 1, cluster: str = "") -> Results:
    """Yield each task with its rows, in any order. Raises PoolError.

    workers   how many processes, for a `cluster` of "local", too
    cluster   address of a Dask scheduler; empty for none
    """
    if cluster:
        return on_dask(some, workers, cluster)
    return here(some) if workers == 1 else on_cores(some, workers)


def here(some: Iterable[Task]) -> Results:
    """Compute in this process."""
    return ((task, run_task(task)) for task in some)


def on_cores(some: Iterable[Task], workers: int) -> Results:
    """Compute in processes of their own, which end with this one."""
    spawned = multiprocessing.get_context("spawn")  # as on every system; forks inherit threads
    with ProcessPoolExecutor(workers, spawned, initializer=_end_with_parent) as executor:
        waiting: dict[Future[Rows], Task] = {}
        queue = iter(some)
        try:
            while True:
                for task in itertools.islice(queue, workers * AHEAD - len(waiting)):
                    waiting[executor.submit(run_task, task)] = task
                if not waiting:
                    return
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield waiting.pop(future), future.result()
        except BrokenProcessPool:
            raise PoolError(
                "A worker ended early, perhaps for want of memory; run the same again to go on."
            ) from None
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _end_with_parent() -> None:
    """Let this process end when its parent does, even when that is killed."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def on_dask(some: Iterable[Task], workers: int, cluster: str) -> Results:
    """Compute on a Dask cluster; a task whose worker dies is given to another one."""
    try:
        from dask import config  # noqa: PLC0415 - optional, as the two below
        from distributed import Client, LocalCluster  # noqa: PLC0415
        from distributed import wait as wait_for  # noqa: PLC0415
    except ImportError:
        raise PoolError(
            "Dask is not installed; `pip install -r requirements-cluster.txt` brings it."
        ) from None
    with ExitStack() as stack:
        # A worker that dies is no fault of its task.
        stack.enter_context(config.set({"distributed.scheduler.allowed-failures": DEATHS}))
        if cluster == "local":
            stack.enter_context(config.set(LEAN))  # nannies hand it to their workers
            cluster = stack.enter_context(
                LocalCluster(workers, threads_per_worker=1, dashboard_address="127.0.0.1:0")
            ).scheduler_address
        try:
            client = stack.enter_context(Client(cluster, timeout=TIMEOUT))
        except (OSError, ValueError):
            raise PoolError(f"There is no Dask scheduler at {cluster}.") from None
        check_workers(client)
        waiting: dict[Any, Task] = {}
        queue = iter(some)
        while True:
            room = max(2, len(client.nthreads())) * AHEAD - len(waiting)
            for task in itertools.islice(queue, max(0, room)):
                waiting[client.submit(run_task, task, pure=False)] = task
            if not waiting:
                return
            for future in wait_for([*waiting], return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future.result()


def versions() -> tuple[str, ...]:
    """Return the versions on which the bits of rows rest."""
    return tuple(version(name) for name in ("numpy", "sympy"))


def check_workers(client: Any) -> None:
    """Raise PoolError where workers lack this project, or compute with other libraries."""
    try:
        found = client.submit(versions, pure=False).result(timeout=60)
        others = set(client.run(versions).values())
    except ModuleNotFoundError:
        raise PoolError(
            "The workers do not find this project; start them in its folder, with its packages."
        ) from None
    except TimeoutError:
        raise PoolError("The cluster has no worker that answers within a minute.") from None
    if others | {found} != {versions()}:
        raise PoolError("The workers have other versions of NumPy or SymPy than this machine.")
