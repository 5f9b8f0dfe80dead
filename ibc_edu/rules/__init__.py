"""Clinical rules as pure functions: what a pathology report means, which treatment it opens, and why."""
