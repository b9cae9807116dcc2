"""Canvas: mostra quais estão abertos e desde quando, e os desliga se você pedir.

O Canvas cobra por hora desde que abre até você sair (Log out) ou apagar o aplicativo.
Fechar a aba não o desliga. Apagar o aplicativo não apaga modelos nem conjuntos de
dados.

Antes: pip install boto3
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import boto3

# Troque pelos seus.
REGION = "us-east-1"  # rode de novo em cada Região que você usou
# False só mostra; True desliga todos os que aparecerem, de todas as pessoas, e pede
# também a permissão sagemaker:DeleteApp.
DELETE = False

sagemaker = boto3.client("sagemaker", region_name=REGION)


def canvas_apps() -> Iterator[dict[str, Any]]:
    """Os aplicativos do Canvas, em todos os domínios e perfis da Região."""
    for page in sagemaker.get_paginator("list_apps").paginate():
        # Os já apagados ficam um tempo na lista; não cobram mais.
        for app in page["Apps"]:
            if app["AppType"] == "Canvas" and app["Status"] != "Deleted":
                yield app


def show(apps: list[dict[str, Any]]) -> None:
    """Uma linha para cada um."""
    for app in apps:
        since = app["CreationTime"].astimezone(UTC)
        hours = (datetime.now(UTC) - since).total_seconds() / 3600
        owner = f"{app['DomainId']}, {app['UserProfileName']}"
        opened = f"{since:%Y-%m-%d %H:%M:%S} UTC"
        print(f"{owner}: {app['Status']}, aberto desde {opened}, há {hours:.0f} h")


apps = list(canvas_apps())
show(apps)
print(f"{len(apps)} Canvas na Região {REGION}.")

if DELETE:
    for app in apps:
        if app["Status"] in ("InService", "Pending"):
            keys = ("DomainId", "UserProfileName", "AppType", "AppName")
            sagemaker.delete_app(**{key: app[key] for key in keys})
    print("Pedido feito. Agora:")
    show(list(canvas_apps()))
elif apps:
    print("Nada foi desligado. Para desligar, ponha DELETE = True e rode de novo.")
print(
    "Desligar encerra só o espaço de trabalho: endpoints, S3, notebooks e logs "
    "continuam sendo cobrados. Veja limpeza.py."
)
