"""The four libraries: how each writes a point, a gradient and a loop. One row makes one exist."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from experiment.export.natives import KERAS, OPTAX, TORCH, Natives


@dataclass(frozen=True)
class Library:
    """What of a script depends on the library; {start} and {call} are filled in.

    framework  by which some look for it; empty where that is its own name
    module     what its functions are called by, see MODULES in losses/printing/python_functions.py
    autograd   lines that define `gradient(x)`; empty where the exact gradient is written out, as is
               the Hessian then; else `hessian` has the lines that define it
               {jit} compiles what is the same for every update
    native     lines of a step with the library's own optimizer, {g} the gradient; `rated` come
               before where there is a schedule
    """

    name: str
    title: str
    module: str
    imports: tuple[str, ...]
    start: str
    autograd: tuple[str, ...] = ()
    hessian: tuple[str, ...] = ()
    natives: Natives = field(default_factory=dict)
    own_start: str = ""
    making: tuple[str, ...] = ("optimizer = {call}",)
    native: tuple[str, ...] = ()
    rated: tuple[str, ...] = ()
    rate: str = "{lr}"  # what the optimizer is made with where there is a schedule
    decayed: str = "{call}"  # how coupled weight decay is put before an optimizer without any
    numbers: str = "{}"  # how numbers of Python or NumPy become the library's
    row: str = "[float(part) for part in x]"
    array: str = "torch.tensor"  # what makes a column of a table
    framework: str = ""

    @property
    def label(self) -> str:
        """Its title, and the framework beside it: "Optax (JAX)"."""
        return f"{self.title} ({self.framework})" if self.framework else self.title


NUMPY = Library(
    "numpy", "NumPy", "np",
    ("import math", "", "import numpy as np", "",
     'np.seterr(all="ignore")  # infinity is an answer here'),
    "np.array({start})",
    row="x",
    array="np.array",
)  # fmt: skip
PYTORCH = Library(
    "pytorch", "PyTorch", "torch",
    ("import math", "", "import numpy as np", "import torch", "",
     "torch.set_default_dtype(torch.float64)"),
    "torch.tensor({start})",
    (
        "def gradient(x):",
        "    x = x.detach().clone().requires_grad_()",
        "    return torch.autograd.grad(loss(*x), x)[0]",
    ),
    (
        "def hessian(x):",
        "    return torch.autograd.functional.hessian(lambda x: loss(*x), x)",
    ),
    TORCH,
    native=("x.grad = {g}", "optimizer.step()"),
    rated=('optimizer.param_groups[0]["lr"] = {lr} * factor(k)',),
    numbers="torch.tensor({})",
)  # fmt: skip
_KERAS_IMPORTS = (
    "import math",
    "import os",
    "",
    "# TensorFlow has the same optimizers, as tf.keras.optimizers.",
    "# With this backend Keras keeps float64, but for a few functions that are torch's own below.",
    'os.environ["KERAS_BACKEND"] = "torch"',
    "",
    "import keras",
    "import numpy as np",
    "import torch",
    "from keras import ops",
    "",
    'keras.config.set_floatx("float64")',
    "torch.set_default_dtype(torch.float64)",
)
_KERAS_GRADIENT = (
    "def gradient(x):  # Keras leaves derivatives to its backend",
    "    x = ops.convert_to_tensor(x).detach().clone().requires_grad_()",
    "    return torch.autograd.grad(loss(*x), x)[0]",
)
KERAS_ = Library(
    "keras", "Keras", "ops", _KERAS_IMPORTS,
    'ops.convert_to_tensor({start}, "float64")',
    _KERAS_GRADIENT,
    (
        "def hessian(x):",
        "    x = ops.convert_to_tensor(x)",
        "    return torch.autograd.functional.hessian(lambda x: loss(*x), x)",
    ),
    KERAS,
    own_start='keras.Variable({start}, dtype="float64", trainable=False)',
    native=("optimizer.apply([{g}], [x])",),
    rated=("optimizer.learning_rate = {lr} * factor(k)",),
    numbers="torch.tensor({})",
    framework="TensorFlow",
)  # fmt: skip
OPTAX_ = Library(
    "optax", "Optax", "jnp",
    ("import math", "", "import jax", "import jax.numpy as jnp", "import numpy as np",
     "import optax", "", 'jax.config.update("jax_enable_x64", True)'),
    "jnp.array({start})",
    ("gradient = {jit}(jax.grad(lambda x: loss(*x)))",),
    ("hessian = {jit}(jax.hessian(lambda x: loss(*x)))",),
    OPTAX,
    making=("optimizer = {call}", "state = optimizer.init(x)"),
    native=(
        "updates, state = optimizer.update({g}, state, x)",
        "x = optax.apply_updates(x, updates)",
    ),
    rate="lambda count: {lr} * factor(int(count))",
    array="jnp.array",
    framework="JAX",
    decayed="optax.chain(optax.add_decayed_weights({weight_decay}), {call})",
)  # fmt: skip

LIBRARIES: Mapping[str, Library] = {one.name: one for one in (NUMPY, PYTORCH, KERAS_, OPTAX_)}
