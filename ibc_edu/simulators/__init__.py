"""Teaching models of trials and treatments, one a file: parameters in, a table out, nothing displayed.

Each model is imported by its name, for instance ``from ibc_edu.simulators import two_stage``; this package itself
imports nothing heavy. Every model has a public sentence ``LEAVES_OUT`` that tells a learner what it does not know.
"""
