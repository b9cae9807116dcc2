"""The advice, written a second time, by hand, from the questions and from what AWS documents: each answer, what it
leads to, and why; and people, with what they would answer, and what they should be told.

Whoever changes the tree changes it here too, for a reason that can be read here.
"""

from dataclasses import dataclass
from typing import Literal

Lead = tuple[Literal["question", "outcome"], str, str]


def ask(question: str, because: str) -> Lead:
    return "question", question, because


def recommend(outcome: str, because: str) -> Lead:
    return "outcome", outcome, because


ADVICE: dict[str, dict[str, Lead]] = {
    "objetivo": {
        "usar-ia-pronta": recommend(
            "sem-treino", "services that are trained already translate and read texts, billed by use"
        ),
        "treinar": ask("quanto-codigo", "AWS's own table tells its three use cases apart first by how much is coded"),
        "adaptar-modelo": ask(
            "prompt-basta", "AWS advises prompt engineering and retrieval before any tuning, which costs more"
        ),
        "criar-modelo": ask(
            "tamanho", "pre-training is always code of one's own; what is left to know is how many machines it needs"
        ),
        "aprender": ask("como-aprender", "a learner has no problem to fit yet, only a way of working to prefer"),
        "maquinas-proprias": recommend(
            "fora-do-sagemaker", "every other way is a managed service, which is what the rule forbids"
        ),
        "nao-sei": ask("quanto-codigo", "training on own data is what most readers of a guide to training come for"),
    },
    "quanto-codigo": {
        "nenhum": ask(
            "cabe-no-canvas", "Canvas is the one way of training without code, for a closed list of problems"
        ),
        "pouco": ask("tipo-de-dado", "what is ready to be trained from a few lines differs by the kind of data"),
        "meu-codigo": ask(
            "base-do-codigo", "which image can run a training program depends on what the program is built on"
        ),
        "nao-sei": ask(
            "tipo-de-dado", "a few lines are within reach of most, and nothing is billed by the hour of login"
        ),
    },
    "cabe-no-canvas": {
        "sim": recommend("canvas", "the problem is on the list of model types that Canvas builds on a screen"),
        "sim-por-api": recommend(
            "automl", "the AutoML API trains the same types of problem, and a program can call it"
        ),
        "nao-sem-codigo": recommend(
            "jumpstart-tarefa", "its catalog has tasks that Canvas lacks, such as finding objects, with the code"
        ),
        "nao-com-codigo": ask(
            "tipo-de-dado", "with a few lines allowed, the reader stands where those who code a little do"
        ),
        "nao-sei": recommend("canvas", "trying it on the screen is the cheapest way to learn whether the problem fits"),
    },
    "tipo-de-dado": {
        "tabela": ask(
            "quem-escolhe", "for tables AWS offers both a search over algorithms and the algorithms themselves"
        ),
        "imagem-ou-texto": ask(
            "ponto-de-partida", "for images and texts the difference is between a pretrained model and one from nothing"
        ),
        "outro": ask(
            "base-do-codigo",
            "the built-ins and the JumpStart tasks one can train take tables, images and texts; the rest is own code",
        ),
        "nao-sei": ask("quem-escolhe", "a table is what most data that nobody has named turns out to be"),
    },
    "quem-escolhe": {
        "aws": recommend("automl", "trying candidates and keeping the best is what Autopilot does with a table"),
        "eu": recommend(
            "algoritmo-integrado", "built-in algorithms take hyperparameters and data, and no training code"
        ),
        "modelo-tabular-pronto": recommend(
            "jumpstart-tarefa", "LightGBM, CatBoost and TabTransformer are reached through JumpStart model ids"
        ),
        "xgboost-meu-codigo": recommend(
            "xgboost-script", "the XGBoost image also runs a script instead of its own program"
        ),
        "nada-atende": ask("base-do-codigo", "who needs own code chooses the image by what that code is built on"),
        "nao-sei": recommend(
            "algoritmo-integrado", "XGBoost tends to do well on tables, and one job costs less than a search with many"
        ),
    },
    "ponto-de-partida": {
        "modelo-pre-treinado": recommend(
            "jumpstart-tarefa", "JumpStart is the catalog of pretrained models to fine-tune"
        ),
        "aws-escolhe": recommend("automl", "the AutoML API classifies images and texts, and picks the model by itself"),
        "algoritmo-do-zero": recommend(
            "algoritmo-integrado", "the image and text built-ins train from nothing on hyperparameters alone"
        ),
        "nada-atende": ask(
            "base-do-codigo", "an architecture of one's own is code, and code needs an image that runs it"
        ),
        "nao-sei": recommend("jumpstart-tarefa", "a pretrained model needs fewer examples, which is what people lack"),
    },
    "base-do-codigo": {
        "framework": ask(
            "dependencias", "AWS has an image for these frameworks; what may be missing is what else it needs"
        ),
        "xgboost": recommend("xgboost-script", "the SageMaker XGBoost image runs a training program of one's own"),
        "funcao-python": recommend("funcao-remota", "the @remote decorator runs a Python function as a job, unchanged"),
        "outra-linguagem-ou-imagem": recommend(
            "conteiner-proprio",
            "for other languages AWS points to a custom image, and an image that is required is one already",
        ),
        "nao-sei": ask("dependencias", "nearly all training code that people find is for one of the common frameworks"),
    },
    "dependencias": {
        "pip": ask(
            "tamanho", "a requirements.txt is installed in the framework's image, so only size is left to decide"
        ),
        "sistema": recommend(
            "imagem-estendida", "apt and drivers need a Dockerfile on top of the image that AWS maintains"
        ),
        "nao-sei": ask("tamanho", "pip is enough for most code, and a missing library shows in the first job"),
    },
    "tamanho": {
        "uma-maquina": recommend("modo-script", "on one machine a script in AWS's image needs nothing to be split"),
        "varias": recommend(
            "script-distribuido", "Torchrun or MPI spread a script over machines, in a job of up to 28 days"
        ),
        "cluster": recommend("hyperpod", "weeks on a cluster under Slurm or Kubernetes is what HyperPod is made for"),
        "nao-sei": recommend("modo-script", "splitting a training run is work, so one machine is where to start"),
    },
    "prompt-basta": {
        "sim": recommend("sem-treino", "when a prompt or retrieval solves it, tuning only adds cost and upkeep"),
        "nao": ask("onde-o-modelo-vive", "who has to tune chooses first between an API and files of weights"),
        "nao-sei": recommend("sem-treino", "whoever has not tried a prompt should, before paying for machines"),
    },
    "onde-o-modelo-vive": {
        "so-por-api": recommend(
            "bedrock", "Bedrock tunes a model that is then called, and shows neither machine nor weights"
        ),
        "com-os-pesos": ask(
            "controle-do-ajuste", "SageMaker delivers the weights in three ways, from little control to much"
        ),
        "maquinas-proprias": recommend(
            "fora-do-sagemaker", "a model that must live outside is tuned and served outside"
        ),
        "nao-sei": recommend("bedrock", "calling an API leaves the least to look after, and it can be left later"),
    },
    "controle-do-ajuste": {
        "tecnica-padrao": recommend(
            "ajuste-serverless", "serverless customization runs SFT or DPO, and there is no instance type to choose"
        ),
        "escolher-maquinas": recommend(
            "ajuste-em-job", "recipes and JumpStart models run in a job whose machines one names"
        ),
        "laco-interativo": recommend(
            "sessao-de-treino", "a training session takes LoRA steps one by one on GPUs AWS runs"
        ),
        "meu-codigo": ask("tamanho", "tuning code is training code: one GPU, several, or a cluster"),
        "pre-treino-continuo": recommend("hyperpod", "days or weeks on many GPUs must survive a machine that fails"),
        "nao-sei": recommend("ajuste-serverless", "with no machine to choose there is the least to get wrong"),
    },
    "como-aprender": {
        "tela": recommend("canvas", "Canvas is the way of training that needs no code"),
        "com-docker": recommend(
            "modo-local", "local mode runs the job's container on the reader's Docker, and bills no machine"
        ),
        "sem-docker": recommend(
            "modo-script", "its snippet trains on the reader's computer in this guide's rehearsal, without an account"
        ),
        "job-na-nuvem": recommend(
            "algoritmo-integrado", "the smallest job: no training code, a small CPU machine, minutes"
        ),
        "nao-sei": recommend(
            "algoritmo-integrado", "one short job shows data, job and model from end to end for little"
        ),
    },
}


