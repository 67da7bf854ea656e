"""The letters of the rules' formulas, each with its name among the values of an update."""

from optimizers.formulas.formula import Number, Symbol

ONE = Number("1")

# What every update has.
x = Symbol("x", "x")
g = Symbol("g", "g")
t = Symbol("t", "t")
eta = Symbol("eta", r"\eta")
rate = Symbol("rate", r"\alpha")
point = Symbol("point", "x_k")
following = Symbol("following", "x_{k+1}")
step = Symbol("step", r"\Delta x")

# Dials, under their names.
beta1 = Symbol("beta1", r"\beta_1")
beta2 = Symbol("beta2", r"\beta_2")
rho = Symbol("rho", r"\rho")
momentum = Symbol("momentum", r"\mu")
dampening = Symbol("dampening", r"\tau")
eps = Symbol("eps", r"\epsilon")
eps_root = Symbol("eps_root", r"\epsilon_r")
lr_decay = Symbol("lr_decay", r"\gamma")
weight_decay = Symbol("weight_decay", r"\lambda")
momentum_decay = Symbol("momentum_decay", r"\psi")
threshold = Symbol("threshold", r"\rho_{\min}")

# States and what is derived from them.
m = Symbol("m", "m")
v = Symbol("v", "v")
s = Symbol("s", "s")
a = Symbol("a", "a")
b = Symbol("b", "b")
c = Symbol("c", "c")
d = Symbol("d", "d")
u = Symbol("u", "u")
r = Symbol("r", "r")
m_hat = Symbol("m_hat", r"\hat m")
v_hat = Symbol("v_hat", r"\hat v")
s_hat = Symbol("s_hat", r"\hat s")
m_bar = Symbol("m_bar", r"\bar m")
v_max = Symbol("v_max", r"v_{\max}")
mu = Symbol("mu", r"\mu_t")
mu_next = Symbol("mu_next", r"\mu_{t+1}")
length = Symbol("length", r"\rho_t")
full_length = Symbol("full_length", r"\rho_\infty")
