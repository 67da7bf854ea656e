"""The charts beside the landscape, one line a run."""
