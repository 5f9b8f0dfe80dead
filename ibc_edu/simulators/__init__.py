"""Teaching models of trials and treatments, one a file: parameters in, a table out, nothing displayed.

- phase I: `dose_escalation` (3+3), `boin`, and `phase_one_rules`: the next step of either rule from any history
- phase II: `two_stage` (Simon); `response`: what a response is called (RECIST 1.1)
- phase III: `survival_trial`, `kaplan_meier`, `log_rank`, `cox`, `sample_size`, `group_sequential`
- treatment: `marrow_model` and `blood_count_variability` (blood counts), `pharmacokinetics`, `resistance`, `radiation`

Each model is imported by its name, for instance ``from ibc_edu.simulators import two_stage``; this package itself
imports nothing heavy. Every model has a public sentence ``LEAVES_OUT`` that tells a learner what it does not know.
What draws random numbers takes ``rng``, a `numpy.random.Generator` or a whole-number seed; tests hold it against an
exact counterpart.
"""
