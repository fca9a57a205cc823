# What store says (fr).
