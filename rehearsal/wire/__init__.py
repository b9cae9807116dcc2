"""What goes over the wire between the SDK and AWS, and what is learnt from it.

replies      the operations that moto is not asked
requests     recorded, and refused as AWS refuses them: against its own service model (constraints), and by the rules of
             the service that the model does not hold (rules.toml, from reports.toml; read by rules, predicates compute)
permissions  least privilege for whoever runs the snippet and for the job's role: actions names what a call needs,
             handed_on the jobs that a queue or a pipeline asks for, encryption the keys
evaluation   what IAM decides over such policies
"""
