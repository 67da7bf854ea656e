"""`python -m experiment study FILE.toml --out DIR`: run a study, or go on with it, and report it.

Killed at any moment and run again, it goes on where it was. The exit status is 2 where the study
cannot be, and 1 where it could not be finished.
"""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from experiment.study import columns, report, result
from experiment.study.fields import StudyError
from experiment.study.plan import Study
from experiment.study.pools import PoolError, computed
from experiment.study.progress import Progress, duration, trial
from experiment.study.read_study import read_file
from experiment.study.store import Store
from experiment.study.tasks import tasks
from experiment.study.words import losses
from language.wording import counted

EPILOG = "Example: python -m experiment study studies/catalogue.toml --out study"
MAX_WORKERS = 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit status."""
    options = _parser().parse_args(arguments)
    try:
        study = read_file(options.file)
        store = None if options.dry_run else Store(options.out, study)
        _announce(study, options.workers, options.cluster)
        if store is None:
            return 0
        _compute(study, store, options.workers, options.cluster)
        _conclude(study, store, options.format)
    except StudyError as error:
        print(error, file=sys.stderr)
        return 2
    except PoolError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped; run the same again to go on.", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m experiment study", description=__doc__, epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("file", type=Path, metavar="FILE", help="the study, a TOML file")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where results go")
    parser.add_argument(
        "--workers", type=_workers, default=os.cpu_count() or 1, metavar="N",
        help="processes on this machine; by default one for each core",
    )  # fmt: skip
    parser.add_argument(
        "--cluster", default="", metavar="ADDRESS",
        help="compute on Dask: tcp://host:port of a scheduler, or local",
    )  # fmt: skip
    parser.add_argument("--format", choices=columns.FORMATS, default="csv", help="of the rows")
    parser.add_argument("--dry-run", action="store_true", help="say how much it is, and stop")
    return parser


def _workers(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= MAX_WORKERS:
        raise argparse.ArgumentTypeError(f"it must be a whole number from 1 to {MAX_WORKERS:,}.")
    return int(word)


def _announce(study: Study, workers: int, cluster: str) -> None:
    """Say what is asked for, and how long that takes."""
    count = sum(1 for _ in tasks(study))
    cost = sum(task.cost for task in tasks(study))
    alone = cost * trial(tasks(study), count, time.process_time)
    where = f", {duration(alone / workers)} on {workers}" if workers > 1 else ""
    where = ", on a cluster as many times less as it has cores" if "://" in cluster else where
    whole = f"{losses(len(study.losses))}, {counted(len(study.methods), 'rule')}"
    print(
        f"{study.title}: {whole}, {study.runs:,} runs of {study.steps:,} steps: "
        f"{study.lane_steps:,} steps in "
        f"{counted(count, 'task')}; {duration(alone)} on one core{where}.",
        file=sys.stderr,
    )


def _compute(study: Study, store: Store, workers: int, cluster: str) -> None:
    """Compute the tasks that are not there yet."""
    whole = sum(task.cost for task in tasks(study))
    left = sum(task.cost for task in tasks(study) if not store.has(task))
    if not left:
        return
    progress = Progress(sys.stderr, whole, whole - left)
    waiting = (task for task in tasks(study) if not store.has(task))
    for task, rows in computed(waiting, workers, cluster):
        store.keep(task, rows)
        progress.add(task.cost)
    progress.end()


def _conclude(study: Study, store: Store, form: str) -> None:
    """Write rows, result and report."""
    written = [columns.write(study, store.rows(tasks(study)), store.folder, form)]
    found = result.result(study, store.rows(tasks(study)))
    written += [result.write(found, store.folder), report.write(found, store.folder)]
    print(*written, sep="\n")
