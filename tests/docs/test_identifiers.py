"""An identifier in the code that readers copy is English, in every language of the guide: hunspell, word by word."""

import pytest

from tests.docs import identifiers

pytestmark = pytest.mark.audit

# In no dictionary, and right: what each is.
SHORT = {
    "argparse": "a module of Python's",
    "args": "arguments, as Python's own documentation has them",
    "auc": "the area under the curve, a metric",
    "boto": "boto3, AWS's library",
    "config": "configuration, as the SDK's arguments have it",
    "hyperparameters": "as the API has them",
    "kms": "AWS's keys",
    "mlflow": "the service",
    "np": "numpy, as its documentation imports it",
    "sagemaker": "the service",
    "subnets": "as the API has them",
    "sys": "a module of Python's",
    "traceback": "a module of Python's",
    "uri": "as the API has it",
    "uris": "a module of the SDK's",
}
# English, although the Portuguese dictionary has a word that is spelt so: read, and each is meant in English.
SHARED = {
    "candidate",
    "candidates",
    "classes",
    "compute",
    "data",
    "delete",
    "error",
    "file",
    "files",
    "gone",
    "here",
    "id",
    "item",
    "ml",
    "os",
    "out",
    "parser",
    "pipeline",
    "pool",
    "remove",
    "response",
    "role",
    "rounds",
    "score",
    "show",
    "status",
    "step",
    "to",
    "total",
}
WHAT = {"programs": identifiers.programs, "rows": identifiers.rows, "blocks": identifiers.blocks}
LEAST = {"programs": 190, "rows": 5, "blocks": 50}  # names that each has at least, so that looking found them


@pytest.mark.parametrize("what", WHAT)
def test_every_identifier_that_readers_copy_is_english(what: str) -> None:
    found = identifiers.where(WHAT[what]())
    odd = identifiers.not_english(found, set(SHORT), SHARED)
    assert not odd, f"of {len(found)} names:" + "".join(
        f"\n{name}, in {place}: name it in English, or say in SHORT or SHARED why it is" for name, place in odd.items()
    )
    assert len(found) >= LEAST[what]


def test_no_word_that_is_let_through_is_needless() -> None:
    found = {name: place for sources in WHAT.values() for name, place in identifiers.where(sources()).items()}
    said = set(identifiers.words(found))
    assert said >= SHORT.keys() & identifiers.unknown(SHORT, "en") == SHORT.keys()
    assert said >= SHARED - identifiers.unknown(SHARED, "pt") == SHARED


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("fluxo = 1", id="bound"),
        pytest.param("REMOVER = []", id="english too, of another thing"),
        pytest.param("for salvo in []: pass", id="english too, bound by a loop"),
        pytest.param("x, x_teste = 1, 2", id="a part"),
        pytest.param("def treinar(): pass", id="a function"),
        pytest.param("def train(chave): pass", id="an argument"),
        pytest.param("import numpy as numeros", id="what an import is called"),
        pytest.param("train(fonte)", id="used only"),
        pytest.param("print(f'{tabela}')", id="inside a text"),
    ],
)
def test_a_portuguese_name_is_found_with_its_place(code: str) -> None:
    (found,) = identifiers.not_english(identifiers.where([("a.py", code)]), set(SHORT), SHARED).values()
    assert found == "a.py"


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("import numpy as np; np.zeros(s3)", id="names of libraries"),
        pytest.param("x_test = Session(bytearray(2))", id="classes and builtins"),
        pytest.param("parser.add_argument('--epocas')", id="an option stays Portuguese"),
        pytest.param("print(f'arvores={trees}')", id="and the line of a metric"),
    ],
)
def test_what_is_no_name_of_ours_is_left_alone(code: str) -> None:
    assert identifiers.not_english(identifiers.where([("a.py", code)]), set(SHORT), SHARED) == {}
