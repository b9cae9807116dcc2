"""Token words around a snippet: how far it ran, what it printed, what AWS receives and who may."""

import re
from typing import Any

import pytest

from publish.languages import LANGUAGES
from publish.pages.snippet_section import Snippet, behind, section, whole
from tests.tokens import labels

WORDS = labels()
FIGURE = re.compile(
    r'<figure class="measured on-screen" data-metric="(?P<of>\w+)"><svg .*?</svg><figcaption>snippets\.curve count=4'
    r" first=(?P<first>\S+) last=(?P<last>\S+) name=(?P=of)</figcaption></figure>"
)
DAY = '<time datetime="2026-11-22">22 de novembro de 2026</time>'
ALL = "sagemaker <sdk>, boto3 <boto3>, botocore <botocore>, moto <moto>, Python <python>"
VERSIONS = {"boto3": "<boto3>", "botocore": "<botocore>", "moto": "<moto>", "python": "<python>"}
RESULT: dict[str, Any] = {
    "degree": "treinou-aqui",
    "stand_ins": ["moto", "no-network"],
    "score": {"name": "<name>", "value": 0.75},
    "curves": {"perda": [3.0, 2.0, 1.5, 1.25], "erro": [0.5, 0.5, 0.5, 0.125]},
    "sdk": "<sdk>",
    "versions": VERSIONS,
    "date": "2026-11-22",
    "output": "<output>\n",
    "requests": [
        {"operation": "CreateFirst", "parameters": {"sent": "first"}},
        {"operation": "CreateSecond", "parameters": {"sent": "second"}},
    ],
    "permissions": {
        "trust": {"policy": "trust"},
        "role": {"policy": "role"},
        "caller": {"policy": "caller"},
        "beyond": ["Part.Of", "Other.Part"],
    },
}

SECTION = """\
<div class="snippet" data-snippet="oi" data-degree="treinou-aqui" markdown>

=== "lancar.py"

    ``` { .python title="oi/lancar.py" }
    --8<-- "oi/lancar.py"
    ```

=== "codigo/Dockerfile"

    ``` { .dockerfile title="oi/codigo/Dockerfile" }
    --8<-- "oi/codigo/Dockerfile"
    ```


[snippets.download file=oi.zip](/trechos/oi.zip){ .download download="" }

!!! success "snippets.how_far: degrees.treinou-aqui"

    snippets.real library=SDK snippets.run date=<day> versions=<all> snippets.score name=<name> value=0,75

    snippets.stand_ins

    - stand_ins.moto;
    - stand_ins.no-network.

    snippets.rehearse `ensaio oi`

<curve perda 3,000 1,250>

<curve erro 0,500 0,125>

??? example "snippets.output"

    ```text
    <output>
    ```

</div>
"""

BEHIND = """\
<div class="behind" data-behind="oi" markdown>

??? example on-screen "snippets.received: CreateFirst, CreateSecond"

    snippets.received_checked

    **CreateFirst**

    ```json
    {
      "sent": "first"
    }
    ```

    **CreateSecond**

    ```json
    {
      "sent": "second"
    }
    ```

??? example on-screen "snippets.permissions"

    snippets.permissions_computed

    snippets.permissions_simulate

    snippets.permissions_beyond: `Part.Of`, `Other.Part`.
    {: .beside-policies }

    **snippets.permissions_caller**

    ```json
    {
      "policy": "caller"
    }
    ```

    **snippets.permissions_role**

    ```json
    {
      "policy": "role"
    }
    ```

    **snippets.permissions_trust**

    ```json
    {
      "policy": "trust"
    }
    ```

    permissions.take [caller.json](/permissoes/oi/caller.json){ download="" }, \
[role.json](/permissoes/oi/role.json){ download="" }, [template.yaml](/permissoes/oi/template.yaml){ download="" }.

</div>
"""

