"""Maps: what the runs of an experiment do at many rates, from many starts, at many settings."""
