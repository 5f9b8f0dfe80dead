"""Models that the course does not show and that its own are compared with.

`response_rate` gives intervals by two methods, `crm` the dose of a third phase I method, `tumor_growth` and
`continuous_treatment` growth and kill by other equations than those of `ibc_edu.simulators.resistance`.
"""
