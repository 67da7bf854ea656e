"""The lines under the picture: how the runs ended, how their rates were chosen."""

from experiment import decode, tune
from optimizers import RULES
from tests.visiting import checked, opened, player, shown
from ui.panels import verdicts

LINK = "loss=rosenbrock&run=adam+lr+0.1&run=gd+lr+0.001&steps=30&step=12"


def test_a_sentence_that_begins_with_its_word_does_not_say_it_twice() -> None:
    assert verdicts._with_word("diverged", "Diverged: the loss overflows.") == (
        "<em>Diverged</em>: the loss overflows."
    )
    assert verdicts._with_word("converged", "Reached (0, 0).") == (
        "<em>Converged:</em> reached (0, 0)."
    )


def test_a_diverging_run_is_a_verdict() -> None:
    app = opened("loss=x^4-2x^2%2Bx&run=gd+lr+0.8+at+0.1&steps=8")
    verdicts = "".join(block.body for block in app.get("html"))
    assert "iverge" in verdicts
    player(app)


def test_one_click_makes_the_learning_rates_alike_or_the_rules_own() -> None:
    app = opened(LINK)
    checked(app.button(key="same-rate").click().run())
    assert [one.rate for one in shown(app).runs] == [0.1, 0.1]
    checked(app.button(key="default-rates").click().run())
    own = [RULES[one.rule].defaults["lr"] for one in shown(app).runs]
    assert [one.rate for one in shown(app).runs] == own


def test_one_click_tunes_every_run_on_the_loss() -> None:
    app = opened(LINK)
    checked(app.button(key="tune").click().run())
    assert shown(app) == tune(decode(LINK)[0])
    assert "each tuned on this loss" in "".join(b.body for b in app.get("html"))
    assert app.button(key="tune")
