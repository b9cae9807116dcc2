"""The environment of a training job: its folders, hosts, channels and hyperparameters.

SAGEMAKER_BASE_DIR names another folder than /opt/ml.
"""

import json
import logging
import os
from collections.abc import Iterator, Mapping
from typing import Any

from . import mapping

base_dir = os.environ.get("SAGEMAKER_BASE_DIR", "/opt/ml")
code_dir = f"{base_dir}/code"
model_dir = f"{base_dir}/model"
input_dir = f"{base_dir}/input"
input_config_dir = f"{input_dir}/config"
output_dir = f"{base_dir}/output"
output_data_dir = f"{output_dir}/data"
output_intermediate_dir = f"{output_dir}/intermediate"

OF_THE_PLATFORM = "sagemaker_"
KNOWN = {  # hyperparameters that are the toolkit's own; the others of the platform are a framework's
    *("sagemaker_program", "sagemaker_submit_directory", "sagemaker_enable_cloudwatch_metrics", "sagemaker_region"),
    *("sagemaker_container_log_level", "sagemaker_job_name", "default_user_module_name", "_tuning_objective_metric"),
    "sagemaker_s3_output",
}
DISTRIBUTED = (
    *("mpi", "parameter_server", "distributed_dataparallel", "pytorch_ddp", "pytorch_xla_multi_worker"),
    *("multi_worker_mirrored_strategy", "torch_distributed"),
)


def _read(title: str) -> dict[str, Any]:
    with open(f"{input_config_dir}/{title}.json", encoding="utf-8") as file:
        read: dict[str, Any] = json.load(file)
    return read


def read_hyperparameters() -> dict[str, Any]:
    """Return the hyperparameters, each as the JSON that it is, or else as text."""
    return {name: _plain(value) for name, value in _read("hyperparameters").items()}


def _plain(value: Any) -> Any:
    try:
        return json.loads(value)
    except (ValueError, TypeError):
        return value


def read_resource_config() -> dict[str, Any]:
    """Return the hosts of the job."""
    return _read("resourceconfig")


def read_input_data_config() -> dict[str, Any]:
    """Return the channels of the job."""
    return _read("inputdataconfig")


def channel_path(channel: str) -> str:
    """Return the folder of a channel."""
    return f"{input_dir}/data/{channel}"


class Environment(Mapping[str, Any]):
    """What a script may ask about its job: each name is an attribute and a key."""

    def __init__(
        self,
        resource_config: dict[str, Any] | None = None,
        input_data_config: dict[str, Any] | None = None,
        hyperparameters: dict[str, Any] | None = None,
    ) -> None:
        resources = resource_config or read_resource_config()
        channels = input_data_config or read_input_data_config()
        given = hyperparameters or read_hyperparameters()
        own = {name: value for name, value in given.items() if name in KNOWN or name.startswith(OF_THE_PLATFORM)}
        framework = {name: value for name, value in own.items() if name not in KNOWN}
        group = resources.get("current_group_name", "homogeneousCluster")
        groups = {each["instance_group_name"]: each for each in resources.get("instance_groups", [])}
        enabled = any(framework.get(f"{OF_THE_PLATFORM}{name}_enabled") for name in DISTRIBUTED)
        distributed = framework.get("sagemaker_distribution_instance_groups", [group] if enabled else [])
        distribution_hosts = [host for name in groups if name in distributed for host in groups[name]["hosts"]]
        master = (distribution_hosts or resources["hosts"])[0]
        program = os.environ.get("SAGEMAKER_PROGRAM") or own.get("sagemaker_program")
        self._values: dict[str, Any] = {
            "additional_framework_parameters": framework,
            "channel_input_dirs": {name: channel_path(name) for name in channels},
            "current_host": resources["current_host"],
            "current_instance_group": group,
            "current_instance_group_hosts": groups.get(group, {}).get("hosts", []),
            "current_instance_type": resources.get("current_instance_type", "local"),
            "distribution_hosts": distribution_hosts,
            "distribution_instance_groups": distributed,
            "framework_module": os.environ.get("SAGEMAKER_TRAINING_MODULE"),
            "hosts": resources["hosts"],
            "hyperparameters": {name: value for name, value in given.items() if name not in own},
            "input_config_dir": input_config_dir,
            "input_data_config": channels,
            "input_dir": input_dir,
            "instance_groups": list(groups),
            "instance_groups_dict": groups,
            "is_hetero": len(groups) > 1,
            "is_master": resources["current_host"] == master,
            "is_modelparallel_enabled": None,
            "is_smddpmprun_installed": False,
            "is_smddprun_installed": False,
            "job_name": os.environ.get("TRAINING_JOB_NAME"),
            "log_level": own.get("sagemaker_container_log_level", logging.INFO),
            "master_hostname": master,
            "model_dir": model_dir,
            "module_dir": str(own.get("sagemaker_submit_directory", code_dir)),
            "module_name": str(program).removesuffix(".py"),
            "network_interface_name": resources.get("network_interface_name", "eth0"),
            "num_cpus": os.cpu_count(),
            "num_gpus": 0,
            "num_neurons": 0,
            "output_data_dir": output_data_dir,
            "output_dir": output_dir,
            "output_intermediate_dir": output_intermediate_dir,
            "resource_config": resources,
            "topology": resources.get("topology", []),
            "user_entry_point": program,
        }

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._values:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return self._values[name]

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def to_cmd_args(self) -> list[str]:
        """Return the arguments of the script."""
        return mapping.to_cmd_args(self.hyperparameters)

    def to_env_vars(self) -> dict[str, str]:
        """Return the SM_ variables of the script."""
        told = {name: self[name] for name in VARIABLES}
        told |= {
            "hps": self.hyperparameters,
            "framework_params": self.additional_framework_parameters,
            "channels": sorted(self.channel_input_dirs),
            "training_env": dict(self),
            "user_args": self.to_cmd_args(),
        }
        told |= {"topology": self.topology} if self.topology else {}
        told |= {f"channel_{name}": path for name, path in self.channel_input_dirs.items()}
        told |= {f"hp_{name}": value for name, value in self.hyperparameters.items()}
        return mapping.to_env_vars(told)


VARIABLES = (
    *("hosts", "network_interface_name", "user_entry_point", "resource_config", "input_data_config"),
    *("output_data_dir", "current_host", "current_instance_type", "current_instance_group"),
    *("current_instance_group_hosts", "instance_groups", "instance_groups_dict", "distribution_instance_groups"),
    *("is_hetero", "module_name", "log_level", "framework_module", "input_dir", "input_config_dir", "output_dir"),
    *("num_cpus", "num_gpus", "num_neurons", "model_dir", "module_dir", "output_intermediate_dir"),
)
