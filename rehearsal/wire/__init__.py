"""What goes over the wire between the SDK and AWS, and what is learnt from it.

replies      the operations that moto is not asked
requests     checked against AWS's own service model
permissions  least privilege for whoever runs the snippet and for the job's role; actions names them
"""
