# What share says (en).
