"""CloudFormation takes the templates that readers download: cfn-lint, which has its schemas, finds nothing in them.

It looks at actions and resources too, by AWS's own lists. One template of each kind here, all of them in `make audit`.
"""

from pathlib import Path

import pytest
from cfnlint import ManualArgs, lint_by_config

from publish.pages import permissions, template

PUBLISHED = permissions.published()
# A role that passes itself on, models of AWS's, no role.
KINDS = ("automl", "ajuste-serverless", "canvas-desligar")


def linted(text: str, folder: Path) -> list[str]:
    """What cfn-lint says about a template, in a Region that has every kind of resource."""
    file = folder / "template.yaml"
    file.write_text(text, encoding="utf-8")
    found = lint_by_config(ManualArgs(templates=[str(file)], regions=["us-east-1"]))
    return [f"{each.rule.id}: {each.message[:200]}" for each in found]


@pytest.mark.parametrize(
    "place", [pytest.param(name, marks=[] if name in KINDS else pytest.mark.audit) for name in PUBLISHED]
)
def test_cloudformation_takes_a_template(place: str, tmp_path: Path) -> None:
    assert linted(template.template(PUBLISHED[place], "permissões"), tmp_path) == []


@pytest.mark.parametrize(("right", "wrong"), [("s3:PutObject", "s3:PutObjectt"), ("Ref: ExecutionRole", "Ref: X")])
def test_what_is_wrong_in_a_template_is_found(right: str, wrong: str, tmp_path: Path) -> None:
    text = template.template(PUBLISHED["modo-script"], "permissões")
    assert right in text
    assert linted(text.replace(right, wrong), tmp_path) != []
