"""The same rows to the last bit on one core, on two, and on Dask, whatever dies on the way."""

import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from experiment.study import pools
from experiment.study import tasks as module
from experiment.study.pools import PoolError, check_workers, computed, here, versions
from experiment.study.read_study import read_study
from experiment.study.tasks import Task, tasks
from tests.experiment.study.small import SMALL


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """Return a study in many small tasks."""
    monkeypatch.setattr(module, "TASK", 100_000)
    found = list(tasks(read_study(SMALL.replace("steps = 60", "steps = 400"))))
    assert len(found) > 12
    return found


@pytest.fixture
def expected(pieces: list[Task]) -> bytes:
    return joined(here(pieces))


def joined(results: Any) -> bytes:
    """Return all rows as bytes, in the order of their tasks, each of which must come once."""
    found = [(task.number, rows) for task, rows in results]
    assert sorted(number for number, _ in found) == list(range(len(found)))
    return b"".join(rows.tobytes() for _, rows in sorted(found, key=lambda pair: pair[0]))


def test_two_cores_give_the_rows_of_one_and_take_no_more_tasks_than_they_need(
    pieces: list[Task], expected: bytes
) -> None:
    taken = 0

    def counting() -> Iterator[Task]:
        nonlocal taken
        for task in pieces:
            taken += 1
            yield task

    results = computed(counting(), 2)
    first = [next(results)]
    assert taken <= 2 * pools.AHEAD
    assert joined([*first, *results]) == expected
    assert joined(computed(iter(pieces), 1)) == expected


def dying(task: Task) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_worker_that_dies_is_one_sentence(
    pieces: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pools, "run_task", dying)
    with pytest.raises(PoolError) as refused:
        list(computed(iter(pieces), 2))
    assert str(refused.value) == (
        "A worker ended early, perhaps for want of memory; run the same again to go on."
    )


def peak(task: Task) -> tuple[int, int]:
    """Return how many rows a task gave, and the most memory that its process ever had, in bytes."""
    rows = len(module.run_task(task))
    status = Path("/proc/self/status")
    if status.exists():  # on Linux the usage of resources begins with that of the parent
        return rows, 1024 * int(status.read_text().split("VmHWM:")[1].split()[0])
    return rows, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_the_memory_of_a_worker_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The largest tasks that there are: many lanes, many steps, a long table."""
    study = read_study(
        'steps = 400\nstarts = {grid = 40}\nrules = ["adam"]\nrates = [0.01, 0.1, 1]\n'
        'losses = ["x^2 + y^2 + x", {data = "galton"}]'
    )
    few = {task.blocks[-1].objective.name: task for task in tasks(study)}
    monkeypatch.setattr(pools, "run_task", peak)
    short = [Task(n, task.shared, task.blocks[:2]) for n, task in enumerate(few.values())]
    most = max(found[1] for _, found in computed(iter(short), 2))  # type: ignore[misc]
    assert 50e6 < most < 500e6


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Yield a Dask cluster of two workers."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(2, threads_per_worker=1, dashboard_address=None) as found:
        yield found


def test_dask_gives_the_rows_of_one_core(pieces: list[Task], expected: bytes, cluster: Any) -> None:
    assert joined(computed(iter(pieces), cluster=cluster.scheduler_address)) == expected


def test_a_dask_worker_that_is_killed_costs_time_only(
    pieces: list[Task], expected: bytes, cluster: Any
) -> None:
    pids = [worker.pid for worker in cluster.workers.values()]
    results = computed(iter(pieces), cluster=cluster.scheduler_address)
    first = [next(results)]
    os.kill(pids[0], signal.SIGKILL)
    assert joined([*first, *results]) == expected
    assert pids[0] not in [worker.pid for worker in cluster.workers.values()]


def settings(task: Task) -> tuple[bool, str | None]:
    """Return whether this worker profiles itself, and when it gives memory back."""
    from dask import config  # noqa: PLC0415 - need not be installed

    profiled = config.get("distributed.worker.profile.enabled")
    return profiled, os.environ.get("MALLOC_TRIM_THRESHOLD_")


def test_the_workers_of_a_local_cluster_do_nothing_but_their_tasks(
    pieces: list[Task], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.delenv("MALLOC_TRIM_THRESHOLD_", raising=False)
    monkeypatch.setattr(pools, "run_task", settings)
    found = [told for _, told in computed(iter(pieces[:2]), 1, "local")]
    assert found == [(False, None)] * 2


def test_a_cluster_that_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(pools, "TIMEOUT", 0.5)
    with pytest.raises(PoolError) as refused:
        list(computed(iter(()), cluster="tcp://127.0.0.1:9"))
    assert str(refused.value) == "There is no Dask scheduler at tcp://127.0.0.1:9."


def test_without_dask_the_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(PoolError) as refused:
        list(computed(iter(()), cluster="local"))
    assert str(refused.value) == (
        "Dask is not installed; `pip install -r requirements-cluster.txt` brings it."
    )


class Elsewhere:
    """A client whose workers have another NumPy, or lack this project."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def submit(self, function: Any, pure: bool) -> Any:
        return self

    def result(self, timeout: float) -> tuple[str, ...]:
        if self.error:
            raise self.error
        return versions()

    def run(self, function: Any) -> dict[str, tuple[str, ...]]:
        return {"a": versions(), "b": ("1.0", *versions()[1:])}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (None, "The workers have other versions of NumPy or SymPy than this machine."),
        (
            ModuleNotFoundError(),
            "The workers do not find this project; start them in its folder, with its packages.",
        ),
        (TimeoutError(), "The cluster has no worker that answers within a minute."),
    ],
)
def test_workers_that_would_give_other_rows_are_refused(
    error: Exception | None, sentence: str
) -> None:
    with pytest.raises(PoolError) as refused:
        check_workers(Elsewhere(error))
    assert str(refused.value) == sentence
    assert versions()[0] == np.__version__
