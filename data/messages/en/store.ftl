# What store says (en).