@dataclass(frozen=True)
class Situation:
    """A person, what they answer, the outcome that suits them, and why."""

    who: str
    answers: str
    outcome: str
    because: str


SITUATIONS = [
    Situation(
        "a shopkeeper's analyst who wants to know which customers will leave, has a spreadsheet and does not program",
        "objetivo=treinar&quanto-codigo=nenhum&cabe-no-canvas=sim",
        "canvas",
        "churn from a table is a 2-category problem, one of those that Canvas names, and a screen is all they want",
    ),
    Situation(
        "a developer who retrains a demand forecast every month from a scheduled program",
        "objetivo=treinar&quanto-codigo=nenhum&cabe-no-canvas=sim-por-api",
        "automl",
        "nobody is logged in at night; the AutoML API forecasts time series and is called by a program",
    ),
    Situation(
        "a factory that has to find several faults in the same photo, with no programmer at hand",
        "objetivo=treinar&quanto-codigo=nenhum&cabe-no-canvas=nao-sem-codigo",
        "jumpstart-tarefa",
        "Canvas gives a photo one label; object detection is among the JumpStart tasks that train on own data",
    ),
    Situation(
        "a team with a few hundred photos of good and faulty parts and some Python",
        "objetivo=treinar&quanto-codigo=pouco&tipo-de-dado=imagem-ou-texto&ponto-de-partida=modelo-pre-treinado",
        "jumpstart-tarefa",
        "few examples are enough for a pretrained model, and the SDK fine-tunes it without training code",
    ),
    Situation(
        "a data scientist who knows which XGBoost hyperparameters suit a table of loans",
        "objetivo=treinar&quanto-codigo=pouco&tipo-de-dado=tabela&quem-escolhe=eu",
        "algoritmo-integrado",
        "hyperparameters and data are all that the built-in algorithm asks for",
    ),
    Situation(
        "a data scientist whose XGBoost needs an objective function of its own",
        "objetivo=treinar&quanto-codigo=pouco&tipo-de-dado=tabela&quem-escolhe=xgboost-meu-codigo",
        "xgboost-script",
        "a function is code, which the built-in algorithm does not take and the same image does, as a script",
    ),
    Situation(
        "someone with a table who has no idea what to choose anywhere",
        "objetivo=nao-sei&quanto-codigo=nao-sei&tipo-de-dado=nao-sei&quem-escolhe=nao-sei",
        "algoritmo-integrado",
        "the least that can be spent on a table with a fair chance of a good model",
    ),
    Situation(
        "a researcher with a scikit-learn script and a requirements.txt",
        "objetivo=treinar&quanto-codigo=meu-codigo&base-do-codigo=framework&dependencias=pip&tamanho=uma-maquina",
        "modo-script",
        "AWS's image has the framework, pip brings the rest, and one machine is enough",
    ),
    Situation(
        "a student without Docker and without an AWS account",
        "objetivo=aprender&como-aprender=sem-docker",
        "modo-script",
        "the guide rehearses that snippet on the computer at hand, with neither",
    ),
    Situation(
        "an engineer with a notebook function that takes all night on the laptop",
        "objetivo=treinar&quanto-codigo=meu-codigo&base-do-codigo=funcao-python",
        "funcao-remota",
        "a decorator sends that function to a larger machine, and the notebook stays as it is",
    ),
    Situation(
        "a vision team whose PyTorch model has outgrown one GPU, and that has to train on sound recordings too",
        "objetivo=treinar&quanto-codigo=pouco&tipo-de-dado=outro&base-do-codigo=framework&dependencias=pip&tamanho=varias",
        "script-distribuido",
        "no built-in or trainable JumpStart task takes sound, and Torchrun spreads their own code over several GPUs",
    ),
    Situation(
        "a bank whose training reads a database through an ODBC driver",
        "objetivo=treinar&quanto-codigo=meu-codigo&base-do-codigo=framework&dependencias=sistema",
        "imagem-estendida",
        "a driver is not a pip package; a short Dockerfile puts it on the image that AWS maintains",
    ),
    Situation(
        "a statistics group that trains in R",
        "objetivo=treinar&quanto-codigo=meu-codigo&base-do-codigo=outra-linguagem-ou-imagem",
        "conteiner-proprio",
        "AWS's training images bring Python frameworks; a container of one's own holds any language",
    ),
    Situation(
        "a company that pre-trains its own language model for weeks on a Kubernetes cluster",
        "objetivo=criar-modelo&tamanho=cluster",
        "hyperpod",
        "a job ends after 28 days at most; HyperPod stays up and replaces the machine that fails",
    ),
    Situation(
        "a team that reserved GPUs and wants to run an AWS recipe on them",
        "objetivo=adaptar-modelo&prompt-basta=nao&onde-o-modelo-vive=com-os-pesos&controle-do-ajuste=escolher-maquinas",
        "ajuste-em-job",
        "reserved capacity is of use only where the machines can be named",
    ),
    Situation(
        "a product team with pairs of better and worse answers, that wants the weights and no machines",
        "objetivo=adaptar-modelo&prompt-basta=nao&onde-o-modelo-vive=com-os-pesos&controle-do-ajuste=tecnica-padrao",
        "ajuste-serverless",
        "such pairs are what DPO takes, and serverless customization delivers weights without an instance type",
    ),
    Situation(
        "a researcher who wants to watch a LoRA run step by step and sample from it halfway",
        "objetivo=adaptar-modelo&prompt-basta=nao&onde-o-modelo-vive=com-os-pesos&controle-do-ajuste=laco-interativo",
        "sessao-de-treino",
        "a training session makes each step, and sampling from the model, a call of its own",
    ),
    Situation(
        "a student with Docker on a Linux laptop",
        "objetivo=aprender&como-aprender=com-docker",
        "modo-local",
        "the very container of the job runs on the laptop, and no machine is billed",
    ),
    Situation(
        "a chat product that has tried prompts, needs another tone, and only calls an API",
        "objetivo=adaptar-modelo&prompt-basta=nao&onde-o-modelo-vive=so-por-api",
        "bedrock",
        "a tone is behavior, which examples teach; Bedrock tunes and serves it without anything to run",
    ),
    Situation(
        "a support desk whose chat does not know the company's products",
        "objetivo=adaptar-modelo&prompt-basta=sim",
        "sem-treino",
        "knowledge that changes belongs in documents looked up at question time, not in weights",
    ),
    Situation(
        "a public body that must train in its own data center",
        "objetivo=maquinas-proprias",
        "fora-do-sagemaker",
        "SageMaker Training always runs on machines that AWS manages",
    ),
]