ALMOST_NOTHING = """\
<div class="snippet" data-snippet="oi" data-degree="{degree}" markdown>

``` {{ .python title="oi.py" }}
--8<-- "oi.py"
```

[snippets.download file=oi.py](/trechos/oi.py){{ .download download="" }}

!!! {kind} "snippets.how_far: degrees.{degree}"

    {said} snippets.run date=<day> versions=<all>

    snippets.rehearse `ensaio oi`


</div>
"""


def said(result: dict[str, Any]) -> str:
    """The section of a snippet of two files; a curve is what it is of, its first value and its last."""
    shown = section(Snippet("oi", ("oi/lancar.py", "oi/codigo/Dockerfile"), result), WORDS, LANGUAGES[0])
    return FIGURE.sub(r"<curve \g<of> \g<first> \g<last>>", shown)


def test_a_snippet_shows_each_thing_that_its_run_left_under_its_own_title() -> None:
    assert said(RESULT) == SECTION.replace("<day>", DAY).replace("<all>", ALL)


def test_behind_a_snippet_stands_each_thing_that_aws_is_asked_for_under_its_own_title() -> None:
    assert behind(Snippet("oi", ("oi.py",), RESULT), WORDS) == BEHIND


def test_all_of_a_snippet_is_itself_and_what_stands_behind_it() -> None:
    snippet = Snippet("oi", ("oi.py",), RESULT)
    parts = (section(snippet, WORDS, LANGUAGES[0]), behind(snippet, WORDS))
    assert whole(snippet, WORDS, LANGUAGES[0]) == "\n".join(parts)


@pytest.mark.parametrize(
    ("degree", "kind", "said"),
    [
        ("treinou-aqui", "success", "snippets.real library=SDK"),
        ("requisicao-conferida", "info", "snippets.checked"),
    ],
)
def test_how_far_a_snippet_ran_is_said_in_the_words_of_that_degree(degree: str, kind: str, said: str) -> None:
    result = {
        "degree": degree,
        "stand_ins": [],
        "sdk": "<sdk>",
        "versions": VERSIONS,
        "date": "2026-11-22",
        "output": "",
        "requests": [],
    }
    expected = ALMOST_NOTHING.format(degree=degree, kind=kind, said=said)
    assert section(Snippet("oi", ("oi.py",), result), WORDS, LANGUAGES[0]) == expected.replace("<day>", DAY).replace(
        "<all>", ALL
    )


def test_a_snippet_without_the_sdk_is_told_with_boto3_and_its_version() -> None:
    result = {key: value for key, value in RESULT.items() if key != "sdk"} | {"boto3": "<boto3>"}
    told = SECTION.replace("<day>", DAY).replace("<all>", ALL)
    assert said(result) == told.replace("sagemaker <sdk>, ", "").replace("library=SDK", "library=boto3")


def test_a_snippet_that_passes_no_role_on_says_nothing_of_how_the_sdk_checks_one() -> None:
    result = {**RESULT, "output": "", "requests": [], "permissions": {"caller": {"policy": "caller"}}}
    _, told = behind(Snippet("oi", ("oi.py",), result), WORDS).split("snippets.permissions_computed")
    assert [line for line in told.split() if line.startswith("**")] == ["**snippets.permissions_caller**"]
    assert "snippets.permissions_simulate" not in told


def test_names_of_the_example_in_the_policies_are_said_to_be_to_replace() -> None:
    policies = {"caller": {"Resource": "arn:aws:s3:::sagemaker-us-east-1-111122223333"}}
    text = behind(Snippet("oi", ("oi.py",), {**RESULT, "permissions": policies}), WORDS)
    named = {"us-east-1": "Region", "111122223333": "AWS-AccountId", "sagemaker-us-east-1-111122223333": "Bucket"}
    said = "; ".join(f"`{name}` (permissions.{key})" for name, key in named.items())
    assert f"    permissions.put_in {said}.\n" in text
