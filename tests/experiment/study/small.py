"""Small studies that tests share."""

from experiment.study.plan import Study
from experiment.study.read_study import read_study
from experiment.study.tasks import Rows, run_task, tasks

SMALL = """
title = "Small"
steps = 60
budgets = [5, 20]
noise = 0.01
seeds = [3, 4]
rates = { from = 0.01, to = 1, per_decade = 2 }
rules = ["gd", { rule = "adam", dials = { beta1 = [0.8, 0.9], amsgrad = [false, true] } }]
losses = [
  "x^2",
  { loss = "a x^2 + y^2", where = { a = 4 }, starts = { grid = 3 } },
  { data = "cars", scale = "standard", batch = 8, starts = [[1, 2], [3, 4]] },
]
"""


def small() -> Study:
    """Return a study of three losses, two rules, five rates and two seeds."""
    return read_study(SMALL)


def all_rows(study: Study) -> list[Rows]:
    """Return the rows of every task."""
    return [run_task(task) for task in tasks(study)]
