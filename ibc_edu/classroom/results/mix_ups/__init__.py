"""What a class mixes up: how often each mix-up was shown, beyond what guessing would show."""
