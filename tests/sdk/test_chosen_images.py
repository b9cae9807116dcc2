"""The images that the rehearsal asks for on behalf of a script are ones that the SDK knows."""

import pytest
from sagemaker.core import image_uris

from rehearsal.command.image_choice import asked
from rehearsal.machine.contents import images, of_address

IDS = ["huggingface", "autogluon", "tensorflow", "pytorch", "xgboost", "sklearn"]


def test_the_images_are_these() -> None:
    assert list(images()) == IDS


@pytest.mark.parametrize("id_", IDS)
def test_an_image_has_an_address_and_is_known_by_it(id_: str) -> None:
    image = images()[id_]
    uri = image_uris.retrieve(region="us-east-1", **asked(image))
    assert image.version in uri
    found = of_address(uri)
    assert found
    assert found.id == id_
