"""A line of code breaks where one reads on, and its text stays as it was written."""

import pytest
from lxml import html

from publish.site.breaks import ROOM, settled


def whole(option: str) -> str:
    return f'<span class="whole">{option}</span>'


def in_cell(code: str) -> str:
    """A page that has a name in a table beside another."""
    return f"<div data-rosetta='import'><table><tr><td><code>{code}</code></td></tr></table></div>"


@pytest.mark.parametrize(
    ("code", "left"),
    [
        pytest.param("--data", whole("--data"), id="alone"),
        pytest.param("python -m symptoms", f"python {whole('-m')} symptoms", id="in a command"),
        pytest.param("a --x --y=1", f"a {whole('--x')} {whole('--y')}=1", id="each of several, without its value"),
        pytest.param("a.py -- --x", f"a.py {whole('--')} {whole('--x')}", id="what ends the options of a program"),
        pytest.param("<a href='?-x'>-x</a>", f"<a href='?-x'>{whole('-x')}</a>", id="outside of tags"),
        pytest.param("us-east-1 a/-b -9", "us-east-1 a/-b -9", id="no other hyphen"),
    ],
)
def test_an_option_of_a_command_stays_in_one_piece(code: str, left: str) -> None:
    assert settled(f"<p>-x <code>{code}</code></p>") == f"<p>-x <code>{left}</code></p>"


@pytest.mark.parametrize("kind", ["sh", "bash", "console", "sh not-run"])
def test_so_does_one_in_a_block_of_commands(kind: str) -> None:
    start = f'<div class="language-{kind} highlight"><span class="filename">-x</span><pre>'
    assert settled(f"{start}<code>a -x</code></pre></div>") == f"{start}<code>a {whole('-x')}</code></pre></div>"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param('<div class="language-diff highlight"><pre><code>-x</code></pre></div>', id="a change"),
        pytest.param("<pre>a <code>b -x</code></pre>", id="another block"),
        pytest.param("<td><code>sagemaker.estimator.Estimator</code></td>", id="a name on another page"),
        pytest.param(in_cell("x" * 30), id="a name of one part"),
        pytest.param(in_cell("sagemaker.train"), id="a short name"),
    ],
)
def test_what_reads_well_stays_as_it_is(page: str) -> None:
    assert settled(page) == page


@pytest.mark.parametrize(
    ("name", "left"),
    [
        pytest.param("sagemaker.core.payloads", "sagemaker.core.<wbr>payloads", id="after a dot"),
        pytest.param("distribution_config=Compute(a)", "distribution_<wbr>config=Compute(a)", id="after an underscore"),
        pytest.param("HyperparameterTunerConfig", "Hyperparameter<wbr>TunerConfig", id="before a capital"),
        pytest.param("import sagemaker.estimator.A", "import sagemaker.<wbr>estimator.A", id="each word by itself"),
    ],
)
def test_a_name_beside_another_breaks_between_its_parts(name: str, left: str) -> None:
    assert settled(in_cell(name)) == in_cell(left)


def test_no_part_of_a_name_is_longer_than_there_is_room_for() -> None:
    page = settled(in_cell("ModelTrainer(stopping_condition=StoppingCondition(max_runtime_in_seconds=3600))"))
    code = html.fragment_fromstring(page).find(".//code")
    assert max(map(len, code.itertext())) <= ROOM


@pytest.mark.parametrize("code", ["ensaio a.py --report b.json -- --alfa 0.001", "image_uris.retrieve('pytorch-x')"])
def test_nothing_is_added_to_what_is_copied(code: str) -> None:
    assert html.fragment_fromstring(settled(in_cell(code))).text_content() == code
