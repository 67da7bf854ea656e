"""Scripts carry the table and walk the same batches as the engine."""

import numpy as np
import pytest

from experiment import decode, run
from experiment.export import LIBRARIES, code
from tests.experiment.export.cases import RUNNABLE, left_by

LINKS = (
    "data=cars&scale=standard&batch=8&run=gd+lr+0.1+at+0+0&run=adam+lr+3+batch+all+at+0+0"
    "&run=newton+at+0+0&run=adagrad+lr+10+at+0+0+batch+3+clip_norm+5&steps=20",
    "data=orings&measure=logistic&scale=standard&order=drawn&batch=5&run=momentum+lr+0.5+at+0+0"
    "&run=armijo+at+0+0&steps=20&seed=4",
    "data=outlier&measure=huber+ridge+0.1&batch=5&run=rmsprop+lr+0.1+at+1+0&steps=20&noise=0.1",
    "data=x+lambda;1+2;2+3;3+5&loss=sum((w*x-lambda)^2)&batch=2&run=gd+lr+0.01+at+0&steps=9",
)


@pytest.mark.parametrize("library", RUNNABLE)
@pytest.mark.parametrize("link", LINKS)
def test_a_script_leaves_the_path_of_its_run(link, library):
    e, problems = decode(link)
    assert not problems
    for number, path in enumerate(run(e)):
        points = left_by(code(e, number, library))
        np.testing.assert_allclose(points, path.points, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_library_gets_the_rows_of_its_batches(library):
    e, _ = decode(LINKS[0])
    script = code(e, 0, library)
    compile(script, "script.py", "exec")
    assert "generator.permutation(50)" in script
    assert ("DataLoader" in script) == (library == "pytorch")
