"""Models that the course does not show and that its own are compared with.

- phase I: `crm`, the dose of a third method; `boin_table`, what papers print of the second
- phase II and III: `response_rate`, intervals by two methods; `kaplan_meier`, a curve with its limits; `trial_size` and
  `sequential_trials`, what a size and looks cost; `weibull`, a curve whose hazard changes
- treatment: `blood_counts`, the integrated course, for many people with published rates in `blood_count_rates`;
  `compartments`, drug levels; `isoeffect`, radiation turned round; `tumor_growth` and `continuous_treatment`, growth
  and kill by other equations than those of `ibc_edu.simulators.resistance`
"""
