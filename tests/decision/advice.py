"""The advice, written a second time, by hand, from the questions and from what AWS documents: each answer, what it
leads to, and why. Whom it should suit stands in ``situations.py``.

Whoever changes the tree changes it here too, for a reason that can be read here.
"""

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
            "modelo-a-adaptar",
            "serverless customization and Bedrock tune language models only, so which kind it is decides first",
        ),
        "criar-modelo": ask(
            "tamanho", "pre-training is always code of one's own; what is left to know is how many machines it needs"
        ),
        "celula-por-celula": recommend(
            "notebook", "a rented notebook runs the cells as they are, and no job has to be described"
        ),
        "so-hospedar": recommend(
            "so-hospedar", "a finished model needs no way of training, only an endpoint or a batch transform"
        ),
        "aprender": ask("como-aprender", "a learner has no problem to fit yet, only a way of working to prefer"),
        "maquinas-proprias": recommend(
            "fora-do-sagemaker", "every other way is a managed service, which is what such a rule forbids"
        ),
        "nao-sei": ask("quanto-codigo", "training on own data is what most readers of a guide to training come for"),
    },
    "quanto-codigo": {
        "nenhum": ask(
            "o-que-prever",
            "Canvas is the way of training own data without code; it predicts, and neither groups nor finds objects",
        ),
        "pouco": ask("tipo-de-dado", "what is ready to be trained from a few lines differs by the kind of data"),
        "meu-codigo": ask(
            "base-do-codigo", "which image can run a training program depends on what the program is built on"
        ),
        "nao-sei": ask(
            "tipo-de-dado", "a few lines are within reach of most, and nothing is billed by the hour of login"
        ),
    },
    "o-que-prever": {
        "valor-ou-categoria": recommend(
            "canvas", "numbers, categories, time series, labels of photos and of texts are its list of model types"
        ),
        "objetos-na-imagem": recommend(
            "jumpstart-tarefa",
            "Canvas gives a photo one label; object detection is a JumpStart task that trains on own data",
        ),
        "grupos": recommend(
            "algoritmo-integrado",
            "neither Canvas, nor Autopilot, nor any of the fifteen JumpStart tasks groups; K-Means, Random Cut Forest "
            "and Factorization Machines are built-in algorithms",
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
        "aws": recommend(
            "automl",
            "Autopilot tries candidates for regression, classification and series, all of which have a column to "
            "predict, as the note says",
        ),
        "eu": recommend(
            "algoritmo-integrado", "built-in algorithms take hyperparameters and data, and no training code"
        ),
        "modelo-tabular-pronto": recommend(
            "jumpstart-tarefa", "these four are the algorithms for tables that JumpStart reaches by model id"
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
            "base-do-codigo", "embeddings are for inference only in JumpStart, and an own architecture is own code"
        ),
        "nao-sei": recommend("jumpstart-tarefa", "a pretrained model needs fewer examples, which is what people lack"),
    },
    "base-do-codigo": {
        "framework": ask(
            "dependencias", "AWS has an image for these frameworks; what may be missing is what else it needs"
        ),
        "xgboost": recommend("xgboost-script", "the SageMaker XGBoost image runs a training program of one's own"),
        "funcao-python": recommend("funcao-remota", "the @remote decorator runs a Python function as a job, unchanged"),
        "notebook": recommend(
            "notebook", "neither a job's entry point nor @remote takes cells; a notebook runs where Jupyter runs"
        ),
        "outra-linguagem": recommend("conteiner-proprio", "for other languages AWS points to a custom image"),
        "imagem-docker": recommend(
            "conteiner-proprio", "an image that exists or is required becomes a job by keeping SageMaker's contract"
        ),
        "nao-sei": ask("dependencias", "nearly all training code that people find is for one of the common frameworks"),
    },
    "dependencias": {
        "pip": ask(
            "tamanho", "a requirements.txt is installed in the framework's image, so only size is left to decide"
        ),
        "pip-sem-internet": recommend(
            "imagem-estendida", "with network isolation pip fails in the job, so the packages belong in the image"
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
    "modelo-a-adaptar": {
        "linguagem": ask(
            "prompt-basta", "AWS advises prompt engineering and retrieval before any tuning, which costs more"
        ),
        "classificar-ou-buscar": ask(
            "ponto-de-partida", "no prompt replaces the training of BERT or ViT, which is that of a classifier"
        ),
        "gerador-de-imagens": ask(
            "base-do-codigo",
            "AWS's list of models to customize has language and vision-language models only, and the fifteen trainable "
            "tasks of JumpStart no text-to-image; its Stable Diffusion examples are of 2023, and what still trains "
            "could not be confirmed",
        ),
        "nao-sei": ask("prompt-basta", "language models are what most people mean by a generative model"),
    },
    "prompt-basta": {
        "sim": recommend("sem-treino", "when a prompt or retrieval solves it, tuning only adds cost and upkeep"),
        "nao": ask("controle-do-ajuste", "people know how they want to tune, not where the model is going to live"),
        "ja-decidi": ask(
            "controle-do-ajuste", "who has decided is not told to try; whoever continues pre-training has no prompt"
        ),
        "nao-sei": recommend("sem-treino", "whoever has not tried a prompt should, before paying for machines"),
    },
    "controle-do-ajuste": {
        "tecnica-padrao": recommend(
            "ajuste-serverless", "serverless customization runs SFT or DPO, and there is no instance type to choose"
        ),
        "so-por-api": recommend(
            "bedrock",
            "Bedrock tunes a model that is then called, without machine or weights; few are served on demand, so it is "
            "for who asks for it by name",
        ),
        "escolher-maquinas": recommend(
            "ajuste-em-job", "recipes and JumpStart models run in a job whose machines one names"
        ),
        "laco-interativo": recommend(
            "sessao-de-treino", "a training session takes LoRA steps one by one on GPUs AWS runs"
        ),
        "meu-codigo": ask("tamanho", "tuning code is training code: one GPU, several, or a cluster"),
        "pre-treino-continuo": ask(
            "tamanho",
            "the recipes' README has pre-training on training jobs, which last up to 28 days; only the SDK's "
            "CPTTrainer wants HyperPod, and that is for weeks on a cluster",
        ),
        "nao-sei": recommend(
            "ajuste-serverless",
            "with no machine to choose there is the least to get wrong, and no capacity to be paid by the hour, as "
            "Bedrock asks for most tuned models",
        ),
    },
    "como-aprender": {
        "tela": recommend("canvas", "Canvas is the way of training that needs no code"),
        "com-docker": recommend(
            "modo-local",
            "local mode runs the job's container on the reader's Docker, with images that AWS gives to "
            "who has an account, and bills no machine",
        ),
        "sem-docker": recommend(
            "modo-script", "its snippet trains on the reader's computer in this guide's rehearsal, without an account"
        ),
        "em-notebook": recommend("notebook", "cell by cell is how courses teach, on a machine that has to be stopped"),
        "job-na-nuvem": recommend(
            "algoritmo-integrado", "the smallest job: no training code, a small CPU machine, minutes"
        ),
        "nao-sei": recommend(
            "modo-script", "the bill is a beginner's greatest risk, and the rehearsal of this snippet has none"
        ),
    },
}
