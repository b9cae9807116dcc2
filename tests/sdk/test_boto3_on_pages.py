"""The calls with boto3 that pages write out go through botocore's own model of the service; no answer is AWS's."""

import re
from typing import Any
from unittest import mock

import boto3
import pytest
from botocore.stub import Stubber
from sagemaker.serve.bedrock_model_builder import BedrockModelBuilder

from publish.languages import LANGUAGES, Language

ARN = "arn:aws:sagemaker:us-east-1:111122223333"
ANSWERS: dict[str, dict[str, dict[str, Any]]] = {
    "bedrock": {
        "create_model_customization_job": {
            "jobArn": "arn:aws:bedrock:us-east-1:111122223333:model-customization-job/a.b/abcdefghijkl"
        }
    },
    "sem-treino": {
        "converse": {
            "output": {"message": {"role": "assistant", "content": [{"text": "SIM"}]}},
            "stopReason": "end_turn",
            "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
            "metrics": {"latencyMs": 1},
        }
    },
    "notebook": {"update_space": {"SpaceArn": f"{ARN}:space/d-abcdefghijkl/meu-espaco"}},
    "so-hospedar": {
        "create_model": {"ModelArn": f"{ARN}:model/credito"},
        "create_endpoint_config": {"EndpointConfigArn": f"{ARN}:endpoint-config/credito"},
        "create_endpoint": {"EndpointArn": f"{ARN}:endpoint/credito"},
    },
}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
@pytest.mark.parametrize("page", ANSWERS)
def test_its_parameters_are_those_of_the_service(page: str, language: Language) -> None:
    text = (language.docs / "opcoes" / f"{page}.md").read_text(encoding="utf-8")
    code = next(each for each in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "boto3.client" in each)
    client = boto3.client(re.findall(r'boto3.client\("([\w-]+)"', code)[0], region_name="us-east-1")
    with Stubber(client) as stub, mock.patch.object(boto3, "client", return_value=client):
        for operation, answer in ANSWERS[page].items():
            stub.add_response(operation, answer)
        exec(re.sub(r'"<[^"]*>"', '"modelo"', code), {})
        stub.assert_no_pending_responses()


def test_what_takes_a_tuned_model_to_bedrock_is_there() -> None:
    assert callable(BedrockModelBuilder)
