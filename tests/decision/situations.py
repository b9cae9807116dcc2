"""People, with what they would answer, what they should be told, and why; every outcome suits somebody."""

from dataclasses import dataclass


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
        "objetivo=treinar&quanto-codigo=nenhum&o-que-prever=valor-ou-categoria",
        "canvas",
        "churn from a table is a 2-category problem, one of those that Canvas names, and a screen is all they want",
    ),
    Situation(
        "a developer who retrains a demand forecast every month from a scheduled program",
        "objetivo=treinar&quanto-codigo=pouco&tipo-de-dado=tabela&quem-escolhe=aws",
        "automl",
        "nobody is logged in at night; the AutoML API forecasts time series and is called by a program",
    ),
    Situation(
        "a factory that has to find several faults in the same photo, with no programmer at hand",
        "objetivo=treinar&quanto-codigo=nenhum&o-que-prever=objetos-na-imagem",
        "jumpstart-tarefa",
        "finding objects takes a few lines even without a programmer; the guide has them, for a JumpStart model",
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
        "objetivo=treinar&quanto-codigo=pouco&tipo-de-dado=tabela&quem-escolhe=nada-atende&base-do-codigo=xgboost",
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
        "objetivo=treinar&quanto-codigo=meu-codigo&base-do-codigo=outra-linguagem",
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
        "objetivo=adaptar-modelo&modelo-a-adaptar=linguagem&prompt-basta=nao&controle-do-ajuste=escolher-maquinas",
        "ajuste-em-job",
        "reserved capacity is of use only where the machines can be named",
    ),
    Situation(
        "a product team with pairs of better and worse answers, that wants the weights and no machines",
        "objetivo=adaptar-modelo&modelo-a-adaptar=linguagem&prompt-basta=nao&controle-do-ajuste=tecnica-padrao",
        "ajuste-serverless",
        "such pairs are what DPO takes, and serverless customization delivers weights without an instance type",
    ),
    Situation(
        "a researcher who wants to watch a LoRA run step by step and sample from it halfway",
        "objetivo=adaptar-modelo&modelo-a-adaptar=linguagem&prompt-basta=nao&controle-do-ajuste=laco-interativo",
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
        "objetivo=adaptar-modelo&modelo-a-adaptar=linguagem&prompt-basta=nao&controle-do-ajuste=so-por-api",
        "bedrock",
        "a tone is behavior, which examples teach; Bedrock tunes and serves it without anything to run",
    ),
    Situation(
        "a support desk whose chat does not know the company's products",
        "objetivo=adaptar-modelo&modelo-a-adaptar=linguagem&prompt-basta=sim",
        "sem-treino",
        "knowledge that changes belongs in documents looked up at question time, not in weights",
    ),
    Situation(
        "a public body that must train in its own data center",
        "objetivo=maquinas-proprias",
        "fora-do-sagemaker",
        "SageMaker Training always runs on machines that AWS manages",
    ),
    Situation(
        "a marketing analyst who wants groups of customers, with nothing to predict, and does not program",
        "objetivo=treinar&quanto-codigo=nenhum&o-que-prever=grupos",
        "algoritmo-integrado",
        "no screen groups; K-Means comes ready, and its few lines can be copied",
    ),
    Situation(
        "a company whose rule is that jobs have no internet, with a PyTorch script and packages from pip",
        "objetivo=treinar&quanto-codigo=meu-codigo&base-do-codigo=framework&dependencias=pip-sem-internet",
        "imagem-estendida",
        "the rule is about the network, not about who runs the machines: the packages go into the image",
    ),
    Situation(
        "a team that has fixed on tuning and does not know which way",
        "objetivo=adaptar-modelo&modelo-a-adaptar=linguagem&prompt-basta=ja-decidi&controle-do-ajuste=nao-sei",
        "ajuste-serverless",
        "the least to decide, and nothing that is billed by the hour while it idles",
    ),
    Situation(
        "a university group that goes on pre-training a model on legal texts, on eight GPUs for four days",
        "objetivo=adaptar-modelo&modelo-a-adaptar=linguagem&prompt-basta=ja-decidi"
        "&controle-do-ajuste=pre-treino-continuo&tamanho=varias",
        "script-distribuido",
        "four days fit in a job, which shuts down at its end; a cluster is not needed",
    ),
    Situation(
        "a designer who wants pictures in the style of the brand from a Diffusers script",
        "objetivo=adaptar-modelo&modelo-a-adaptar=gerador-de-imagens&base-do-codigo=framework&dependencias=pip"
        "&tamanho=uma-maquina",
        "modo-script",
        "Diffusers is PyTorch, which AWS's image has, and pip brings the rest",
    ),
    Situation(
        "a lawyer's programmer who tunes BERT to sort documents",
        "objetivo=adaptar-modelo&modelo-a-adaptar=classificar-ou-buscar&ponto-de-partida=modelo-pre-treinado",
        "jumpstart-tarefa",
        "a BERT that classifies is a JumpStart task, whatever one calls it",
    ),
    Situation(
        "a student whose course is a notebook of fifty cells, and whose laptop has no GPU",
        "objetivo=celula-por-celula",
        "notebook",
        "the cells run as they are, on a machine with a GPU that is stopped after class",
    ),
    Situation(
        "a beginner who only wants to see what SageMaker is and fears the bill",
        "objetivo=aprender&como-aprender=nao-sei",
        "modo-script",
        "the rehearsal costs nothing and shows a whole job",
    ),
    Situation(
        "a start-up with a model.pkl that the web site has to call",
        "objetivo=so-hospedar",
        "so-hospedar",
        "the model is trained; what is missing is an endpoint, and to know what it costs when idle",
    ),
]
