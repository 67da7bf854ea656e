"""What a comparison is to reach, whether it has, and what may be changed on the way."""
